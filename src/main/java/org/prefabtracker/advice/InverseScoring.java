package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Points;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings;

/**
 * Inverts a rule set: the smallest ratio that earns a number of points, and the smallest percent that is rounded to a percent.
 * Every rounding and every scale of points is monotonic, so each answer is one lower bound. Pure and exact.
 */
final class InverseScoring {

    private static final BigFraction ALL = BigFraction.of(100);

    private final Settings settings;

    InverseScoring(RuleSet ruleSet) {
        this.settings = ruleSet.settings();
    }

    /** The ratios, in percent, that earn an item at least these points; empty where no ratio does. */
    Optional<LowerBound> ratio(RuleSet.Item item, BigFraction weight, LowerBound points) {
        LowerBound before = beforeSteps(points, settings.pointSteps());
        if (before.isMetBy(BigFraction.ZERO)) {
            return Optional.of(LowerBound.NONE);
        }
        return weight.signum() == 0
                ? Optional.empty()
                : percent(item.points(), before.times(weight.reciprocal()))
                        .map(this::beforeRatioRounding)
                        .filter(bound -> bound.isMetBy(ALL));
    }

    /** The ratios, in percent, that are at least this one after rounding. */
    LowerBound beforeRatioRounding(LowerBound percent) {
        return beforeSteps(percent.times(ALL.reciprocal()), settings.ratioSteps())
                .times(ALL);
    }

    /** The percents of the whole that are at least this one after rounding. */
    LowerBound whole(BigDecimal percent) {
        return beforeSteps(LowerBound.atLeast(Fractions.of(percent)), settings.percentSteps());
    }

    private static LowerBound beforeSteps(LowerBound rounded, List<Settings.Step> steps) {
        LowerBound before = rounded;
        for (int i = steps.size() - 1; i >= 0; i--) {
            before = before.beforeRounding(
                    steps.get(i).decimals(), steps.get(i).mode().mode());
        }
        return before;
    }

    /** The ratios, in percent, at which a scale reaches points above 0. */
    private static Optional<LowerBound> percent(Points scale, LowerBound points) {
        if (!points.isMetBy(Fractions.of(scale.max()))) {
            return Optional.empty();
        }
        return Optional.of(scale.accept(new Points.Visitor<>() {
            @Override
            public LowerBound linear(Points.Linear band) {
                return inBand(points, band.from(), band.to(), band.low(), band.high());
            }

            @Override
            public LowerBound linearThenStep(Points.LinearThenStep band) {
                BigFraction high = Fractions.of(band.high());
                return points.isMetBy(high) && points.at().compareTo(high) < 0
                        ? inBand(points, band.from(), band.to(), band.low(), band.high())
                        : LowerBound.atLeast(Fractions.of(band.to()));
            }

            @Override
            public LowerBound proportional(Points.Proportional all) {
                return points.times(ALL.divide(Fractions.of(all.points())));
            }

            @Override
            public LowerBound atLeast(Points.AtLeast threshold) {
                return LowerBound.atLeast(Fractions.of(threshold.from()));
            }

            /** Only a yes earns points. */
            @Override
            public LowerBound yesNo(Points.YesNo yesNo) {
                return LowerBound.atLeast(ALL);
            }
        }));
    }

    private static LowerBound inBand(
            LowerBound points, BigDecimal from, BigDecimal to, BigDecimal low, BigDecimal high) {
        BigFraction begin = Fractions.of(from);
        if (points.isMetBy(Fractions.of(low))) {
            return LowerBound.atLeast(begin);
        }
        BigFraction slope = Fractions.of(to.subtract(from)).divide(Fractions.of(high.subtract(low)));
        return new LowerBound(begin.add(points.at().subtract(Fractions.of(low)).multiply(slope)), points.included());
    }
}
