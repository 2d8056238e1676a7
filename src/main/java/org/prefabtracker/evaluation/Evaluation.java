package org.prefabtracker.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/**
 * A frozen rating of a building.
 *
 * @param number counted by the building
 * @param sha256 of the snapshot, which two evaluations have in common only if they rest on the same
 * @param engine the version that computed it
 * @param asOf and {@code knownAt}: the moment that was asked for
 * @param components how many stand in the snapshot
 * @param result the result of the rating
 * @param resultSha256 of the whole rating in canonical form, which anybody may compute again from the snapshot
 * @param href where it is; its exact bytes are at {@code /snapshot} and {@code /result} of it
 * @param rating all of it, decimals as text; only where one evaluation is asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
        int number,
        String sha256,
        Rules ruleSet,
        int engine,
        Lens lens,
        EvaluationKind kind,
        OffsetDateTime asOf,
        OffsetDateTime knownAt,
        int components,

        @JsonRawValue @Schema(implementation = Rating.Result.class)
        String result,

        String resultSha256,
        OffsetDateTime createdAt,
        String createdBy,
        String href,
        @JsonRawValue @Schema(implementation = Rating.class) String rating) {

    /** The rule set it was rated by. */
    public record Rules(String id, String edition, String sha256) {}
}
