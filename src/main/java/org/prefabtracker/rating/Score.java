package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * What readings come to under a rule set. Pure; exact but where a clause says to round: the points of an item and the
 * percent, which is then compared as it is shown.
 *
 * @param items points by item, none for an item that is not applicable
 * @param groups points by group, at most its maximum
 * @param absent the points of the items that are not applicable (Q4)
 * @param prerequisites whether each is met, in the order of the rule set
 * @param grade null without one
 * @param inGap whether the percent lies between two grades
 * @param incomplete whether any item is invalid; then it cannot qualify
 */
record Score(
        Map<String, BigDecimal> items,
        Map<String, BigDecimal> groups,
        BigDecimal absent,
        BigDecimal percent,
        List<Boolean> prerequisites,
        boolean qualifies,
        String grade,
        boolean inGap,
        boolean incomplete) {

    static Score of(RuleSet ruleSet, Map<String, Reading> readings) {
        RuleSet.Settings settings = ruleSet.settings();
        Map<String, BigDecimal> items = new LinkedHashMap<>();
        Map<String, BigDecimal> groups = new LinkedHashMap<>();
        BigDecimal absent = BigDecimal.ZERO;
        boolean incomplete = false;
        for (RuleSet.Group group : ruleSet.groups()) {
            BigDecimal sum = BigDecimal.ZERO;
            for (RuleSet.Item item : group.items()) {
                Reading reading = readings.get(item.id());
                if (reading instanceof Reading.NotApplicable) {
                    absent = absent.add(item.points().max());
                    continue;
                }
                incomplete |= reading instanceof Reading.Invalid;
                BigFraction earned = reading instanceof Reading.Known known
                        ? item.points().earnedBy(rounded(known.percent(), settings))
                        : BigFraction.ZERO;
                BigDecimal earnedPoints = Exact.round(
                        earned, settings.scoreDecimals(), settings.ties().mode());
                items.put(item.id(), earnedPoints);
                sum = sum.add(earnedPoints);
            }
            groups.put(group.id(), sum.min(group.max()));
        }
        BigDecimal points = groups.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal percent = Exact.round(
                ruleSet.percent().of(points, absent),
                settings.percentDecimals(),
                settings.ties().mode());
        List<Boolean> prerequisites = ruleSet.prerequisites().stream()
                .map(prerequisite -> prerequisite.met(items, groups, percent))
                .toList();
        boolean qualifies = !incomplete && !prerequisites.contains(false);
        RuleSet.Grade reached = reached(ruleSet, percent);
        boolean inGap = reached != null && reached.to() != null && percent.compareTo(reached.to()) > 0;
        boolean graded = qualifies
                && reached != null
                && mayBeGraded(ruleSet, readings)
                && !(inGap && settings.gaps() == RuleSet.Gaps.NO_GRADE);
        return new Score(
                items,
                groups,
                absent,
                percent,
                prerequisites,
                qualifies,
                graded ? reached.id() : null,
                inGap,
                incomplete);
    }

    private static BigFraction rounded(BigFraction percent, RuleSet.Settings settings) {
        return switch (settings.ratioRounding()) {
            case NONE -> percent;
            case ONE_DECIMAL -> Exact.of(Exact.round(percent, 1, settings.ties().mode()));
            case TWO_DECIMALS ->
                Exact.of(Exact.round(percent, 2, settings.ties().mode()));
        };
    }

    /** The last grade whose range begins at or below the percent. */
    private static RuleSet.Grade reached(RuleSet ruleSet, BigDecimal percent) {
        RuleSet.Grade reached = null;
        for (RuleSet.Grade grade : ruleSet.grades()) {
            if (percent.compareTo(grade.from()) >= 0) {
                reached = grade;
            }
        }
        return reached;
    }

    private static boolean mayBeGraded(RuleSet ruleSet, Map<String, Reading> readings) {
        RuleSet.GradeRequires required = ruleSet.gradeRequires();
        return required == null
                || readings.get(required.item()) instanceof Reading.Known known
                        && rounded(known.percent(), ruleSet.settings()).compareTo(Exact.of(required.ratioAtLeast()))
                                >= 0;
    }
}
