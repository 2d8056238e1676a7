package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.prefabtracker.evaluation.Difference;
import org.prefabtracker.rating.Rating;

/**
 * The rating of a building as it stands, and as it would be.
 *
 * @param change what differs
 * @param applied what became of each change, in their order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhatIf(Rating before, Rating after, Differs change, List<Supposing.Applied> applied) {

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
            List<Difference.ItemChange> items) {

        static Differs between(Rating before, Rating after) {
            BigDecimal from = before.result().percent();
            BigDecimal to = after.result().percent();
            return new Differs(
                    from == null || to == null ? null : to.subtract(from),
                    before.result().grade(),
                    after.result().grade(),
                    before.result().qualifies(),
                    after.result().qualifies(),
                    Difference.items(before, after));
        }
    }

    /** What a change is called in JSON. */
    static String kind(Change change) {
        return Arrays.stream(Change.class.getAnnotation(JsonSubTypes.class).value())
                .filter(type -> type.value() == change.getClass())
                .findFirst()
                .orElseThrow()
                .name();
    }
}
