package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the projects that events name, by code or by the project number in a tag. */
@Singleton
class NamedProjectsStore {

    @Inject
    CurrentUser currentUser;

    /** The projects that a batch names and the current user may see. */
    record Projects(Map<String, Project> byCode, Map<Integer, Project> byNumber) {

        Set<String> codes() {
            return byCode.keySet();
        }

        /** The project of an event; null where there is none that the current user may see. */
        Project of(EventInput input) {
            if (input.project() != null) {
                return byCode.get(input.project());
            }
            return PieceTag.isWellFormed(input.tag()) ? byNumber.get(PieceTag.project(input.tag())) : null;
        }
    }

    Projects of(List<EventInput> inputs) {
        Projects projects = new Projects(new HashMap<>(), new HashMap<>());
        ProjectMembershipSql.bind(Sql.query("""
                                select id, number, code, name, region_code, version from project
                                where (code = any (:codes) or number = any (:numbers)) and\s""" + ProjectMembershipSql.VISIBLE), currentUser.account())
                .bind(
                        "codes",
                        inputs.stream()
                                .map(EventInput::project)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toArray(String[]::new))
                .bind(
                        "numbers",
                        inputs.stream()
                                .map(EventInput::tag)
                                .filter(tag -> tag != null && PieceTag.isWellFormed(tag))
                                .map(PieceTag::project)
                                .distinct()
                                .toArray(Integer[]::new))
                .map(ConstructorMapper.of(Project.class))
                .forEach(project -> {
                    projects.byCode.put(project.code(), project);
                    projects.byNumber.put(project.number(), project);
                });
        return projects;
    }
}
