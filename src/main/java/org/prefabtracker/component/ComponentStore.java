package org.prefabtracker.component;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.SpecReference;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The bill of components of a project: how it is registered, changed, read. */
@ApplicationScoped
public class ComponentStore {

    /** How many components rows by mark may amount to in one request: short to write, long to store. */
    private static final int MOST_AT_ONCE = 100_000;

    private static final String OWN = Quantity.COLUMNS;

    private static final String INCOMING =
            "line, expanded, code, mark, building, storey, spec, spec_owner, spec_revision, position, count, exterior, "
                    + OWN;

    /** What a change makes a version of; the second part is frozen while there is a live piece. */
    private static final String FROZEN = "spec_id, spec_revision, count, " + OWN;

    private static final String CONTENT = "mark, storey_id, position, exterior, " + FROZEN;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    JsonColumn json;

    /**
     * Takes over all rows or, where there is any fault, none, matching them by code. Runs in the transaction of the handle,
     * in a fixed number of statements.
     */
    public UpsertResult register(
            Handle handle, Project project, RowSource<ComponentInput> rows, Violations violations) {
        stage(handle, rows, violations);
        ComponentCodeGenerator.settle(handle, project, rows, violations);
        resolve(handle, project, currentUser.account());
        check(handle, project, rows, violations);
        violations.throwIfAny();
        return store(handle, project);
    }

    private void stage(Handle handle, RowSource<ComponentInput> rows, Violations violations) {
        handle.execute("""
                create temp table if not exists incoming_component as
                select 0::bigint as line, false as expanded, code, mark, ''::text as building, ''::text as storey, ''::text as spec,
                  ''::text as spec_owner, spec_revision, position, count, exterior, %s
                from component with no data""".formatted(OWN));
        handle.execute("truncate incoming_component");
        CopyWriter.into(
                handle,
                "incoming_component",
                INCOMING,
                copy -> rows.read(new Expanding(rows, copy, violations), violations));
    }

    /** Writes rows into the temporary table, those by mark as the components they stand for. */
    private static final class Expanding implements RowSource.Consumer<ComponentInput> {
        private final RowSource<ComponentInput> rows;
        private final CopyWriter copy;
        private final Violations violations;
        private long total;

        Expanding(RowSource<ComponentInput> rows, CopyWriter copy, Violations violations) {
            this.rows = rows;
            this.copy = copy;
            this.violations = violations;
        }

        @Override
        public void accept(long line, ComponentInput row) {
            if (!row.isExpandable()) {
                total++;
                write(line, false, row);
                return;
            }
            total += row.size();
            if (total > MOST_AT_ONCE) {
                violations.add(
                        rows.place(line, "quantity"),
                        row.quantity(),
                        Violation.OUT_OF_RANGE,
                        "makes more than " + MOST_AT_ONCE + " components with the rows before it");
                return;
            }
            for (ComponentInput one : expand(row)) {
                if (Codes.isValid(one.code())) {
                    write(line, true, one);
                } else {
                    violations.add(
                            rows.place(line, "mark"), one.code(), Violation.BAD_CODE, "makes no code that can be used");
                }
            }
        }

        private void write(long line, boolean expanded, ComponentInput row) {
            Quantities own = row.quantities();
            copy.row(
                    line,
                    expanded,
                    row.code(),
                    row.mark(),
                    row.building(),
                    row.storey(),
                    row.spec(),
                    row.specOwner(),
                    row.specRevision(),
                    row.position(),
                    row.count(),
                    row.exterior(),
                    own.concreteVolumeM3(),
                    own.structuralConcreteVolumeM3(),
                    own.steelMassKg(),
                    own.massKg(),
                    own.lengthM(),
                    own.planAreaM2(),
                    own.faceAreaM2(),
                    own.interiorAreaM2());
        }
    }

    /** {@code YB-3} on storeys 3 to 17, 4 on each: {@code YB-3-03-001} and so on. */
    static List<ComponentInput> expand(ComponentInput row) {
        if (!row.isExpandable()) {
            return List.of(row);
        }
        String stem = row.mark().replaceAll("[^\\p{L}\\p{M}\\p{N}#\\-_.*×()+~□]", "-");
        List<ComponentInput> expanded = new ArrayList<>();
        for (ComponentInput.Range range : row.ranges()) {
            for (int storey = range.from(); storey <= range.to(); storey++) {
                for (int i = 1; i <= row.quantity(); i++) {
                    expanded.add(new ComponentInput(
                            String.format(
                                    Locale.ROOT, "%s-%s%02d-%03d", stem, storey < 0 ? "B" : "", Math.abs(storey), i),
                            row.mark(),
                            row.building(),
                            Integer.toString(storey),
                            null,
                            null,
                            row.spec(),
                            row.specOwner(),
                            row.specRevision(),
                            row.position(),
                            row.exterior(),
                            row.count(),
                            row.quantities()));
                }
            }
        }
        return expanded;
    }

