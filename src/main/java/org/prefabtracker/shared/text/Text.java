package org.prefabtracker.shared.text;

/** Free text that users type. */
public final class Text {

    private Text() {}

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
