package org.prefabtracker.tracking;

import java.util.Locale;
import org.prefabtracker.shared.text.Codes;

/**
 * The tag on the label of a piece: 5 characters project number, 5 characters running number in the project (base 36), 1 check
 * character by ISO/IEC 7064 MOD 37,36, which detects every single wrong character.
 */
public final class PieceTag {

    public static final int LENGTH = 11;
    /** The largest number of 5 digits to base 36. */
    public static final int LARGEST = 60_466_175;

    static final String MISTYPED = "the check character does not fit: the tag was mistyped";

    private static final int BASE = 36;

    private PieceTag() {}

    public static String of(int project, int number) {
        String body = digits(project) + digits(number);
        return body + check(body);
    }

    /** The stored form: capitals, without spaces and dashes. */
    public static String normalise(String typed) {
        return typed == null
                ? null
                : Codes.normalise(typed).toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }

    /** Whether a normalised tag is valid; otherwise it was mistyped. */
    public static boolean isWellFormed(String tag) {
        return tag.matches("[0-9A-Z]{11}") && check(tag.substring(0, LENGTH - 1)) == tag.charAt(LENGTH - 1);
    }

    /** The project number in a well-formed tag. */
    static int project(String tag) {
        return Integer.parseInt(tag.substring(0, 5), BASE);
    }

    /** The running number in a well-formed tag. */
    static int number(String tag) {
        return Integer.parseInt(tag.substring(5, 10), BASE);
    }

    private static String digits(int number) {
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("not 5 digits to base 36: " + number);
        }
        String digits = Integer.toString(number, BASE).toUpperCase(Locale.ROOT);
        return "0".repeat(5 - digits.length()) + digits;
    }

    private static char check(String body) {
        int product = BASE;
        for (int i = 0; i < body.length(); i++) {
            int sum = (product + Character.digit(body.charAt(i), BASE)) % BASE;
            product = (sum == 0 ? BASE : sum) * 2 % (BASE + 1);
        }
        return Character.toUpperCase(Character.forDigit((BASE + 1 - product) % BASE, BASE));
    }
}
