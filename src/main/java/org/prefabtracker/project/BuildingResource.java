package org.prefabtracker.project;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.LargeBody;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The buildings of a project, by their code. */
@Path("/api/v1/projects/{project}/buildings")
@Tag(name = "Buildings")
@RequiresPermission(Permission.READ_PROJECT)
public class BuildingResource {

    @Inject
    BuildingStore buildings;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @POST
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Operation(
            operationId = "createBuilding",
            summary = "Register a building; an identical one answers 200, a different one with the same code 409")
    public RestResponse<Building> create(@PathParam("project") String projectCode, ParsedBody<Building> sent) {
        Building building = sent.content();
        return Transactions.write(() -> {
            Project project = Project.require(projectCode);
            Optional<Building> existing =
                    BuildingEntity.find(project, building.code()).map(this::facts);
            auditContext.changes(existing.orElse(null));
            Violations violations = sent.violations();
            Region.check(building.regionCode(), violations);
            violations.throwIfAny();
            if (existing.isEmpty()) {
                buildings.insert(project, building);
                return answer(Status.CREATED, project, building.code());
            }
            if (!building.hasSameContent(existing.get())) {
                throw Problems.of(Violation.conflict(
                        new ErrorLocation.Pointer("/code"),
                        building.code(),
                        Violation.CONFLICT,
                        "the project has a different building with this code; change it with PUT"));
            }
            return answer(Status.OK, project, building.code());
        });
    }

    @GET
    @Operation(operationId = "listBuildings", summary = "List the buildings of a project, by code")
    public Paging.Page<Building> list(@PathParam("project") String projectCode, @BeanParam Paging paging) {
        return Transactions.read(() -> {
            Project project = Project.require(projectCode);
            return paging.page(
                    buildings.list(project, paging.after(), paging.limit() + 1),
                    Building::code,
                    () -> buildings.count(project));
        });
    }

    @GET
    @Path("/{building}")
    @Operation(operationId = "getBuilding", summary = "A building, with its ETag")
    public RestResponse<Building> get(@PathParam("project") String projectCode, @PathParam("building") String code) {
        return Transactions.read(() -> answer(Status.OK, Project.require(projectCode), code));
    }

    @PUT
    @LargeBody(LargeBody.Holds.LIST)
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/{building}")
    @Operation(
            operationId = "putBuilding",
            summary = "Change a building (If-Match), or create it; each change is a version")
    public RestResponse<Building> put(
            @PathParam("project") String projectCode,
            @PathParam("building") String code,
            @HeaderParam("If-Match") String ifMatch,
            ParsedBody<Building> sent) {
        Building facts = sent.content();
        return Transactions.write(() -> {
            Project project = Project.require(projectCode);
            Optional<BuildingEntity> existing = BuildingEntity.find(project, code);
            Optional<Building> former = existing.map(this::facts);
            auditContext.changes(former.orElse(null));
            Violations violations = sent.violations();
            Codes.checkSame(code, facts.code(), violations);
            Region.check(facts.regionCode(), violations);
            existing.ifPresent(building -> buildings.checkStoreys(building.key(), facts.storeyList(), violations));
            if (violations.anyButConflicts()) {
                throw Problems.of(violations);
            }
            if (existing.isEmpty()) {
                buildings.insert(project, facts);
                return answer(Status.CREATED, project, facts.code());
            }
            Etags.check(ifMatch, existing.get().version);
            violations.throwIfAny();
            if (!former.get().regionIn(project).equals(facts.regionIn(project))
                    && !currentUser.account().isOperator()) {
                throw Problems.of(403, "Only the operator can move a building to another region");
            }
            if (!facts.hasSameContent(former.get())) {
                buildings.update(existing.get(), former.get(), facts);
            }
            return answer(Status.OK, project, facts.code());
        });
    }

    @DELETE
    @RequiresPermission(Permission.EDIT_BILL)
    @Path("/{building}")
    @Operation(
            operationId = "deleteBuilding",
            summary =
                    "Delete a building without pieces (If-Match), with its bill, joints, take-offs and their versions; 409 where it "
                            + "has pieces, frozen evaluations or requirements")
    public void delete(
            @PathParam("project") String projectCode,
            @PathParam("building") String code,
            @HeaderParam("If-Match") String ifMatch) {
        Transactions.write(() -> {
            Project project = Project.require(projectCode);
            BuildingEntity building =
                    BuildingEntity.find(project, code).orElseThrow(() -> Problems.notFound("building", code));
            auditContext.changes(facts(building), null);
            Etags.check(ifMatch, building.version);
            DeletionStore.building(building.key());
            auditContext.answers(204);
        });
    }

    private Building facts(BuildingEntity building) {
        return buildings.read(building.key());
    }

    private RestResponse<Building> answer(Status status, Project project, String code) {
        BuildingEntity building =
                BuildingEntity.find(project, code).orElseThrow(() -> Problems.notFound("building", code));
        return Etags.answer(status, facts(building), building.version);
    }
}
