package org.prefabtracker.shared.message;

import java.util.Locale;

/** A language of the message bundles. */
public enum Language {
    ZH(Locale.CHINESE, "zh-CN"),
    EN(Locale.ENGLISH, "en");

    private final Locale locale;
    private final String tag;

    Language(Locale locale, String tag) {
        this.locale = locale;
        this.tag = tag;
    }

    Locale locale() {
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
