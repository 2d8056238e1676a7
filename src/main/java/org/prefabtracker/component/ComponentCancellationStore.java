package org.prefabtracker.component;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Cancels many components at once, by their codes or by a filter, in a fixed number of statements. */
@Singleton
class ComponentCancellationStore {

    /** How many components that cannot be cancelled an answer lists. */
    private static final int LISTED = 1_000;

    private static final String CHOSEN = """
            from component c
            join building b on b.project_id = c.project_id and b.id = c.building_id
            join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
            join spec t on t.id = c.spec_id
            join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
            where c.project_id = :project
              and (:codes::text[] is null or c.code = any (:codes))
              and (:building::text is null or b.code = :building)
              and (:storey::text is null or s.code = :storey)
              and (:mark::text is null or c.mark = :mark)
              and (:spec::text is null or t.code = :spec)
              and (:category::text is null or r.category = :category)""";

    /**
     * What became of the components.
     *
     * @param cancelled how many were cancelled
     * @param unchanged how many were cancelled before
     * @param refused how many have a live piece and stay
     * @param notCancelled the first of these, by code
     */
    @Schema(name = "ComponentCancellation")
    public record Cancellation(long cancelled, long unchanged, long refused, List<KeptComponent> notCancelled) {}

    /** A component that cannot be cancelled, and its piece. */
    public record KeptComponent(String component, String tag, String stage, String message) {}

    @Inject
    ComponentStore components;

    /** Cancels what can be cancelled, in the current transaction. */
    Cancellation cancel(Project project, ComponentSelection selection) {
        bind(
                        Sql.query(
                                "select count(*) from (select " + CHOSEN + " order by c.id for update of c) as locked"),
                        project,
                        selection)
                .mapTo(Long.class)
                .one();
        Sql.execute("drop table if exists chosen_component");
        bind(
                        Sql.update(
                                "create temp table chosen_component on commit drop as select c.id, c.code, c.cancelled, "
                                        + "(select l.tag from piece l where l.project_id = c.project_id and l.component_id = c.id and l.live)"
                                        + " as tag " + CHOSEN),
                        project,
                        selection)
                .execute();
        Sql.execute("analyze chosen_component");
        checkKnown(selection);
        List<KeptComponent> kept = kept(project);
        long[] counts = Sql.query("""
                        select count(*) filter (where cancelled) as cancelled, count(*) filter (where tag is not null) as made
                        from chosen_component""")
                .map((rs, context) -> new long[] {rs.getLong("cancelled"), rs.getLong("made")})
                .one();
        long cancelled = components.cancel(
                project,
                "not component.cancelled and component.id in (select id from chosen_component where not cancelled and tag is null)");
        return new Cancellation(cancelled, counts[0], counts[1], kept);
    }

    private static List<KeptComponent> kept(Project project) {
        return Sql.query("""
                        select k.code, l.tag, l.stage from chosen_component k
                        join piece l on l.project_id = :project and l.component_id = k.id and l.live
                        where k.tag is not null order by k.code limit :limit""")
                .bind("project", project.id())
                .bind("limit", LISTED)
                .map((rs, context) -> new KeptComponent(
                        rs.getString("code"),
                        rs.getString("tag"),
                        rs.getString("stage"),
                        "piece " + rs.getString("tag") + " exists for it and is live; SCRAP it first"))
                .list();
    }

    /** Every code that was sent must be that of a component. */
    private static void checkKnown(ComponentSelection selection) {
        if (selection.codes() == null) {
            return;
        }
        Violations violations = new Violations();
        Sql.query("""
                        select n.nth, n.code from unnest(:codes) with ordinality as n (code, nth)
                        where not exists (select from chosen_component k where k.code = n.code) order by n.nth""")
                .bind("codes", selection.codes().toArray(String[]::new))
                .map((rs, context) -> Violation.of(
                        ErrorLocation.pointer("codes", rs.getLong("nth") - 1, null),
                        rs.getString("code"),
                        Violation.NOT_FOUND,
                        "the project has no such component"))
                .useStream(stream -> stream.forEach(violations::add));
        violations.throwIfAny();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Project project, ComponentSelection selection) {
        ComponentSelection.ComponentFilter filter = selection.filter();
        return statement
                .bind("project", project.id())
                .bindByType(
                        "codes",
                        selection.codes() == null ? null : selection.codes().toArray(String[]::new),
                        String[].class)
                .bind("building", filter == null ? null : filter.building())
                .bind("storey", filter == null ? null : filter.storey())
                .bind("mark", filter == null ? null : filter.mark())
                .bind("spec", filter == null ? null : filter.spec())
                .bind(
                        "category",
                        filter == null || filter.category() == null
                                ? null
                                : filter.category().name());
    }
}
