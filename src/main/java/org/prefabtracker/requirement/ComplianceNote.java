package org.prefabtracker.requirement;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** The messages of compliance that are not messages of a rating. */
public enum ComplianceNote implements NoteCode {
    /** The required grade is no longer in the rule set. */
    GRADE_GONE("ruleSet", "grade"),
    /** The required item is no longer in the rule set. */
    ITEM_GONE("ruleSet", "item"),
    /** A grade needs a ratio of the item, in percent. */
    RATIO_AT_LEAST("item", "ratio");

    private final List<String> arguments;

    ComplianceNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
