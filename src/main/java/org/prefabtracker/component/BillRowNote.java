package org.prefabtracker.component;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What can be wrong with a row of a bill. */
enum BillRowNote implements NoteCode {
    BUILDING_UNKNOWN,
    STOREY_UNKNOWN("building"),
    SPEC_UNKNOWN,
    SPEC_UNKNOWN_OF_OWNER("owner"),
    REVISION_UNKNOWN,
    AMOUNT_REQUIRED("basis"),
    STRUCTURAL_CONCRETE_TOO_LARGE("structural", "concrete"),
    RELEASED_IN_BUILDING("component", "building"),
    JOINED_IN_BUILDING("component", "joint", "building"),
    CANCELLED,
    PIECE_MADE,
    CODE_REPEATED,
    CODE_NOT_VALID,
    TOO_MANY_COMPONENTS("limit");

    private final List<String> arguments;

    BillRowNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
