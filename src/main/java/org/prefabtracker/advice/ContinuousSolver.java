package org.prefabtracker.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.ruleset.Fractions;

/**
 * Finds the least change where points stay exact. The scale of an item is linear between two bends, so that of the raised items
 * all but one are at a bend, and the last one gives exactly the missing points.
 */
final class ContinuousSolver implements LeastChangeSearch.Solver {

    /** The most items that are tried with all but one at each of their bends. */
    private static final int MOST_ITEMS = 8;

    private record Found(BigFraction change, Map<Headroom, LowerBound> ratios) {}

    private final RatingState state;
    private final TargetPoints wanted;
    private final InverseScoring inverse;
    private final BigFraction has;
    private final Map<Integer, Optional<Found>> found = new HashMap<>();

    /** Empty where a minimum or maximum of a group applies, or where there are too many items. */
    static Optional<LeastChangeSearch.Solver> of(RatingState state, TargetPoints wanted) {
        boolean free = state.ruleSet().groups().stream()
                .allMatch(group -> group.items().stream()
                                .map(item -> Fractions.of(item.points().max()))
                                .reduce(BigFraction.ZERO, BigFraction::add)
                                .compareTo(Fractions.of(group.max()))
                        <= 0);
        return free && wanted.groups().isEmpty() && state.rooms().size() <= MOST_ITEMS
                ? Optional.of(new ContinuousSolver(state, wanted))
                : Optional.empty();
    }

    private ContinuousSolver(RatingState state, TargetPoints wanted) {
        this.state = state;
        this.wanted = wanted;
        this.inverse = new InverseScoring(state.ruleSet());
        this.has = state.ruleSet().groups().stream().map(state::earned).reduce(BigFraction.ZERO, BigFraction::add);
    }

    @Override
    public Optional<BigFraction> change(int items) {
        return found(items).map(Found::change);
    }

    @Override
    public Map<Headroom, LowerBound> ratios(int items) {
        return found(items).orElseThrow().ratios();
    }

    private Optional<Found> found(int items) {
        return found.computeIfAbsent(items, these -> {
            List<Headroom> raised = new ArrayList<>();
            for (int i = 0; i < state.rooms().size(); i++) {
                if ((these >> i & 1) == 1) {
                    raised.add(state.rooms().get(i));
                }
            }
            Optional<Found> least = Optional.empty();
            for (Headroom last : raised) {
                List<Headroom> others =
                        raised.stream().filter(room -> room != last).toList();
                least = cheaper(least, filled(others, last, 0, new LinkedHashMap<>(), has, raised));
            }
            return least;
        });
    }

    /** Tries every other item at each of its bends, with the last item as high as needed. */
    private Optional<Found> filled(
            List<Headroom> others,
            Headroom last,
            int next,
            Map<Headroom, LowerBound> chosen,
            BigFraction points,
            List<Headroom> order) {
        if (next == others.size()) {
            return filled(last, chosen, points, order);
        }
        Headroom room = others.get(next);
        Optional<Found> least = Optional.empty();
        for (Headroom.Step step : room.steps()) {
            Optional<LowerBound> ratio = required(room, step.ratio());
            if (ratio.isPresent()) {
                chosen.put(room, ratio.get());
                BigFraction with = points.add(step.points()).subtract(room.earned());
                least = cheaper(least, filled(others, last, next + 1, chosen, with, order));
                chosen.remove(room);
            }
        }
        return least;
    }

    private Optional<Found> filled(
            Headroom last, Map<Headroom, LowerBound> chosen, BigFraction points, List<Headroom> order) {
        LowerBound missing = wanted.points().less(points.subtract(last.earned()));
        if (wanted.items().contains(last.item().id())) {
            missing = missing.or(new LowerBound(BigFraction.ZERO, false));
        }
        boolean unneeded = missing.isMetBy(last.earned())
                && !last.isUnknown()
                && !wanted.ratios().containsKey(last.item().id());
        LowerBound most = last.steps().get(last.steps().size() - 1).ratio();
        return unneeded
                ? Optional.empty()
                : inverse.ratio(last.item(), last.weight(), missing)
                        .filter(ratio -> ratio.at().compareTo(most.at()) <= 0)
                        .flatMap(ratio -> required(last, ratio))
                        .map(ratio -> found(last, ratio, chosen, order));
    }

    private static Found found(
            Headroom last, LowerBound ratio, Map<Headroom, LowerBound> chosen, List<Headroom> order) {
        Map<Headroom, LowerBound> ratios = new LinkedHashMap<>();
        BigFraction change = BigFraction.ZERO;
        for (Headroom room : order) {
            ratios.put(room, room == last ? ratio : chosen.get(room));
            change = change.add(room.change(ratios.get(room)));
        }
        return new Found(change, ratios);
    }

    private Optional<LowerBound> required(Headroom room, LowerBound ratio) {
        LowerBound least = wanted.ratios().getOrDefault(room.item().id(), LowerBound.NONE);
        return Optional.of(ratio.or(least).or(LowerBound.atLeast(room.percent())));
    }

    private static Optional<Found> cheaper(Optional<Found> one, Optional<Found> other) {
        return one.isEmpty()
                        || other.isPresent()
                                && other.get().change().compareTo(one.get().change()) < 0
                ? other
                : one;
    }
}
