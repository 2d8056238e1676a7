package org.prefabtracker.shared.persistence;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.postgresql.jdbc.PgConnection;

/** Prepares each new connection of the pool, and knows those that are open. */
@Singleton
public class OpenConnections implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(OpenConnections.class);

    private final Set<PgConnection> open = ConcurrentHashMap.newKeySet();

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            PgConnection physical = connection.unwrap(PgConnection.class);
            // Jdbi asks for large objects when it opens a handle, and the first time the driver sends a query. Within a
            // transaction
            // that query would come before the isolation level is set, which PostgreSQL refuses.
            physical.getLargeObjectAPI();
            try (Statement statement = physical.createStatement()) {
                // A plan for any value is made after five uses of a statement. For a project of 100,000 components
                // among small ones
                // it takes thousands of times as long as the plan for the value.
                statement.execute("set plan_cache_mode = force_custom_plan");
            }
            open.add(physical);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    @Override
    public void onConnectionDestroy(Connection connection) {
        try {
            open.remove(connection.unwrap(PgConnection.class));
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Ends all connections without a word to the server; whoever waits on one fails at once. */
    void abort() {
        for (PgConnection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("a connection cannot be aborted", e);
            }
        }
        open.clear();
    }
}
