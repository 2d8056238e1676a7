package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * Finds the least change where points are rounded, so that every item has a few steps and every group a whole number of units of
 * points. For each set of items of a group it computes the least change per number of units, and then combines the groups. All
 * numbers are integers: ratios have a common denominator.
 */
final class DiscreteSolver implements LeastChangeSearch.Solver {

    /** More decimals of points would give too many units. */
    private static final int FINEST_DECIMALS = 2;

    private static final long NEVER = Long.MAX_VALUE / 4;

    /** A step of an item: units of points more than it has, and the ratio it takes in common parts. */
    private record Option(int gain, long ratio, LowerBound bound) {}

    /**
     * A group of the rule set.
     *
     * @param first and {@code count}: the range of its items
     * @param has the current units, at most {@code most}
     * @param least the units that it has to reach
     */
    private record Pot(int first, int count, int has, int most, int least) {
        int items(int all) {
            return all >> first & (1 << count) - 1;
        }
    }

    private final List<Headroom> rooms;
    private final BigInteger parts;
    private final List<List<Option>> options;
    private final List<Pot> pots = new ArrayList<>();
    private final int least;
    private final Map<Integer, long[]> ofItems = new HashMap<>();
    private final Map<Integer, long[]> ofPots = new HashMap<>();
    private final Map<Integer, long[]> orMore = new HashMap<>();

    /** Empty where points have too many decimals. */
    static Optional<LeastChangeSearch.Solver> of(RatingState state, TargetPoints wanted) {
        RuleSet ruleSet = state.ruleSet();
        int decimals = Stream.concat(
                        Stream.of(ruleSet.settings().pointDecimals()),
                        ruleSet.groups().stream()
                                .map(group -> group.max().stripTrailingZeros().scale()))
                .max(Integer::compare)
                .orElseThrow();
        return decimals > FINEST_DECIMALS
                ? Optional.empty()
                : Optional.of(new DiscreteSolver(state, wanted, Math.max(decimals, 0)));
    }

