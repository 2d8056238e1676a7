package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.prefabtracker.evaluation.EvaluationDiff;
import org.prefabtracker.rating.Rating;

/**
 * The rating of a building as it stands, and as it would be.
 *
 * @param change what differs
 * @param applied what became of each change, in their order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhatIf(Rating before, Rating after, Differs change, List<Applied> applied) {

    /**
     * How the whole differs, and which items do, those whose points change most first.
     *
     * @param percent null where either has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
                    EvaluationDiff.items(before, after));
        }
    }

    /**
     * What became of a change.
     *
     * @param change its place in the list, from 0
     * @param components how many it changed
     * @param made how many of them have a live piece, so that the bill itself could not be changed that way (409)
     * @param ownQuantities how many lost quantities of their own, which were of the former part
     * @param held how many stayed where they are, for they are held
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Applied(
            @JsonInclude int change,
            @JsonInclude String kind,
            @JsonInclude long components,
            long made,
            long ownQuantities,
            long held) {}

    /** What a change is called in JSON. */
    static String kind(ScenarioChange change) {
        return Arrays.stream(
                        ScenarioChange.class.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == change.getClass())
                .findFirst()
                .orElseThrow()
                .name();
    }
}
