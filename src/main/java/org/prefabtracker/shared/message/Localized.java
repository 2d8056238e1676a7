package org.prefabtracker.shared.message;

/** A value with a text in each language. */
public interface Localized {

    /** The text in a language. */
    String in(Language language);

    /** A text that is the same in all languages. */
    static Localized same(String text) {
        return new Same(text);
    }

    /** A text that is the same in all languages. */
    record Same(String text) implements Localized {
        @Override
        public String in(Language language) {
            return text;
        }
    }

    /** The text in all languages, Chinese first, for sheets whose headers are bilingual. */
    default String bilingual() {
        return in(Language.ZH) + " / " + in(Language.EN);
    }
}
