package org.prefabtracker.shared.persistence;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.postgresql.PGConnection;

/**
 * Asks the driver for its large objects on each new connection. Jdbi asks for them when it opens a handle, and the first time the
 * driver sends a query. Within a transaction that query would come before the isolation level is set, which PostgreSQL refuses.
 */
@Singleton
public class NewConnections implements AgroalPoolInterceptor {

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).getLargeObjectAPI();
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
