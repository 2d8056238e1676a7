package org.prefabtracker.access;

import java.text.Normalizer;
import java.util.Locale;

/** The names people sign in by. */
final class People {

    private People() {}

    /** The form a name is kept and compared in: NFKC, small letters. */
    static String normalise(String login) {
        return Normalizer.normalize(login, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
