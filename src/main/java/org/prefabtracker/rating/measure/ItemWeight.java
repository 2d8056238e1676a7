package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/** The weight of the points of an item: stated by the text for a structure, or declared. */
final class ItemWeight {

    private ItemWeight() {}

    /** The measurement with the weight of the item; without a known weight the outcome is missing. */
    static ItemMeasurement applied(RuleSet.Item item, BuildingFacts facts, ItemMeasurement measurement) {
        Optional<MeasurementOutcome.Known> known = measurement.outcome().asKnown();
        if (item.weight() == null || known.isEmpty()) {
            return measurement;
        }
        BigDecimal weight = item.weight().byStructure().get(facts.building().structure());
        List<BuildingFacts.Value> used = new ArrayList<>(measurement.declared());
        if (weight == null) {
            Optional<BuildingFacts.Value> declared = facts.amount(item.weight().input());
            declared.ifPresent(used::add);
            weight = declared.map(BuildingFacts.Value::amount).orElse(null);
        }
        return measurement.with(outcome(item, facts, known.get(), weight), used);
    }

    private static MeasurementOutcome outcome(
            RuleSet.Item item, BuildingFacts facts, MeasurementOutcome.Known known, BigDecimal weight) {
        if (weight == null) {
            return new MeasurementOutcome.Missing(RatingNote.WEIGHT_UNKNOWN.of(
                    facts.building().structure(), item.weight().input()));
        }
        return weight.compareTo(BigDecimal.ONE) > 0
                ? new MeasurementOutcome.Invalid(
                        RatingNote.MORE_THAN_ONE.of(item.weight().input()))
                : new MeasurementOutcome.Known(known.ratio(), Fractions.of(weight));
    }
}
