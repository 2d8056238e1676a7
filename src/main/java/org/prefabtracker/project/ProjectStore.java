package org.prefabtracker.project;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.ProjectMembership;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.shared.persistence.Sql;

/** Reads and writes projects, and finds those that an account may see. */
@ApplicationScoped
public class ProjectStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    @Inject
    Clock clock;

    /** The project with a code, whether the current user may see it or not: a code is unique across all projects. */
    Optional<Project> findUnrestricted(String code) {
        return rowSecurity.unrestricted(() -> Project.find(code));
    }

    /** The projects that the current user may see, after a code, in order of code. */
    List<Project> list(String after, int limit) {
        return ProjectMembershipSql.bind(
                        Sql.query("""
                                select id, number, code, name, region_code, version from project
                                where code > :after and\s""" + ProjectMembershipSql.VISIBLE + " order by code limit :limit"),
                        currentUser.account())
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Project.class))
                .list();
    }

    /** The number of projects that the current user may see. */
    long count() {
        return ProjectMembershipSql.bind(
                        Sql.query("select count(*) from project where " + ProjectMembershipSql.VISIBLE),
                        currentUser.account())
                .mapTo(Long.class)
                .one();
    }

    /** Stores a new project and makes the current user's organisation a party of it. */
    Project insert(Project.Draft draft) {
        ProjectEntity project = new ProjectEntity();
        project.code = draft.code();
        fill(project, draft);
        project.persist();
        // it has no party yet, so row-level security would refuse the row
        rowSecurity.restrictToProject(project.id);
        project.persistAndFlush();
        ProjectMembership.begin(currentUser.account(), project.id, OffsetDateTime.now(clock));
        return Project.from(project);
    }

    /** Changes a project. */
    Project update(ProjectEntity project, Project.Draft draft) {
        fill(project, draft);
        project.persistAndFlush();
        return Project.from(project);
    }

    private void fill(ProjectEntity project, Project.Draft draft) {
        project.name = draft.name();
        project.regionCode = draft.regionCode();
        project.recordedBy = currentUser.personId();
        project.recordedAt = OffsetDateTime.now(clock);
    }

    boolean hasBuildings(Project project) {
        return Sql.select("select exists (select from building where project_id = ?)", project.id())
                .mapTo(Boolean.class)
                .one();
    }
}
