package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.Exact;
import org.prefabtracker.rating.RuleSet;

/**
 * A rule set read backwards: the smallest ratio that earns points, the smallest percent that is shown as another. Every rounding
 * and every scale of points never falls, so what leads to a number or more begins at one bound. Pure; exact.
 */
final class Inverse {

    private static final BigFraction ALL = BigFraction.of(100);

    private final RuleSet.Settings settings;

    Inverse(RuleSet ruleSet) {
        this.settings = ruleSet.settings();
    }

    /** The ratios, in percent, that earn an item so many points or more; empty where none does. */
    Optional<Bound> ratio(RuleSet.Item item, BigFraction weight, Bound points) {
        Bound before = points;
        if (settings.steps() != null && !settings.steps().points().isEmpty()) {
            before = beforeSteps(before, settings.steps().points());
        } else if (settings.scoreDecimals() != null) {
            before = before.beforeRounding(
                    settings.scoreDecimals(), settings.ties().mode());
        }
        if (before.isMetBy(BigFraction.ZERO)) {
            return Optional.of(Bound.NONE);
        }
        return weight.signum() == 0
                ? Optional.empty()
                : percent(item.points(), before.times(weight.reciprocal()))
                        .map(this::beforeRatioRounding)
                        .filter(bound -> bound.isMetBy(ALL));
    }

    /** The ratios, in percent, that count as one or more once they are rounded. */
    Bound beforeRatioRounding(Bound percent) {
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
    Bound whole(BigDecimal percent) {
        Bound shown = Bound.atLeast(Exact.of(percent));
        return settings.steps() != null && !settings.steps().percent().isEmpty()
                ? beforeSteps(shown, settings.steps().percent())
                : shown.beforeRounding(
                        settings.percentDecimals(), settings.ties().mode());
    }

    private static Bound beforeSteps(Bound rounded, List<RuleSet.Step> steps) {
        Bound before = rounded;
        for (int i = steps.size() - 1; i >= 0; i--) {
            before = before.beforeRounding(
                    steps.get(i).decimals(), steps.get(i).mode().mode());
        }
        return before;
    }

    /** Where a scale reaches points above 0. */
    private static Optional<Bound> percent(RuleSet.Points scale, Bound points) {
        if (!points.isMetBy(Exact.of(scale.max()))) {
            return Optional.empty();
        }
        if (scale instanceof RuleSet.Linear band) {
            return Optional.of(inBand(points, band.from(), band.to(), band.low(), band.high()));
        }
        if (scale instanceof RuleSet.LinearThenStep band) {
            return Optional.of(
                    points.isMetBy(Exact.of(band.high())) && points.at().compareTo(Exact.of(band.high())) < 0
                            ? inBand(points, band.from(), band.to(), band.low(), band.high())
                            : Bound.atLeast(Exact.of(band.to())));
        }
        if (scale instanceof RuleSet.AtLeast threshold) {
            return Optional.of(Bound.atLeast(Exact.of(threshold.from())));
        }
        if (scale instanceof RuleSet.Proportional all) {
            return Optional.of(points.times(ALL.divide(Exact.of(all.points()))));
        }
        // yes or no: there is nothing between
        return Optional.of(Bound.atLeast(ALL));
    }

    private static Bound inBand(Bound points, BigDecimal from, BigDecimal to, BigDecimal low, BigDecimal high) {
        BigFraction begin = Exact.of(from);
        if (points.isMetBy(Exact.of(low))) {
            return Bound.atLeast(begin);
        }
        BigFraction slope = Exact.of(to.subtract(from)).divide(Exact.of(high.subtract(low)));
        return new Bound(begin.add(points.at().subtract(Exact.of(low)).multiply(slope)), points.included());
    }
}
