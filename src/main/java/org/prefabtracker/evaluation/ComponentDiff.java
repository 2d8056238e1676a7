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
import org.prefabtracker.rating.ComponentContributions;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.SpecRevision;
import org.prefabtracker.rating.ruleset.RuleSetReader;
import org.prefabtracker.shared.http.Paging;

/**
 * Reads the components of two snapshots in parallel, both by code, and keeps one page of those that differ, so that memory
 * does not grow with the building.
 */
final class ComponentDiff {

    private record Found(DiffPage.Weighed place, EvaluationDiff.ComponentChange change) {}

    /** A side with what computes the contributions of its components. */
    private static final class Side {
        private final ComponentContributions contributions;
        private final Map<SpecRevision, CountedSpec> specs = new HashMap<>();

        Side(Snapshot snapshot) {
            contributions = new ComponentContributions(
                    RuleSetReader.readChecked(snapshot.ruleSet().text()), snapshot.facts());
            snapshot.specs().forEach(spec -> specs.put(spec.named(), spec));
        }

        Map<String, BigDecimal> adds(ComponentFact component) {
            return component == null ? Map.of() : contributions.of(component, specs.get(component.ofSpec()));
        }
    }

    private final Side before;
    private final Side after;
    private final Map<String, BigDecimal> denominators;
    private final DiffPage page;
    private final PriorityQueue<Found> kept =
            new PriorityQueue<>((a, b) -> DiffPage.Weighed.HEAVIEST_FIRST.compare(b.place(), a.place()));
    private final int limit;
    private long added;
    private long removed;
    private long changed;

    private ComponentDiff(Snapshot before, Snapshot after, Map<String, BigDecimal> denominators, DiffPage page) {
        this.before = new Side(before);
        this.after = new Side(after);
        this.denominators = denominators;
        this.page = page;
        this.limit = page.paging().limit();
    }

    static EvaluationDiff.ComponentChanges of(
            Snapshot.Packed earlier,
            Snapshot.Packed later,
            Snapshot before,
            Snapshot after,
            Map<String, BigDecimal> denominators,
            DiffPage page)
            throws IOException {
        ComponentDiff merge = new ComponentDiff(before, after, denominators, page);
        try (Snapshot.Components left = new Snapshot.Components(EvaluationStore.unpacked(earlier));
                Snapshot.Components right = new Snapshot.Components(EvaluationStore.unpacked(later))) {
            ComponentFact from = left.next();
            ComponentFact to = right.next();
            while (from != null || to != null) {
                int order = from == null ? 1 : to == null ? -1 : compare(from.code(), to.code());
                merge.take(order <= 0 ? from : null, order >= 0 ? to : null);
                from = order <= 0 ? left.next() : from;
                to = order >= 0 ? right.next() : to;
            }
        }
        return merge.changes();
    }

    /** Compares codes by their bytes, as the database orders them. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private void take(ComponentFact from, ComponentFact to) {
        Map<String, BigDecimal> addedBefore = before.adds(from);
        Map<String, BigDecimal> addedAfter = after.adds(to);
        List<EvaluationDiff.Effect> effects = EffectDiff.between(addedBefore, addedAfter, denominators);
        if (from != null && to != null && effects.isEmpty() && isSame(from, to)) {
            return;
        }
        String code = from == null ? to.code() : from.code();
        EvaluationDiff.Kind kind = from == null
                ? EvaluationDiff.Kind.ADDED
                : to == null ? EvaluationDiff.Kind.REMOVED : EvaluationDiff.Kind.CHANGED;
        switch (kind) {
            case ADDED -> added++;
            case REMOVED -> removed++;
            case CHANGED -> changed++;
        }
        BigDecimal weight = effects.stream()
                .map(effect -> EffectDiff.weight(effect, denominators))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        DiffPage.Weighed place = new DiffPage.Weighed(weight, code);
        if (page.after() == null || DiffPage.Weighed.HEAVIEST_FIRST.compare(place, page.after()) > 0) {
            kept.add(new Found(place, new EvaluationDiff.ComponentChange(code, kind, state(from), state(to), effects)));
            if (kept.size() > limit + 1) {
                kept.poll();
            }
        }
    }

    /** Whether nothing changed that matters to a reader, even if no item counts it. */
    private static boolean isSame(ComponentFact from, ComponentFact to) {
        return Objects.equals(state(from), state(to))
                && Objects.equals(from.exterior(), to.exterior())
                && from.inBill().amount().compareTo(to.inBill().amount()) == 0
                && Objects.equals(from.inBill().massKg(), to.inBill().massKg())
                && Objects.equals(from.inBill().concreteM3(), to.inBill().concreteM3())
                && Objects.equals(from.waste(), to.waste())
                && from.quantities().equals(to.quantities());
    }

    private static EvaluationDiff.ComponentState state(ComponentFact component) {
        return component == null
                ? null
                : new EvaluationDiff.ComponentState(
                        component.storey(),
                        component.ofSpec().code(),
                        component.ofSpec().owner(),
                        component.ofSpec().revision(),
                        component.count(),
                        component.piece().stage(),
                        component.piece().event() == null
                                ? null
                                : component.piece().event().toString(),
                        component.piece().holds(),
                        component.counts());
    }

    private EvaluationDiff.ComponentChanges changes() {
        List<Found> sorted = new ArrayList<>(kept);
        sorted.sort((a, b) -> DiffPage.Weighed.HEAVIEST_FIRST.compare(a.place(), b.place()));
        Paging.Page<Found> listed =
                page.paging().page(sorted, found -> found.place().cursor(), () -> added + removed + changed);
        return new EvaluationDiff.ComponentChanges(
                added,
                removed,
                changed,
                listed.items().stream().map(Found::change).toList(),
                listed.next(),
                listed.total());
    }
}
