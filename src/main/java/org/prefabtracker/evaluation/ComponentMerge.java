package org.prefabtracker.evaluation;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.prefabtracker.rating.Contributions;
import org.prefabtracker.rating.CountedComponent;
import org.prefabtracker.rating.CountedSpec;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.SpecRevision;
import org.prefabtracker.shared.Paging;

/**
 * Goes through the components of two snapshots side by side, both by code, and keeps a page of those that differ: of a
 * building of any size nothing else is in memory.
 */
final class ComponentMerge {

    private record Found(Difference.Page.Weighed place, Difference.ComponentChange change) {}

    /** A side with what computes the contributions of its components. */
    private static final class Side {
        private final Contributions contributions;
        private final Map<SpecRevision, CountedSpec> specs = new HashMap<>();

        Side(Snapshot snapshot) {
            contributions = new Contributions(RuleSets.again(snapshot.ruleSet().text()), snapshot.facts());
            snapshot.specs().forEach(spec -> specs.put(spec.named(), spec));
        }

        Map<String, BigDecimal> adds(CountedComponent component) {
            return component == null ? Map.of() : contributions.of(component, specs.get(component.ofSpec()));
        }
    }

    private final Side before;
    private final Side after;
    private final Map<String, BigDecimal> denominators;
    private final Difference.Page page;
    private final PriorityQueue<Found> kept =
            new PriorityQueue<>((a, b) -> Difference.Page.Weighed.HEAVIEST_FIRST.compare(b.place(), a.place()));
    private final int limit;
    private long added;
    private long removed;
    private long changed;

    private ComponentMerge(
            Snapshot before, Snapshot after, Map<String, BigDecimal> denominators, Difference.Page page) {
        this.before = new Side(before);
        this.after = new Side(after);
        this.denominators = denominators;
        this.page = page;
        this.limit = page.paging().limit();
    }

    static Difference.ComponentChanges of(
            Snapshot.Packed earlier,
            Snapshot.Packed later,
            Snapshot before,
            Snapshot after,
            Map<String, BigDecimal> denominators,
            Difference.Page page)
            throws IOException {
        ComponentMerge merge = new ComponentMerge(before, after, denominators, page);
        try (Snapshot.Components left = new Snapshot.Components(Evaluations.unpacked(earlier));
                Snapshot.Components right = new Snapshot.Components(Evaluations.unpacked(later))) {
            CountedComponent from = left.next();
            CountedComponent to = right.next();
            while (from != null || to != null) {
                int order = from == null ? 1 : to == null ? -1 : compare(from.code(), to.code());
                merge.take(order <= 0 ? from : null, order >= 0 ? to : null);
                from = order <= 0 ? left.next() : from;
                to = order >= 0 ? right.next() : to;
            }
        }
        return merge.changes();
    }

    /** As the database orders codes: by their bytes. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private void take(CountedComponent from, CountedComponent to) {
        Map<String, BigDecimal> addedBefore = before.adds(from);
        Map<String, BigDecimal> addedAfter = after.adds(to);
        List<Difference.Effect> effects = Difference.effects(addedBefore, addedAfter, denominators);
        if (from != null && to != null && effects.isEmpty() && isSame(from, to)) {
            return;
        }
        String code = from == null ? to.code() : from.code();
        Difference.Kind kind =
                from == null ? Difference.Kind.ADDED : to == null ? Difference.Kind.REMOVED : Difference.Kind.CHANGED;
        switch (kind) {
            case ADDED -> added++;
            case REMOVED -> removed++;
            case CHANGED -> changed++;
        }
        BigDecimal weight = effects.stream()
                .map(effect -> Difference.weight(effect, denominators))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        Difference.Page.Weighed place = new Difference.Page.Weighed(weight, code);
        if (page.after() == null || Difference.Page.Weighed.HEAVIEST_FIRST.compare(place, page.after()) > 0) {
            kept.add(new Found(place, new Difference.ComponentChange(code, kind, state(from), state(to), effects)));
            if (kept.size() > limit + 1) {
                kept.poll();
            }
        }
    }

    /** Whether nothing changed that a reader would ask about, even where no item counts it. */
    private static boolean isSame(CountedComponent from, CountedComponent to) {
        return Objects.equals(state(from), state(to))
                && Objects.equals(from.exterior(), to.exterior())
                && from.amountInBill().compareTo(to.amountInBill()) == 0
                && Objects.equals(from.massInBill(), to.massInBill())
                && Objects.equals(from.concreteInBill(), to.concreteInBill())
                && Objects.equals(from.waste(), to.waste())
                && from.quantities().equals(to.quantities());
    }

    private static Difference.ComponentState state(CountedComponent component) {
        return component == null
                ? null
                : new Difference.ComponentState(
                        component.storey(),
                        component.spec(),
                        component.specOwner(),
                        component.specRevision(),
                        component.count(),
                        component.stage(),
                        component.event() == null ? null : component.event().toString(),
                        component.holds(),
                        component.counts());
    }

    private Difference.ComponentChanges changes() {
        List<Found> sorted = new ArrayList<>(kept);
        sorted.sort((a, b) -> Difference.Page.Weighed.HEAVIEST_FIRST.compare(a.place(), b.place()));
        Paging.Page<Found> listed =
                page.paging().page(sorted, found -> found.place().cursor());
        return new Difference.ComponentChanges(
                added,
                removed,
                changed,
                listed.items().stream().map(Found::change).toList(),
                listed.next());
    }
}
