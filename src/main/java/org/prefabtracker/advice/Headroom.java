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
 * An item that can still give points: how far it is and what more would earn. Pure; exact.
 *
 * @param measuring how it was measured, as if all of {@code needs} were declared
 * @param earned the points it has now
 * @param percent the ratio that it has once {@code needs} is declared
 * @param numerator what counts then
 * @param denominator what there is in all; null where it is not known, and then no quantity can be told
 * @param needs what has to be declared before its ratio can earn anything
 * @param steps the points it can come to, each with the smallest ratio, both rising; of points that are not rounded only those
 *     at which the scale bends
 */
record Headroom(
        RuleSet.Item item,
        String group,
        ItemMeasurement measuring,
        BigFraction weight,
        BigFraction earned,
        BigFraction percent,
        BigDecimal numerator,
        BigDecimal denominator,
        List<String> needs,
        List<Step> steps) {

    /** Points and the ratios, in percent, that earn them. */
    record Step(BigFraction points, LowerBound ratio) {}

    /** How many decimals quantities are stated with at most. */
    private static final int STATED_DECIMALS = 9;

    static final BigFraction ALL = BigFraction.of(100);

    /**
     * @param now how the item is measured as things are
     * @param then how it is once {@code needs} is declared
     * @return empty where it can give no more
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

    /** An item as it stands, whether it can give more or not. */
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

    /** What there is in all, where the ratio is that of numerator and denominator. */
    private static Optional<BigDecimal> denominator(ItemMeasurement measuring, BigFraction percent) {
        BigDecimal all = measuring.denominator();
        if (all == null || all.signum() == 0) {
            return Optional.empty();
        }
        BigDecimal counts = measuring.numerator() == null ? BigDecimal.ZERO : measuring.numerator();
        return Fractions.ratio(counts, all).multiply(100).equals(percent) ? Optional.of(all) : Optional.empty();
    }

    private Headroom with(List<Step> other) {
        return new Headroom(item, group, measuring, weight, earned, percent, numerator, denominator, needs, other);
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
                        // of points that begin at one ratio only the most can be had
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
            // what earns no more points may still be asked for by a grade
            if (!least.isMetBy(percent)
                    && (steps.isEmpty() || steps.get(0).ratio().at().compareTo(least.at()) > 0)) {
                steps.add(0, new Step(earned, least));
            }
        }
        return steps;
    }

    /** Points above those it has, rising. */
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
            // rounding may go up once beyond the most
            for (BigFraction points = earned.add(grain);
                    points.compareTo(most.add(grain)) <= 0;
                    points = points.add(grain)) {
                candidates.add(points);
            }
        }
        candidates.removeIf(points -> points.compareTo(earned) <= 0);
        return candidates;
    }

    /** The highest ratio that can be reached, in percent: of systems of building the one with the highest factor, for all. */
    private BigFraction most() {
        return item.measured()
                .mostRatio()
                .map(ratio -> Fractions.of(ratio).multiply(100))
                .orElse(ALL);
    }

    /** Whether there is no result at all as long as nothing is known of it. */
    boolean isUnknown() {
        return item.needed() && measuring.outcome().isMissing();
    }

    /** The first quantity above the line that can be stated and comes to a ratio. */
    BigDecimal quantityAt(LowerBound ratio) {
        BigDecimal all = denominator == null ? BigDecimal.valueOf(100) : denominator;
        int decimals = Math.max(STATED_DECIMALS, Math.max(all.scale(), numerator.scale()));
        return ratio.times(Fractions.of(all).divide(100)).first(decimals);
    }

    /** What is missing to a ratio, never negative; null where what there is in all is not known. */
    BigDecimal missing(LowerBound ratio) {
        return denominator == null
                ? null
                : Fractions.plain(quantityAt(ratio).subtract(numerator).max(BigDecimal.ZERO));
    }

    /** What may be lost down to a ratio; null where what there is in all is not known. */
    BigDecimal spare(LowerBound ratio) {
        return denominator == null ? null : Fractions.plain(numerator.subtract(quantityAt(ratio)));
    }

    /** The reading with the first quantity that comes to a ratio. */
    MeasurementOutcome at(LowerBound ratio) {
        BigDecimal all = denominator == null ? BigDecimal.valueOf(100) : denominator;
        BigFraction reached = ratio.isMetBy(percent)
                ? percent
                : Fractions.of(quantityAt(ratio)).divide(Fractions.of(all)).multiply(100);
        return new MeasurementOutcome.Known(reached.divide(100), weight);
    }

    /** The ratio points of a change to a ratio. */
    BigFraction change(LowerBound ratio) {
        return ratio.at().subtract(percent);
    }
}
