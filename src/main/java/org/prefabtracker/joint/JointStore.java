package org.prefabtracker.joint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/** The joint schedules of buildings: how they are registered and changed. Nothing is overwritten without a version. */
@ApplicationScoped
public class JointStore {

    private static final String STATED =
            "width_mm, height_mm, column_side_mm, volume_m3, area_m2, cast_in_place_side, position, source";

    private static final String INCOMING = "line, code, building, kind, storey, joins, " + STATED;

    /** What a change makes a version of, besides the components that are joined. */
    private static final String CONTENT = "kind, storey_id, " + STATED;

    /**
     * Of a project that is new the planner believes that it has hardly a row; from so many rows on, looking through all of them
     * for each would take minutes.
     */
    private static final int MANY = 1_000;

    private static final String HASHED = "set local enable_nestloop = off";

    @Inject
    CurrentUser currentUser;

    @Inject
    TakeOffStore takeOffs;

    /**
     * Takes over all rows or, where there is any fault, none, matching them by building and code. Runs in the transaction of
     * the handle, in a fixed number of statements.
     *
     * @param building the code of the only one there may be rows of; null: each row says its own
     */
    public UpsertResult register(
            Handle handle, Project project, String building, RowSource<JointInput> rows, Violations violations) {
        if (stage(handle, building, rows, violations) > MANY) {
            handle.execute(HASHED);
        }
        takeOffs.lock(
                handle,
                project,
                handle.createQuery("select distinct building from incoming_joint where building is not null")
                        .mapTo(String.class)
                        .list());
        resolve(handle, project);
        check(handle, project, rows, violations);
        violations.throwIfAny();
        return store(handle, project);
    }

    /** Answers how many rows there were. */
    private static long stage(Handle handle, String building, RowSource<JointInput> rows, Violations violations) {
        AtomicLong count = new AtomicLong();
        handle.execute("""
                create temp table if not exists incoming_joint as
                select 0::bigint as line, code, ''::text as building, kind, ''::text as storey, '{}'::text[] as joins, %s
                from joint with no data""".formatted(STATED));
        handle.execute("truncate incoming_joint");
        CopyWriter.into(
                handle,
                "incoming_joint",
                INCOMING,
                copy -> rows.read(
                        (line, row) -> {
                            count.incrementAndGet();
                            checkAlone(line, row, building, rows, violations);
                            copy.row(
                                    line,
                                    row.code(),
                                    building == null ? row.building() : building,
                                    row.kind(),
                                    row.storey(),
                                    row.joins() == null ? List.of() : row.joins(),
                                    row.widthMm(),
                                    row.heightMm(),
                                    row.columnSideMm(),
                                    row.volumeM3(),
                                    row.areaM2(),
                                    row.castInPlaceSide(),
                                    row.position(),
                                    row.source());
                        },
                        violations));
        return count.get();
    }

    /** What a row says by itself that no constraint of a field can. */
    private static void checkAlone(
            long line, JointInput row, String building, RowSource<JointInput> rows, Violations violations) {
        if (building == null && row.building() == null && !violations.name(rows.place(line, "building"))) {
            violations.add(rows.place(line, "building"), null, Violation.REQUIRED, "the building it is of");
        }
        if (building != null && row.building() != null && !row.building().equals(building)) {
            violations.add(
                    rows.place(line, "building"),
                    row.building(),
                    Violation.INCONSISTENT,
                    "the address says building " + building);
        }
        for (String field : row.unstated()) {
            if (!violations.name(rows.place(line, field))) {
                violations.add(
                        rows.place(line, field),
                        null,
                        Violation.REQUIRED,
                        "a joint of kind " + row.kind() + " states it");
            }
        }
    }

    /** Finds what the codes of the rows name; their buildings are locked, so nobody else changes their joints. */
    private static void resolve(Handle handle, Project project) {
        handle.execute("drop table if exists resolved_join");
        handle.createUpdate("""
                        create temp table resolved_join on commit drop as
                        select distinct i.line, k.code, c.id, c.building_id, c.storey_id
                        from incoming_joint i cross join lateral unnest(i.joins) as k (code)
                        left join component c on c.project_id = :project and c.code = k.code""").bind("project", project.id()).execute();
        handle.execute("drop table if exists resolved_joint");
        handle.createUpdate("""
                        create temp table resolved_joint on commit drop as
                        select i.line, i.code, i.building, i.kind, i.storey, %s,
                          b.id as building_id, case when i.storey is null then o.storey_id else s.id end as storey_id,
                          o.storeys, coalesce(o.joins, '{}') as joins, j.id, coalesce(j.id, nextval('joint_seq')) as new_id, j.version, j.cancelled,
                          row_number() over (partition by i.building, i.code order by i.line) as nth
                        from incoming_joint i
                        left join building b on b.project_id = :project and b.code = i.building
                        left join storey s on s.project_id = :project and s.building_id = b.id and s.code = i.storey
                        left join (select line, min(storey_id) as storey_id, count(distinct storey_id) as storeys,
                            array_agg(id order by id) as joins
                          from resolved_join where id is not null group by line) o on o.line = i.line
                        left join joint j on j.project_id = :project and j.building_id = b.id and j.code = i.code""".formatted(SqlColumns.of("i", STATED)))
                .bind("project", project.id())
                .execute();
        handle.execute("analyze resolved_joint");
        handle.execute("analyze resolved_join");
    }

