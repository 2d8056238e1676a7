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
import org.prefabtracker.shared.text.Codes;

/** Writes components of the bill. Before a component changes, its current version is copied to the history. */
@ApplicationScoped
public class ComponentStore {

    /** The columns that are frozen while there is a live piece. */
    static final String FROZEN = "spec_id, spec_revision, count, " + Quantity.COLUMNS;

    /** The columns of which a change makes a new version. */
    private static final String CONTENT = "mark, storey_id, position, exterior, " + FROZEN;

    /** The columns that a registration writes; the amount follows from the others. */
    private static final String WRITTEN = CONTENT + ", amount";

    /** All columns of a component, which the table of former versions has too. */
    private static final String ALL = "project_id, id, code, building_id, " + WRITTEN
            + ", cancelled, version, valid_from, recorded_at, recorded_by";

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    ComponentQueries queries;

    /** Creates or changes the components of the table resolved_component, which {@link BillImport} fills and checks. */
    UpsertResult upsert(Project project) {
        String changed = "from resolved_component n where c.project_id = :project and c.id = n.id and "
                + SqlColumns.differ(CONTENT, "n", "c");
        keepVersions(project, "exists (select " + changed + ")", Map.of());
        long updated = Sql.update("update component c set (" + WRITTEN + ") = (" + SqlColumns.of("n", WRITTEN)
                        + "), version = c.version + 1, valid_from = now(), recorded_at = now(), recorded_by = :person "
                        + changed)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        long created = Sql.update("""
                        insert into component (project_id, id, code, building_id, %1$s, cancelled, version, valid_from, recorded_at,
                          recorded_by)
                        select :project, nextval('component_seq'), code, building_id, %1$s, false, 1, now(), now(), :person
                        from resolved_component where id is null order by code""".formatted(WRITTEN))
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        if (updated + created > 0) {
            StaleBuildings.note(
                    project.id(),
                    Sql.query("select distinct building_id from resolved_component")
                            .mapTo(Long.class)
                            .list());
        }
        long total = Sql.query("select count(*) from resolved_component")
                .mapTo(Long.class)
                .one();
        return new UpsertResult(created, updated, total - created - updated);
    }

    /** Copies current versions to the history before they are replaced. */
    private void keepVersions(Project project, String condition, Map<String, String> parameters) {
        Sql.update("""
                        insert into component_version (%s, replaced_at, replaced_by)
                        select %s, now(), :person from component c where c.project_id = :project and %s""".formatted(ALL, SqlColumns.of("c", ALL), condition))
                .bindMap(parameters)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
    }

    /** Cancels a component or reinstates it. A component with a live piece is returned unchanged. */
    Optional<Component> cancel(Project project, String code, boolean cancelled) {
        Optional<Component> component = lock(project, code);
        auditContext.changes(component.orElse(null));
        if (component.isEmpty()
                || component.get().tag() != null
                || component.get().stage().equals("CANCELLED") == cancelled) {
            return component;
        }
        keepVersions(
                project,
                "c.id = (select id from component where project_id = :project and code = :code)",
                Map.of("code", component.get().code()));
        Sql.update("""
                        update component set cancelled = :cancelled, version = version + 1, valid_from = now(),
                          recorded_at = now(), recorded_by = :person where project_id = :project and code = :code""")
                .bind("cancelled", cancelled)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .bind("code", component.get().code())
                .execute();
        StaleBuildings.note(
                project.id(),
                Building.key(project, component.get().building()).map(Building.Key::id).stream()
                        .toList());
        return queries.find(project, code);
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
