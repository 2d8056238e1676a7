package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Dates;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Transact;

/** What happened to the pieces of a project. */
@Path("/api/v1/projects/{project}")
@Tag(name = "Tracking")
public class EventResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Events events;

    @Inject
    Histories histories;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** Events as one transaction. */
    public record Batch(
            @NotNull @Valid @Size(min = 1, max = 10_000) List<@NotNull EventRow> events) {}

    @POST
    @Path("/events")
    @Operation(
            summary =
                    "Report events: each is applied, repeated, refused or unknown on its own; with atomic=true all or none")
    public Outcome.Batch report(
            @PathParam("project") String project, @QueryParam("atomic") String atomic, Batch batch) {
        boolean allOrNone = Boolean.TRUE.equals(Filter.flag("atomic", atomic));
        check(batch).throwIfAny();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Outcome.Batch answer = Outcome.Batch.of(events.take(
                    handle,
                    Project.require(handle, project),
                    batch.events(),
                    Clock.systemUTC().instant()));
            if (allOrNone && answer.refused() + answer.unknown() > 0) {
                throw Problems.builder(409, "Not every event applies, so none was stored")
                        .with("outcomes", answer.outcomes())
                        .build();
            }
            return answer;
        }));
    }

    private Faults check(Batch batch) {
        Faults faults = new Faults();
        for (int i = 0; i < batch.events().size(); i++) {
            EventRow row = batch.events().get(i);
            if ((row.component() == null) == (row.tag() == null)) {
                faults.add(
                        Place.pointer("events", i, "component"),
                        null,
                        Fault.REQUIRED,
                        "name a component or a tag, not both");
            }
            if (row.when(zone)
                    .filter(when -> Dates.isPlausible(when.at().toLocalDate()))
                    .isEmpty()) {
                faults.add(
                        Place.pointer("events", i, "occurredAt"),
                        row.occurredAt(),
                        Fault.WRONG_TYPE,
                        "a time with offset such as 2026-05-04T16:20:00+08:00, or a date, from " + Dates.FIRST_YEAR
                                + " to " + Dates.LAST_YEAR);
            }
            for (String missing : row.missing()) {
                faults.add(Place.pointer("events", i, missing), null, Fault.REQUIRED, row.type() + " needs it");
            }
        }
        return faults;
    }

    @GET
    @Path("/components/{code}/events")
    @Operation(summary = "The history of a component's pieces, in the order in which it happened")
    public Histories.PieceHistory history(@PathParam("project") String project, @PathParam("code") String code) {
        return jdbi.withHandle(handle -> {
            long projectId = Project.require(handle, project).id();
            long component = handle.createQuery("select id from component where project_id = :project and code = :code")
                    .bind("project", projectId)
                    .bind("code", Codes.normalise(code))
                    .mapTo(Long.class)
                    .findOne()
                    .orElseThrow(() -> Problems.notFound("component", code));
            return histories.ofComponent(handle, projectId, component);
        });
    }
}
