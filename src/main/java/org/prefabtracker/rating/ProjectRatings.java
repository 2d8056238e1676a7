package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/** The ratings of all buildings of a project, in order of code. */
public record ProjectRatings(
        String ruleSet,
        Lens lens,
        OffsetDateTime asOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime knownAt,
        boolean provisional,
        List<BuildingRating> items) {

    /** The result of the rating of a building. */
    public record BuildingRating(
            String building, BigDecimal floorAreaM2, EvaluationKind kind, Rating.Result result, String href) {}
}
