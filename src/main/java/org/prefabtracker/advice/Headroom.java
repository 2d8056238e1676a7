package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * An item that can earn more points: its current ratio, and the ratios that earn more. Pure; exact.
 *
 * @param measurement the measurement as if all of {@code needs} were declared
 * @param earned the current points
 * @param percent the ratio once {@code needs} is declared
 * @param numerator the amount that counts then
 * @param denominator the total; null where it is not known, in which case no quantities are given
 * @param needs the facts to declare before its ratio can earn anything
 * @param steps the points that it can reach, each with the smallest ratio, both rising; for points that are not rounded only
 *     the points where the slope of the scale changes
 */
record Headroom(
        RuleSet.Item item,
        String group,
        ItemMeasurement measurement,
        BigFraction weight,
        BigFraction earned,
        BigFraction percent,
        BigDecimal numerator,
        BigDecimal denominator,
        List<String> needs,
        List<Step> steps) {

    /** Points and the ratios, in percent, that earn them. */
    record Step(BigFraction points, LowerBound ratio) {}

    /** The most decimals of a quantity. */
    private static final int STATED_DECIMALS = 9;

    static final BigFraction ALL = BigFraction.of(100);

    /**
     * @param now the current measurement
     * @param then the measurement once {@code needs} is declared
     * @return empty where the item can earn no more
     */
    static Optional<Headroom> of(
            RuleSet ruleSet,
            RuleSet.Group group,
            RuleSet.Item item,
            ItemMeasurement now,
            ItemMeasurement then,
            List<String> needs) {
        boolean known = then.outcome().asKnown().isPresent();
        boolean missing = then.outcome().isMissing();
        if (item.weight() != null && missing || !known && !missing) {
            return Optional.empty();
        }
        Headroom bare = standing(ruleSet, group, item, now, then, needs);
        List<Step> steps = bare.steps(ruleSet);
        return steps.isEmpty() ? Optional.empty() : Optional.of(bare.with(steps));
    }

    /** The current state of an item, whether it can earn more or not. */
    static Headroom standing(
            RuleSet ruleSet,
            RuleSet.Group group,
            RuleSet.Item item,
            ItemMeasurement now,
            ItemMeasurement then,
            List<String> needs) {
        Optional<MeasurementOutcome.Known> ratio = then.outcome().asKnown();
        BigFraction weight = ratio.map(MeasurementOutcome.Known::weight).orElse(BigFraction.ONE);
        BigFraction percent = ratio.map(MeasurementOutcome.Known::percent).orElse(BigFraction.ZERO);
        BigFraction earned = now.outcome()
                .asKnown()
                .map(known -> Score.earned(item, known, ruleSet.settings()))
                .orElse(BigFraction.ZERO);
        Optional<BigDecimal> denominator = denominator(then, percent);
        return new Headroom(
                item,
                group.id(),
                then,
                weight,
                earned,
                percent,
                denominator.isEmpty() || then.numerator() == null ? BigDecimal.ZERO : then.numerator(),
                denominator.orElse(null),
                needs,
                List.of());
    }

    /** The denominator, where the ratio is the quotient of numerator and denominator. */
    private static Optional<BigDecimal> denominator(ItemMeasurement measurement, BigFraction percent) {
        BigDecimal all = measurement.denominator();
        if (all == null || all.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal counts = measurement.numerator() == null ? BigDecimal.ZERO : measurement.numerator();
        return Fractions.ratio(counts, all).multiply(100).equals(percent) ? Optional.of(all) : Optional.empty();
    }

    private Headroom with(List<Step> other) {
        return new Headroom(item, group, measurement, weight, earned, percent, numerator, denominator, needs, other);
    }

    private List<Step> steps(RuleSet ruleSet) {
        InverseScoring inverse = new InverseScoring(ruleSet);
        LowerBound most = LowerBound.atLeast(most());
        List<Step> steps = new ArrayList<>();
        for (BigFraction points : candidates(ruleSet)) {
            inverse.ratio(item, weight, LowerBound.atLeast(points))
                    .map(ratio -> ratio.or(LowerBound.atLeast(percent)))
                    .filter(ratio -> ratio.at().compareTo(most.at()) <= 0)
                    .ifPresent(ratio -> {
                        // of several points with the same ratio only the highest is kept
                        if (!steps.isEmpty()
                                && steps.get(steps.size() - 1).ratio().equals(ratio)) {
                            steps.remove(steps.size() - 1);
                        }
                        steps.add(new Step(points, ratio));
                    });
        }
        RuleSet.GradeRequires grade = ruleSet.gradeRequires();
        if (grade != null && grade.item().equals(item.id())) {
            LowerBound least = inverse.beforeRatioRounding(LowerBound.atLeast(Fractions.of(grade.ratioAtLeast())));
            // a ratio that earns no more points may still be needed for a grade
            if (!least.isMetBy(percent)
                    && (steps.isEmpty() || steps.get(0).ratio().at().compareTo(least.at()) > 0)) {
                steps.add(0, new Step(earned, least));
            }
        }
        return steps;
    }

    /** Points above the current ones, in ascending order. */
    private Iterable<BigFraction> candidates(RuleSet ruleSet) {
        TreeSet<BigFraction> candidates = new TreeSet<>();
        BigFraction most = Fractions.of(item.points().max()).multiply(weight);
        Integer decimals = ruleSet.settings().pointDecimals();
        if (decimals == null) {
            candidates.add(most);
            item.points()
                    .rangeStart()
                    .ifPresent(low -> candidates.add(Fractions.of(low).multiply(weight)));
        } else {
            BigFraction grain = BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(decimals));
            // rounding up may exceed the most points by one step
            for (BigFraction points = earned.add(grain);
                    points.compareTo(most.add(grain)) <= 0;
                    points = points.add(grain)) {
                candidates.add(points);
            }
        }
        candidates.removeIf(points -> points.compareTo(earned) <= 0);
        return candidates;
    }

    /** The highest ratio that can be reached, in percent: 100, or the highest factor of a building system. */
    private BigFraction most() {
        return item.measured()
                .mostRatio()
                .map(ratio -> Fractions.of(ratio).multiply(100))
                .orElse(ALL);
    }

    /** Whether the rating has no result as long as the item is not known. */
    boolean isUnknown() {
        return item.needed() && measurement.outcome().isMissing();
    }

    /** The smallest numerator, at the decimals that can be stated, that reaches a ratio. */
    BigDecimal quantityAt(LowerBound ratio) {
        BigDecimal all = denominator == null ? BigDecimal.valueOf(100) : denominator;
        int decimals = Math.max(STATED_DECIMALS, Math.max(all.scale(), numerator.scale()));
        return ratio.times(Fractions.of(all).divide(100)).first(decimals);
    }

    /** The amount that is missing to a ratio, never negative; null where the total is not known. */
    BigDecimal missing(LowerBound ratio) {
        return denominator == null
                ? null
                : Fractions.plain(quantityAt(ratio).subtract(numerator).max(BigDecimal.ZERO));
    }

    /** The amount that may be lost down to a ratio; null where the total is not known. */
    BigDecimal spare(LowerBound ratio) {
        return denominator == null ? null : Fractions.plain(numerator.subtract(quantityAt(ratio)));
    }

    /** The outcome with the smallest numerator that reaches a ratio. */
    MeasurementOutcome at(LowerBound ratio) {
        BigDecimal all = denominator == null ? BigDecimal.valueOf(100) : denominator;
        BigFraction reached = ratio.isMetBy(percent)
                ? percent
                : Fractions.of(quantityAt(ratio)).divide(Fractions.of(all)).multiply(100);
        return new MeasurementOutcome.Known(reached.divide(100), weight);
    }

    /** The change to a ratio, in percentage points. */
    BigFraction change(LowerBound ratio) {
        return ratio.at().subtract(percent);
    }
}
