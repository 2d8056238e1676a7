package org.prefabtracker.demo;

import jakarta.enterprise.inject.spi.CDI;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;

/** The demo project, for tests that look at a building as large as real ones. */
public final class LoadedDemo {

    /** The demo of tests takes place in 2025, as it is planned, whatever the year is. */
    static final LocalDate TODAY = LocalDate.of(2025, 12, 31);

    private LoadedDemo() {}

    /** Loads it where it is not there. */
    public static void load() {
        boolean there = CDI.current().select(Jdbi.class).get().withHandle(handle -> handle.createQuery("""
                        select exists (select from event e join project p on p.id = e.project_id
                          where p.code = :demo and e.event_id = :last)""")
                .bind("demo", Demo.PROJECT)
                .bind("last", DemoEvents.LAST)
                .mapTo(Boolean.class)
                .one());
        if (!there) {
            CDI.current().select(Demo.class).get().load(TODAY);
        }
    }
}
