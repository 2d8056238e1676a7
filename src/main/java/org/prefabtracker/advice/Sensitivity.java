package org.prefabtracker.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;

/**
 * What the rating of a building hangs on.
 *
 * @param ifAllHeldAreScrapped null where no held piece counts
 * @param ifSomeAre those held pieces that belong together, what costs most first; of each kind at most the
 *     {@value HoldSensitivity#LISTED} with the most pieces
 * @param reserves how much of each item that earns points may fail
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

    /** By what held pieces belong together. */
    public enum By {
        /** They count in an item. */
        ITEM,
        /** They have an open hold of a number. */
        HOLD,
        /** Their components share a mark. */
        MARK
    }

    /**
     * What the rating comes to if held pieces are scrapped.
     *
     * @param by and {@code of}: what they have in common; null of all
     * @param pieces how many of them count now
     * @param percent what the whole loses; null where there is no percent before or after
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Loss(By by, String of, long pieces, BigDecimal percent, Rating.Result result) {}
}
