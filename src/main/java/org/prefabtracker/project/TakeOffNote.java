package org.prefabtracker.project;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What is unlikely about a take-off. */
public enum TakeOffNote implements NoteCode {
    /** A declared area, m2, does not fit the floor area of the building, m2. */
    AREA_AGAINST_FLOOR("measure", "area", "floor", "lower", "upper");

    private final List<String> arguments;

    TakeOffNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
