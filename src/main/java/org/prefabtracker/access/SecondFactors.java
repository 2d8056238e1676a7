package org.prefabtracker.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.text.Sha256;

/**
 * Second factors: six digits of an authenticator, which change every 30 seconds (TOTP, RFC 6238), or a recovery code. A code is accepted
 * once. After some wrong codes in a row there is a delay, whatever the password and the address.
 */
@ApplicationScoped
public class SecondFactors {

    /** 160 bits, as RFC 4226 recommends. */
    private static final int SECRET_BYTES = 20;

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_LETTERS = 20;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");

    /** The clock of a telephone may be wrong by this many steps of 30 seconds. */
    private static final int STEPS_ASIDE = 1;

    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();

    @Inject
    @ConfigProperty(name = "prefab.second-factor.required")
    Provider<Optional<Set<OrganisationKind>>> required;

    @Inject
    FactorKey key;

    @Inject
    SecondFactorStore store;

    @Inject
    Clock clock;

    /**
     * A new second factor, before it is confirmed.
     *
     * @param secret for an authenticator, as text
     * @param uri the same as the address that authenticators read
     * @param recoveryCodes each replaces the authenticator once
     */
    @Schema(name = "SecondFactor")
    public record Secret(String secret, String uri, List<String> recoveryCodes) {}

    /** Whether people of an organisation of this kind have to have a second factor. */
    boolean isRequired(OrganisationKind kind) {
        return required.get().filter(kinds -> kinds.contains(kind)).isPresent();
    }

    /** The kinds of organisations whose people have to have one. */
    String[] required() {
        return required.get().map(EnumArrays::of).orElse(new String[0]);
    }

    /** Whether a person has one. */
    boolean isEnrolled(long personId) {
        return Transactions.read(() -> store.isConfirmed(personId));
    }

    /**
     * Begins to enrol a person with a new secret; a former one that was not confirmed is replaced.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where the person has a second factor
     */
    public Secret begin(Account account) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        byte[] encrypted = key.encrypt(account.personId(), secret);
        List<String> codes = Stream.generate(SecondFactors::recoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
        String[] digests = codes.stream().map(SecondFactors::digest).toArray(String[]::new);
        Transactions.write(() -> {
            if (!store.begin(account.personId(), encrypted, digests)) {
                throw Problems.of(409, "There is a second factor already; remove it first");
            }
        });
        String text = new Base32().encodeToString(secret);
        return new Secret(
                text,
                "otpauth://totp/prefab-tracker:" + URLEncoder.encode(account.login(), StandardCharsets.UTF_8)
                        + "?secret=" + text + "&issuer=prefab-tracker",
                codes);
    }

    /**
     * Ends the enrolment with a code of the authenticator, and returns whether the code is right. The session, if there is one, has shown
     * its second factor then.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where no enrolment was begun
     */
    public boolean confirm(Account account, Session session, String code) {
        return Transactions.write(() -> {
            Optional<SecondFactorStore.Stored> stored =
                    store.lock(account.personId()).filter(found -> !found.isConfirmed());
            if (stored.isEmpty()) {
                throw Problems.of(409, "There is no enrolment to confirm; begin one first");
            }
            boolean right = isOfAuthenticator(account.personId(), stored.get(), code);
            if (right) {
                store.confirm(account.personId());
            }
            if (right && session != null) {
                store.shown(session.id());
            }
            return right;
        });
    }

    /**
     * Whether a code is the second factor of a person now. It is used up, and a wrong one is counted, when this returns. To be called
     * outside of a transaction.
     *
     * @param session the one that has shown its second factor then; null: none
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 where the code was not checked
     */
    public boolean accept(long personId, Session session, String code) {
        return Transactions.write(() -> {
            Optional<SecondFactorStore.Stored> stored =
                    store.lock(personId).filter(SecondFactorStore.Stored::isConfirmed);
            if (stored.isEmpty()) {
                return false;
            }
            if (stored.get().delaySeconds() > 0) {
                throw Problems.builder(
                                429,
                                "Too many wrong codes in a row; try again in "
                                        + stored.get().delaySeconds() + " s")
                        .withHeader("Retry-After", Long.toString(stored.get().delaySeconds()))
                        .build();
            }
            boolean right = code != null
                    && (isOfAuthenticator(personId, stored.get(), code) || store.useRecovery(personId, digest(code)));
            store.count(personId, right);
            if (right && session != null) {
                store.shown(session.id());
            }
            return right;
        });
    }

    /** Removes the second factor of a person and its recovery codes. In the current transaction. */
    void remove(long personId) {
        store.remove(personId);
    }

    /** How many recovery codes a person has left. */
    int recoveryCodes(long personId) {
        return Transactions.read(() -> store.recoveryCodes(personId));
    }

    private boolean isOfAuthenticator(long personId, SecondFactorStore.Stored stored, String code) {
        String digits = code == null ? "" : code.replace(" ", "");
        if (!DIGITS.matcher(digits).matches()) {
            return false;
        }
        OptionalLong step = step(key.decrypt(personId, stored.secret()), digits, stored.lastStep(), clock.instant());
        step.ifPresent(used -> store.used(personId, used));
        return step.isPresent();
    }

    /** The time step of a code, later than the last one that was used; empty where the code is of none near this moment. */
    static OptionalLong step(byte[] secret, String digits, long last, Instant now) {
        long seconds = CODES.getTimeStep().toSeconds();
        long current = now.getEpochSecond() / seconds;
        for (long step = current - STEPS_ASIDE; step <= current + STEPS_ASIDE; step++) {
            if (step > last
                    && MessageDigest.isEqual(
                            ascii(code(secret, Instant.ofEpochSecond(step * seconds))), ascii(digits))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The six digits of a moment. */
    static String code(byte[] secret, Instant at) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(secret, CODES.getAlgorithm()), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** 100 random bits in groups of five letters and digits. */
    private static String recoveryCode() {
        byte[] bits = new byte[16];
        new SecureRandom().nextBytes(bits);
        return new Base32().encodeToString(bits).substring(0, RECOVERY_LETTERS).replaceAll("(.{5})(?!$)", "$1-");
    }

    private static String digest(String code) {
        return Sha256.hex(code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
    }
}
