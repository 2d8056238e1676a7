package org.prefabtracker.access;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.postgresql.PGConnection;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Sets the current user's settings on each connection that is taken from the pool, for entities and SQL alike. The
 * policies of row-level security (R__2_policies.sql) read these settings. They are defence in depth behind the {@link
 * AuthorizationFilter} and the conditions of the statements. See docs/adr/0024 and 0028.
 *
 * <p>In a transaction the settings are applied once, by {@code SET LOCAL}, and end with it. Outside of a transaction they are
 * settings of the session and are reset when the connection returns to the pool.
 */
@Singleton
public class RowSecurity implements AgroalPoolInterceptor {

    private static final Logger LOG = Logger.getLogger(RowSecurity.class);

    private static final String PROJECT = "app.project";
    private static final String ORGANISATION = "app.organisation";
    private static final String REGION = "app.region";
    /** The one project of a call of a regulator who may see only some of its buildings. */
    private static final String WITHIN = "app.within";

    /** Quoted, because it is a reserved word. */
    private static final String ALL = "app.\"all\"";

    /** Whether the lists of visible projects are those of the current user; the policies make and keep them. */
    private static final String VISIBLE = "app.visible";

    private static final Map<String, String> NOTHING = settings(null, null, null, null, null);

    @ConfigProperty(name = "prefab.database.call-timeout")
    Duration callTimeout;

    @Inject
    CurrentUser currentUser;

    @Inject
    OneProjectMark mark;

    @Inject
    Instance<AgroalDataSource> dataSource;

    /** Connections whose session has settings. */
    private final Set<PGConnection> withSessionSettings = ConcurrentHashMap.newKeySet();

    /** Runs in a thread of its own, so that the start does not wait for it. */
    void warn(@Observes StartupEvent started) {
        Thread check = new Thread(
                () -> {
                    if (!Transactions.read(() -> Sql.select("select row_security_active('component')")
                            .mapTo(Boolean.class)
                            .one())) {
                        LOG.warn("the application's database role owns the tables or bypasses row-level security:"
                                + " row-level security is not active (docs/operations.md)");
                    }
                },
                "row-security-check");
        check.setDaemon(true);
        check.start();
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        apply(connection, ofCurrentUser());
    }

    @Override
    public void onConnectionReturn(Connection connection) {
        try {
            if (withSessionSettings.contains(connection.unwrap(PGConnection.class))) {
                execute(connection, "set", NOTHING);
                withSessionSettings.remove(connection.unwrap(PGConnection.class));
            }
        } catch (SQLException e) {
            // the connection stays in the set, so that the next use replaces all settings; the pool drops a broken
            // connection
            LOG.debugf(e, "the settings of a connection cannot be reset");
        }
    }

    @Override
    public void onConnectionDestroy(Connection connection) {
        try {
            withSessionSettings.remove(connection.unwrap(PGConnection.class));
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Applies the current user's settings to the current transaction, if there is one, after a change of identity within it. */
    public void apply() {
        if (Transactions.isActive()) {
            try (Connection connection = dataSource.get().getConnection()) {
                apply(connection, ofCurrentUser());
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        }
    }

    /** From now on the current transaction sees this project and no other. */
    public void restrictToProject(long project) {
        apply(Sql.connection(), settings(String.valueOf(project), null, null, null, null));
    }

    /** Reads across all projects that the current user may see; with a token of one project, that one. Afterwards as before. */
    public <T> T acrossVisible(Supplier<T> work) {
        Optional<Account> account = currentUser.known();
        if (account.map(Account::projectId).isPresent()) {
            return work.get();
        }
        apply(Sql.connection(), of(account, null, null));
        T result = work.get();
        apply();
        return result;
    }

    /**
     * Reads across all projects, for decisions that depend on projects the current user does not see. The caller is responsible
     * for what it discloses of them. After a failure the transaction must not be used any more.
     */
    public <T> T unrestricted(Supplier<T> work) {
        apply(Sql.connection(), settings(null, null, null, "on", null));
        T result = work.get();
        apply();
        return result;
    }

    private Map<String, String> ofCurrentUser() {
        String project = currentUser.projectId().map(String::valueOf).orElse(null);
        boolean whole = currentUser.seesWholeProject();
        return of(currentUser.known(), whole ? project : null, whole ? null : project);
    }

    private static Map<String, String> of(Optional<Account> account, String project, String within) {
        return settings(
                project,
                account.map(Account::organisationId).map(String::valueOf).orElse(null),
                account.filter(user -> user.kind() == OrganisationKind.REGULATOR)
                        .map(Account::regionPattern)
                        .orElse(null),
                account.filter(Account::seesAll).map(all -> "on").orElse(null),
                within);
    }

    private static Map<String, String> settings(
            String project, String organisation, String region, String all, String within) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(PROJECT, project);
        settings.put(ORGANISATION, organisation);
        settings.put(REGION, region);
        settings.put(ALL, all);
        settings.put(WITHIN, within);
        settings.put(VISIBLE, null);
        return settings;
    }

    /** How long one statement may take: in a call much shorter than in long work; zero is no limit, for the work of the application. */
    private Duration statementLimit() {
        if (Transactions.isLong()) {
            return Duration.ofSeconds(Transactions.LONG_SECONDS);
        }
        return Arc.container().requestContext().isActive() ? callTimeout : Duration.ZERO;
    }

    private void apply(Connection connection, Map<String, String> settings) {
        try {
            boolean inTransaction = !connection.getAutoCommit();
            if (!inTransaction) {
                withSessionSettings.add(connection.unwrap(PGConnection.class));
            }
            if (inTransaction) {
                Map<String, String> withLimit = new LinkedHashMap<>(settings);
                withLimit.put(
                        "statement_timeout", String.valueOf(statementLimit().toMillis()));
                execute(connection, "set local", withLimit);
            } else {
                execute(connection, "set", settings);
            }
            mark.note(connection, settings.get(PROJECT) != null);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /**
     * Literals, because a cluster passes no other settings to its workers; SET, because unlike a query it does not fix the
     * isolation level.
     */
    private static void execute(Connection connection, String command, Map<String, String> settings)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings.entrySet().stream()
                    .map(setting -> command + " " + setting.getKey() + " = " + literal(setting.getValue()))
                    .collect(Collectors.joining("; ")));
        }
    }

    private static String literal(String value) {
        return value == null ? "''" : "'" + value.replace("'", "''") + "'";
    }
}
