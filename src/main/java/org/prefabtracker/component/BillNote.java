package org.prefabtracker.component;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What the answer to a bill says about its rows: what is unlikely about stored ones, and what is wrong with refused ones. */
public enum BillNote implements NoteCode {
    /** The spec revision is a draft, of which nothing can be made. */
    SPEC_IS_DRAFT("spec", "revision"),
    /** The component was in another building before. */
    COMPONENT_MOVED("component", "building"),
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

    BillNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
