package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Percent;
import org.prefabtracker.rating.ruleset.Points;
import org.prefabtracker.rating.ruleset.Prerequisite;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Settings.TieRounding;

/**
 * The combinations of least change against an exhaustive search: rule sets whose bounds all lie at tenths of a ratio, and every
 * building of tenths that is no worse than the one there is, rated by the engine.
 */
class LeastChangeSearchTest {

    private static final int ITEMS = 4;

    /** Items by bits, and the tenths they are raised by together. */
    private record Way(int items, int change) {}

    @Property(tries = 150)
    void areExactlyThoseOfAnExhaustiveSearch(@ForAll Random random) {
        int[] now = new int[ITEMS];
        BigDecimal[] counts = new BigDecimal[ITEMS];
        boolean absent = random.nextInt(4) == 0;
        for (int i = 0; i < ITEMS; i++) {
            now[i] = random.nextInt(9);
            counts[i] = absent && i == 2 ? null : BigDecimal.valueOf(now[i] * 10L);
        }
        RuleSet ruleSet = tenths(random);
        Target target = target(random);
        RatingState situation = RatingState.of(ruleSet, MadeUp.facts(counts));
        TargetPoints wanted = target.wanted(situation);
        if (target.isMetBy(ruleSet, situation.score(), wanted)) {
            return;
        }

        List<String> found = LeastChangeSearch.of(situation, wanted).orElseThrow().stream()
                .map(combination -> named(combination.ratios().keySet().stream()
                                .mapToInt(room -> 1 << number(room))
                                .sum())
                        + " " + combination.change().divide(10))
                .toList();

        List<String> expected = exhaustive(ruleSet, target, wanted, now, absent).stream()
                .map(way -> named(way.items()) + " " + org.apache.commons.numbers.fraction.BigFraction.of(way.change()))
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    /** Bands whose points begin at 20, 30, 50, 70, 90 and 100 percent, thresholds between. */
    private static RuleSet tenths(Random random) {
        List<RuleSet.Item> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(MadeUp.item(
                    i,
                    switch (random.nextInt(4)) {
                        case 0 -> new Points.AtLeast(tens(1 + random.nextInt(9)), whole(1 + random.nextInt(6)));
                        case 1 -> new Points.LinearThenStep(tens(2), tens(10), whole(2), whole(6), whole(8));
                        case 2 -> new Points.Linear(tens(6), tens(10), whole(1), whole(2));
                        default -> new Points.Linear(tens(2), tens(10), whole(2), whole(6));
                    }));
        }
        int cut = 1 + random.nextInt(ITEMS - 1);
        List<RuleSet.Group> groups = List.of(
                MadeUp.group("a", Integer.toString(4 + random.nextInt(16)), items.subList(0, cut)),
                MadeUp.group("b", Integer.toString(4 + random.nextInt(16)), items.subList(cut, ITEMS)));
        List<Prerequisite> prerequisites = new ArrayList<>();
        prerequisites.add(new Prerequisite.PercentAtLeast("p", "p", "p", "1", whole(30 + random.nextInt(30))));
        if (random.nextBoolean()) {
            prerequisites.add(new Prerequisite.GroupAtLeast("g", "g", "g", "1", "b", whole(1 + random.nextInt(6))));
        }
        if (random.nextInt(3) == 0) {
            prerequisites.add(new Prerequisite.ItemEarned("i", "i", "i", "1", "i" + random.nextInt(2)));
        }
        return MadeUp.ruleSet(
                MadeUp.settings(0, TieRounding.HALF_UP, null),
                groups,
                random.nextBoolean() ? new Percent.SumOfPoints("1") : new Percent.PointsOfWhatIsThere(whole(25), "1"),
                prerequisites,
                random.nextBoolean() ? new RuleSet.GradeRequires("i3", tens(2 + random.nextInt(6)), "1") : null,
                List.of(
                        new RuleSet.Grade("A", whole(40), whole(60), "1"),
                        new RuleSet.Grade("AA", whole(64), null, "1")));
    }

