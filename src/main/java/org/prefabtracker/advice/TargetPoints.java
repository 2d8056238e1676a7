package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Prerequisite;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * The conditions of a target, in points. Pure; exact.
 *
 * @param percent of the whole, as it is shown
 * @param points of all groups together
 * @param groups the least points of single groups
 * @param items those that have to earn anything
 * @param ratios the least ratios of single items, in percent
 */
record TargetPoints(
        BigDecimal percent,
        LowerBound points,
        Map<String, LowerBound> groups,
        Set<String> items,
        Map<String, LowerBound> ratios) {

    /**
     * To qualify with a percent.
     *
     * @param percent in place of the percent that the rule set demands; null: that percent
     * @param grade whether the additional condition of a grade applies
     * @param absent the points of the items that are not applicable
     */
    static TargetPoints of(RuleSet ruleSet, BigDecimal percent, boolean grade, BigDecimal absent) {
        Map<String, LowerBound> groups = new HashMap<>();
        Set<String> items = new HashSet<>();
        Prerequisite.Visitor<BigDecimal> leastPercent = new Prerequisite.Visitor<>() {
            @Override
            public BigDecimal groupAtLeast(Prerequisite.GroupAtLeast group) {
                groups.merge(group.group(), LowerBound.atLeast(Fractions.of(group.atLeast())), LowerBound::or);
                return BigDecimal.ZERO;
            }

            @Override
            public BigDecimal itemEarned(Prerequisite.ItemEarned item) {
                items.add(item.item());
                return BigDecimal.ZERO;
            }

            @Override
            public BigDecimal percentAtLeast(Prerequisite.PercentAtLeast whole) {
                return percent == null || grade ? whole.atLeast() : BigDecimal.ZERO;
            }
        };
        BigDecimal least = ruleSet.prerequisites().stream()
                .map(prerequisite -> prerequisite.accept(leastPercent))
                .reduce(percent == null ? BigDecimal.ZERO : percent, BigDecimal::max);
        InverseScoring inverse = new InverseScoring(ruleSet);
        Map<String, LowerBound> ratios = grade && ruleSet.gradeRequires() != null
                ? Map.of(
                        ruleSet.gradeRequires().item(),
                        inverse.beforeRatioRounding(LowerBound.atLeast(
                                Fractions.of(ruleSet.gradeRequires().ratioAtLeast()))))
                : Map.of();
        BigFraction percentOfAPoint = ruleSet.percent().of(BigFraction.ONE, absent);
        return new TargetPoints(least, inverse.whole(least).times(percentOfAPoint.reciprocal()), groups, items, ratios);
    }

    /** Whether every item that has to be raised can be raised. */
    boolean isWithin(RatingState state) {
        return unmet(state).stream().allMatch(item -> state.rooms().stream()
                .anyMatch(room -> room.item().id().equals(item)));
    }

    /** The items that have to earn points and do not, and those whose ratio is too low. */
    Set<String> unmet(RatingState state) {
        Set<String> unmet = new LinkedHashSet<>();
        state.measured().forEach((item, measurement) -> {
            boolean earns = state.earned(item).signum() > 0;
            LowerBound least = ratios.get(item);
            boolean enough = least == null
                    || measurement
                            .outcome()
                            .asKnown()
                            .filter(known -> least.isMetBy(known.percent()))
                            .isPresent();
            if (items.contains(item) && !earns || !enough) {
                unmet.add(item);
            }
        });
        return unmet;
    }
}
