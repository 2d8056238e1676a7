package org.prefabtracker.project;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.ProjectMembership;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.access.RowSecurity;
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
    Jdbi jdbi;

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    @Inject
    AuditContext auditContext;

    @POST
    @RequiresPermission(Permission.CREATE_PROJECT)
    @Operation(summary = "Register a project; the same one again answers 200, another one of its code 409")
    public RestResponse<Project> create(ParsedBody<Project.Draft> sent) {
        Project.Draft draft = sent.content();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            check(handle, draft, sent.violations());
            auditContext.concerns(Set.of(draft.code()));
            // a code is taken whether one sees who has it or not
            Optional<Project> existing = rowSecurity.unrestricted(handle, all -> Project.find(all, draft.code()));
            if (existing.isEmpty()) {
                return answer(Status.CREATED, begin(handle, draft));
            }
            if (!draft.says(existing.get())
                    || ProjectMembership.in(handle, currentUser.account(), draft.code())
                            .isEmpty()) {
                throw Problems.of(Violation.conflict(
                        new ErrorLocation.Pointer("/code"),
                        draft.code(),
                        Violation.CONFLICT,
                        "there is another project of this code; change it by PUT"));
            }
            auditContext.changes(existing.get());
            return answer(Status.OK, existing.get());
        }));
    }

    private Project begin(Handle handle, Project.Draft draft) {
        auditContext.changes(null);
        long id =
                handle.select("select nextval('project_seq')").mapTo(Long.class).one();
        rowSecurity.restrictToProject(handle, id);
        handle.createUpdate("""
                        insert into project (id, code, name, region_code, version, recorded_by, recorded_at)
                        values (:id, :code, :name, :regionCode, 1, :person, now())""")
                .bindMethods(draft)
                .bind("id", id)
                .bind("person", currentUser.personId())
                .execute();
        ProjectMembership.begin(handle, currentUser.account(), id);
        return Project.require(handle, draft.code());
    }

    private static void check(Handle handle, Project.Draft draft, Violations violations) {
        Region.check(handle, draft.regionCode(), violations);
        violations.throwIfAny();
    }

    @GET
    @RequiresPermission(Permission.SIGNED_IN)
    @Operation(summary = "List the projects one has to do with, by code")
    public Paging.Page<Project> list(@BeanParam Paging paging) {
        return paging.page(
                jdbi.withHandle(handle -> ProjectMembership.bind(
                                handle.createQuery("""
                                        select id, number, code, name, region_code, version from project
                                        where code > :after and\s""" + ProjectMembership.VISIBLE + " order by code limit :limit"),
                                currentUser.account())
                        .bind("after", paging.after())
                        .bind("limit", paging.limit() + 1)
                        .map(ConstructorMapper.of(Project.class))
                        .list()),
                Project::code);
    }

    @GET
    @Path("/{project}")
    @Operation(summary = "A project, with the ETag to change it by")
    public RestResponse<Project> get(@PathParam("project") String code) {
        return answer(Status.OK, jdbi.withHandle(handle -> Project.require(handle, code)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_PROJECT)
    @Path("/{project}")
    @Operation(summary = "Change a project (If-Match)")
    public RestResponse<Project> change(
            @PathParam("project") String code,
            @HeaderParam("If-Match") String ifMatch,
            ParsedBody<Project.Draft> sent) {
        Project.Draft draft = sent.content();
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            Project project = Project.require(handle, code);
            auditContext.changes(project);
            Violations violations = sent.violations();
            Codes.checkSame(code, draft.code(), violations);
            check(handle, draft, violations);
            Etags.check(ifMatch, project.version());
            boolean moves = !draft.regionCode().equals(project.regionCode());
            if (moves && !currentUser.account().isOperator() && hasBuildings(handle, project)) {
                throw Problems.of(403, "A project with buildings is moved to another region by the operator");
            }
            if (!draft.says(project)
                    && handle.createUpdate("""
                                            update project set name = :name, region_code = :regionCode, version = version + 1,
                                              recorded_by = :person, recorded_at = now()
                                            where id = :id and version = :version""")
                                    .bindMethods(draft)
                                    .bind("person", currentUser.personId())
                                    .bind("id", project.id())
                                    .bind("version", project.version())
                                    .execute()
                            == 0) {
                throw Problems.of(412, "It was changed at the same time; read it again");
            }
            if (moves) {
                StaleBuildings.noteAll(handle, project.id());
            }
            return answer(Status.OK, Project.require(handle, code));
        }));
    }

    private static boolean hasBuildings(Handle handle, Project project) {
        return handle.select("select exists (select from building where project_id = ?)", project.id())
                .mapTo(Boolean.class)
                .one();
    }

    private static RestResponse<Project> answer(Status status, Project project) {
        return ResponseBuilder.create(status, project)
                .header("ETag", Etags.of(project.version()))
                .build();
    }
}
