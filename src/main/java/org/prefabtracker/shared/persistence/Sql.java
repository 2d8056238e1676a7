package org.prefabtracker.shared.persistence;

import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/**
 * Statements of SQL in the current transaction, which {@link Transactions} begins. They share its connection, its row-level
 * security and its snapshot with the entities. Outside of a transaction every method throws {@link IllegalStateException}.
 */
public final class Sql {

    /** The handle of the current transaction of a thread; it is opened by the first statement. */
    private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();

    private static final class Session implements AutoCloseable {
        private Handle handle;

        Handle handle() {
            if (handle == null) {
                handle = Arc.container().instance(Jdbi.class).get().open();
            }
            return handle;
        }

        @Override
        public void close() {
            if (handle != null) {
                handle.close();
            }
        }
    }

    private Sql() {}

    /** Runs work whose statements share a handle of their own. It is closed after the work, before the transaction ends. */
    static <T> T inSession(Supplier<T> work) {
        Session outer = CURRENT.get();
        try (Session session = new Session()) {
            CURRENT.set(session);
            return work.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Whether the current thread runs work of a transaction. */
    static boolean isInSession() {
        return CURRENT.get() != null;
    }

    private static Handle handle() {
        Session session = CURRENT.get();
        if (session == null) {
            throw new IllegalStateException("a statement needs a transaction: Transactions.read or Transactions.write");
        }
        return session.handle();
    }

    /** A statement that returns rows. Parameters are named: {@code :code}. */
    public static Query query(String sql) {
        return handle().createQuery(sql);
    }

    /** The same with parameters by position: {@code ?}. */
    public static Query select(String sql, Object... parameters) {
        return handle().select(sql, parameters);
    }

    /** A statement that changes rows. Parameters are named: {@code :code}. */
    public static Update update(String sql) {
        return handle().createUpdate(sql);
    }

    /** Runs a statement with parameters by position; returns the number of changed rows. */
    public static int execute(String sql, Object... parameters) {
        return handle().execute(sql, parameters);
    }

    /** The connection of the current transaction, for COPY and cursors. It must not be closed. */
    public static Connection connection() {
        return handle().getConnection();
    }
}
