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
import org.prefabtracker.access.Caller;
import org.prefabtracker.access.Involvement;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.access.Sight;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Etags;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Paging;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** Projects, by their code. */
@Path("/api/v1/projects")
@Tag(name = "Projects")
@Needs(Right.READ_BILL)
public class ProjectResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Caller caller;

    @Inject
    Sight sight;

    @Inject
    Deed deed;

    @POST
    @Needs(Right.CREATE_PROJECT)
    @Operation(summary = "Register a project; the same one again answers 200, another one of its code 409")
    public RestResponse<Project> create(Sent<Project.Draft> sent) {
        Project.Draft draft = sent.content();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            check(handle, draft, sent.faults());
            deed.concerns(Set.of(draft.code()));
            // a code is taken whether one sees who has it or not
            Optional<Project> existing = sight.overTheWall(handle, all -> Project.find(all, draft.code()));
            if (existing.isEmpty()) {
                return answer(Status.CREATED, begin(handle, draft));
            }
            if (!draft.says(existing.get())
                    || Involvement.in(handle, caller.account(), draft.code()).isEmpty()) {
                throw Problems.of(Fault.conflict(
                        new Place.Pointer("/code"),
                        draft.code(),
                        Fault.CONFLICT,
                        "there is another project of this code; change it by PUT"));
            }
            deed.changes(existing.get());
            return answer(Status.OK, existing.get());
        }));
    }

    private Project begin(Handle handle, Project.Draft draft) {
        deed.changes(null);
        long id =
                handle.select("select nextval('project_seq')").mapTo(Long.class).one();
        sight.only(handle, id);
        handle.createUpdate("""
                        insert into project (id, code, name, region_code, version, recorded_by, recorded_at)
                        values (:id, :code, :name, :regionCode, 1, :person, now())""")
                .bindMethods(draft)
                .bind("id", id)
                .bind("person", caller.personId())
                .execute();
        Involvement.begin(handle, caller.account(), id);
        return Project.require(handle, draft.code());
    }

    private static void check(Handle handle, Project.Draft draft, Faults faults) {
        Region.check(handle, draft.regionCode(), faults);
        faults.throwIfAny();
    }

    @GET
    @Needs(Right.SIGNED_IN)
    @Operation(summary = "List the projects one has to do with, by code")
    public Paging.Page<Project> list(@BeanParam Paging paging) {
        return paging.page(
                jdbi.withHandle(handle -> Involvement.bind(
                                handle.createQuery("""
                                        select id, number, code, name, region_code, version from project
                                        where code > :after and\s""" + Involvement.VISIBLE + " order by code limit :limit"),
                                caller.account())
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
    @Needs(Right.EDIT_PROJECT)
    @Path("/{project}")
    @Operation(summary = "Change a project (If-Match)")
    public RestResponse<Project> change(
            @PathParam("project") String code, @HeaderParam("If-Match") String ifMatch, Sent<Project.Draft> sent) {
        Project.Draft draft = sent.content();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Project project = Project.require(handle, code);
            deed.changes(project);
            Faults faults = sent.faults();
            Codes.checkSame(code, draft.code(), faults);
            check(handle, draft, faults);
            Etags.check(ifMatch, project.version());
            boolean moves = !draft.regionCode().equals(project.regionCode());
            if (moves && !caller.account().isOperator() && hasBuildings(handle, project)) {
                throw Problems.of(403, "A project with buildings is moved to another region by the operator");
            }
            if (!draft.says(project)
                    && handle.createUpdate("""
                                            update project set name = :name, region_code = :regionCode, version = version + 1,
                                              recorded_by = :person, recorded_at = now()
                                            where id = :id and version = :version""")
                                    .bindMethods(draft)
                                    .bind("person", caller.personId())
                                    .bind("id", project.id())
                                    .bind("version", project.version())
                                    .execute()
                            == 0) {
                throw Problems.of(412, "It was changed at the same time; read it again");
            }
            if (moves) {
                BuildingChanges.noteAll(handle, project.id());
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
