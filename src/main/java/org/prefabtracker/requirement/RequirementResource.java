package org.prefabtracker.requirement;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.StoredVersion;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/** The requirements of a project, by their code. */
@Path("/api/v1/projects/{project}/requirements")
@Tag(name = "Requirements")
@RequiresPermission(Permission.READ_PROJECT)
public class RequirementResource {

    @Inject
    RequirementStore requirements;

    @Inject
    AuditContext auditContext;

    @POST
    @RequiresPermission(Permission.EDIT_REQUIREMENTS)
    @Operation(
            operationId = "createRequirement",
            summary = "Register a requirement; an identical one answers 200, a different one with the same code 409")
    public RestResponse<RequirementStore.Recorded> create(
            @PathParam("project") String projectCode, Requirement requirement) {
        return Transactions.write(() -> {
            Project project = Project.require(projectCode);
            Optional<RequirementStore.Recorded> former = requirements.find(project, requirement.code());
            auditContext.changes(former.orElse(null));
            if (former.isEmpty()) {
                add(project, requirement, 1);
                return answer(Status.CREATED, project, requirement.code());
            }
            if (!isInForce(former.get(), requirement)) {
                throw Problems.of(Violation.conflict(
                        new ErrorLocation.Pointer("/code"),
                        requirement.code(),
                        Violation.CONFLICT,
                        former.get().withdrawn() == null
                                ? "the project has a different requirement with this code; change it with PUT"
                                : "the requirement with this code was withdrawn; put it in force again with PUT"));
            }
            return answer(Status.OK, project, requirement.code());
        });
    }

    @GET
    @Operation(
            operationId = "listRequirements",
            summary = "List the requirements in force, or with withdrawn=true the withdrawn ones, by code")
    public Paging.Page<RequirementStore.Recorded> list(
            @PathParam("project") String projectCode,
            @QueryParam("building") String building,
            @Takes(Boolean.class) @QueryParam("withdrawn") String withdrawn,
            @BeanParam Paging paging) {
        boolean noLonger = Boolean.TRUE.equals(QueryParams.flag("withdrawn", withdrawn));
        return Transactions.read(() -> {
            Project project = Project.require(projectCode);
            Building.Key only = Building.filter(project, building);
            return paging.page(
                    requirements.list(project, only, noLonger, null, paging.after(), paging.limit() + 1),
                    RequirementStore.Recorded::code,
                    () -> requirements.count(project, only, noLonger, null));
        });
    }

    @GET
    @Path("/{code}")
    @Operation(operationId = "getRequirement", summary = "A requirement, with its ETag")
    public RestResponse<RequirementStore.Recorded> get(
            @PathParam("project") String project, @PathParam("code") String code) {
        return Transactions.read(() -> answer(Status.OK, Project.require(project), code));
    }

    /** Every version of a requirement, the latest first. */
    @Schema(name = "RequirementVersions")
    public record Versions(List<RequirementStore.Recorded> items) {}

    @GET
    @Path("/{code}/versions")
    @Operation(operationId = "listRequirementVersions", summary = "Every version of a requirement, the latest first")
    public Versions versions(@PathParam("project") String projectCode, @PathParam("code") String code) {
        return Transactions.read(() -> {
            List<RequirementStore.Recorded> versions =
                    requirements.versions(Project.require(projectCode), Codes.normalise(code));
            if (versions.isEmpty()) {
                throw Problems.notFound("requirement", code);
            }
            return new Versions(versions);
        });
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REQUIREMENTS)
    @Path("/{code}")
    @Operation(
            operationId = "putRequirement",
            summary =
                    "Change a requirement (If-Match), put a withdrawn one in force again, or create it; each change is a version")
    public RestResponse<RequirementStore.Recorded> put(
            @PathParam("project") String projectCode,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            Requirement requirement) {
        if (!Codes.normalise(code).equals(requirement.code())) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Pointer("/code"),
                    requirement.code(),
                    Violation.OUT_OF_RANGE,
                    "is " + code + " and cannot be changed"));
        }
        return Transactions.write(() -> {
            Project project = Project.require(projectCode);
            Optional<RequirementStore.Recorded> former = requirements.find(project, requirement.code());
            auditContext.changes(former.orElse(null));
            if (former.isPresent()) {
                requirements.requireMayChange(project, former.get().requirement());
            }
            StoredVersion.next(
                            former.map(RequirementStore.Recorded::version),
                            () -> isInForce(former.orElseThrow(), requirement),
                            ifMatch)
                    .ifPresent(version -> add(project, requirement, version));
            return answer(former.isEmpty() ? Status.CREATED : Status.OK, project, requirement.code());
        });
    }

    /** Why a requirement is withdrawn. */
    @Schema(name = "RequirementWithdrawal")
    public record Withdrawal(@NotBlank @Size(max = 500) String reason) {
        public Withdrawal {
            reason = Text.tidied(reason);
        }
    }

    @POST
    @RequiresPermission(Permission.EDIT_REQUIREMENTS)
    @Path("/{code}/withdraw")
    @Operation(
            operationId = "withdrawRequirement",
            summary = "Withdraw a requirement with the reason (If-Match); it stays on record")
    public RestResponse<RequirementStore.Recorded> withdraw(
            @PathParam("project") String projectCode,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            Withdrawal withdrawal) {
        return Transactions.write(() -> {
            Project project = Project.require(projectCode);
            RequirementStore.Recorded former = require(project, code);
            auditContext.changes(former);
            requirements.requireMayChange(project, former.requirement());
            StoredVersion.next(
                            Optional.of(former.version()),
                            () -> withdrawal.reason().equals(former.withdrawn()),
                            ifMatch)
                    .ifPresent(
                            version -> requirements.add(project, former.requirement(), version, withdrawal.reason()));
            return answer(Status.OK, project, code);
        });
    }

    private void add(Project project, Requirement requirement, int version) {
        requirements.requireMaySet(requirement);
        requirements.check(project, requirement);
        requirements.add(project, requirement, version, null);
    }

    /** Whether the same requirement is in force already. */
    private static boolean isInForce(RequirementStore.Recorded recorded, Requirement requirement) {
        return recorded.withdrawn() == null && recorded.requirement().equals(requirement);
    }

    private RequirementStore.Recorded require(Project project, String code) {
        return requirements
                .find(project, Codes.normalise(code))
                .orElseThrow(() -> Problems.notFound("requirement", code));
    }

    private RestResponse<RequirementStore.Recorded> answer(Status status, Project project, String code) {
        RequirementStore.Recorded recorded = require(project, code);
        return Etags.answer(status, recorded, recorded.version());
    }
}
