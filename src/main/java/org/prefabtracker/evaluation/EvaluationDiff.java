package org.prefabtracker.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;

/**
 * The differences between two evaluations: the items and the facts behind them, each list with the largest effect first. Pure.
 *
 * @param percentChange the change of the percent of the whole; null where either has none
 * @param takeOff declared values that differ
 * @param facts other facts that differ, except components and joints, by place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationDiff(
        Evaluation from,
        Evaluation to,
        BigDecimal percentChange,
        List<ItemChange> items,
        List<DeclaredChange> takeOff,
        List<FactChange> facts,
        JointDiff joints,
        ComponentChanges components) {

    /** The measurement of an item. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MeasuredItem")
    public record Measured(
            String status,
            String message,
            BigDecimal numerator,
            BigDecimal denominator,
            BigDecimal ratioPercent,
            BigDecimal score) {}

    /** An item that differs; {@code from} or {@code to} is null where only one of the rule sets has the item. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ItemChange(
            String id, String name, String nameEn, BigDecimal scoreChange, Measured from, Measured to) {}

    /** A declared number or yes or no that differs; null where it was not declared. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeclaredChange(
            TakeOff.Phase phase, DeclaredQuantity measure, String unit, Object from, Object to, List<String> items) {}

    /** A fact that differs, as it is in the snapshots. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FactChange(String place, JsonNode from, JsonNode to) {}

    /** The numbers of components that differ, and a page of them. */
    public record ComponentChanges(
            long added,
            long removed,
            long changed,
            List<ComponentChange> items,
            String next,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long total) {}

    /** How a component differs. */
    @Schema(name = "DifferenceKind")
    public enum Kind {
        /** It is in the bill of the later evaluation only. */
        ADDED,
        /** It is in the bill of the earlier evaluation only. */
        REMOVED,
        CHANGED
    }

    /**
     * A component that differs.
     *
     * @param from and {@code to}: its states; null where it was not in the bill
     * @param items the items to which it adds different amounts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComponentChange(
            String code, Kind change, ComponentState from, ComponentState to, List<Effect> items) {}

    /** The state of a component, and the event that brought it there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComponentState(
            String storey,
            String spec,
            String specOwner,
            int specRevision,
            int count,
            PieceStage stage,
            String event,
            List<String> holds,
            boolean counts) {}

    /**
     * The effect of a component on an item.
     *
     * @param ratioPoints the change of the ratio of the item in percentage points, to 4 decimals; null where the denominator is
     *     not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ItemEffect")
    public record Effect(String item, BigDecimal from, BigDecimal to, BigDecimal ratioPoints) {}

    /** An evaluation and its snapshot. */
    record Side(Evaluation evaluation, Snapshot.Packed packed) {}

    private static final ObjectMapper TREES = new ObjectMapper();

    static EvaluationDiff of(Side earlier, Side later, DiffPage page) {
        try {
            Snapshot before = Snapshot.read(EvaluationStore.unpacked(earlier.packed), null);
            Snapshot after = Snapshot.read(EvaluationStore.unpacked(later.packed), null);
            JsonNode ratingBefore = TREES.readTree(earlier.evaluation.rating());
            JsonNode ratingAfter = TREES.readTree(later.evaluation.rating());
            Map<String, JsonNode> measuredBefore = ItemDiff.findings(ratingBefore);
            Map<String, JsonNode> measuredAfter = ItemDiff.findings(ratingAfter);
            List<ItemChange> items = ItemDiff.between(measuredBefore, measuredAfter);
            Map<String, BigDecimal> weights = new HashMap<>();
            items.forEach(item -> weights.put(item.id(), item.scoreChange().abs()));
            List<FactChange> facts = new ArrayList<>();
            FactDiff.compare("", FactDiff.tree(before.facts()), FactDiff.tree(after.facts()), facts);
            List<DeclaredChange> declared = FactDiff.declared(facts, measuredBefore, measuredAfter, weights);
            facts.removeIf(fact -> FactDiff.measure(fact) != null);
            Map<String, BigDecimal> denominators = ItemDiff.denominators(measuredBefore, measuredAfter);
            return new EvaluationDiff(
                    brief(earlier.evaluation),
                    brief(later.evaluation),
                    minus(percent(ratingAfter), percent(ratingBefore)),
                    items,
                    declared,
                    facts,
                    JointDiff.of(before, after, denominators),
                    ComponentDiff.of(earlier.packed, later.packed, before, after, denominators, page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the whole rating. */
    private static Evaluation brief(Evaluation whole) {
        return new Evaluation(
                whole.number(),
                whole.sha256(),
                whole.ruleSet(),
                whole.engine(),
                whole.lens(),
                whole.kind(),
                whole.asOf(),
                whole.knownAt(),
                whole.components(),
                whole.result(),
                whole.resultSha256(),
                whole.createdAt(),
                whole.createdBy(),
                whole.href(),
                null);
    }

    private static BigDecimal percent(JsonNode rating) {
        JsonNode percent = rating.path("result").path("percent");
        return percent.isTextual() ? new BigDecimal(percent.asText()) : null;
    }

    private static BigDecimal minus(BigDecimal to, BigDecimal from) {
        return to == null || from == null ? null : new BigDecimal(CanonicalJson.plain(to.subtract(from)));
    }
}
