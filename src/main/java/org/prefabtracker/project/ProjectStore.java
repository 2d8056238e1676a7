package org.prefabtracker.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.ProjectMembership;
import org.prefabtracker.access.RowSecurity;

/** The projects as stored: the row of each and which of them an account may see. */
@ApplicationScoped
public class ProjectStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    /** The project of a code, whether the current user may see it or not: a code is unique across all projects. */
    Optional<Project> findUnrestricted(Handle handle, String code) {
        return rowSecurity.unrestricted(handle, all -> Project.find(all, code));
    }

    /** The projects the current user may see after a code, in order of code. */
    List<Project> list(Handle handle, String after, int limit) {
        return ProjectMembership.bind(
                        handle.createQuery("""
                                select id, number, code, name, region_code, version from project
                                where code > :after and\s""" + ProjectMembership.VISIBLE + " order by code limit :limit"),
                        currentUser.account())
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Project.class))
                .list();
    }

    /** Stores a new project and makes the current user's organisation a party of it. */
    Project insert(Handle handle, Project.Draft draft) {
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

    /** Changes a project; false if another transaction changed it first. */
    boolean update(Handle handle, Project project, Project.Draft draft) {
        return handle.createUpdate("""
                        update project set name = :name, region_code = :regionCode, version = version + 1,
                          recorded_by = :person, recorded_at = now()
                        where id = :id and version = :version""")
                        .bindMethods(draft)
                        .bind("person", currentUser.personId())
                        .bind("id", project.id())
                        .bind("version", project.version())
                        .execute()
                == 1;
    }

    boolean hasBuildings(Handle handle, Project project) {
        return handle.select("select exists (select from building where project_id = ?)", project.id())
                .mapTo(Boolean.class)
                .one();
    }
}
