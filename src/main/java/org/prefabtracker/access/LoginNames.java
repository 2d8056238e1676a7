package org.prefabtracker.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The login names of people. */
final class LoginNames {

    private LoginNames() {}

    /** 1 to 64 letters and signs as in codes, and @, because mail addresses are used as login names elsewhere. */
    static final String PATTERN = "[\\p{L}\\p{M}\\p{N}#\\-_.*×()+~□@]{1,64}";

    private static final Pattern SHAPE = Pattern.compile(PATTERN);

    /** Whether a login name is valid in its stored form. */
    static boolean isValid(String login) {
        return SHAPE.matcher(login).matches();
    }

    /** The stored form of a login name that was tried; null for text that cannot be a name, so that the audit keeps nothing but names. */
    static String tried(String login) {
        String name = normalise(login);
        return isValid(name) ? name : null;
    }

    /** The form a name is kept and compared in: NFKC, small letters. */
    static String normalise(String login) {
        return Normalizer.normalize(login, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
