package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * What readings come to under a rule set. Pure; exact but where the rule set says to round: ratios, the points of an item,
 * and the percent, which is then compared as it is shown.
 *
 * @param items points by item as they are shown, none for an item that is not applicable
 * @param groups points by group as they are shown, at most its maximum
 * @param absent the points of the items that are not applicable (Q4)
 * @param percent null where an item is not known without which there is no result
 * @param prerequisites whether each is met, in the order of the rule set
 * @param grade null without one
 * @param inGap whether the percent lies between two grades
 * @param incomplete whether any item is invalid; then it cannot qualify
 */
public record Score(
        Map<String, BigDecimal> items,
        Map<String, BigDecimal> groups,
        BigDecimal absent,
        BigDecimal percent,
        List<Boolean> prerequisites,
        boolean qualifies,
        String grade,
        boolean inGap,
        boolean incomplete) {

    /** How many decimals of points are shown that the rule set leaves exact. */
    private static final int SHOWN_DECIMALS = 4;

    public static Score of(RuleSet ruleSet, Map<String, MeasurementOutcome> readings) {
        RuleSet.Settings settings = ruleSet.settings();
        Map<String, BigFraction> items = new LinkedHashMap<>();
        Map<String, BigFraction> groups = new LinkedHashMap<>();
        BigDecimal absent = BigDecimal.ZERO;
        BigFraction points = BigFraction.ZERO;
        boolean incomplete = false;
        boolean unknown = false;
        for (RuleSet.Group group : ruleSet.groups()) {
            BigFraction sum = BigFraction.ZERO;
            for (RuleSet.Item item : group.items()) {
                MeasurementOutcome reading = readings.get(item.id());
                if (reading instanceof MeasurementOutcome.NotApplicable) {
                    absent = absent.add(item.points().max());
                    continue;
                }
                incomplete |= reading instanceof MeasurementOutcome.Invalid;
                unknown |= item.needed() && !(reading instanceof MeasurementOutcome.Known);
                BigFraction earned = reading instanceof MeasurementOutcome.Known known
                        ? earned(item, known, settings)
                        : BigFraction.ZERO;
                items.put(item.id(), earned);
                sum = sum.add(earned);
            }
            BigFraction most = Fractions.of(group.max());
            groups.put(group.id(), sum.compareTo(most) > 0 ? most : sum);
            points = points.add(groups.get(group.id()));
        }
        BigDecimal percent = unknown ? null : percent(ruleSet.percent().of(points, absent), settings);
        List<Boolean> prerequisites = ruleSet.prerequisites().stream()
                .map(prerequisite -> prerequisite.met(items, groups, percent))
                .toList();
        // a text that asks for nothing has nothing to qualify for
        boolean qualifies = !incomplete && !unknown && !prerequisites.isEmpty() && !prerequisites.contains(false);
        RuleSet.Grade reached = percent == null ? null : reached(ruleSet, percent);
        boolean inGap = reached != null && reached.to() != null && percent.compareTo(reached.to()) > 0;
        boolean graded = qualifies
                && reached != null
                && mayBeGraded(ruleSet, readings)
                && !(inGap && settings.gaps() == RuleSet.GradeGapPolicy.NO_GRADE);
        return new Score(
                shown(items, settings),
                shown(groups, settings),
                absent,
                percent,
                prerequisites,
                qualifies,
                graded ? reached.id() : null,
                inGap,
                incomplete);
    }

    /** The points that a ratio earns, rounded as the rule set says. */
    public static BigFraction earned(RuleSet.Item item, MeasurementOutcome.Known known, RuleSet.Settings settings) {
        BigFraction earned =
                item.points().earnedBy(rounded(known.percent(), settings)).multiply(known.weight());
        if (settings.steps() != null && !settings.steps().points().isEmpty()) {
            return Fractions.of(Fractions.round(earned, settings.steps().points()));
        }
        return settings.scoreDecimals() == null
                ? earned
                : Fractions.of(Fractions.round(
                        earned, settings.scoreDecimals(), settings.ties().mode()));
    }

    /** A ratio in percent as the rule set rounds it before points are given for it. */
    public static BigFraction rounded(BigFraction percent, RuleSet.Settings settings) {
        if (settings.steps() != null && !settings.steps().ratio().isEmpty()) {
            return Fractions.of(Fractions.round(
                            percent.divide(100), settings.steps().ratio()))
                    .multiply(100);
        }
        return switch (settings.ratioRounding()) {
            case NONE -> percent;
            case ONE_DECIMAL ->
                Fractions.of(Fractions.round(percent, 1, settings.ties().mode()));
            case TWO_DECIMALS ->
                Fractions.of(Fractions.round(percent, 2, settings.ties().mode()));
        };
    }

    private static BigDecimal percent(BigFraction percent, RuleSet.Settings settings) {
        return settings.steps() != null && !settings.steps().percent().isEmpty()
                ? Fractions.round(percent, settings.steps().percent())
                : Fractions.round(
                        percent, settings.percentDecimals(), settings.ties().mode());
    }

    private static Map<String, BigDecimal> shown(Map<String, BigFraction> points, RuleSet.Settings settings) {
        List<RuleSet.Step> steps =
                settings.steps() == null ? List.of() : settings.steps().points();
        int decimals = !steps.isEmpty()
                ? steps.get(steps.size() - 1).decimals()
                : settings.scoreDecimals() == null ? SHOWN_DECIMALS : settings.scoreDecimals();
        Map<String, BigDecimal> shown = new LinkedHashMap<>();
        points.forEach((id, number) ->
                shown.put(id, Fractions.round(number, decimals, settings.ties().mode())));
        return shown;
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

    private static boolean mayBeGraded(RuleSet ruleSet, Map<String, MeasurementOutcome> readings) {
        RuleSet.GradeRequires required = ruleSet.gradeRequires();
        return required == null
                || readings.get(required.item()) instanceof MeasurementOutcome.Known known
                        && rounded(known.percent(), ruleSet.settings()).compareTo(Fractions.of(required.ratioAtLeast()))
                                >= 0;
    }
}
