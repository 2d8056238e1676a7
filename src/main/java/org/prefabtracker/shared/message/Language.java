package org.prefabtracker.shared.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language of the message bundles. */
public enum Language {
    ZH(Locale.CHINESE, "zh-CN"),
    EN(Locale.ENGLISH, "en");

    /** The attribute of a JSON writer that asks for texts in a language; its value is a {@link Language}. */
    public static final String OF_WRITER = "labels";

    private static final int LONGEST_HEADER = 500;

    private final Locale locale;
    private final String tag;

    Language(Locale locale, String tag) {
        this.locale = locale;
        this.tag = tag;
    }

    /**
     * The language that a client prefers among these two, by the header {@code Accept-Language}.
     *
     * @return empty where the header is absent, not readable or names neither
     */
    public static Optional<Language> accepted(String header) {
        if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        try {
            // in the order of their weights; the weight 0 refuses a language
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> Arrays.stream(values()).filter(language -> language.isIn(range.getRange())))
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isIn(String range) {
        String language = locale.getLanguage();
        return range.equals(language) || range.startsWith(language + "-");
    }

    /** The locale of its bundles. */
    public Locale locale() {
        return locale;
    }

    /** The language tag of RFC 5646. */
    public String tag() {
        return tag;
    }

    /** The one of two texts that is in this language. */
    public String of(String zh, String en) {
        return this == ZH ? zh : en;
    }
}
