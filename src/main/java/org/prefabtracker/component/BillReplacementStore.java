package org.prefabtracker.component;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The components of the buildings of a bill that the bill does not hold. Reads the table resolved_component, which {@link
 * BillImport} fills.
 */
@Singleton
class BillReplacementStore {

    /** The condition on a component {@code component} that the bill names its building and does not hold it. */
    private static final String LEFT_OUT = """
            not component.cancelled
              and component.building_id in (select building_id from resolved_component)
              and not exists (select from resolved_component n where n.code = component.code)""";

    @Inject
    ComponentStore components;

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 409 with all components that have a live piece */
    void checkPieces(Project project) {
        // no piece is released meanwhile
        Sql.query("select count(*) from (select from component where component.project_id = :project and " + LEFT_OUT
                        + " order by component.id for update) as locked")
                .bind("project", project.id())
                .mapTo(Long.class)
                .one();
        Violations violations = new Violations();
        Sql.query("""
                        select component.code, l.tag from component
                        join piece l on l.project_id = component.project_id and l.component_id = component.id and l.live
                        where component.project_id = :project and %s order by component.code""".formatted(LEFT_OUT))
                .bind("project", project.id())
                .map((rs, context) -> Violation.conflict(
                        new ErrorLocation.Parameter("replace"),
                        rs.getString("code"),
                        Violation.CONFLICT,
                        "the bill does not hold component " + rs.getString("code") + ", whose piece "
                                + rs.getString("tag") + " is live"))
                .useStream(stream -> stream.forEach(violations::add));
        violations.throwIfAny();
    }

    long count(Project project) {
        return Sql.query("select count(*) from component where component.project_id = :project and " + LEFT_OUT)
                .bind("project", project.id())
                .mapTo(Long.class)
                .one();
    }

    /** Cancels them; returns how many there were. */
    long cancel(Project project) {
        return components.cancel(project, LEFT_OUT);
    }
}
