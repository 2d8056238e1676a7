package org.prefabtracker.demo;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the demo when the application starts with a database without projects. */
@ApplicationScoped
public class DemoStart {

    private static final Logger LOG = Logger.getLogger(DemoStart.class);

    @ConfigProperty(name = "prefab.demo")
    boolean wanted;

    @Inject
    DemoStore store;

    @Inject
    Instance<Demo> demo;

    void start(@Observes @Priority(200) StartupEvent event) {
        if (wanted && store.isToBeLoaded()) {
            LOG.info("the database has no project: loading the demo; set PREFAB_DEMO=false to start without it");
            try {
                demo.get().load();
            } catch (HttpProblem | IllegalStateException e) {
                // a project of another user has its code, or the clock is years behind: the application starts anyway
                LOG.errorf("the demo project was not loaded: %s", e.getMessage());
            }
        }
    }
}
