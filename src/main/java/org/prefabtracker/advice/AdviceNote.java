package org.prefabtracker.advice;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** The messages of the advice: what has to change first, and by what a numerator is raised. */
public enum AdviceNote implements NoteCode {
    /** A group is below its minimum. */
    GROUP_BELOW_MINIMUM("points", "minimum"),
    /** An item that has to earn points earns none. */
    ITEM_EARNS_NOTHING("item"),
    /** A grade needs a ratio of the item, in percent. */
    GRADE_NEEDS_RATIO("ratio"),
    /** The ratio is raised by declaring a value. */
    BY_DECLARING("measure"),
    /** Any of the pooled parts raises the ratio. */
    BY_ANY_PART,
    /** Each system counts by its factor. */
    BY_FACTORS,
    /** The amount replaces a declared rest. */
    IN_PLACE_OF("measure"),
    /** The ratio is raised by smaller deductions. */
    BY_LESS_OF("measures");

    private final List<String> arguments;

    AdviceNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
