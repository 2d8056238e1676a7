package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;

/**
 * Members that count in full under DESIGN, and under other lenses by their mass over the mass in the bill. Members of another material
 * than the structure are none of its members and are left out.
 */
final class MassMeasurer {

    private MassMeasurer() {}

    /** @param noneIsFull whether a building without vertical members in the bill counts in full: engines 1 and 2 did that */
    static ItemMeasurement measure(Workings workings, boolean noneIsFull) {
        ComponentTally components = workings.components();
        StructuralSystem structure = workings.facts().building().structure();
        String unit = Quantity.MASS.unit();
        BigDecimal toBuildIn =
                workings.toBuildIn(components.massInBill(), components.waste().massKg(), unit);
        MeasurementOutcome outcome;
        if (components.ofOtherMaterial() > 0) {
            workings.note(RatingNote.VERTICAL_MEMBERS_OF_OTHER_MATERIAL.of(components.ofOtherMaterial(), structure));
        }
        if (components.inBill() == 0 && !noneIsFull) {
            outcome = new MeasurementOutcome.Missing(RatingNote.NO_VERTICAL_MEMBER.of());
        } else if (workings.facts().lens() == Lens.DESIGN) {
            workings.note((components.inBill() == 0
                            ? RatingNote.VERTICAL_MEMBERS_IN_FULL_NONE_IN_BILL
                            : RatingNote.VERTICAL_MEMBERS_IN_FULL)
                    .of(structure));
            outcome = new MeasurementOutcome.Known(BigFraction.ONE);
        } else if (components.unweighed() > 0) {
            outcome = new MeasurementOutcome.Missing(RatingNote.MASS_NOT_STATED.of(components.unweighed()));
        } else if (toBuildIn.signum() == 0) {
            outcome = new MeasurementOutcome.Missing(RatingNote.NO_VERTICAL_MEMBER.of());
        } else {
            workings.note(RatingNote.VERTICAL_MEMBERS_BY_MASS.of(structure));
            outcome = new MeasurementOutcome.Known(Fractions.ratio(components.amount(), toBuildIn));
        }
        return workings.result(outcome, components.amount(), toBuildIn.signum() == 0 ? null : toBuildIn, unit);
    }
}
