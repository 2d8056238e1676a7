package org.prefabtracker.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.prefabtracker.shared.problem.Problems;

/**
 * Hashes passwords a few at a time, so that processors are left for other requests. A few more may wait; beyond them a request is
 * refused at once. Devices that signed in before, and people who are signed in, have places that others cannot take.
 */
@ApplicationScoped
public class PasswordHashing {

    /** The places for those who are known, in addition. */
    private static final int RESERVED = 8;

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Semaphore atOnce;
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    PasswordHashing(SignInSettings settings) {
        int most =
                settings.hashesAtOnce().orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        atOnce = new Semaphore(most, true);
        places = most + settings.waiting();
    }

    /** Work within the queue. */
    final class Place implements AutoCloseable {

        private Place() {}

        /** Compares a password with a hash, see {@link Passwords#matches}. */
        boolean matches(String password, String hash) {
            return inTurn(() -> Passwords.matches(password, hash));
        }

        @Override
        public void close() {
            taken.decrementAndGet();
        }
    }

    /**
     * Takes a place in the queue, which has to be closed.
     *
     * @param known whether a known device or a signed-in person asks
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 where no place is left
     */
    Place place(boolean known) {
        if (taken.incrementAndGet() > places + (known ? RESERVED : 0)) {
            taken.decrementAndGet();
            throw Problems.builder(
                            503, "Too many people sign in at this moment; try again in " + RETRY_AFTER_SECONDS + " s")
                    .withHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS))
                    .build();
        }
        return new Place();
    }

    /**
     * The hash of a new password, for a person who is signed in.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 where no place is left
     */
    String hash(String password) {
        try (Place place = place(true)) {
            return inTurn(() -> Passwords.hash(password));
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
