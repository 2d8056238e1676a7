package org.prefabtracker.shared.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Free text that users type. */
public final class Text {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\u00a0_-]+");

    private Text() {}

    /**
     * Characters without a width that come along when text is copied: soft hyphen, zero width space and no-break space, word joiner,
     * marks of direction. The joiners of letters and emoji are none of them.
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00ad\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff]");

    private static final Pattern UNBROKEN_SPACE = Pattern.compile("[\\u00a0\\u2007\\u202f]");

    /** The text without characters that nobody sees; spaces that do not break are spaces. */
    public static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // letters and ideographs are none, and most texts have no other characters
            if (c >= '\u00a0' && (c <= '\u00ad' || c >= '\u2007' && c <= '\u2069' || c == '\ufeff')) {
                return UNBROKEN_SPACE
                        .matcher(INVISIBLE.matcher(text).replaceAll(""))
                        .replaceAll(" ");
            }
        }
        return text;
    }

    /** The text without differences of width, case, space, hyphens and underscores, to compare names that people type. */
    public static String plain(String text) {
        return BETWEEN_WORDS
                .matcher(Normalizer.normalize(visible(text), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    /** The text without surrounding space; null where nothing is left. Invisible blanks are never stored. */
    public static String tidied(String text) {
        if (text == null) {
            return null;
        }
        String tidied = text.replace('\u00a0', ' ').strip();
        return tidied.isEmpty() ? null : tidied;
    }

    /** Whether every character can be stored and shown: no control characters but tab and line ends, no half surrogates. */
    public static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c == 0x7f || c == 0xfffe || c == 0xffff) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(++i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
