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
 * The cheapest ways where points stay exact. Between two bends of a scale every point of an item costs the same, so that of the
 * items that are raised all but one stand at a bend, and the one that is left gives exactly what is missing.
 */
final class ContinuousSolver implements LeastChangeSearch.Solver {

    /** Every item but one at each of its bends: of more items there are too many. */
    private static final int MOST_ITEMS = 8;

    private record Found(BigFraction change, Map<Headroom, LowerBound> ratios) {}

    private final RatingState situation;
    private final TargetPoints wanted;
    private final InverseScoring inverse;
    private final BigFraction has;
    private final Map<Integer, Optional<Found>> found = new HashMap<>();

    /** Empty where groups have minima or maxima that bind, or items are too many. */
    static Optional<LeastChangeSearch.Solver> of(RatingState situation, TargetPoints wanted) {
        boolean free = situation.ruleSet().groups().stream()
                .allMatch(group -> group.items().stream()
                                .map(item -> Fractions.of(item.points().max()))
                                .reduce(BigFraction.ZERO, BigFraction::add)
                                .compareTo(Fractions.of(group.max()))
                        <= 0);
        return free && wanted.groups().isEmpty() && situation.rooms().size() <= MOST_ITEMS
                ? Optional.of(new ContinuousSolver(situation, wanted))
                : Optional.empty();
    }

    private ContinuousSolver(RatingState situation, TargetPoints wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.inverse = new InverseScoring(situation.ruleSet());
        this.has =
                situation.ruleSet().groups().stream().map(situation::earned).reduce(BigFraction.ZERO, BigFraction::add);
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
            for (int i = 0; i < situation.rooms().size(); i++) {
                if ((these >> i & 1) == 1) {
                    raised.add(situation.rooms().get(i));
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

    /** With every other item at each of its bends, the last one as high as it has to be. */
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
