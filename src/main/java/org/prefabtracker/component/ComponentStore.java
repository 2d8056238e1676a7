package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.persistence.VersionedTableSql;
import org.prefabtracker.shared.text.Codes;

/** Writes components of the bill. Before a component changes, its current version is copied to the history. */
@ApplicationScoped
public class ComponentStore {

    /** The columns that are frozen while there is a live piece. */
    static final String FROZEN = "spec_id, spec_revision, count, " + Quantity.COLUMNS;

    /** The columns of which a change makes a new version. */
    private static final String CONTENT = "mark, building_id, storey_id, position, exterior, " + FROZEN;

    /** The columns that a registration writes; the amount follows from the others. */
    private static final String WRITTEN = CONTENT + ", amount";

    private static final VersionedTableSql TABLE =
            new VersionedTableSql("component", "code, " + WRITTEN + ", cancelled");

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    ComponentQueries queries;

    /** Creates or changes the components of the table resolved_component, which {@link BillImport} fills and checks. */
    UpsertResult upsert(Project project) {
        String changed = "from resolved_component n where component.project_id = :project and component.id = n.id and "
                + SqlColumns.differ(CONTENT, "n", "component");
        Sql.update(TABLE.keep("exists (select " + changed + ")"))
                .bindMap(recording(project))
                .execute();
        long updated = Sql.update("update component set (%s) = (%s), %s %s"
                        .formatted(WRITTEN, SqlColumns.of("n", WRITTEN), TABLE.next(), changed))
                .bindMap(recording(project))
                .execute();
        long created = Sql.update("""
                        insert into component (project_id, id, code, %1$s, cancelled, %2$s)
                        select :project, nextval('component_seq'), code, %1$s, false, %3$s
                        from resolved_component where id is null order by code""".formatted(WRITTEN, TABLE.firstColumns(), TABLE.firstValues()))
                .bindMap(recording(project))
                .execute();
        if (updated + created > 0) {
            StaleBuildings.note(
                    project.id(),
                    Sql.query(
                                    "select building_id from resolved_component"
                                            + " union select old_building_id from resolved_component where old_building_id is not null")
                            .mapTo(Long.class)
                            .list());
        }
        long total = Sql.query("select count(*) from resolved_component")
                .mapTo(Long.class)
                .one();
        return new UpsertResult(created, updated, total - created - updated);
    }

    /** The project, and the current user, by whom a version is recorded. */
    private Map<String, Long> recording(Project project) {
        return Map.of("project", project.id(), "person", currentUser.personId());
    }

    /** Cancels a component or reinstates it. A component with a live piece is returned unchanged. */
    Optional<Component> cancel(Project project, String code, boolean cancelled) {
        Optional<Component> component = lock(project, code);
        auditContext.changes(component.orElse(null));
        if (component.isEmpty()
                || component.get().tag() != null
                || (component.get().stage() == ComponentStage.CANCELLED) == cancelled) {
            return component;
        }
        Sql.update(TABLE.keep("component.code = :code"))
                .bindMap(recording(project))
                .bind("code", component.get().code())
                .execute();
        Sql.update("update component set cancelled = :cancelled, " + TABLE.next()
                        + " where project_id = :project and code = :code")
                .bindMap(recording(project))
                .bind("cancelled", cancelled)
                .bind("code", component.get().code())
                .execute();
        StaleBuildings.note(
                project.id(),
                Building.key(project, component.get().building()).map(Building.Key::id).stream()
                        .toList());
        return queries.find(project, code);
    }

    /**
     * Cancels all components that meet a condition, which are locked; returns how many.
     *
     * @param condition on rows of {@code component}; it excludes those with a live piece and those that are cancelled
     */
    long cancel(Project project, String condition) {
        StaleBuildings.note(
                project.id(),
                Sql.query("select distinct building_id from component where component.project_id = :project and "
                                + condition)
                        .bind("project", project.id())
                        .mapTo(Long.class)
                        .list());
        Sql.update(TABLE.keep(condition)).bindMap(recording(project)).execute();
        return Sql.update("update component set cancelled = true, " + TABLE.next()
                        + " where component.project_id = :project and " + condition)
                .bindMap(recording(project))
                .execute();
    }

    /** Finds a component and locks it until the end of the transaction. */
    Optional<Component> lock(Project project, String code) {
        Sql.query("select id from component where project_id = :project and code = :code for update")
                .bind("project", project.id())
                .bind("code", Codes.normalise(code))
                .mapTo(Long.class)
                .findOne();
        return queries.find(project, code);
    }
}