    /** Finds what the codes of the rows name, and locks the components there are, in one order for everybody. */
    private static void resolve(Handle handle, Project project, Account account) {
        handle.createQuery("""
                        select count(*) from (select from component c join incoming_component i using (code)
                          where c.project_id = :project order by c.id for update of c) as locked""").bind("project", project.id()).mapTo(Long.class).one();
        handle.execute("drop table if exists resolved_component");
        SpecReference.bind(
                        handle.createUpdate("""
                        create temp table resolved_component on commit drop as
                        with named as materialized (
                          select n.spec, coalesce(n.spec_owner, '') as spec_owner, p.*
                          from (select distinct spec, spec_owner from incoming_component) as n, lateral (%s) as p)
                        select i.line, i.expanded, i.code, i.mark, i.building, i.storey, i.spec, i.spec_owner, i.position, i.count, i.exterior,
                          %s,
                          b.id as building_id, s.id as storey_id, p.id as spec_id, i.spec_revision as wanted_revision, r.revision as spec_revision,
                          r.concrete_volume_m3 as spec_concrete, r.structural_concrete_volume_m3 as spec_structural,
                          r.basis, r.category, c.id, c.building_id as old_building_id,
                          case r.basis when 'PIECE' then i.count when 'METRE' then i.length_m
                            else case when r.category in ('SHEAR_WALL', 'DUCTILE_WALL_PANEL', 'FACADE_PANEL', 'CURTAIN_WALL_UNIT',
                              'PARTITION_PANEL', 'PARAPET') then i.face_area_m2 else i.plan_area_m2 end end as amount,
                          exists (select from piece l where l.project_id = :project and l.component_id = c.id and l.live) as made
                        from incoming_component i
                        left join building b on b.project_id = :project and b.code = i.building
                        left join storey s on s.project_id = :project and s.building_id = b.id and s.code = i.storey
                        left join component c on c.project_id = :project and c.code = i.code
                        left join spec k on k.id = c.spec_id and k.code = i.spec and i.spec_owner is null
                        left join named n on n.spec = i.spec and n.spec_owner = coalesce(i.spec_owner, '')
                        cross join lateral (select coalesce(k.id, n.id) as id,
                          case when k.id is null then n.owner_id else k.owner_id end as owner_id,
                          coalesce(i.spec_revision, case when c.spec_id = coalesce(k.id, n.id) then c.spec_revision else n.revision end)
                            as revision) as p
                        left join spec_revision r on r.spec_id = p.id and r.revision = p.revision and %s""".formatted(
                                        SpecReference.NAMED,
                                        SqlColumns.of("i", OWN),
                                        SpecReference.isKnown("p.id", "p.owner_id", "p.revision"))),
                        project.id(),
                        account)
                .execute();
        handle.execute("analyze resolved_component");
    }

