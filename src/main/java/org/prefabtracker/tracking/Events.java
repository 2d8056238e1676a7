package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Project;

/**
 * Takes batches of events: {@link Pieces} finds and locks what they name, {@link Batch} decides, {@link Ledger} writes. The
 * number of statements does not depend on the size of the batch.
 */
@ApplicationScoped
public class Events {

    @Inject
    Pieces pieces;

    @Inject
    Ledger ledger;

    @Inject
    Canonical canonical;

    /** Decides the events of a project and stores what applies. Runs in the transaction of the handle. */
    List<Outcome> take(Handle handle, Project project, List<EventRow> rows, Instant now) {
        Batch batch = new Batch(rows, pieces.lock(handle, project, rows), canonical, now);
        batch.decide(ledger.arrivals(handle, rows.size()));
        ledger.write(handle, project, rows, batch, now);
        return batch.outcomes();
    }
}
