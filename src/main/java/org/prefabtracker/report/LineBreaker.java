package org.prefabtracker.report;

/** Adds break opportunities to long texts without spaces. */
final class LineBreaker {

    /** Zero-width space (U+200B). */
    static final char MAY_BREAK = '\u200b';

    static final int CHINESE_FROM = '\u2e80';

    private LineBreaker() {}

    /** Adds breaks so that no part is longer than a number of narrow letters; shorter texts stay unchanged. */
    static String within(int letters, String text) {
        int longest = Math.max(1, letters);
        StringBuilder broken = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char letter = i < text.length() ? text.charAt(i) : ' ';
            boolean ends = i == text.length() || Character.isWhitespace(letter) || letter >= CHINESE_FROM;
            if (!ends) {
                word.append(letter);
                continue;
            }
            for (int from = 0; from < word.length(); from += longest) {
                if (from > 0) {
                    broken.append(MAY_BREAK);
                }
                broken.append(word, from, Math.min(word.length(), from + longest));
            }
            word.setLength(0);
            if (i < text.length()) {
                broken.append(letter);
            }
        }
        return broken.toString();
    }
}
