package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * A rule set read backwards: the smallest ratio that earns points, the smallest percent that is shown as another. Every rounding
 * and every scale of points never falls, so what leads to a number or more begins at one bound. Pure; exact.
 */
final class InverseScoring {

    private static final BigFraction ALL = BigFraction.of(100);

    private final RuleSet.Settings settings;

    InverseScoring(RuleSet ruleSet) {
        this.settings = ruleSet.settings();
    }

    /** The ratios, in percent, that earn an item so many points or more; empty where none does. */
    Optional<LowerBound> ratio(RuleSet.Item item, BigFraction weight, LowerBound points) {
        LowerBound before = points;
        if (settings.steps() != null && !settings.steps().points().isEmpty()) {
            before = beforeSteps(before, settings.steps().points());
        } else if (settings.scoreDecimals() != null) {
            before = before.beforeRounding(
                    settings.scoreDecimals(), settings.ties().mode());
        }
        if (before.isMetBy(BigFraction.ZERO)) {
            return Optional.of(LowerBound.NONE);
        }
        return weight.signum() == 0
                ? Optional.empty()
                : percent(item.points(), before.times(weight.reciprocal()))
                        .map(this::beforeRatioRounding)
                        .filter(bound -> bound.isMetBy(ALL));
    }

    /** The ratios, in percent, that count as one or more once they are rounded. */
    LowerBound beforeRatioRounding(LowerBound percent) {
        if (settings.steps() != null && !settings.steps().ratio().isEmpty()) {
            return beforeSteps(percent.times(ALL.reciprocal()), settings.steps().ratio())
                    .times(ALL);
        }
        return switch (settings.ratioRounding()) {
            case NONE -> percent;
            case ONE_DECIMAL -> percent.beforeRounding(1, settings.ties().mode());
            case TWO_DECIMALS -> percent.beforeRounding(2, settings.ties().mode());
        };
    }

    /** The percents of the whole that are shown as one or more. */
    LowerBound whole(BigDecimal percent) {
        LowerBound shown = LowerBound.atLeast(Fractions.of(percent));
        return settings.steps() != null && !settings.steps().percent().isEmpty()
                ? beforeSteps(shown, settings.steps().percent())
                : shown.beforeRounding(
                        settings.percentDecimals(), settings.ties().mode());
    }

    private static LowerBound beforeSteps(LowerBound rounded, List<RuleSet.Step> steps) {
        LowerBound before = rounded;
        for (int i = steps.size() - 1; i >= 0; i--) {
            before = before.beforeRounding(
                    steps.get(i).decimals(), steps.get(i).mode().mode());
        }
        return before;
    }

    /** Where a scale reaches points above 0. */
    private static Optional<LowerBound> percent(RuleSet.Points scale, LowerBound points) {
        if (!points.isMetBy(Fractions.of(scale.max()))) {
            return Optional.empty();
        }
        if (scale instanceof RuleSet.Linear band) {
            return Optional.of(inBand(points, band.from(), band.to(), band.low(), band.high()));
        }
        if (scale instanceof RuleSet.LinearThenStep band) {
            return Optional.of(
                    points.isMetBy(Fractions.of(band.high())) && points.at().compareTo(Fractions.of(band.high())) < 0
                            ? inBand(points, band.from(), band.to(), band.low(), band.high())
                            : LowerBound.atLeast(Fractions.of(band.to())));
        }
        if (scale instanceof RuleSet.AtLeast threshold) {
            return Optional.of(LowerBound.atLeast(Fractions.of(threshold.from())));
        }
        if (scale instanceof RuleSet.Proportional all) {
            return Optional.of(points.times(ALL.divide(Fractions.of(all.points()))));
        }
        // yes or no: there is nothing between
        return Optional.of(LowerBound.atLeast(ALL));
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
