package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Percent;
import org.prefabtracker.rating.ruleset.Points;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings;
import org.prefabtracker.rating.ruleset.Settings.GradeGapPolicy;

/** The smallest ratio is the smallest: the engine gives the points at it and not below. */
class InverseScoringTest {

    private static final BigFraction A_LITTLE = Fractions.of(new BigDecimal("1e-15"));

    @Property(tries = 2_000)
    void theEngineEarnsThePointsAtTheBoundAndNotBelow(@ForAll Random random) {
        Settings.Steps steps = random.nextInt(3) > 0 ? null : new Settings.Steps(steps(random), steps(random), null);
        Settings settings = new Settings(
                one(random, Settings.TieRounding.values()),
                one(random, Settings.RatioRounding.values()),
                random.nextInt(4) == 0 ? null : random.nextInt(3),
                2,
                GradeGapPolicy.LOWER_GRADE,
                false,
                Settings.CompositeVertical.BY_CONCRETE,
                null,
                steps);
        RuleSet.Item item = MadeUp.item(0, points(random));
        BigFraction weight = random.nextBoolean() ? BigFraction.ONE : BigFraction.of(1 + random.nextInt(9), 10);
        BigFraction points = BigFraction.of(1 + random.nextInt(1_200), 100);
        RuleSet ruleSet = MadeUp.ruleSet(settings, List.of(), new Percent.SumOfPoints("1"), List.of(), null, List.of());

        Optional<LowerBound> ratio = new InverseScoring(ruleSet).ratio(item, weight, LowerBound.atLeast(points));

        if (ratio.isEmpty()) {
            assertThat(earned(item, Headroom.ALL, weight, settings)).isLessThan(points);
            return;
        }
        BigFraction at = ratio.get().at();
        BigFraction first = ratio.get().included() ? at : at.add(A_LITTLE);
        // between no and yes there is nothing
        BigFraction below = item.points() instanceof Points.YesNo
                ? BigFraction.ZERO
                : ratio.get().included() ? at.subtract(A_LITTLE) : at;
        assertThat(earned(item, first, weight, settings)).isGreaterThanOrEqualTo(points);
        if (below.signum() >= 0 && at.signum() > 0) {
            assertThat(earned(item, below, weight, settings)).isLessThan(points);
        }
    }

    @Property(tries = 1_000)
    void thePercentOfTheWholeIsShownAtTheBoundAndNotBelow(@ForAll Random random) {
        Settings.Steps steps = random.nextBoolean() ? null : new Settings.Steps(null, null, steps(random));
        Settings settings = MadeUp.settings(1, one(random, Settings.TieRounding.values()), steps);
        RuleSet.Item item = MadeUp.item(0, new Points.Proportional(BigDecimal.valueOf(100)));
        BigDecimal percent = BigDecimal.valueOf(1 + random.nextInt(99_999), 3);

        LowerBound bound = new InverseScoring(
                        MadeUp.ruleSet(settings, List.of(), new Percent.SumOfPoints("1"), List.of(), null, List.of()))
                .whole(percent);

        BigFraction first = bound.included() ? bound.at() : bound.at().add(A_LITTLE);
        BigFraction below = bound.included() ? bound.at().subtract(A_LITTLE) : bound.at();
        assertThat(shown(item, first, settings)).isGreaterThanOrEqualTo(percent);
        if (below.signum() >= 0) {
            assertThat(shown(item, below, settings)).isLessThan(percent);
        }
    }

    /** What the engine shows for a whole of that percent, by a rule set whose only item is the whole. */
    private static BigDecimal shown(RuleSet.Item item, BigFraction percent, Settings settings) {
        Settings exact = new Settings(
                settings.ties(),
                settings.ratioRounding(),
                null,
                settings.percentDecimals(),
                settings.gaps(),
                false,
                settings.compositeVertical(),
                settings.storeyKinds(),
                settings.steps());
        RuleSet ruleSet = MadeUp.ruleSet(
                exact,
                List.of(MadeUp.group("g", "1000", List.of(item))),
                new Percent.SumOfPoints("1"),
                List.of(),
                null,
                List.of());
        return Score.of(ruleSet, java.util.Map.of("i0", new MeasurementOutcome.Known(percent.divide(100))))
                .percent();
    }

    private static BigFraction earned(RuleSet.Item item, BigFraction percent, BigFraction weight, Settings settings) {
        return Score.earned(item, new MeasurementOutcome.Known(percent.divide(100), weight), settings);
    }

    private static Points points(Random random) {
        BigDecimal from = BigDecimal.valueOf(random.nextInt(60));
        BigDecimal to = from.add(BigDecimal.valueOf(1 + random.nextInt(40)));
        BigDecimal low = BigDecimal.valueOf(random.nextInt(50), 1);
        BigDecimal high = low.add(BigDecimal.valueOf(1 + random.nextInt(70), 1));
        return switch (random.nextInt(5)) {
            case 0 -> new Points.Linear(from, to, low, high);
            case 1 -> new Points.LinearThenStep(from, to, low, high, high.add(BigDecimal.valueOf(random.nextInt(3))));
            case 2 -> new Points.AtLeast(from, high);
            case 3 -> new Points.YesNo(high);
            default -> new Points.Proportional(high);
        };
    }

    private static List<Settings.Step> steps(Random random) {
        return random.nextBoolean()
                ? List.of(new Settings.Step(2, one(random, Settings.Mode.values())))
                : List.of(
                        new Settings.Step(4, one(random, Settings.Mode.values())),
                        new Settings.Step(2, one(random, Settings.Mode.values())));
    }

    private static <T> T one(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