    private static void check(Handle handle, Project project, RowSource<ComponentInput> rows, Violations violations) {
        handle.createQuery("""
                        select line, field, value, fault, message, conflict from (
                          select line, code, 'building' as field, building as value, 'NOT_FOUND' as fault,
                            'the project has no such building' as message, false as conflict
                          from resolved_component where building is not null and building_id is null
                          union all
                          select line, code, case when expanded then 'storeys' else 'storey' end, storey, 'NOT_FOUND',
                            'building ' || building || ' has no such storey', false
                          from resolved_component where storey is not null and building_id is not null and storey_id is null
                          union all
                          select line, code, 'spec', spec, 'NOT_FOUND',
                            coalesce(spec_owner || ' has no such spec that you know of', 'the catalogue has no such spec'), false
                          from resolved_component where spec is not null and spec_id is null
                          union all
                          select line, code, 'specRevision', wanted_revision::text, 'NOT_FOUND', 'the spec has no such revision', false
                          from resolved_component where spec_id is not null and spec_revision is null
                          union all
                          select line, code, case basis when 'METRE' then 'quantities.lengthM' when 'M2' then
                              case when category in ('SHEAR_WALL', 'DUCTILE_WALL_PANEL', 'FACADE_PANEL', 'CURTAIN_WALL_UNIT',
                                'PARTITION_PANEL', 'PARAPET') then 'quantities.faceAreaM2' else 'quantities.planAreaM2' end end,
                            null, 'REQUIRED', 'the spec is per ' || basis || ', so its amount has to be said', false
                          from resolved_component where basis <> 'PIECE' and coalesce(amount, 0) = 0
                          union all
                          select line, code, 'quantities.structuralConcreteVolumeM3', structural_concrete_volume_m3::text, 'INCONSISTENT',
                            'its structural concrete, ' || trim_scale(structural) || ' m3, is more than its concrete, ' || trim_scale(concrete)
                              || ' m3, of which it is a part; where one of them is not the spec''s, state structuralConcreteVolumeM3 too', false
                          from resolved_component, lateral (select coalesce(concrete_volume_m3, spec_concrete * amount) as concrete,
                            coalesce(structural_concrete_volume_m3, spec_structural * amount) as structural) as total
                          where structural > concrete
                          union all
                          select line, code, 'building', building, 'CONFLICT',
                            'component ' || code || ' belongs to another building', true
                          from resolved_component where id is not null and building_id <> old_building_id
                          union all
                          select n.line, n.code, 'code', n.code, 'CONFLICT',
                            'it was cancelled; reinstate it before it is sent again', true
                          from resolved_component n join component c on c.project_id = :project and c.id = n.id
                          where c.cancelled
                          union all
                          select n.line, n.code, 'code', n.code, 'CONFLICT',
                            'its piece is made already: spec, count and quantities are frozen', true
                          from resolved_component n join component c on c.project_id = :project and c.id = n.id
                          where n.made and n.spec_id is not null and n.spec_revision is not null and %s) as faults
                        order by line, code, field""".formatted(SqlColumns.differ(FROZEN, "n", "c")))
                .bind("project", project.id())
                .map((rs, context) -> new Violation(
                        rows.place(rs.getLong("line"), rs.getString("field")),
                        rs.getString("value"),
                        rs.getString("fault"),
                        rs.getString("message"),
                        rs.getBoolean("conflict")))
                .useStream(stream -> stream.forEach(violations.elsewhere()));
    }

    private UpsertResult store(Handle handle, Project project) {
        String changed = "from resolved_component n where c.project_id = :project and c.id = n.id and "
                + SqlColumns.differ(CONTENT, "n", "c");
        keepVersions(handle, project, "and exists (select " + changed + ")", Map.of());
        String columns = CONTENT + ", amount";
        long updated = handle.createUpdate("update component c set (" + columns + ") = (" + SqlColumns.of("n", columns)
                        + "), version = c.version + 1, valid_from = now(), recorded_at = now(), recorded_by = :person "
                        + changed)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        long created = handle.createUpdate("""
                        insert into component (project_id, id, code, building_id, %s, cancelled, version, valid_from, recorded_at,
                          recorded_by)
                        select :project, nextval('component_seq'), code, building_id, %s, false, 1, now(), now(), :person
                        from resolved_component where id is null order by code""".formatted(columns, columns))
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        if (updated + created > 0) {
            StaleBuildings.note(
                    handle,
                    project.id(),
                    handle.createQuery("select distinct building_id from resolved_component")
                            .mapTo(Long.class)
                            .list());
        }
        long total = handle.createQuery("select count(*) from resolved_component")
                .mapTo(Long.class)
                .one();
        return new UpsertResult(created, updated, total - created - updated);
    }

    /** Copies the versions in force to the history before they are replaced. */
    private void keepVersions(Handle handle, Project project, String which, Map<String, String> named) {
        handle.createUpdate(
                        "insert into component_version select c.*, now(), :person from component c where c.project_id = :project "
                                + which)
                .bindMap(named)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
    }

    /** Takes a component out of the bill, or back into it; one that a piece is made for stays as it is. */
    Optional<Component> cancel(Handle handle, Project project, String code, boolean cancelled) {
        Optional<Component> component = lock(handle, project, code);
        auditContext.changes(component.orElse(null));
        if (component.isPresent()
                && component.get().tag() == null
                && component.get().stage().equals("CANCELLED") != cancelled) {
            keepVersions(
                    handle,
                    project,
                    "and c.id = (select id from component where project_id = :project and code = :code)",
                    Map.of("code", component.get().code()));
            handle.createUpdate("""
                            update component set cancelled = :cancelled, version = version + 1, valid_from = now(),
                              recorded_at = now(), recorded_by = :person where project_id = :project and code = :code""")
                    .bind("cancelled", cancelled)
                    .bind("project", project.id())
                    .bind("person", currentUser.personId())
                    .bind("code", component.get().code())
                    .execute();
            StaleBuildings.note(
                    handle,
                    project.id(),
                    Building.key(handle, project, component.get().building()).map(Building.Key::id).stream()
                            .toList());
            return find(handle, project, code);
        }
        return component;
    }

