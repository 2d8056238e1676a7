package org.prefabtracker.joint;

import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.input.JsonRows;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;

/** The joint schedule of a building. It is read with the ratings, which decide which joints count. */
@Path("/api/v1/projects/{project}/buildings/{building}/joints")
@Tag(name = "Joints")
@RequiresPermission(Permission.READ_PROJECT)
public class JointResource {

    @Inject
    JointStore joints;

    @Inject
    JointImport imports;

    @Inject
    JointCancellation cancellations;

    @Inject
    AuditContext auditContext;

    /** A joint schedule, or a part of one. */
    @Schema(name = "JointSchedule")
    public record Schedule(
            @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid JointInput> joints) {}

    /** Joints of a building by their codes. */
    @Schema(name = "JointCodes")
    public record Named(
            @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Code String> codes) {
        public Named {
            codes = codes == null ? null : codes.stream().map(Codes::normalise).toList();
        }
    }

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Operation(
            operationId = "registerJoints",
            summary =
                    "Register joints: each is created, changed or left unchanged, by its code; all or none, and none whose sum "
                            + "the take-off declares (409)")
    public UpsertResult register(
            @PathParam("project") String project, @PathParam("building") String building, Schedule schedule) {
        return registered(project, building, new JsonRows<>("joints", schedule.joints()));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/{code}")
    @Operation(
            operationId = "putJoint",
            summary =
                    "Create or replace a joint (If-Match); former versions are kept, and an identical joint changes nothing")
    public RestResponse<UpsertResult> put(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            JointInput row) {
        if (!row.code().equals(Codes.normalise(code))) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Pointer("/code"),
                    row.code(),
                    Violation.OUT_OF_RANGE,
                    "the address names joint " + code));
        }
        return Transactions.write(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            Optional<Integer> former = joints.lock(project, buildingCode, code);
            JointVersion before = latest(building, code);
            UpsertResult registered =
                    imports.register(project, Codes.normalise(buildingCode), JsonRows.single(row), new Violations());
            if (registered.updated() > 0) {
                Etags.check(ifMatch, former.orElseThrow());
            }
            auditContext.changes(before, latest(building, code));
            return Etags.answer(
                    former.isEmpty() ? Status.CREATED : Status.OK,
                    registered,
                    joints.lock(project, buildingCode, code).orElseThrow());
        });
    }

    private JointVersion latest(Building.Key building, String code) {
        return joints.versions(building, code).stream().findFirst().orElse(null);
    }

    /** All versions of a joint, the latest first. */
    @Schema(name = "JointVersions")
    public record Versions(List<JointVersion> items) {}

    @GET
    @Path("/{code}/versions")
    @Operation(operationId = "listJointVersions", summary = "All versions of a joint, the latest first")
    public Versions versions(
            @PathParam("project") String project,
            @PathParam("building") String building,
            @PathParam("code") String code) {
        List<JointVersion> versions =
                Transactions.read(() -> joints.versions(Building.require(Project.require(project), building), code));
        if (versions.isEmpty()) {
            throw Problems.notFound("joint", code);
        }
        return new Versions(versions);
    }

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/cancel")
    @Operation(operationId = "cancelJoints", summary = "Cancel joints: they leave the schedule and stay on record")
    public UpsertResult cancel(
            @PathParam("project") String project, @PathParam("building") String building, Named named) {
        return cancelled(project, building, named, true);
    }

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/reinstate")
    @Operation(
            operationId = "reinstateJoints",
            summary = "Reinstate cancelled joints with their former values; none whose sum the take-off declares (409)")
    public UpsertResult reinstate(
            @PathParam("project") String project, @PathParam("building") String building, Named named) {
        return cancelled(project, building, named, false);
    }

    private UpsertResult registered(String projectCode, String buildingCode, RowSource<JointInput> rows) {
        return Transactions.write(() -> {
            Project project = required(projectCode, buildingCode);
            return imports.register(project, Codes.normalise(buildingCode), rows, new Violations());
        });
    }

    private UpsertResult cancelled(String projectCode, String buildingCode, Named named, boolean cancelled) {
        return Transactions.write(() -> cancellations.cancel(
                required(projectCode, buildingCode),
                buildingCode,
                cancelled,
                new JsonRows<>("codes", named.codes()),
                new Violations()));
    }

    private static Project required(String projectCode, String buildingCode) {
        Project project = Project.require(projectCode);
        Building.require(project, buildingCode);
        return project;
    }
}
