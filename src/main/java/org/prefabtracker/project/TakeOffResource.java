package org.prefabtracker.project;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.problem.Warning;
import org.prefabtracker.shared.problem.Warnings;

/** The declared quantities of a building, by phase. */
@Path("/api/v1/projects/{project}/buildings/{building}/take-off")
@Tag(name = "Buildings")
@RequiresPermission(Permission.READ_PROJECT)
public class TakeOffResource {

    @Inject
    TakeOffStore takeOffs;

    @Inject
    BuildingStore buildings;

    @Inject
    AuditContext auditContext;

    @GET
    @Operation(operationId = "getTakeOff", summary = "The declared quantities in force, with their ETag")
    public RestResponse<TakeOff.Declared> get(
            @PathParam("project") String project,
            @PathParam("building") String building,
            @Takes(TakeOff.Phase.class) @QueryParam("phase") String phase) {
        return Transactions.read(() -> answer(Status.OK, key(project, building), phase(phase)));
    }

    /** Every version of a take-off, the latest first. */
    @Schema(name = "TakeOffVersions")
    public record Versions(List<TakeOff.Declared> items) {}

    @GET
    @Path("/versions")
    @Operation(
            operationId = "listTakeOffVersions",
            summary = "Every version of the declared quantities, the latest first")
    public Versions versions(
            @PathParam("project") String project,
            @PathParam("building") String building,
            @Takes(TakeOff.Phase.class) @QueryParam("phase") String phase) {
        return Transactions.read(() -> new Versions(takeOffs.history(key(project, building), phase(phase))));
    }

    /** A take-off that was declared, and the areas that do not fit the floor area. */
    public record RegisteredTakeOff(
            @JsonUnwrapped TakeOff.Declared declared,
            @JsonUnwrapped Warnings noted) {}

    @PUT
    @RequiresPermission(Permission.EDIT_BILL)
    @Operation(
            operationId = "putTakeOff",
            summary =
                    "Replace the declared quantities of a phase (If-Match); former versions are kept, identical ones change "
                            + "nothing; areas that do not fit the floor area are warnings")
    public RestResponse<RegisteredTakeOff> put(
            @PathParam("project") String project,
            @PathParam("building") String building,
            @Takes(TakeOff.Phase.class) @QueryParam("phase") String phaseName,
            @HeaderParam("If-Match") String ifMatch,
            TakeOff takeOff) {
        TakeOff.Phase phase = phase(phaseName);
        return Transactions.write(() -> {
            Building.Key key = key(project, building);
            takeOffs.lock(key);
            Optional<TakeOff.Declared> former = takeOffs.find(key, phase);
            if (former.isEmpty()) {
                Etags.checkNone(ifMatch);
            }
            Violations violations = new Violations();
            takeOffs.sumsOfJoints(key, takeOff)
                    .forEach((measure, joints) -> violations.add(TakeOffStore.sumOfJoints(
                            new ErrorLocation.Pointer("/measures/" + measure.key()), measure, joints)));
            violations.throwIfAny();
            takeOffs.declare(key, phase, takeOff, ifMatch);
            TakeOff.Declared declared = takeOffs.find(key, phase).orElseThrow();
            auditContext.changes(former.orElse(null), declared);
            return Etags.answer(
                    former.isEmpty() ? Status.CREATED : Status.OK,
                    new RegisteredTakeOff(declared, warnings(key, declared)),
                    declared.version());
        });
    }

    private Warnings warnings(Building.Key key, TakeOff.Declared declared) {
        return Warnings.of(
                TakeOffPlausibility.of(declared.measures(), buildings.read(key).floorAreaM2()).stream()
                        .map(unlikely -> Warning.of(
                                new ErrorLocation.Pointer(
                                        "/measures/" + unlikely.measure().key()),
                                unlikely.note()))
                        .toList());
    }

    private static TakeOff.Phase phase(String phase) {
        return phase == null ? TakeOff.Phase.DESIGN : QueryParams.choice(TakeOff.Phase.class, "phase", phase);
    }

    private static Building.Key key(String project, String building) {
        return Building.require(Project.require(project), building);
    }

    private RestResponse<TakeOff.Declared> answer(Status status, Building.Key building, TakeOff.Phase phase) {
        TakeOff.Declared declared = takeOffs.find(building, phase)
                .orElseThrow(() -> Problems.of(404, "No take-off of phase " + phase + " was declared"));
        return Etags.answer(status, declared, declared.version());
    }
}
