package org.prefabtracker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Logger;
import net.ttddyy.dsproxy.ConnectionInfo;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.JdbcProxyFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/**
 * The driver of PostgreSQL for the data source of tests (META-INF/microprofile-config.properties of the tests). It passes every
 * statement that is executed to a recorder: of entities, of Jdbi, of plain JDBC, and COPY. A batch is one statement, as it is
 * one exchange with the server.
 */
public class RecordingDriver implements Driver {

    private static final Consumer<String> IGNORE = statement -> {};

    /** One per application: each application of the tests has a class loader of its own. */
    private static volatile Consumer<String> recorder = IGNORE;

    private final Driver driver = new org.postgresql.Driver();

    private final ProxyConfig recording = ProxyConfig.Builder.create()
            .queryListener(new QueryExecutionListener() {
                @Override
                public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
                    queries.forEach(query -> recorder.accept(query.getQuery()));
                }

                @Override
                public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
            })
            .build();

    /** Passes each statement to this recorder, in the thread that executes the statement. */
    static void record(Consumer<String> statements) {
        recorder = statements;
    }

    /** Stops recording. */
    static void stop() {
        recorder = IGNORE;
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection connection = driver.connect(url, info);
        PGConnection recorded = (PGConnection) wrapped(
                connection,
                PGConnection.class,
                "getCopyAPI",
                new RecordedCopy(connection.unwrap(BaseConnection.class)));
        return JdbcProxyFactory.DEFAULT.createConnection(
                (Connection) wrapped(connection, Connection.class, "unwrap", recorded),
                new ConnectionInfo(),
                recording);
    }

    /** The connection seen by an interface, of which one method returns an object of ours where it fits. */
    private static Object wrapped(Connection connection, Class<?> type, String method, Object result) {
        return Proxy.newProxyInstance(
                RecordingDriver.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method) && (arguments == null || arguments[0] == PGConnection.class)) {
                        return result;
                    }
                    try {
                        return called.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    private static final class RecordedCopy extends CopyManager {

        RecordedCopy(BaseConnection connection) throws SQLException {
            super(connection);
        }

        @Override
        public CopyIn copyIn(String sql) throws SQLException {
            recorder.accept(sql);
            return super.copyIn(sql);
        }

        @Override
        public CopyOut copyOut(String sql) throws SQLException {
            recorder.accept(sql);
            return super.copyOut(sql);
        }
    }
}
