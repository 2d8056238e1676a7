package org.prefabtracker.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;

/**
 * Tells the database who acts, with every handle taken: by that its row-level security (R__2_policies.sql) decides which projects
 * there are. The second wall, behind the {@link AuthorizationFilter} and the conditions of the statements. See docs/adr/0024.
 */
@Singleton
public class RowSecurity implements JdbiPlugin {

    private static final Logger LOG = Logger.getLogger(RowSecurity.class);

    private static final String TELL = """
            select set_config('app.project', ?, false), set_config('app.organisation', ?, false),
              set_config('app.region', ?, false), set_config('app.all', ?, false)""";

    @Inject
    CurrentUser currentUser;

    @Inject
    OneProjectMark mark;

    /** Beside the start, which waits for nothing that it can do without. */
    void warn(@Observes StartupEvent started, Jdbi jdbi) {
        Thread beside = new Thread(
                () -> {
                    if (!jdbi.withHandle(handle -> handle.select("select row_security_active('component')")
                            .mapTo(Boolean.class)
                            .one())) {
                        LOG.warn(
                                "the role that works owns the tables or bypasses row-level security: the second wall does"
                                        + " not stand (docs/operations.md)");
                    }
                },
                "sight");
        beside.setDaemon(true);
        beside.start();
    }

    @Override
    public Handle customizeHandle(Handle handle) {
        apply(handle);
        return handle;
    }

    /** Tells it again, where who acts changed since the handle was taken. */
    public void apply(Handle handle) {
        Optional<Account> account = currentUser.known();
        apply(
                handle,
                currentUser.projectId().map(String::valueOf),
                account.map(Account::organisationId).map(String::valueOf),
                account.filter(somebody -> somebody.kind() == OrganisationKind.REGULATOR)
                        .map(Account::regionPattern),
                account.filter(Account::seesAll).map(all -> "on"));
    }

    /** From now on the handle sees one project and no other. */
    public void restrictToProject(Handle handle, long project) {
        apply(handle, Optional.of(String.valueOf(project)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Looks over the wall, for what depends on the projects of others. Who calls this answers for what becomes known of them.
     * Where the look fails the handle is of no more use.
     */
    public <T> T unrestricted(Handle handle, Function<Handle, T> look) {
        apply(handle, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("on"));
        T seen = look.apply(handle);
        apply(handle);
        return seen;
    }

    private void apply(
            Handle handle,
            Optional<String> project,
            Optional<String> organisation,
            Optional<String> region,
            Optional<String> all) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(TELL)) {
            statement.setString(1, project.orElse(""));
            statement.setString(2, organisation.orElse(""));
            statement.setString(3, region.orElse(""));
            statement.setString(4, all.orElse(""));
            statement.execute();
            mark.note(handle.getConnection(), project.isPresent());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
