package org.prefabtracker.shared.persistence;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Runs a write as one transaction and again where the database could not settle it with a concurrent one: serialisation
 * failure, deadlock, or a name that somebody else took or gave up in between, which the second run then finds.
 */
public final class Transactions {

    private static final int ATTEMPTS = 8;

    /** How long an import may take. */
    public static final int LONG_SECONDS = 1_800;
    /** serialization_failure, deadlock_detected, foreign_key_violation, unique_violation, lock_not_available. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01", "23503", "23505", "55P03");

    private Transactions() {}

    /**
     * Fired where the work of a transaction is done, within it: whoever observes this may write what is to be committed with it,
     * each time the work is done again.
     *
     * @param answer what the work returned
     */
    public record Committing(Object answer) {}

    /** The work must be safe to run again from its beginning. */
    public static <T> T write(Supplier<T> work) {
        return write(QuarkusTransaction.requiringNew(), work);
    }

    /** For work that takes longer than a request of a few rows: the usual time limit would end it. */
    public static <T> T longWrite(Supplier<T> work) {
        return write(QuarkusTransaction.requiringNew().timeout(LONG_SECONDS), work);
    }

    /**
     * For work that computes from what several statements read: all of them see one moment, and where a concurrent
     * transaction changed what is written here the work is done again. Not to be called within a transaction.
     */
    public static <T> T inSnapshot(Jdbi jdbi, Function<Handle, T> work) {
        return retried(() -> jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> committing(work.apply(handle))));
    }

    private static <T> T write(TransactionRunnerOptions transaction, Supplier<T> work) {
        return retried(() -> transaction.call(() -> committing(work.get())));
    }

    private static <T> T committing(T answer) {
        Arc.container().beanManager().getEvent().fire(new Committing(answer));
        return answer;
    }

    private static <T> T retried(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isContended(sqlState(e))) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    public static void write(Runnable work) {
        write(() -> {
            work.run();
            return null;
        });
    }

    /** What to throw where a concurrent transaction was in the way and this one has to see what it did. */
    public static RuntimeException serializationFailure(String why) {
        return new IllegalStateException(new SQLException(why, "40001"));
    }

    /** The SQLSTATE of the failure below an exception; the empty string where no database is to blame. */
    public static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** Whether an SQLSTATE says that a concurrent transaction was in the way. */
    public static boolean isContended(String sqlState) {
        return WORTH_ANOTHER_TRY.contains(sqlState);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(5, 20) * (long) attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
