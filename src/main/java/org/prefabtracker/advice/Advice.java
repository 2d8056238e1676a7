package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.message.Note;

/**
 * The ways to a target (docs/adr/0014). Every ratio and quantity is the smallest that does: what is less by the last decimal does
 * not.
 *
 * @param reached whether it is reached as things are
 * @param reachable whether it can be reached by what the items still have room for
 * @param now and {@code most}: what it comes to as things are, and with all there is room for
 * @param first what has to change before anything else helps
 * @param items those that can still give points, in the order of the rule set
 * @param combinations the first {@value LeastChangeSearch#LISTED} with the least change; empty where the target is reached or out of
 *     reach; null where they cannot be sought
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

    /** What the whole comes to; percent and grade are null where there is none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(BigDecimal percent, String grade, boolean qualifies) {}

    /** Why nothing else helps yet. */
    public enum Why {
        /** Impossible data: the rating is incomplete until it is put right. */
        INVALID,
        /** Without this item there is no result. */
        MISSING,
        /** A prerequisite that no percent makes up for. */
        PREREQUISITE,
        /** What a grade needs besides. */
        GRADE
    }

    /** Something that has to change first, and the items that can change it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record First(
            Why why, String id, String name, String nameEn, String clause, Note message, List<String> items) {}

    /**
     * An item that can still give points.
     *
     * @param needs facts to be declared before its ratio earns anything
     * @param how by what the numerator is raised, where that is not simply more of it
     * @param typical the mean of the components that count now, by which pieces are estimated
     * @param steps the points it can come to
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
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

    /** How much a component adds on average, and of how many that is the mean. */
    public record Typical(BigDecimal adds, long components) {}

    /**
     * Points, and the smallest ratio that earns them.
     *
     * @param ratioPercent rounded up to 6 decimals
     * @param ratio the same as an exact fraction of 1
     * @param beyond whether it has to be more than that
     * @param missing the quantity above the line that is missing; null where it is not known what there is in all
     * @param pieces how many typical components that is, rounded up: an estimate
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Step(
            @JsonInclude BigDecimal score,
            BigDecimal ratioPercent,
            String ratio,
            boolean beyond,
            BigDecimal missing,
            BigDecimal pieces) {}

    /**
     * Items that reach the target together, raised no further than they have to.
     *
     * @param ratioPoints the sum of what their ratios rise by, in points of percent, rounded up to 6 decimals
     * @param result what the engine comes to with it
     */
    public record Combination(BigDecimal ratioPoints, Result result, List<Change> changes) {}

    /**
     * An item that is raised, from one ratio and score to another.
     *
     * @param needs facts to be declared for that
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Change(
            String item, List<String> needs, BigDecimal fromPercent, BigDecimal fromScore, String unit, Step to) {}
}
