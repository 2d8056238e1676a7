package org.prefabtracker.project;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What can be wrong with a take-off. */
enum TakeOffRowNote implements NoteCode {
    ABSENT_REPEATED,
    ABSENT_AND_DECLARED("measure"),
    FLAG_EXPECTED,
    NUMBER_EXPECTED,
    OUT_OF_RANGE("integer", "fraction"),
    ABOVE_ZERO,
    VALUE_OR_REASON,
    MEASURE_REPEATED,
    BUILDING_UNKNOWN;

    private final List<String> arguments;

    TakeOffRowNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
