package org.prefabtracker.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Which items to raise, and how far, to reach a target with the least change (docs/adr/0014): fewest items first, then the
 * least sum of ratio points, then by the order of the items. A combination is only listed if none of some of its items does
 * with as few points. Pure; exact.
 */
final class LeastChangeSearch {

    /** The number of combinations that are listed. */
    static final int LISTED = 20;

    /** The most items that are searched. */
    private static final int MOST_ITEMS = 14;

    /**
     * Items with the ratios they are raised to, in the order of the rule set.
     *
     * @param change the sum of ratio points
     */
    record Combination(Map<Headroom, LowerBound> ratios, BigFraction change) {}

    /** The cheapest way to reach a target by raising every one of some items and no other. */
    interface Solver {
        /** The least sum of ratio points; empty where the target is out of reach. A bit of {@code items} for each room. */
        Optional<BigFraction> change(int items);

        /** The ratios of the least sum. */
        Map<Headroom, LowerBound> ratios(int items);
    }

    private record Candidate(int items, BigFraction change) {
        boolean isWithin(Candidate other) {
            return (items & ~other.items) == 0;
        }
    }

    private static final Comparator<Candidate> LEAST_CHANGE = Comparator.comparing(Candidate::change)
            .thenComparing((a, b) -> Integer.compareUnsigned(Integer.reverse(b.items), Integer.reverse(a.items)));

    private LeastChangeSearch() {}

    /** The first {@value #LISTED} combinations; empty where the rule set has too many items or kinds that cannot be searched. */
    static Optional<List<Combination>> of(RatingState state, TargetPoints wanted) {
        List<Headroom> rooms = state.rooms();
        int needed = 0;
        for (int i = 0; i < rooms.size(); i++) {
            needed |= isNeeded(rooms.get(i), wanted) ? 1 << i : 0;
        }
        if (rooms.size() > MOST_ITEMS) {
            return Optional.empty();
        }
        int must = needed;
        return solver(state, wanted).map(solver -> of(state, wanted, must, solver));
    }

    private static Optional<Solver> solver(RatingState state, TargetPoints wanted) {
        return state.ruleSet().settings().pointDecimals() == null
                ? ContinuousSolver.of(state, wanted)
                : DiscreteSolver.of(state, wanted);
    }

    private static List<Combination> of(RatingState state, TargetPoints wanted, int needed, Solver solver) {
        if (!wanted.isWithin(state)) {
            return List.of();
        }
        int rooms = state.rooms().size();
        List<Candidate> kept = new ArrayList<>();
        for (int size = 1; size <= rooms && kept.size() < LISTED; size++) {
            List<Candidate> ofSize = new ArrayList<>();
            for (int items = 1; items < 1 << rooms; items++) {
                if (Integer.bitCount(items) == size && (needed & ~items) == 0) {
                    int these = items;
                    solver.change(items)
                            .map(change -> new Candidate(these, change))
                            .filter(candidate -> kept.stream()
                                    .noneMatch(fewer -> fewer.isWithin(candidate)
                                            && fewer.change().compareTo(candidate.change()) <= 0))
                            .ifPresent(ofSize::add);
                }
            }
            ofSize.sort(LEAST_CHANGE);
            kept.addAll(ofSize);
        }
        return kept.stream()
                .limit(LISTED)
                .map(candidate -> new Combination(solver.ratios(candidate.items()), candidate.change()))
                .toList();
    }

    /** Whether an item has to be raised in any case. */
    private static boolean isNeeded(Headroom room, TargetPoints wanted) {
        LowerBound least = wanted.ratios().get(room.item().id());
        return room.isUnknown()
                || wanted.items().contains(room.item().id()) && room.earned().signum() == 0
                || least != null && !least.isMetBy(room.percent());
    }
}
