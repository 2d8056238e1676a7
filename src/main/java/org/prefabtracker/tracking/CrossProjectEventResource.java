package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Violations;

/** Events of several projects, as scanners report them: the tag on a label names the project. */
@Path("/api/v1/events")
@Tag(name = "Tracking")
@RequiresPermission(Permission.REPORT)
public class CrossProjectEventResource {

    @Inject
    Clock clock;

    @Inject
    CrossProjectIngestion events;

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @Operation(
            operationId = "reportEventsAcrossProjects",
            summary =
                    "Report events of several projects, each by tag, or by project and component; with atomic=true all or none")
    public EventOutcome.Batch report(
            @Takes(Boolean.class) @QueryParam("atomic") String atomic, ParsedBody<EventBatchRequest> sent) {
        boolean allOrNone = Boolean.TRUE.equals(QueryParams.flag("atomic", atomic));
        EventBatchRequest batch = sent.content();
        Violations violations = sent.violations();
        batch.check(violations);
        violations.throwIfAny();
        return Transactions.write(
                () -> EventOutcome.Batch.of(events.ingest(batch.events(), clock.instant()), allOrNone));
    }
}
