package org.prefabtracker.joint;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** The messages why a joint does not count in an item. */
public enum JointNote implements NoteCode {
    /** The rule set counts no joints of the kind. */
    NO_RULE("ruleSet", "kind"),
    /** The joint does not state its amount in the unit of the item. */
    NO_AMOUNT("unit"),
    /** Members of the structural system count by mass. */
    BY_MASS("structure"),
    /** The sum of such joints is declared in the take-off. */
    SUM_DECLARED("measure"),
    /** A joined component is cancelled. */
    COMPONENT_CANCELLED("component"),
    /** A joined component does not count under the lens. */
    COMPONENT_NOT_AT_LENS("component", "lens"),
    /** The building has no such storey. */
    STOREY_UNKNOWN("storey", "ratedKinds"),
    /** The storey is of a kind that is not rated. */
    STOREY_NOT_RATED("storey", "kind", "ratedKinds"),
    /** The smaller side of the column is not stated. */
    NO_COLUMN_SIDE,
    /** The width is not stated. */
    NO_WIDTH,
    /** The height is not stated. */
    NO_HEIGHT,
    /** The width is above the limit of the rule, in mm. */
    TOO_WIDE("width", "limit"),
    /** The height is above the limit of the rule, in mm. */
    TOO_HIGH("height", "limit"),
    /** The height is above the smaller side of the column, in mm. */
    HIGHER_THAN_COLUMN_SIDE("height", "limit"),
    /** The joint joins fewer components of the categories than the rule asks for. */
    JOINS_TOO_FEW("count", "categories", "atLeast"),
    /** One side of the joint is cast in place. */
    CAST_IN_PLACE_SIDE;

    private final List<String> arguments;

    JointNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
