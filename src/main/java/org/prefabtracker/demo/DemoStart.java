package org.prefabtracker.demo;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the demo when the application starts with a database without projects. */
@ApplicationScoped
public class DemoStart {

    private static final Logger LOG = Logger.getLogger(DemoStart.class);

    @ConfigProperty(name = "prefab.demo")
    boolean wanted;

    @Inject
    DataSource dataSource;

    @Inject
    Instance<Demo> demo;

    void start(@Observes @Priority(200) StartupEvent event) {
        if (wanted && isToBeLoaded()) {
            LOG.info("loading the demo project; PREFAB_DEMO=false keeps it away");
            try {
                demo.get().load();
            } catch (HttpProblem | IllegalStateException e) {
                // a project of another user has its code, or the clock is years behind: the application starts anyway
                LOG.errorf("the demo project was not loaded: %s", e.getMessage());
            }
        }
    }

    /** Whether there is no project, or only that of an incomplete load. */
    private boolean isToBeLoaded() {
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
