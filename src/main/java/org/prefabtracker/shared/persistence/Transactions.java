package org.prefabtracker.shared.persistence;

import io.quarkus.arc.Arc;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The unit of work, and the only way to a transaction. Entities ({@code Panache}) and {@link Sql} share its connection. A write is run again
 * when the database could not reconcile it with a concurrent one: after a serialisation failure, a deadlock, or a violated key
 * that a concurrent transaction took or gave up, which the next run then finds. See docs/adr/0028.
 */
public final class Transactions {

    private static final int ATTEMPTS = 8;

    /** The time limit of an import, in seconds. */
    public static final int LONG_SECONDS = 1_800;

    /** The time limit of work under an advisory lock, in seconds. */
    private static final int LOCKED_SECONDS = 12 * 3_600;

    /** The most long pieces of work at a time: with the pool of 24 connections, calls always find some. */
    private static final int LONG_AT_A_TIME = 8;

    private static final long LONG_PATIENCE_S = 3;
    private static final Semaphore LONG_WORK = new Semaphore(LONG_AT_A_TIME, true);
    private static final ThreadLocal<Boolean> IS_LONG = ThreadLocal.withInitial(() -> false);

    /** The state of an exception of the pool, which has none. */
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** serialization_failure, deadlock_detected, foreign_key_violation, unique_violation, lock_not_available. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01", "23503", "23505", "55P03");

    private Transactions() {}

    /**
     * Fired within a transaction after its work, each time the work is run. An observer can write what is to be committed with
     * it. What entities changed is flushed before.
     *
     * @param answer what the work returned
     */
    public record Committing(Object answer) {}

    /** Reads in the current transaction, or in one of its own. Entities and SQL can be read only within a transaction. */
    public static <T> T read(Supplier<T> work) {
        if (Sql.isInSession()) {
            return work.get();
        }
        DatabaseWatch.requireThere();
        return QuarkusTransaction.joiningExisting().call(() -> Sql.inSession(work));
    }

    /** The same without a result, for rows that are passed on one by one. */
    public static void read(Runnable work) {
        read(() -> {
            work.run();
            return null;
        });
    }

    /**
     * Writes in the current transaction, or in one of its own, data that is not part of the action of the request: sessions,
     * counters, the audit log. It runs once and fires no {@link Committing}.
     */
    public static <T> T join(Supplier<T> work) {
        return read(work);
    }

    /** The same without a result. */
    public static void join(Runnable work) {
        read(work);
    }

    /** Runs work in a transaction of its own, if necessary several times: it must be safe to run again from its beginning. */
    public static <T> T write(Supplier<T> work) {
        return ofKind(false, () -> retried(() -> once(QuarkusTransaction.requiringNew(), work)));
    }

    /** The same without a result. */
    public static void write(Runnable work) {
        write(() -> {
            work.run();
            return null;
        });
    }

    /**
     * The same for work that takes longer than the usual time limit of a transaction. Few of them run at a time, so that they leave
     * connections for calls; one that finds no place within seconds fails with the SQLSTATE 53300.
     */
    public static <T> T longWrite(Supplier<T> work) {
        return inPlaceOfLongWork(() -> retried(() -> longOnce(work)));
    }

    /** The same without retries and without a limit to how many run, for the one job of an instance, which counts its attempts itself. */
    public static <T> T longWriteOnce(Supplier<T> work) {
        return ofKind(true, () -> longOnce(work));
    }

    private static <T> T longOnce(Supplier<T> work) {
        return once(QuarkusTransaction.requiringNew().timeout(LONG_SECONDS), work);
    }

    /** Long work within long work takes no second place, or some would wait for each other. */
    private static <T> T inPlaceOfLongWork(Supplier<T> work) {
        if (IS_LONG.get()) {
            return work.get();
        }
        try {
            if (!LONG_WORK.tryAcquire(LONG_PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException(new SQLException("too much long work at a time", TOO_MANY_CONNECTIONS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            return ofKind(true, work);
        } finally {
            LONG_WORK.release();
        }
    }

    private static <T> T ofKind(boolean isLong, Supplier<T> work) {
        boolean outer = IS_LONG.get();
        IS_LONG.set(isLong);
        try {
            return work.get();
        } finally {
            IS_LONG.set(outer);
        }
    }

    /** Whether the current thread is in long work. */
    public static boolean isLong() {
        return IS_LONG.get();
    }

    /**
     * Runs work whose statements all read the same snapshot (REPEATABLE READ), in a transaction of its own. It is run again when
     * a concurrent transaction changed what is written here.
     */
    public static <T> T inSnapshot(Supplier<T> work) {
        return longWrite(() -> {
            // before the first query of the transaction; the settings of row-level security are not queries
            Sql.execute("set transaction isolation level repeatable read");
            return work.get();
        });
    }

    /**
     * Runs work while this process alone holds an advisory lock; returns false where another process holds it. The transactions of
     * the work are its own: a transaction that lasts as long as the work holds the lock and nothing else. It is long work that needs
     * no place, because there is one at a time.
     */
    public static boolean alone(long lock, Runnable work) {
        return ofKind(true, () -> QuarkusTransaction.requiringNew()
                .timeout(LOCKED_SECONDS)
                .call(() -> Sql.inSession(() -> {
                    boolean locked = Sql.select("select pg_try_advisory_xact_lock(?)", lock)
                            .mapTo(Boolean.class)
                            .one();
                    if (locked) {
                        work.run();
                    }
                    return locked;
                })));
    }

    /** Runs work of the current transaction and rolls it back, whether it returns or throws. */
    public static <T> T rehearse(Supplier<T> work) {
        savepoint();
        try {
            return work.get();
        } finally {
            rollBackToSavepoint();
            // the one before counts again
            Sql.execute("release savepoint work");
        }
    }

    /** Marks a point of the current transaction, for {@link #rollBackToSavepoint}. A later one hides it. */
    public static void savepoint() {
        Panache.getEntityManager().flush();
        Sql.execute("savepoint work");
    }

    /** Rolls back to the last savepoint; the transaction goes on. */
    public static void rollBackToSavepoint() {
        Sql.execute("rollback to savepoint work");
        // entities show what was rolled back
        Panache.getEntityManager().clear();
    }

    /** Has entities read again: after SQL that changed rows from which some were read. */
    public static void forgetEntities() {
        Panache.getEntityManager().flush();
        Panache.getEntityManager().clear();
    }

    /** Whether the current thread is in a transaction. */
    public static boolean isActive() {
        return QuarkusTransaction.isActive();
    }

    private static <T> T once(TransactionRunnerOptions transaction, Supplier<T> work) {
        DatabaseWatch.requireThere();
        return transaction.call(() -> Sql.inSession(() -> {
            T answer = work.get();
            Panache.getEntityManager().flush();
            Arc.container().beanManager().getEvent().fire(new Committing(answer));
            return answer;
        }));
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

    /** An exception that makes the work run again, because a concurrent transaction changed what it read. */
    public static RuntimeException serializationFailure(String why) {
        return new IllegalStateException(new SQLException(why, "40001"));
    }

    /** The SQLSTATE of the failure below an exception; the empty string where the database did not fail. */
    public static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
            if (cause instanceof SQLException pool
                    && String.valueOf(pool.getMessage()).contains("cquisition timeout")) {
                return TOO_MANY_CONNECTIONS;
            }
        }
        return "";
    }

    /** Whether an SQLSTATE can be caused by a concurrent transaction. */
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
