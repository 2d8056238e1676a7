package org.prefabtracker.shared.message;

/** A value with a text in each language. */
public interface Localized {

    /** The text in a language. */
    String in(Language language);
}
