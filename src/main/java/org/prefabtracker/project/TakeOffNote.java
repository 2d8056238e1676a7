package org.prefabtracker.project;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What is unlikely about a take-off, or wrong with it. */
public enum TakeOffNote implements NoteCode {
    /** A declared area, m2, does not fit the floor area of the building, m2. */
    AREA_AGAINST_FLOOR("measure", "area", "floor", "lower", "upper"),
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

    TakeOffNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
