package org.prefabtracker.shared.message;

/** A value with a text in each language. */
public interface Localized {

    /** The text in a language. */
    String in(Language language);

    /** The text in all languages, Chinese first, for sheets whose headers are bilingual. */
    default String bilingual() {
        return in(Language.ZH) + " / " + in(Language.EN);
    }
}
