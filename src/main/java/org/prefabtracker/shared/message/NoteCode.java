package org.prefabtracker.shared.message;

import java.util.List;

/**
 * A code of a message. Each package lists its codes in an enum that implements this interface; the bundle {@code
 * messages/notes} has a text for each code in each language, under the key {@code <enum>.<constant>}.
 */
public interface NoteCode {

    /** The name of the constant. */
    String name();

    /** The names of the values that the text refers to, in the order in which {@link #of} takes them. */
    List<String> arguments();

    /** The key of the text in the bundle. */
    default String key() {
        return getClass().getSimpleName() + "." + name();
    }

    /** A message with this code. */
    default Note of(Object... values) {
        return new Note(this, List.of(values));
    }
}
