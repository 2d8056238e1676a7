package org.prefabtracker.access;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Passwords as Argon2id keeps them (19 MiB, two rounds: OWASP's password storage cheat sheet), and what may be one. */
final class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** Each takes 19 MiB and a core while it lasts: more at once would only take the memory of everybody else. */
    private static final Semaphore AT_ONCE = new Semaphore(Runtime.getRuntime().availableProcessors());

    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    /** Of no password anybody has: checking it takes as long as checking one. */
    private static final String NOBODYS = hash("nobody has this password");
    /** Without those that are taken for each other. */
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** More than 10^10 guesses for an attacker who knows common passwords, words, names, dates and keyboard patterns. */
    private static final int UNGUESSED = 4;

    /** What is looked at of a password: a longer one is no easier, and takes seconds to look at. */
    private static final int LOOKED_AT = 32;

    /** Reads its lists when the first password is changed, not at the start. */
    private static final class Guesser {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    private Passwords() {}

    static String hash(String password) {
        return oneOfFew(() ->
                Password.hash(normal(password)).addRandomSalt(16).with(ARGON2).getResult());
    }

    /** @param hash null where there is no such person, or none that signs in by a password: takes as long */
    static boolean matches(String password, String hash) {
        boolean matches = oneOfFew(() ->
                Password.check(normal(password), hash == null ? NOBODYS : hash).with(ARGON2));
        return matches && hash != null;
    }

    private static <T> T oneOfFew(Supplier<T> work) {
        AT_ONCE.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            AT_ONCE.release();
        }
    }

    /** 20 letters and digits, 116 random bits. */
    static String random() {
        return new SecureRandom()
                .ints(20, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }

    /** Whether a password is easily guessed by who knows these names. */
    static boolean isGuessed(String password, List<String> names) {
        String start = normal(password);
        Strength strength = Guesser.ZXCVBN.measure(start.substring(0, Math.min(start.length(), LOOKED_AT)), names);
        return strength.getScore() < UNGUESSED;
    }

    /** The same letters typed on another machine are the same password (NIST SP 800-63B 5.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
