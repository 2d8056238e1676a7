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
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** Projects, by their code. */
@Path("/api/v1/projects")
@Tag(name = "Projects")
@RequiresPermission(Permission.READ_BILL)
public class ProjectResource {

    @Inject
    CurrentUser currentUser;

    @Inject
    ProjectStore projects;

    @Inject
    AuditContext auditContext;

    @POST
    @RequiresPermission(Permission.CREATE_PROJECT)
    @Operation(
            operationId = "createProject",
            summary = "Register a project; an identical one answers 200, a different one with the same code 409")
    public RestResponse<Project> create(ParsedBody<Project.Draft> sent) {
        Project.Draft draft = sent.content();
        return Transactions.write(() -> {
            check(draft, sent.violations());
            auditContext.concerns(Set.of(draft.code()));
            Optional<Project> existing = projects.findUnrestricted(draft.code());
            if (existing.isEmpty()) {
                auditContext.changes(null);
                return answer(Status.CREATED, projects.insert(draft));
            }
            if (!draft.hasSameContent(existing.get())
                    || ProjectMembershipSql.in(currentUser.account(), draft.code())
                            .isEmpty()) {
                throw Problems.of(Violation.conflict(
                        new ErrorLocation.Pointer("/code"),
                        draft.code(),
                        Violation.CONFLICT,
                        "a different project has this code; change it with PUT"));
            }
            auditContext.changes(existing.get());
            return answer(Status.OK, existing.get());
        });
    }

    private static void check(Project.Draft draft, Violations violations) {
        Region.check(draft.regionCode(), violations);
        violations.throwIfAny();
    }

    @GET
    @RequiresPermission(Permission.SIGNED_IN)
    @Operation(operationId = "listProjects", summary = "List the projects that the caller may see, by code")
    public Paging.Page<Project> list(@BeanParam Paging paging) {
        return Transactions.read(() ->
                paging.page(projects.list(paging.after(), paging.limit() + 1), Project::code, () -> projects.count()));
    }

    @GET
    @Path("/{project}")
    @Operation(operationId = "getProject", summary = "A project, with its ETag")
    public RestResponse<Project> get(@PathParam("project") String code) {
        return answer(Status.OK, Transactions.read(() -> Project.require(code)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Path("/{project}")
    @Operation(operationId = "updateProject", summary = "Change a project (If-Match)")
    public RestResponse<Project> change(
            @PathParam("project") String code,
            @HeaderParam("If-Match") String ifMatch,
            ParsedBody<Project.Draft> sent) {
        Project.Draft draft = sent.content();
        return Transactions.write(() -> {
            ProjectEntity stored = ProjectEntity.require(code);
            Project project = Project.from(stored);
            auditContext.changes(project);
            Violations violations = sent.violations();
            Codes.checkSame(code, draft.code(), violations);
            check(draft, violations);
            Etags.check(ifMatch, project.version());
            boolean moves = !draft.regionCode().equals(project.regionCode());
            if (moves && !currentUser.account().isOperator() && projects.hasBuildings(project)) {
                throw Problems.of(403, "Only the operator can move a project with buildings to another region");
            }
            Project changed = draft.hasSameContent(project) ? project : projects.update(stored, draft);
            if (moves) {
                StaleBuildings.noteAll(project.id());
            }
            return answer(Status.OK, changed);
        });
    }

    @DELETE
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Path("/{project}")
    @Operation(
            operationId = "deleteProject",
            summary =
                    "Delete a project without pieces (If-Match), with its buildings, bills, parties and the tokens that are only for "
                            + "it; 409 where it has pieces, frozen evaluations or requirements")
    public void delete(@PathParam("project") String code, @HeaderParam("If-Match") String ifMatch) {
        Transactions.write(() -> {
            Project project = Project.from(ProjectEntity.require(code));
            auditContext.changes(project, null);
            auditContext.wasInRegion(project.regionCode());
            Etags.check(ifMatch, project.version());
            DeletionStore.project(project.id());
            auditContext.answers(204);
        });
    }

    private static RestResponse<Project> answer(Status status, Project project) {
        return Etags.answer(status, project, project.version());
    }
}
