package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * The joints of an item, summed up.
 *
 * @param sum null where the building has no joints of the kinds that the item counts
 * @param byStorey the amounts that count, by storey
 */
record JointTally(ItemMeasurement.Joints sum, Map<String, BigDecimal> byStorey) {

    static JointTally of(RuleSet ruleSet, RuleSet.Item item, BuildingFacts facts) {
        JointEligibility eligibility = new JointEligibility(ruleSet, facts);
        Map<String, BigDecimal> byStorey = new HashMap<>();
        SortedMap<JointExclusion.Why, Long> why = new TreeMap<>();
        BigDecimal adds = BigDecimal.ZERO;
        long counting = 0;
        long all = 0;
        for (JointFact joint : facts.joints()) {
            Optional<JointEligibility.Verdict> verdict = eligibility.of(joint, item);
            if (verdict.isEmpty()) {
                continue;
            }
            all++;
            if (verdict.get().counts()) {
                counting++;
                adds = adds.add(verdict.get().adds());
                byStorey.merge(joint.storey(), verdict.get().adds(), BigDecimal::add);
            }
            verdict.get().why().stream()
                    .map(JointExclusion::why)
                    .distinct()
                    .forEach(reason -> why.merge(reason, 1L, Long::sum));
        }
        return new JointTally(
                all == 0 ? null : new ItemMeasurement.Joints(adds, counting, all - counting, why), byStorey);
    }
}
