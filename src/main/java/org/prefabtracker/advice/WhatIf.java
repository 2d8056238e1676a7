package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.evaluation.EvaluationDiff;
import org.prefabtracker.evaluation.ItemDiff;
import org.prefabtracker.rating.Rating;

/**
 * The current rating of a building, and the rating after the changes.
 *
 * @param change the differences
 * @param applied the effect of each change, in their order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhatIf(Rating before, Rating after, Differs change, List<Applied> applied) {

    /**
     * The difference of the whole, and the items that differ, the largest change of points first.
     *
     * @param percent null where either has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RatingChange")
    public record Differs(
            BigDecimal percent,
            String gradeFrom,
            String gradeTo,
            Boolean qualifiedBefore,
            Boolean qualifiesAfter,
            List<EvaluationDiff.ItemChange> items) {

        static Differs between(Rating before, Rating after) {
            BigDecimal from = before.result().percent();
            BigDecimal to = after.result().percent();
            return new Differs(
                    from == null || to == null ? null : to.subtract(from),
                    before.result().grade(),
                    after.result().grade(),
                    before.result().qualifies(),
                    after.result().qualifies(),
                    ItemDiff.between(before, after));
        }
    }

    /**
     * The effect of a change.
     *
     * @param change its place in the list, from 0
     * @param components the number of components that it changed
     * @param made the number of those with a live piece, which a real change of the bill would refuse with 409
     * @param ownQuantities the number of components that lost quantities of their own
     * @param held the number of pieces that stayed at their stage because they are held
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    @Schema(name = "AppliedChange")
    public record Applied(
            @JsonInclude int change,
            @JsonInclude String kind,
            @JsonInclude long components,
            long made,
            long ownQuantities,
            long held) {}

    /** The name of a change in JSON. */
    static String kind(ScenarioChange change) {
        return Arrays.stream(
                        ScenarioChange.class.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == change.getClass())
                .findFirst()
                .orElseThrow()
                .name();
    }
}
