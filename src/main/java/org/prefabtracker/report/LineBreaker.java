package org.prefabtracker.report;

/** Where a line may be broken that has no space in it. */
final class LineBreaker {

    /** A space of no width (U+200B). */
    static final char MAY_BREAK = '\u200b';

    static final int CHINESE_FROM = '\u2e80';

    private LineBreaker() {}

    /** Lets a text be broken so that no part of it is longer than so many narrow letters; what fits is left as it is. */
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
