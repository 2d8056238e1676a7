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
 * @param number counted per building
 * @param sha256 of the snapshot; two evaluations have the same only if all their inputs are the same
 * @param engine the version that computed it
 * @param asOf and {@code knownAt}: the requested moment
 * @param components the number of components in the snapshot
 * @param result the result of the rating
 * @param resultSha256 of the whole rating in canonical form, which can be computed again from the snapshot
 * @param href its address; its exact bytes are at {@code /snapshot} and {@code /result} below
 * @param rating the whole rating, decimals as text; only where a single evaluation is requested
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

    /** The rule set by which it was rated. */
    @Schema(name = "EvaluatedRuleSet")
    public record Rules(String id, String edition, String sha256) {}
}
