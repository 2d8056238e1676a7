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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Etags;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Paging;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Text;
import org.prefabtracker.shared.Transact;

/** What the land parcel or the planning condition demands of a project, by its code. */
@Path("/api/v1/projects/{project}/requirements")
@Tag(name = "Requirements")
@Needs(Right.READ_PROJECT)
public class RequirementResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Requirements requirements;

    @Inject
    Deed deed;

    @POST
    @Needs(Right.EDIT_REQUIREMENTS)
    @Operation(summary = "Register a requirement; the same one again answers 200, another one of its code 409")
    public RestResponse<Requirements.Recorded> create(
            @PathParam("project") String projectCode, Requirement requirement) {
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Project project = Project.require(handle, projectCode);
            Optional<Requirements.Recorded> former = requirements.find(handle, project, requirement.code());
            deed.changes(former.orElse(null));
            if (former.isEmpty()) {
                add(handle, project, requirement, 1);
                return answer(Status.CREATED, handle, project, requirement.code());
            }
            if (!isInForce(former.get(), requirement)) {
                throw Problems.of(Fault.conflict(
                        new Place.Pointer("/code"),
                        requirement.code(),
                        Fault.CONFLICT,
                        former.get().withdrawn() == null
                                ? "the project has another requirement of this code; change it by PUT"
                                : "the requirement of this code was withdrawn; put it in force again by PUT"));
            }
            return answer(Status.OK, handle, project, requirement.code());
        }));
    }

    @GET
    @Operation(summary = "List the requirements that hold, or with withdrawn=true those that no longer do, by code")
    public Paging.Page<Requirements.Recorded> list(
            @PathParam("project") String projectCode,
            @QueryParam("building") String building,
            @QueryParam("withdrawn") String withdrawn,
            @BeanParam Paging paging) {
        boolean noLonger = Boolean.TRUE.equals(Filter.flag("withdrawn", withdrawn));
        return jdbi.withHandle(handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key only = building == null ? null : Building.require(handle, project, building);
            return paging.page(
                    requirements.list(handle, project, only, noLonger, null, paging.after(), paging.limit() + 1),
                    Requirements.Recorded::code);
        });
    }

    @GET
    @Path("/{code}")
    @Operation(summary = "A requirement, with the ETag to change it by")
    public RestResponse<Requirements.Recorded> get(
            @PathParam("project") String project, @PathParam("code") String code) {
        return jdbi.withHandle(handle -> answer(Status.OK, handle, Project.require(handle, project), code));
    }

    /** Every version of a requirement, the latest first. */
    public record Versions(List<Requirements.Recorded> items) {}

    @GET
    @Path("/{code}/versions")
    @Operation(summary = "Every version of a requirement, the latest first")
    public Versions versions(@PathParam("project") String projectCode, @PathParam("code") String code) {
        return jdbi.withHandle(handle -> {
            List<Requirements.Recorded> versions =
                    requirements.versions(handle, Project.require(handle, projectCode), Codes.normalise(code));
            if (versions.isEmpty()) {
                throw Problems.notFound("requirement", code);
            }
            return new Versions(versions);
        });
    }

    @PUT
    @Needs(Right.EDIT_REQUIREMENTS)
    @Path("/{code}")
    @Operation(
            summary =
                    "Change a requirement (If-Match), put a withdrawn one in force again, or create it; each change is a version")
    public RestResponse<Requirements.Recorded> put(
            @PathParam("project") String projectCode,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            Requirement requirement) {
        if (!Codes.normalise(code).equals(requirement.code())) {
            throw Problems.of(Fault.of(
                    new Place.Pointer("/code"),
                    requirement.code(),
                    Fault.OUT_OF_RANGE,
                    "is " + code + " and stays so"));
        }
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Project project = Project.require(handle, projectCode);
            Optional<Requirements.Recorded> former = requirements.find(handle, project, requirement.code());
            deed.changes(former.orElse(null));
            if (former.isPresent()) {
                requirements.requireMayChange(handle, project, requirement.code());
            }
            if (former.isEmpty() || !isInForce(former.get(), requirement)) {
                former.ifPresentOrElse(
                        recorded -> Etags.check(ifMatch, recorded.version()), () -> Etags.checkNone(ifMatch));
                add(
                        handle,
                        project,
                        requirement,
                        former.map(Requirements.Recorded::version).orElse(0) + 1);
            }
            return answer(former.isEmpty() ? Status.CREATED : Status.OK, handle, project, requirement.code());
        }));
    }

    /** Why a requirement is withdrawn. */
    public record Withdrawal(@NotBlank @Size(max = 500) String reason) {
        public Withdrawal {
            reason = Text.tidied(reason);
        }
    }

    @POST
    @Needs(Right.EDIT_REQUIREMENTS)
    @Path("/{code}/withdraw")
    @Operation(summary = "Withdraw a requirement with the reason (If-Match); it stays on record")
    public RestResponse<Requirements.Recorded> withdraw(
            @PathParam("project") String projectCode,
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            Withdrawal withdrawal) {
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Project project = Project.require(handle, projectCode);
            Requirements.Recorded former = require(handle, project, code);
            deed.changes(former);
            requirements.requireMayChange(handle, project, former.code());
            if (!withdrawal.reason().equals(former.withdrawn())) {
                Etags.check(ifMatch, former.version());
                requirements.add(handle, project, former.requirement(), former.version() + 1, withdrawal.reason());
            }
            return answer(Status.OK, handle, project, code);
        }));
    }

    private void add(Handle handle, Project project, Requirement requirement, int version) {
        requirements.check(handle, project, requirement);
        requirements.add(handle, project, requirement, version, null);
    }

    /** Whether it holds just so already. */
    private static boolean isInForce(Requirements.Recorded recorded, Requirement requirement) {
        return recorded.withdrawn() == null && recorded.requirement().equals(requirement);
    }

    private Requirements.Recorded require(Handle handle, Project project, String code) {
        return requirements
                .find(handle, project, Codes.normalise(code))
                .orElseThrow(() -> Problems.notFound("requirement", code));
    }

    private RestResponse<Requirements.Recorded> answer(Status status, Handle handle, Project project, String code) {
        Requirements.Recorded recorded = require(handle, project, code);
        return ResponseBuilder.create(status, recorded)
                .header("ETag", Etags.of(recorded.version()))
                .build();
    }
}
