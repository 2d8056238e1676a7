package org.prefabtracker.demo;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Decides from the database whether the demo is to be loaded. */
@ApplicationScoped
class DemoStore {

    @Inject
    DataSource dataSource;

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
}