    private DiscreteSolver(RatingState state, TargetPoints wanted, int decimals) {
        rooms = state.rooms();
        BigFraction units = BigFraction.of(BigInteger.TEN.pow(decimals));
        parts = Stream.concat(
                        rooms.stream().flatMap(room -> room.steps().stream()).map(Headroom.Step::ratio),
                        wanted.ratios().values().stream())
                .map(bound -> bound.at().getDenominator())
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b));
        options = rooms.stream()
                .map(room -> options(room, wanted.ratios().get(room.item().id()), units))
                .toList();
        int first = 0;
        for (RuleSet.Group group : state.ruleSet().groups()) {
            int count = (int) rooms.stream()
                    .filter(room -> room.group().equals(group.id()))
                    .count();
            int most = whole(Fractions.of(group.max()).multiply(units));
            int has = whole(state.earned(group).multiply(units));
            LowerBound minimum = wanted.groups().getOrDefault(group.id(), LowerBound.NONE);
            pots.add(new Pot(first, count, Math.min(most, has), most, units(minimum, units)));
            first += count;
        }
        least = units(wanted.points(), units);
    }

    private List<Option> options(Headroom room, LowerBound required, BigFraction units) {
        boolean higher = required != null && !required.isMetBy(room.percent());
        List<Option> all = new ArrayList<>();
        if (higher && room.steps().get(0).ratio().or(required) != required) {
            all.add(option(0, required));
        }
        for (Headroom.Step step : room.steps()) {
            LowerBound ratio = higher ? step.ratio().or(required) : step.ratio();
            if (!all.isEmpty() && all.get(all.size() - 1).bound().equals(ratio)) {
                all.remove(all.size() - 1);
            }
            all.add(option(whole(step.points().subtract(room.earned()).multiply(units)), ratio));
        }
        return all;
    }

    private Option option(int gain, LowerBound ratio) {
        return new Option(
                gain, ratio.at().multiply(BigFraction.of(parts)).getNumerator().longValueExact(), ratio);
    }

    private static int whole(BigFraction units) {
        return units.getNumerator().divide(units.getDenominator()).intValueExact();
    }

    private static int units(LowerBound points, BigFraction units) {
        return points.times(units).first(0).max(BigDecimal.ZERO).intValueExact();
    }

    @Override
    public Optional<BigFraction> change(int items) {
        long cheapest = cheapest(items);
        if (cheapest >= NEVER) {
            return Optional.empty();
        }
        BigFraction change = BigFraction.of(BigInteger.valueOf(cheapest), parts);
        for (int i = 0; i < rooms.size(); i++) {
            change = (items >> i & 1) == 0
                    ? change
                    : change.subtract(rooms.get(i).percent());
        }
        return Optional.of(change);
    }

    /** The least sum of ratios, those of the items themselves included. */
    private long cheapest(int items) {
        int last = pots.size() - 1;
        long[] ofLast = enough(last, items);
        long[] before = orMore(last - 1, items);
        long cheapest = NEVER;
        for (int units = 0; units < ofLast.length; units++) {
            int missing = Math.max(0, least - units);
            if (missing < before.length) {
                cheapest = Math.min(cheapest, ofLast[units] + before[missing]);
            }
        }
        return cheapest;
    }

    /** By units of a group, the least sum of ratios with which some of its items bring it there. */
    private long[] ofItems(Pot pot, int items) {
        int key = pot.items(items) << pot.first();
        long[] known = ofItems.get(pots.indexOf(pot) << rooms.size() | key);
        if (known != null) {
            return known;
        }
        long[] sums = new long[pot.most() + 1];
        Arrays.fill(sums, NEVER);
        if (key == 0) {
            sums[pot.has()] = 0;
        } else {
            int item = last(key);
            long[] without = ofItems(pot, key & ~(1 << item));
            for (int units = 0; units < without.length; units++) {
                for (Option option : without[units] == NEVER ? List.<Option>of() : options.get(item)) {
                    int raised = Math.min(pot.most(), units + option.gain());
                    sums[raised] = Math.min(sums[raised], without[units] + option.ratio());
                }
            }
        }
        ofItems.put(pots.indexOf(pot) << rooms.size() | key, sums);
        return sums;
    }

    private static int last(int items) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(items);
    }

    /** The same where the group reaches its minimum. */
    private long[] enough(int pot, int items) {
        long[] sums = ofItems(pots.get(pot), items).clone();
        Arrays.fill(sums, 0, Math.min(sums.length, pots.get(pot).least()), NEVER);
        return sums;
    }

    /** By units of all groups up to one together. */
    private long[] ofPots(int pot, int items) {
        if (pot < 0) {
            return new long[] {0};
        }
        int key = pot << rooms.size()
                | items & (1 << pots.get(pot).first() + pots.get(pot).count()) - 1;
        long[] known = ofPots.get(key);
        if (known != null) {
            return known;
        }
        long[] before = ofPots(pot - 1, items);
        long[] own = enough(pot, items);
        long[] sums = new long[before.length + own.length - 1];
        Arrays.fill(sums, NEVER);
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; own[i] != NEVER && j < before.length; j++) {
                sums[i + j] = Math.min(sums[i + j], own[i] + before[j]);
            }
        }
        ofPots.put(key, sums);
        return sums;
    }

    /** The same for so many units or more. */
    private long[] orMore(int pot, int items) {
        int within = pot < 0 ? 0 : pots.get(pot).first() + pots.get(pot).count();
        return orMore.computeIfAbsent(items & (1 << within) - 1, key -> {
            long[] sums = ofPots(pot, items).clone();
            for (int units = sums.length - 2; units >= 0; units--) {
                sums[units] = Math.min(sums[units], sums[units + 1]);
            }
            return sums;
        });
    }

    /** Traced back from the last group and item; of equal sums the one that leaves the last ones lowest. */
    @Override
    public Map<Headroom, LowerBound> ratios(int items) {
        Map<Integer, Option> chosen = new TreeMap<>();
        int last = pots.size() - 1;
        long cheapest = cheapest(items);
        long[] ofLast = enough(last, items);
        long[] before = ofPots(last - 1, items);
        for (int units = 0; units < ofLast.length; units++) {
            for (int rest = Math.max(0, least - units); rest < before.length; rest++) {
                if (ofLast[units] + before[rest] == cheapest) {
                    trace(last, items, units, chosen);
                    traceBefore(last - 1, items, rest, chosen);
                    Map<Headroom, LowerBound> ratios = new LinkedHashMap<>();
                    chosen.forEach((item, option) -> ratios.put(rooms.get(item), option.bound()));
                    return ratios;
                }
            }
        }
        throw new IllegalStateException("no path to the cheapest state");
    }

    private void traceBefore(int pot, int items, int units, Map<Integer, Option> chosen) {
        int rest = units;
        for (int i = pot; i >= 0; i--) {
            long sum = ofPots(i, items)[rest];
            long[] own = enough(i, items);
            long[] before = ofPots(i - 1, items);
            for (int part = 0; part < own.length; part++) {
                int others = rest - part;
                if (others >= 0 && others < before.length && own[part] + before[others] == sum) {
                    trace(i, items, part, chosen);
                    rest = others;
                    break;
                }
            }
        }
    }

    private void trace(int pot, int items, int units, Map<Integer, Option> chosen) {
        Pot of = pots.get(pot);
        int left = of.items(items) << of.first();
        int at = units;
        while (left != 0) {
            int item = last(left);
            long[] without = ofItems(of, left & ~(1 << item));
            int from = -1;
            for (Option option : options.get(item)) {
                from = from(without, option, at, ofItems(of, left)[at], of.most());
                if (from >= 0) {
                    chosen.put(item, option);
                    break;
                }
            }
            left &= ~(1 << item);
            at = from;
        }
    }

    private static int from(long[] without, Option option, int to, long sum, int most) {
        for (int units = 0; units < without.length; units++) {
            if (Math.min(most, units + option.gain()) == to && without[units] + option.ratio() == sum) {
                return units;
            }
        }
        return -1;
    }
}
