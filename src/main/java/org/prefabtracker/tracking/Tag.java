package org.prefabtracker.tracking;

import java.text.Normalizer;
import java.util.Locale;

/** What the label of a piece holds: project number, running number, each 5 digits of base 36, and a check character. */
public record Tag(int project, int number) {
    /** The first number that has no room in five digits. */
    public static final int LIMIT = 36 * 36 * 36 * 36 * 36;

    private static final int DIGITS = 5;
    private static final int LENGTH = 2 * DIGITS + 1;

    public Tag {
        if (project < 0 || project >= LIMIT || number < 0 || number >= LIMIT) {
            throw new IllegalArgumentException("No tag for project " + project + ", number " + number);
        }
    }

    /** The tag that was typed or scanned; refused when mistyped, whether or not such a piece exists. */
    public static Tag parse(String text) {
        String typed = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
        if (!typed.matches("[0-9A-Z]{" + LENGTH + "}") || typed.charAt(LENGTH - 1) != check(typed)) {
            throw new Mistyped(text);
        }
        return new Tag(
                Integer.parseInt(typed.substring(0, DIGITS), 36),
                Integer.parseInt(typed.substring(DIGITS, 2 * DIGITS), 36));
    }

    @Override
    public String toString() {
        String body = digits(project) + digits(number);
        return body + check(body);
    }

    private static String digits(int value) {
        String digits = Integer.toString(value, 36).toUpperCase(Locale.ROOT);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    /** ISO 7064 MOD 37,36 over the first ten characters. */
    private static char check(String text) {
        int product = 36;
        for (int i = 0; i < 2 * DIGITS; i++) {
            int sum = (product + Character.digit(text.charAt(i), 36)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Character.toUpperCase(Character.forDigit((37 - product) % 36, 36));
    }

    /** A text that cannot be a tag: a character is wrong, missing or too many. */
    public static class Mistyped extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Mistyped(String text) {
            super("\"" + text + "\" is not a tag: it was mistyped or misread");
        }
    }
}
