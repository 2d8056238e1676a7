package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.message.Note;

/**
 * The ways to a target (docs/adr/0014). Every ratio and quantity is the smallest that is enough: one unit of the last decimal less
 * is not.
 *
 * @param reached whether the current rating reaches it
 * @param reachable whether it can be reached by raising items
 * @param now and {@code most}: the current result, and the result with every item raised as far as possible
 * @param first what has to change first
 * @param items those that can still give points, in the order of the rule set
 * @param combinations the first {@value LeastChangeSearch#LISTED} with the least change; empty where the target is reached or out of
 *     reach; null where they cannot be computed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Advice(
        String ruleSet,
        String building,
        Lens lens,
        EvaluationKind kind,
        OffsetDateTime asOf,
        boolean provisional,
        Target target,
        boolean reached,
        boolean reachable,
        Result now,
        Result most,
        List<First> first,
        List<Item> items,
        List<Combination> combinations) {

    /** The result of the whole; percent and grade are null where there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AdvisedResult")
    public record Result(BigDecimal percent, String grade, boolean qualifies) {}

    /** Why something has to change first. */
    @Schema(name = "PreconditionReason")
    public enum Why {
        /** Impossible data: the rating is incomplete until it is corrected. */
        INVALID,
        /** Without this item there is no result. */
        MISSING,
        /** A prerequisite that no percent compensates. */
        PREREQUISITE,
        /** An additional condition of a grade. */
        GRADE
    }

    /** Something that has to change first, and the items that can change it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AdvicePrecondition")
    public record First(
            Why why, String id, String name, String nameEn, String clause, Note message, List<String> items) {}

    /**
     * An item that can still give points.
     *
     * @param needs facts to be declared before its ratio earns anything
     * @param how how the numerator is raised, where it is not simply more components
     * @param typical the mean of the components that count now, for the estimate of pieces
     * @param steps the points that it can reach
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "AdvisedItem")
    public record Item(
            String id,
            String name,
            String nameEn,
            String clause,
            Rating.Status status,
            Note message,
            List<String> needs,
            Note how,
            BigDecimal numerator,
            BigDecimal denominator,
            String unit,
            BigDecimal ratioPercent,
            BigDecimal score,
            BigDecimal maxScore,
            Typical typical,
            List<Step> steps) {}

    /** The mean amount that a component adds, and the number of components of the mean. */
    @Schema(name = "TypicalComponent")
    public record Typical(BigDecimal adds, long components) {}

    /**
     * Points, and the smallest ratio that earns them.
     *
     * @param ratioPercent rounded up to 6 decimals
     * @param ratio the same as an exact fraction of 1
     * @param beyond whether the ratio has to be greater than that
     * @param missing the missing part of the numerator; null where the denominator is not known
     * @param pieces the estimated number of typical components, rounded up
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    @Schema(name = "ScoreStep")
    public record Step(
            @JsonInclude BigDecimal score,
            BigDecimal ratioPercent,
            String ratio,
            boolean beyond,
            BigDecimal missing,
            BigDecimal pieces) {}

    /**
     * Items that reach the target together, each raised as little as possible.
     *
     * @param ratioPoints the sum of the changes of their ratios in percentage points, rounded up to 6 decimals
     * @param result the result of the engine with these ratios
     */
    @Schema(name = "AdvisedCombination")
    public record Combination(BigDecimal ratioPoints, Result result, List<Change> changes) {}

    /**
     * An item that is raised, from one ratio and score to another.
     *
     * @param needs the facts to declare for it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "AdvisedChange")
    public record Change(
            String item, List<String> needs, BigDecimal fromPercent, BigDecimal fromScore, String unit, Step to) {}
}
