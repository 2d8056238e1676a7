package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings;

/**
 * The score of measured items under a rule set. Pure. Exact except where the rule set rounds: ratios, the points of an item, and
 * the percent, which is then compared as it is shown.
 *
 * @param items points by item as they are shown; no entry for an item that is not applicable
 * @param groups points by group as they are shown, at most its maximum
 * @param absent the points of the items that are not applicable (Q4)
 * @param percent null where a needed item is not known
 * @param prerequisites whether each is met, in the order of the rule set
 * @param grade null: none
 * @param inGap whether the percent lies between two grades
 * @param incomplete whether any item is invalid; the building then cannot qualify
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

    /** The decimals shown of points that the rule set leaves exact. */
    private static final int SHOWN_DECIMALS = 4;

    /** Scores the outcomes of all items, by item. */
    public static Score of(RuleSet ruleSet, Map<String, MeasurementOutcome> outcomes) {
        Settings settings = ruleSet.settings();
        Map<String, BigFraction> items = new LinkedHashMap<>();
        Map<String, BigFraction> groups = new LinkedHashMap<>();
        BigDecimal absent = BigDecimal.ZERO;
        BigFraction points = BigFraction.ZERO;
        boolean incomplete = false;
        boolean unknown = false;
        for (RuleSet.Group group : ruleSet.groups()) {
            BigFraction sum = BigFraction.ZERO;
            for (RuleSet.Item item : group.items()) {
                MeasurementOutcome outcome = outcomes.get(item.id());
                if (outcome.asNotApplicable().isPresent()) {
                    absent = absent.add(item.points().max());
                    continue;
                }
                incomplete |= outcome.isInvalid();
                unknown |= item.needed() && outcome.asKnown().isEmpty();
                BigFraction earned = outcome.asKnown()
                        .map(known -> earned(item, known, settings))
                        .orElse(BigFraction.ZERO);
                items.put(item.id(), earned);
                sum = sum.add(earned);
            }
            BigFraction most = Fractions.of(group.max());
            groups.put(group.id(), sum.compareTo(most) > 0 ? most : sum);
            points = points.add(groups.get(group.id()));
        }
        BigDecimal percent =
                unknown ? null : settings.roundPercent(ruleSet.percent().of(points, absent));
        List<Boolean> prerequisites = ruleSet.prerequisites().stream()
                .map(prerequisite -> prerequisite.met(items, groups, percent))
                .toList();
        // without prerequisites there is nothing to qualify for
        boolean qualifies = !incomplete && !unknown && !prerequisites.isEmpty() && !prerequisites.contains(false);
        RuleSet.Grade reached = percent == null ? null : reached(ruleSet, percent);
        boolean inGap = reached != null && reached.to() != null && percent.compareTo(reached.to()) > 0;
        boolean graded = qualifies
                && reached != null
                && mayBeGraded(ruleSet, outcomes)
                && !(inGap && settings.gaps() == Settings.GradeGapPolicy.NO_GRADE);
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

    /** The points that a ratio earns, rounded by the rule set. */
    public static BigFraction earned(RuleSet.Item item, MeasurementOutcome.Known known, Settings settings) {
        return settings.roundPoints(
                item.points().earnedBy(settings.roundRatio(known.percent())).multiply(known.weight()));
    }

    private static Map<String, BigDecimal> shown(Map<String, BigFraction> points, Settings settings) {
        int decimals = settings.pointDecimals() == null ? SHOWN_DECIMALS : settings.pointDecimals();
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

    private static boolean mayBeGraded(RuleSet ruleSet, Map<String, MeasurementOutcome> outcomes) {
        RuleSet.GradeRequires required = ruleSet.gradeRequires();
        return required == null
                || outcomes.get(required.item())
                        .asKnown()
                        .filter(known -> ruleSet.settings()
                                        .roundRatio(known.percent())
                                        .compareTo(Fractions.of(required.ratioAtLeast()))
                                >= 0)
                        .isPresent();
    }
}
