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
 * What a target asks for, in points. Pure; exact.
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
     * @param percent in place of the one that the rule set asks for; null leaves that
     * @param grade whether what a grade needs besides is asked for too
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

    /** Whether the single items that have to be better are some that can be. */
    boolean isWithin(RatingState situation) {
        return unmet(situation).stream().allMatch(item -> situation.rooms().stream()
                .anyMatch(room -> room.item().id().equals(item)));
    }

    /** The items that have to earn something and do not, and those whose ratio has to be higher. */
    Set<String> unmet(RatingState situation) {
        Set<String> unmet = new LinkedHashSet<>();
        situation.measured().forEach((item, measuring) -> {
            boolean earns = situation.earned(item).signum() > 0;
            LowerBound least = ratios.get(item);
            boolean enough = least == null
                    || measuring
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
