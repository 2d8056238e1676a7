package org.prefabtracker.shared.persistence;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks the database twice a second, on a connection of its own, whether it answers. While it does not, work is refused at once, and
 * the connections of work that waits for it are aborted: nobody waits longer than about four seconds for a database that is away.
 */
@Singleton
public class DatabaseWatch {

    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

    private static final long PAUSE_MS = 500;
    private static final int PATIENCE_S = 2;

    /** Null while the database answers. Static, as {@link Transactions} is. */
    private static volatile Absence absence;

    /** Since when the database does not answer, and why, in words that everybody may read. */
    public record Absence(Instant since, String why) {}

    @Inject
    Instance<AgroalDataSource> dataSource;

    @Inject
    OpenConnections connections;

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    Optional<String> user;

    @ConfigProperty(name = "quarkus.datasource.password")
    Optional<String> password;

    private volatile boolean stopping;
    private Thread thread;
    private Connection connection;

    void start(@Observes StartupEvent event) {
        absence = null;
        thread = new Thread(this::watch, "database-watch");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        thread.interrupt();
        absence = null;
    }

    /** Since when and why the database is away; empty while it answers. */
    public static Optional<Absence> absence() {
        return Optional.ofNullable(absence);
    }

    /** Fails as a lost connection does while the database is away. */
    static void requireThere() {
        if (absence != null) {
            throw new IllegalStateException(new SQLException("the database is away", "08006"));
        }
    }

    private void watch() {
        while (!stopping) {
            try {
                // a second question, on a new connection: the first may have been lost
                Optional<String> fault = fault().flatMap(first -> fault());
                if (!stopping) {
                    note(fault.orElse(null));
                }
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                LOG.warn("the watch over the database failed; it goes on", e);
            }
        }
        close();
    }

    /** Why the database does not answer; empty where it does. */
    private Optional<String> fault() {
        try {
            if (connection == null) {
                connection = open();
            }
            if (connection.isValid(PATIENCE_S)) {
                return Optional.empty();
            }
            close();
            return Optional.of("no answer within " + PATIENCE_S + " s");
        } catch (SQLException e) {
            close();
            LOG.debug("the database does not answer", e);
            return Optional.of(why(Transactions.sqlState(e)));
        }
    }

    /** A reason that everybody may read. */
    private static String why(String state) {
        return switch (state) {
            case "08001" -> "it accepts no connection";
            case "57P03" -> "it starts, or recovers from a crash";
            case "53300" -> "all its connections are taken";
            case "28P01", "28000" -> "it refuses the user or the password";
            default -> "the connection was lost" + (state.isEmpty() ? "" : ", SQLSTATE " + state);
        };
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("ApplicationName", "prefab-tracker watch");
        for (String timeout : new String[] {"loginTimeout", "connectTimeout", "socketTimeout"}) {
            properties.setProperty(timeout, String.valueOf(PATIENCE_S));
        }
        return DriverManager.getConnection(url, properties);
    }

    private void close() {
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.debug("the connection of the watch cannot be closed", e);
        } finally {
            connection = null;
        }
    }

    private void note(String fault) {
        Absence former = absence;
        if (fault == null) {
            absence = null;
            if (former != null) {
                LOG.infof("the database answers again; it was away since %s", former.since());
            }
            return;
        }
        if (former == null) {
            LOG.errorf("the database does not answer: %s", fault);
        }
        absence = new Absence(former == null ? clock.instant() : former.since(), fault);
        // again each time: a connection may have been opened in between
        connections.abort();
        dataSource.get().flush(FlushMode.ALL);
    }
}