    private static void check(Handle handle, Project project, RowSource<JointInput> rows, Violations violations) {
        handle.createQuery("""
                        select line, field, value, fault, message, conflict from (
                          select line, 'building' as field, building as value, 'NOT_FOUND' as fault,
                            'the project has no such building' as message, false as conflict
                          from resolved_joint where building is not null and building_id is null
                          union all
                          select line, 'code', code, 'DUPLICATE', 'this code stands in an earlier row', false
                          from resolved_joint where code is not null and nth > 1
                          union all
                          select line, 'storey', storey, 'NOT_FOUND', 'building ' || building || ' has no such storey', false
                          from resolved_joint where storey is not null and building_id is not null and storey_id is null
                          union all
                          select line, 'storey', null, 'REQUIRED',
                            'the components it joins stand on ' || storeys || ' storeys; say which one it is of', false
                          from resolved_joint where storey is null and storeys > 1
                          union all
                          select line, 'joins', code, 'NOT_FOUND', 'the project has no component ' || code, false
                          from resolved_join where id is null and code is not null
                          union all
                          select k.line, 'joins', k.code, 'INCONSISTENT',
                            'component ' || k.code || ' belongs to another building than ' || n.building, false
                          from resolved_join k join resolved_joint n on n.line = k.line and n.building_id <> k.building_id
                          union all
                          select line, 'code', code, 'CONFLICT', 'it was cancelled; reinstate it before it is sent again', true
                          from resolved_joint where cancelled) as faults
                        order by line, field, value""")
                .map((rs, context) -> new Violation(
                        rows.place(rs.getLong("line"), rs.getString("field")),
                        rs.getString("value"),
                        rs.getString("fault"),
                        rs.getString("message"),
                        rs.getBoolean("conflict")))
                .useStream(stream -> stream.forEach(violations.elsewhere()));
        Consumer<Violation> elsewhere = violations.elsewhere();
        declared(handle, project, "select line, building_id, kind from resolved_joint")
                .forEach(clash -> elsewhere.accept(Violation.conflict(
                        rows.place(clash.line(), "kind"), clash.kind(), Violation.CONFLICT, clash.message())));
    }

    /** A joint whose sum is declared already. */
    private record Clash(long line, JointKind kind, String phase) {
        String message() {
            return "the take-off of phase " + phase + " declares " + kind.measure()
                    + ", the sum of such joints; take it out there first";
        }
    }

    /** @param which the joints in question, as line, building_id and kind */
    private static List<Clash> declared(Handle handle, Project project, String which) {
        return handle.createQuery("""
                        select distinct on (n.line) n.line, n.kind, t.phase
                        from (%s) as n
                        join unnest(:kinds, :measures) as m (kind, measure) on m.kind = n.kind
                        join take_off t on t.project_id = :project and t.building_id = n.building_id
                          and t.version = (select max(version) from take_off l where l.project_id = t.project_id
                            and l.building_id = t.building_id and l.phase = t.phase)
                          and t.content->'measures'->m.measure is not null
                        order by n.line, t.phase desc""".formatted(which))
                .bind("project", project.id())
                .bind("kinds", Arrays.stream(JointKind.values()).map(Enum::name).toArray(String[]::new))
                .bind(
                        "measures",
                        Arrays.stream(JointKind.values())
                                .map(kind -> kind.measure().key())
                                .toArray(String[]::new))
                .map((rs, context) ->
                        new Clash(rs.getLong("line"), JointKind.valueOf(rs.getString("kind")), rs.getString("phase")))
                .list();
    }

