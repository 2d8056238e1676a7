package org.prefabtracker.access;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;

/**
 * Hashes and checks passwords with Argon2id (19 MiB, two rounds: OWASP's password storage cheat sheet), and rates how easily
 * they are guessed. Each hash takes 19 MiB and a core: requests hash by {@link PasswordHashing}.
 */
final class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    /** The hash of an unused password: checking it takes as long as checking that of a person. */
    private static final String UNUSED_HASH = hash("an unused password");
    /** Letters without those that look alike. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** More than 10^10 guesses for an attacker who knows common passwords, words, names, dates and keyboard patterns. */
    private static final int STRONG = 4;

    /**
     * The number of characters of a password that are rated: a longer one is not easier to guess, and rating it takes
     * seconds.
     */
    private static final int RATED_LENGTH = 32;

    /** Reads its word lists when the first password is changed, not at the start. */
    private static final class Guesser {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    private Passwords() {}

    static String hash(String password) {
        return Password.hash(normal(password)).addRandomSalt(16).with(ARGON2).getResult();
    }

    /** @param hash null where there is no such person, or the person has no password; the check then takes as long */
    static boolean matches(String password, String hash) {
        boolean matches = Password.check(normal(password), hash == null ? UNUSED_HASH : hash)
                .with(ARGON2);
        return matches && hash != null;
    }

    /** 20 letters and digits, 116 random bits. */
    static String random() {
        return new SecureRandom()
                .ints(20, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }

    /** Whether a password is easily guessed by an attacker who knows these names. */
    static boolean isGuessed(String password, List<String> names) {
        String start = normal(password);
        Strength strength = Guesser.ZXCVBN.measure(start.substring(0, Math.min(start.length(), RATED_LENGTH)), names);
        return strength.getScore() < STRONG;
    }

    /** The normal form: the same letters typed on another machine are the same password (NIST SP 800-63B 5.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
