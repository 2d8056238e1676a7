package org.prefabtracker.demo;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/** Decides from the database whether the demo is to be loaded. */
@Singleton
class DemoStore {

    @Inject
    RowSecurity rowSecurity;

    /**
     * Whether there is no project at all, or only that of an incomplete load. Row-level security must not hide any: a project that
     * is not seen is taken for one that does not exist.
     */
    boolean isToBeLoaded() {
        return Transactions.read(() -> rowSecurity.unrestricted(() -> Sql.query("""
                        select not exists (select from project where code <> :demo)
                          and not exists (select from project p join event e on e.project_id = p.id and e.event_id = :last
                            where p.code = :demo)""")
                .bind("demo", Demo.PROJECT)
                .bind("last", DemoEvents.LAST)
                .mapTo(Boolean.class)
                .one()));
    }

    /** When the load began: that of the project. A load that is continued later keeps its days. */
    OffsetDateTime begunAt() {
        return Transactions.read(() -> Sql.query("select recorded_at from project where code = :demo")
                .bind("demo", Demo.PROJECT)
                .mapTo(OffsetDateTime.class)
                .one());
    }
}
