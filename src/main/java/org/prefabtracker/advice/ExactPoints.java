package org.prefabtracker.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.Exact;

/**
 * The cheapest ways where points stay exact. Between two bends of a scale every point of an item costs the same, so that of the
 * items that are raised all but one stand at a bend, and the one that is left gives exactly what is missing.
 */
final class ExactPoints implements Combinations.Solver {

    /** Every item but one at each of its bends: of more items there are too many. */
    private static final int MOST_ITEMS = 8;

    private record Found(BigFraction change, Map<Room, Bound> ratios) {}

    private final Situation situation;
    private final Wanted wanted;
    private final Inverse inverse;
    private final BigFraction has;
    private final Map<Integer, Optional<Found>> found = new HashMap<>();

    /** Empty where groups have minima or maxima that bind, or items are too many. */
    static Optional<Combinations.Solver> of(Situation situation, Wanted wanted) {
        boolean free = situation.ruleSet().groups().stream()
                .allMatch(group -> group.items().stream()
                                .map(item -> Exact.of(item.points().max()))
                                .reduce(BigFraction.ZERO, BigFraction::add)
                                .compareTo(Exact.of(group.max()))
                        <= 0);
        return free && wanted.groups().isEmpty() && situation.rooms().size() <= MOST_ITEMS
                ? Optional.of(new ExactPoints(situation, wanted))
                : Optional.empty();
    }

    private ExactPoints(Situation situation, Wanted wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.inverse = new Inverse(situation.ruleSet());
        this.has =
                situation.ruleSet().groups().stream().map(situation::earned).reduce(BigFraction.ZERO, BigFraction::add);
    }

    @Override
    public Optional<BigFraction> change(int items) {
        return found(items).map(Found::change);
    }

    @Override
    public Map<Room, Bound> ratios(int items) {
        return found(items).orElseThrow().ratios();
    }

    private Optional<Found> found(int items) {
        return found.computeIfAbsent(items, these -> {
            List<Room> raised = new ArrayList<>();
            for (int i = 0; i < situation.rooms().size(); i++) {
                if ((these >> i & 1) == 1) {
                    raised.add(situation.rooms().get(i));
                }
            }
            Optional<Found> least = Optional.empty();
            for (Room last : raised) {
                List<Room> others = raised.stream().filter(room -> room != last).toList();
                least = cheaper(least, filled(others, last, 0, new LinkedHashMap<>(), has, raised));
            }
            return least;
        });
    }

    /** With every other item at each of its bends, the last one as high as it has to be. */
    private Optional<Found> filled(
            List<Room> others, Room last, int next, Map<Room, Bound> chosen, BigFraction points, List<Room> order) {
        if (next == others.size()) {
            return filled(last, chosen, points, order);
        }
        Room room = others.get(next);
        Optional<Found> least = Optional.empty();
        for (Room.Step step : room.steps()) {
            Optional<Bound> ratio = required(room, step.ratio());
            if (ratio.isPresent()) {
                chosen.put(room, ratio.get());
                BigFraction with = points.add(step.points()).subtract(room.earned());
                least = cheaper(least, filled(others, last, next + 1, chosen, with, order));
                chosen.remove(room);
            }
        }
        return least;
    }

    private Optional<Found> filled(Room last, Map<Room, Bound> chosen, BigFraction points, List<Room> order) {
        Bound missing = wanted.points().less(points.subtract(last.earned()));
        if (wanted.items().contains(last.item().id())) {
            missing = missing.or(new Bound(BigFraction.ZERO, false));
        }
        boolean unneeded = missing.isMetBy(last.earned())
                && !last.isUnknown()
                && !wanted.ratios().containsKey(last.item().id());
        Bound most = last.steps().get(last.steps().size() - 1).ratio();
        return unneeded
                ? Optional.empty()
                : inverse.ratio(last.item(), last.weight(), missing)
                        .filter(ratio -> ratio.at().compareTo(most.at()) <= 0)
                        .flatMap(ratio -> required(last, ratio))
                        .map(ratio -> found(last, ratio, chosen, order));
    }

    private static Found found(Room last, Bound ratio, Map<Room, Bound> chosen, List<Room> order) {
        Map<Room, Bound> ratios = new LinkedHashMap<>();
        BigFraction change = BigFraction.ZERO;
        for (Room room : order) {
            ratios.put(room, room == last ? ratio : chosen.get(room));
            change = change.add(room.change(ratios.get(room)));
        }
        return new Found(change, ratios);
    }

    private Optional<Bound> required(Room room, Bound ratio) {
        Bound least = wanted.ratios().getOrDefault(room.item().id(), Bound.NONE);
        return Optional.of(ratio.or(least).or(Bound.atLeast(room.percent())));
    }

    private static Optional<Found> cheaper(Optional<Found> one, Optional<Found> other) {
        return one.isEmpty()
                        || other.isPresent()
                                && other.get().change().compareTo(one.get().change()) < 0
                ? other
                : one;
    }
}
