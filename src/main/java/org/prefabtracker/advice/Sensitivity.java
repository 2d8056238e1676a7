package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/**
 * The sensitivity of the rating of a building.
 *
 * @param ifAllHeldAreScrapped the effect of scrapping all held pieces; null where no held piece counts
 * @param ifSomeAre groups of held pieces, the most expensive first; of each kind at most the
 *     {@value HoldSensitivity#LISTED} with the most pieces
 * @param reserves the safety margin of each item that earns points
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Sensitivity(
        String ruleSet,
        String building,
        Lens lens,
        EvaluationKind kind,
        OffsetDateTime asOf,
        Rating.Result now,
        Loss ifAllHeldAreScrapped,
        List<Loss> ifSomeAre,
        List<SafetyMargin> reserves) {

    /** What the held pieces of a group have in common. */
    @Schema(name = "LossGrouping")
    public enum By {
        /** They count in an item. */
        ITEM,
        /** They have an open hold of a number. */
        HOLD,
        /** Their components share a mark. */
        MARK
    }

    /**
     * The rating if held pieces are scrapped.
     *
     * @param by and {@code of}: what they have in common; null: all held pieces
     * @param pieces the number of pieces that count now
     * @param percent the loss of percent of the whole; null where there is no percent before or after
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SensitivityLoss")
    public record Loss(By by, String of, long pieces, BigDecimal percent, Rating.Result result) {}
}
