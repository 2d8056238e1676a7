package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;

/** V1 / (V1 + V2): the amount that counts under the lens, over the whole bill and the rest. */
final class ShareMeasurer {

    private ShareMeasurer() {}

    static ItemMeasurement measure(Workings workings, Measured.ShareOfWhole share) {
        ComponentTally components = workings.components();
        String unit = share.unit();
        BigDecimal declared = workings.usedSum(share.declared());
        List<DeclaredQuantity> missing = new ArrayList<>();
        for (DeclaredQuantity measure : share.declared()) {
            if (share.components() == null && workings.facts().amount(measure).isEmpty()) {
                missing.add(measure);
            }
        }
        Optional<BigDecimal> rest = workings.used(share.rest());
        if (rest.isEmpty()) {
            missing.add(share.rest());
        }
        BigDecimal numerator = components.amount().add(declared);
        if (!missing.isEmpty()) {
            return workings.result(Workings.undeclared(missing), numerator, null, unit);
        }
        BigDecimal denominator = workings.toBuildIn(
                        components.concreteInBill(), components.waste().concreteM3(), unit)
                .add(declared)
                .add(rest.get());
        if (denominator.signum() == 0) {
            return workings.result(
                    new MeasurementOutcome.Missing(RatingNote.NOTHING_IN_BILL.of(share.rest())), numerator, null, unit);
        }
        return workings.result(
                new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator)), numerator, denominator, unit);
    }
}