    private static Target target(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Target(whole(5 + random.nextInt(80)), null);
            case 1 -> new Target(null, random.nextBoolean() ? "A" : "AA");
            case 2 -> new Target(whole(5 + random.nextInt(20)), null);
            default -> new Target(null, null);
        };
    }

    private static List<Way> exhaustive(
            RuleSet ruleSet, Target target, TargetPoints wanted, int[] now, boolean absent) {
        Map<Integer, Integer> least = new HashMap<>();
        int[] at = now.clone();
        search(ruleSet, target, wanted, now, at, 0, absent, least);
        List<Way> kept = new ArrayList<>();
        least.entrySet().stream()
                .map(entry -> new Way(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Way way) -> Integer.bitCount(way.items()))
                        .thenComparing(Way::change)
                        .thenComparing(way -> named(way.items())))
                .forEach(way -> {
                    if (kept.stream()
                            .noneMatch(
                                    fewer -> (fewer.items() & ~way.items()) == 0 && fewer.change() <= way.change())) {
                        kept.add(way);
                    }
                });
        return kept.subList(0, Math.min(LeastChangeSearch.LISTED, kept.size()));
    }

    private static void search(
            RuleSet ruleSet,
            Target target,
            TargetPoints wanted,
            int[] now,
            int[] at,
            int next,
            boolean absent,
            Map<Integer, Integer> least) {
        if (next == ITEMS) {
            Map<String, MeasurementOutcome> readings = new LinkedHashMap<>();
            int items = 0;
            for (int i = 0; i < ITEMS; i++) {
                readings.put(
                        "i" + i,
                        absent && i == 2
                                ? new MeasurementOutcome.NotApplicable(null, null)
                                : new MeasurementOutcome.Known(Fractions.ratio(tens(at[i]), whole(100))));
                items |= at[i] > now[i] ? 1 << i : 0;
            }
            if (target.isMetBy(ruleSet, Score.of(ruleSet, readings), wanted)) {
                least.merge(items, Arrays.stream(at).sum() - Arrays.stream(now).sum(), Math::min);
            }
            return;
        }
        for (at[next] = now[next]; at[next] <= (absent && next == 2 ? now[next] : 10); at[next]++) {
            search(ruleSet, target, wanted, now, at, next + 1, absent, least);
        }
        at[next] = now[next];
    }

    /** Of points that stay exact no grid holds every bound: none of its ways is cheaper, and the best is no more than a step away. */
    @Property(tries = 60)
    void ofExactPointsNoneOfAGridIsCheaper(
            @ForAll @IntRange(max = 90) int a,
            @ForAll @IntRange(max = 90) int b,
            @ForAll @IntRange(max = 90) int c,
            @ForAll @IntRange(min = 1, max = 150) int percent) {
        RuleSet ruleSet = MadeUp.ruleSet(
                MadeUp.settings(null, TieRounding.HALF_UP, null),
                List.of(
                        MadeUp.group("a", "100", List.of(MadeUp.item(0, new Points.Proportional(whole(100))))),
                        MadeUp.group("b", "25", List.of(MadeUp.item(1, new Points.Proportional(whole(25))))),
                        MadeUp.group(
                                "c",
                                "40",
                                List.of(MadeUp.item(2, new Points.Linear(tens(5), tens(8), whole(10), whole(40)))))),
                new Percent.SumOfPoints("1"),
                List.of(),
                null,
                List.of());
        int[] now = {a, b, c};
        Target target = new Target(whole(percent), null);
        RatingState situation = RatingState.of(ruleSet, MadeUp.facts(whole(a), whole(b), whole(c)));
        TargetPoints wanted = target.wanted(situation);
        if (target.isMetBy(ruleSet, situation.score(), wanted)) {
            return;
        }
        LeastChangeSearch.Solver solver = ContinuousSolver.of(situation, wanted).orElseThrow();

        Map<Integer, Integer> grid = new HashMap<>();
        for (int x = a; x <= 100; x++) {
            for (int y = b; y <= 100; y++) {
                for (int z = c; z <= 100; z++) {
                    // hundredths of points by whole numbers alone; a half of the last shown decimal is below a
                    // hundredth of a step
                    int points = 100 * x + 25 * y + (z < 50 ? 0 : z >= 80 ? 4_000 : 1_000 + 100 * (z - 50));
                    if (points >= 100 * percent) {
                        int items = (x > a ? 1 : 0) + (y > b ? 2 : 0) + (z > c ? 4 : 0);
                        grid.merge(items, x + y + z - a - b - c, Math::min);
                    }
                }
            }
        }
        grid.forEach((items, change) -> {
            boolean fewer = grid.entrySet().stream()
                    .anyMatch(other -> other.getKey() != (int) items
                            && (other.getKey() & ~items) == 0
                            && other.getValue() <= change);
            var found = solver.change(items);
            if (!fewer) {
                assertThat(found).as("items %s", items).isPresent();
                assertThat(found.get().compareTo(org.apache.commons.numbers.fraction.BigFraction.of(change)))
                        .isLessThanOrEqualTo(0);
                assertThat(found.get().compareTo(org.apache.commons.numbers.fraction.BigFraction.of(change - 4)))
                        .isGreaterThanOrEqualTo(0);
            }
        });
    }

    private static int number(Headroom room) {
        return Integer.parseInt(room.item().id().substring(1));
    }

    /** In the order of the items, so that it sorts by it. */
    private static String named(int items) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < ITEMS; i++) {
            name.append((items >> i & 1) == 1 ? "i" + i : "");
        }
        return name.toString();
    }

    private static BigDecimal tens(int tens) {
        return BigDecimal.valueOf(tens * 10L);
    }

    private static BigDecimal whole(int number) {
        return BigDecimal.valueOf(number);
    }
}