    private UpsertResult store(Handle handle, Project project) {
        long total = handle.createQuery("select count(*) from resolved_joint")
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
                        delete from resolved_joint n using joint j
                        where j.project_id = :project and j.id = n.id and not %s
                          and n.joins = (select array_agg(k.component_id order by k.component_id) from joint_component k
                            where k.project_id = j.project_id and k.joint_id = j.id and k.version = j.version)""".formatted(SqlColumns.differ(CONTENT, "n", "j")))
                .bind("project", project.id())
                .execute();
        keepVersions(handle, project, "j.id in (select id from resolved_joint)");
        long updated = handle.createUpdate("""
                        update joint j set (%s) = (%s), version = j.version + 1, valid_from = now(), recorded_at = now(),
                          recorded_by = :person
                        from resolved_joint n where j.project_id = :project and j.id = n.id""".formatted(CONTENT, SqlColumns.of("n", CONTENT)))
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        long created = handle.createUpdate("""
                        insert into joint (project_id, id, building_id, code, %1$s, cancelled, version, valid_from, recorded_at,
                          recorded_by)
                        select :project, new_id, building_id, code, %1$s, false, 1, now(), now(), :person
                        from resolved_joint where id is null order by building_id, code""".formatted(CONTENT))
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        handle.createUpdate("""
                        insert into joint_component (project_id, joint_id, version, component_id)
                        select :project, n.new_id, coalesce(n.version, 0) + 1, k.id
                        from resolved_joint n cross join lateral unnest(n.joins) as k (id)""").bind("project", project.id()).execute();
        StaleBuildings.note(
                handle,
                project.id(),
                handle.createQuery("select distinct building_id from resolved_joint")
                        .mapTo(Long.class)
                        .list());
        return new UpsertResult(created, updated, total - created - updated);
    }

    /** Copies versions in force to the history before they are replaced. */
    private void keepVersions(Handle handle, Project project, String which) {
        handle.createUpdate(
                        "insert into joint_version select j.*, now(), :person from joint j where j.project_id = :project and "
                                + which)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
    }

    /**
     * Takes joints out of the schedule of a building, or back into it as they were; those that are so already stay as they are.
     *
     * @param building its code
     * @param rows where each code stands in the request
     */
    UpsertResult cancel(
            Handle handle,
            Project project,
            String building,
            boolean cancelled,
            RowSource<String> rows,
            Violations violations) {
        takeOffs.lock(handle, project, List.of(building));
        handle.execute("create temp table if not exists incoming_joint_code (line bigint, code text collate \"C\")");
        handle.execute("truncate incoming_joint_code");
        CopyWriter.into(
                handle,
                "incoming_joint_code",
                "line, code",
                copy -> rows.read((line, code) -> copy.row(line, code), violations));
        handle.execute("analyze incoming_joint_code");
        if (handle.createQuery("select count(*) from incoming_joint_code")
                        .mapTo(Long.class)
                        .one()
                > MANY) {
            handle.execute(HASHED);
        }
        handle.execute("drop table if exists resolved_joint");
        handle.createUpdate("""
                        create temp table resolved_joint on commit drop as
                        select i.line, i.code, j.building_id, j.id, j.kind, j.cancelled
                        from (select min(line) as line, code from incoming_joint_code group by code) as i
                        left join joint j on j.project_id = :project and j.building_id = :building and j.code = i.code""")
                .bind("project", project.id())
                .bind("building", Building.require(handle, project, building).id())
                .execute();
        handle.createQuery("select line, code from resolved_joint where id is null order by line")
                .map((rs, context) -> Violation.of(
                        rows.place(rs.getLong("line"), null),
                        rs.getString("code"),
                        Violation.NOT_FOUND,
                        "the building has no such joint"))
                .forEach(violations::add);
        if (!cancelled) {
            declared(handle, project, "select line, building_id, kind from resolved_joint where cancelled")
                    .forEach(clash -> violations.add(Violation.conflict(
                            rows.place(clash.line(), null), clash.kind(), Violation.CONFLICT, clash.message())));
        }
        violations.throwIfAny();
        return storeCancelled(handle, project, cancelled);
    }

    private UpsertResult storeCancelled(Handle handle, Project project, boolean cancelled) {
        long total = handle.createQuery("select count(*) from resolved_joint")
                .mapTo(Long.class)
                .one();
        handle.createUpdate("delete from resolved_joint where cancelled = :cancelled")
                .bind("cancelled", cancelled)
                .execute();
        keepVersions(handle, project, "j.id in (select id from resolved_joint)");
        handle.createUpdate("""
                        insert into joint_component (project_id, joint_id, version, component_id)
                        select k.project_id, k.joint_id, j.version + 1, k.component_id
                        from resolved_joint n
                        join joint j on j.project_id = :project and j.id = n.id
                        join joint_component k on k.project_id = j.project_id and k.joint_id = j.id and k.version = j.version""").bind("project", project.id()).execute();
        long changed = handle.createUpdate("""
                        update joint j set cancelled = :cancelled, version = j.version + 1, valid_from = now(), recorded_at = now(),
                          recorded_by = :person
                        from resolved_joint n where j.project_id = :project and j.id = n.id""")
                .bind("cancelled", cancelled)
                .bind("project", project.id())
                .bind("person", currentUser.personId())
                .execute();
        StaleBuildings.note(
                handle,
                project.id(),
                handle.createQuery("select distinct building_id from resolved_joint")
                        .mapTo(Long.class)
                        .list());
        return new UpsertResult(0, changed, total - changed);
    }

    /** The version of a joint in force, its row locked; empty where there is none of that code. */
    Optional<Integer> lock(Handle handle, Project project, String building, String code) {
        takeOffs.lock(handle, project, List.of(building));
        return handle.createQuery("""
                        select j.version from joint j join building b on b.project_id = j.project_id and b.id = j.building_id
                        where j.project_id = :project and b.code = :building and j.code = :code""")
                .bind("project", project.id())
                .bind("building", Codes.normalise(building))
                .bind("code", Codes.normalise(code))
                .mapTo(Integer.class)
                .findOne();
    }
}