    Optional<Component> lock(Handle handle, Project project, String code) {
        handle.createQuery("select id from component where project_id = :project and code = :code for update")
                .bind("project", project.id())
                .bind("code", Codes.normalise(code))
                .mapTo(Long.class)
                .findOne();
        return find(handle, project, code);
    }

    Optional<Component> find(Handle handle, Project project, String code) {
        return handle.createQuery(SELECT + " and c.code = :code" + OF_FACTORY)
                .bind("factory", currentUser.factory())
                .bind("project", project.id())
                .bind("code", Codes.normalise(code))
                .map((rs, context) -> json.read(rs.getString(1), Component.class))
                .findOne();
    }

    /** What {@code GET …/components} asks for; null where a filter was not given. */
    public record Search(
            String building,
            String storey,
            String stage,
            String category,
            String spec,
            String mark,
            Boolean onHold,
            String q) {}

    List<Component> list(Handle handle, Project project, Search search, String after, int limit) {
        return handle.createQuery(SELECT + """
                         and c.code > :after
                        and (:building::text is null or b.code = :building)
                        and (:storey::text is null or s.code = :storey)
                        and (:category::text is null or r.category = :category)
                        and (:spec::text is null or t.code = :spec)
                        and (:mark::text is null or c.mark = :mark)
                        and (:stage::text is null or case when c.cancelled then 'CANCELLED' else coalesce(l.stage, 'DESIGNED') end = :stage)
                        and (:onHold::boolean is null or (coalesce(cardinality(l.holds), 0) > 0) = :onHold)
                        and (:q::text is null or strpos(lower(concat_ws(' ', c.code, c.mark, c.position)), lower(:q)) > 0)
                        """ + OF_FACTORY + " order by c.code limit :limit")
                .bind("factory", currentUser.factory())
                .bind("project", project.id())
                .bind("after", after)
                .bind("limit", limit)
                .bindMethods(search)
                .map((rs, context) -> json.read(rs.getString(1), Component.class))
                .list();
    }

    /** A factory sees what was released to it: of other components it does not know that they are. */
    private static final String OF_FACTORY = " and (:factory::text is null or l.factory = :factory)";

    private static final String SELECT = """
            select jsonb_strip_nulls(jsonb_build_object('code', c.code, 'mark', c.mark, 'building', b.code, 'storey', s.code,
              'spec', t.code, 'specOwner', (select o.code from organisation o where o.id = t.owner_id),
              'specRevision', c.spec_revision, 'position', c.position, 'exterior', c.exterior, 'count', c.count,
              'quantities', %s, 'totals', %s,
              'stage', case when c.cancelled then 'CANCELLED' else coalesce(l.stage, 'DESIGNED') end,
              'holds', coalesce(l.holds, '{}'), 'tag', l.tag, 'version', c.version))::text
            from component c
            join building b on b.project_id = c.project_id and b.id = c.building_id
            join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
            join spec t on t.id = c.spec_id
            join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
            left join piece l on l.project_id = c.project_id and l.component_id = c.id and l.live
            where c.project_id = :project""".formatted(ownQuantities("c"), quantities(ComponentStore::total));

    /**
     * What a component {@code c} of spec revision {@code r} amounts to in all, in SQL. As in the view component_quantity, but
     * of one row: joining the view would compute it for the whole project.
     */
    public static String total(Quantity quantity) {
        String said = said(quantity);
        return quantity == Quantity.STRUCTURAL_CONCRETE_VOLUME
                ? "coalesce(" + said + ", " + said(Quantity.CONCRETE_VOLUME) + ")"
                : "coalesce(" + said + ")";
    }

    private static String said(Quantity quantity) {
        return "c.%1$s, r.%1$s * c.amount".formatted(quantity.column());
    }

    /** The quantities a component has of its own, as a JSON object. */
    static String ownQuantities(String alias) {
        return quantities(quantity -> alias + "." + quantity.column());
    }

    /** All quantities as one JSON object, each by its expression. */
    private static String quantities(Function<Quantity, String> expression) {
        return Arrays.stream(Quantity.values())
                .map(quantity -> "'" + quantity.key() + "', " + expression.apply(quantity))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }
}
