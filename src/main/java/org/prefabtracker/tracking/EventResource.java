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
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Caller;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** What happened to the pieces of a project. */
@Path("/api/v1/projects/{project}")
@Tag(name = "Tracking")
@Needs(Right.READ_BILL)
public class EventResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Events events;

    @Inject
    Histories histories;

    @Inject
    Caller caller;

    @POST
    @Needs(Right.REPORT)
    @Path("/events")
    @Operation(
            summary =
                    "Report events: each is applied, repeated, refused or unknown on its own; with atomic=true all or none")
    public Outcome.Batch report(
            @PathParam("project") String project, @QueryParam("atomic") String atomic, Sent<EventBatch> sent) {
        boolean allOrNone = Boolean.TRUE.equals(Filter.flag("atomic", atomic));
        EventBatch batch = sent.content();
        Faults faults = sent.faults();
        batch.check(Codes.normalise(project), faults);
        faults.throwIfAny();
        return Transact.call(() -> jdbi.withHandle(handle -> Outcome.Batch.of(
                events.take(
                        handle,
                        Project.require(handle, project),
                        batch.events(),
                        Clock.systemUTC().instant()),
                allOrNone)));
    }

    @GET
    @Path("/components/{code}/events")
    @Operation(summary = "The history of a component's pieces, in the order in which it happened")
    public Histories.PieceHistory history(@PathParam("project") String project, @PathParam("code") String code) {
        return jdbi.withHandle(handle -> {
            long projectId = Project.require(handle, project).id();
            long component = handle.createQuery("""
                            select id from component c where project_id = :project and code = :code
                              and (:factory::text is null or exists (select from piece p where p.project_id = c.project_id
                                and p.component_id = c.id and p.live and p.factory = :factory))""")
                    .bind("project", projectId)
                    .bind("factory", caller.factory())
                    .bind("code", Codes.normalise(code))
                    .mapTo(Long.class)
                    .findOne()
                    .orElseThrow(() -> Problems.notFound("component", code));
            return histories.ofComponent(handle, projectId, component);
        });
    }
}
