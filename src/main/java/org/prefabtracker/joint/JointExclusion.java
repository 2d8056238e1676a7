package org.prefabtracker.joint;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.message.Note;

/**
 * Why a joint does not count.
 *
 * @param clause the clause of the rule that it breaks; null where no rule of geometry is broken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JointExclusion(Why why, String clause, Note message) {

    /** The kinds of reasons. */
    @Schema(name = "JointExclusionReason")
    public enum Why {
        /** The rule set counts no joints of this kind. */
        NO_RULE,
        TOO_WIDE,
        TOO_HIGH,
        /** A dimension or the amount that the rule needs is not stated. */
        UNSTATED,
        /** It joins too few components of the categories of the rule. */
        JOINS_TOO_FEW,
        CAST_IN_PLACE_SIDE,
        /** A component that it joins does not count under the lens. */
        NOT_AT_LENS,
        /** A component that it joins is cancelled. */
        CANCELLED_COMPONENT,
        /** It is of a storey that is not rated. */
        STOREY,
        /** The sum of such joints is declared in the take-off. */
        DECLARED,
        /** The item counts by mass, and joints have no mass. */
        BY_MASS
    }
}
