package org.prefabtracker.catalogue;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What is unlikely about the sizes of a spec or a component. */
public enum SizeNote implements NoteCode {
    /** The concrete, m3, differs from length times width times height, m3, by more than 30 %. */
    VOLUME_AGAINST_SIZE("volume", "size"),
    /** Mass over volume, t/m3, is outside of what the material can have. */
    UNLIKELY_DENSITY("density", "lower", "upper");

    private final List<String> arguments;

    SizeNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
