package org.prefabtracker.share;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** The messages why a rule set has no result for a building. */
public enum ImpactNote implements NoteCode {
    /** An item has no data; the reason is a message of the rating. */
    ITEM_WITHOUT_DATA("item", "reason"),
    /** An item that the result needs has no value. */
    ITEM_WITHOUT_VALUE;

    private final List<String> arguments;

    ImpactNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
