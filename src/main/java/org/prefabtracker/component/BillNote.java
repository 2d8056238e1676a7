package org.prefabtracker.component;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What the answer to a bill says about rows that it stored. */
public enum BillNote implements NoteCode {
    /** The spec revision is a draft, of which nothing can be made. */
    SPEC_IS_DRAFT("spec", "revision"),
    /** The component was in another building before. */
    COMPONENT_MOVED("component", "building");

    private final List<String> arguments;

    BillNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
