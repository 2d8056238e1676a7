package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** What a scanner reports: it works across projects, and its labels say which. */
@Path("/api/v1/events")
@Tag(name = "Tracking")
@Needs(Right.REPORT)
public class ScanResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Events events;

    @POST
    @Operation(
            summary =
                    "Report events of several projects, each by tag, or by project and component; with atomic=true all or none")
    public Outcome.Batch report(@QueryParam("atomic") String atomic, Sent<EventBatch> sent) {
        boolean allOrNone = Boolean.TRUE.equals(Filter.flag("atomic", atomic));
        EventBatch batch = sent.content();
        Faults faults = sent.faults();
        batch.check(faults);
        faults.throwIfAny();
        return Transact.call(() -> jdbi.withHandle(handle -> Outcome.Batch.of(
                events.takeAcross(handle, batch.events(), Clock.systemUTC().instant()), allOrNone)));
    }
}
