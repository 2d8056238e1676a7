package org.prefabtracker.report;

/** In what a report is written. */
enum Language {
    ZH,
    EN;

    /** The one of both that is in this language. */
    String of(String zh, String en) {
        return this == ZH ? zh : en;
    }

    /** As the tag of RFC 5646. */
    String tag() {
        return this == ZH ? "zh-CN" : "en";
    }
}
