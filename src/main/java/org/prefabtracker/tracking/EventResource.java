package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.http.InsteadOfDelete;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Events of the pieces of a project. */
@Path("/api/v1/projects/{project}")
@Tag(name = "Tracking")
@RequiresPermission(Permission.READ_BILL)
public class EventResource {

    @Inject
    Clock clock;

    @Inject
    EventIngestion events;

    @Inject
    HistoryReader histories;

    @Inject
    CurrentUser currentUser;

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.REPORT)
    @Path("/events")
    @Operation(
            operationId = "reportEvents",
            summary =
                    "Report events: each is applied, repeated, refused or unknown on its own; with atomic=true all or none")
    public EventOutcome.Batch report(
            @PathParam("project") String project,
            @Takes(Boolean.class) @QueryParam("atomic") String atomic,
            ParsedBody<EventBatchRequest> sent) {
        boolean allOrNone = Boolean.TRUE.equals(QueryParams.flag("atomic", atomic));
        EventBatchRequest batch = sent.content();
        Violations violations = sent.violations();
        batch.check(Codes.normalise(project), violations);
        violations.throwIfAny();
        return Transactions.write(() -> EventOutcome.Batch.of(
                events.ingest(Project.require(project), batch.events(), clock.instant()), allOrNone));
    }

    @GET
    @Path("/components/{code}/events")
    @InsteadOfDelete("An event stays on record; take it back: report a VOID event")
    @Operation(
            operationId = "listComponentEvents",
            summary = "The history of a component's pieces, in the order in which it happened")
    public HistoryReader.RecordedHistory history(@PathParam("project") String project, @PathParam("code") String code) {
        return Transactions.read(() -> {
            long projectId = Project.require(project).id();
            long component = histories
                    .componentId(projectId, Codes.normalise(code), currentUser.factory())
                    .orElseThrow(() -> Problems.notFound("component", code));
            return histories.ofComponent(projectId, component);
        });
    }
}
