package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.Example;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/** The result of a worked example, computed by the engine of ratings. Pure. */
final class ExampleOutcome {

    private ExampleOutcome() {}

    /** The result. */
    static Example.Outcome of(RuleSet ruleSet, Example example) {
        Score score = Score.of(ruleSet, outcomes(ruleSet, example));
        return new Example.Outcome(score.groups(), score.absent(), score.percent(), score.qualifies(), score.grade());
    }

    private static Map<String, MeasurementOutcome> outcomes(RuleSet ruleSet, Example example) {
        if (example.building() != null) {
            BuildingFacts facts = ExampleFacts.of(ruleSet, example);
            return ruleSet.items()
                    .collect(Collectors.toMap(RuleSet.Item::id, item -> ItemMeasurement.of(ruleSet, item, facts)
                            .outcome()));
        }
        return ruleSet.items().collect(Collectors.toMap(RuleSet.Item::id, item -> {
            BigDecimal percent = example.ratios().get(item.id());
            return percent == null
                    ? new MeasurementOutcome.NotApplicable(
                            new AbsentFeature(item.absentWith(), null, null), TakeOff.Phase.DESIGN)
                    : new MeasurementOutcome.Known(
                            Fractions.of(percent).divide(100), Fractions.of(weight(item, example)));
        }));
    }

    private static BigDecimal weight(RuleSet.Item item, Example example) {
        BigDecimal stated = example.weights().get(item.id());
        if (stated != null || item.weight() == null) {
            return stated == null ? BigDecimal.ONE : stated;
        }
        return item.weight().byStructure().get(example.structure());
    }
}
