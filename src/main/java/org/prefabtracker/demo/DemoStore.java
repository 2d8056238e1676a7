package org.prefabtracker.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.BootstrapPasswords;
import org.prefabtracker.access.Role;

/** What the demo reads and writes in the database itself, where no resource does it. */
@ApplicationScoped
class DemoStore {

    @Inject
    DataSource dataSource;

    /** Created on use only, because most starts do not load the demo. */
    @Inject
    Instance<Jdbi> jdbi;

    @Inject
    Instance<BootstrapPasswords> passwords;

    /** Whether there is no project, or only that of an incomplete load. */
    boolean isToBeLoaded() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select not exists (select from project where code <> ?)
                          and not exists (select from project p join event e on e.project_id = p.id and e.event_id = ?
                            where p.code = ?)""")) {
            statement.setString(1, Demo.PROJECT);
            statement.setObject(2, DemoEvents.LAST);
            statement.setString(3, Demo.PROJECT);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a person with an initial password, unless the login exists. */
    void createPerson(String login, String organisation, Set<Role> roles) {
        jdbi.get().useHandle(handle -> {
            handle.createUpdate("""
                            insert into person (id, organisation_id, name, login, roles, recorded_by, recorded_at)
                            select nextval('person_seq'), o.id, :login, :login, :roles, 1, now()
                            from organisation o where o.code = :organisation
                            on conflict on constraint person_login_uk do nothing""")
                    .bind("login", login)
                    .bind("organisation", organisation)
                    .bind("roles", roles.stream().map(Role::name).toArray(String[]::new))
                    .execute();
            give(handle.getConnection(), login);
        });
    }

    private void give(Connection connection, String login) {
        try {
            passwords.get().give(connection, login);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
