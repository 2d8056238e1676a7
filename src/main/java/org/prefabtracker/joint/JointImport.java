package org.prefabtracker.joint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StoreyName;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.AbsentColumns;
import org.prefabtracker.shared.persistence.CopyWriter;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UnnestRows;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;

/**
 * Registers the rows of joint schedules: they go by COPY into a temporary table, {@link #resolve} finds what they name,
 * {@link JointChecks} finds all violations, {@link JointStore#upsert} stores them. A fixed number of statements.
 */
@ApplicationScoped
public class JointImport {

    /** A row with its line and the code of its building, which the row or the address states. */
    private record Incoming(long line, int absent, String building, JointInput row) {

        String storeyMeant() {
            return StoreyName.code(row.storey());
        }
    }

    private static final UnnestRows<Incoming> INCOMING = UnnestRows.<Incoming>columns()
            .bigint("line", Incoming::line)
            .text("code", incoming -> incoming.row().code())
            .integer("absent", Incoming::absent)
            .text("building", Incoming::building)
            .text("kind", incoming -> incoming.row().kind())
            .text("storey", incoming -> incoming.row().storey())
            .text("storey_meant", Incoming::storeyMeant)
            .texts(
                    "joins",
                    incoming -> incoming.row().joins() == null
                            ? List.of()
                            : incoming.row().joins())
            .numeric("width_mm", incoming -> incoming.row().widthMm())
            .numeric("height_mm", incoming -> incoming.row().heightMm())
            .numeric("column_side_mm", incoming -> incoming.row().columnSideMm())
            .numeric("volume_m3", incoming -> incoming.row().volumeM3())
            .numeric("area_m2", incoming -> incoming.row().areaM2())
            .bool("cast_in_place_side", incoming -> incoming.row().castInPlaceSide())
            .text("position", incoming -> incoming.row().position())
            .text("source", incoming -> incoming.row().source());

    private static final AbsentColumns ABSENT = AbsentColumns.storedIn("s")
            .with(
                    "storey",
                    "storey",
                    "(select t.code from storey t where t.project_id = s.project_id and t.id = s.storey_id)")
            .with("widthMm", "width_mm")
            .with("heightMm", "height_mm")
            .with("columnSideMm", "column_side_mm")
            .with("volumeM3", "volume_m3")
            .with("areaM2", "area_m2")
            .with("castInPlaceSide", "cast_in_place_side")
            .with("position", "position")
            .with("source", "source");

    /** From so many rows on nested loops are switched off. */
    private static final int MANY = 1_000;

    @Inject
    TakeOffStore takeOffs;

    @Inject
    JointStore joints;

    /**
     * Stores all rows, matched by building and code, or none where there is any violation. Runs in the current
     * transaction.
     *
     * @param building the code of the building that all rows belong to; null: each row states its building
     */
    public UpsertResult register(Project project, String building, RowSource<JointInput> rows, Violations violations) {
        planFor(copy(building, rows, violations));
        takeOffs.lock(
                project,
                Sql.query("select distinct building from incoming_joint where building is not null")
                        .mapTo(String.class)
                        .list());
        if (rows.lacksColumns()) {
            Sql.update(ABSENT.keep(
                            "incoming_joint",
                            "joint s join building b on b.project_id = s.project_id and b.id = s.building_id"
                                    + " where s.project_id = :project and b.code = i.building and s.code = i.code"))
                    .bind("project", project.id())
                    .execute();
        }
        resolve(project);
        JointChecks.check(project, rows, violations);
        violations.throwIfAny();
        return joints.upsert(project);
    }

    /**
     * Chooses plans for many rows. The planner believes that a new project has hardly a row; looking through all its rows for
     * each of many would take minutes.
     */
    static void planFor(long rows) {
        if (rows > MANY) {
            Sql.execute("set local enable_nestloop = off");
        }
    }

    /** Returns the number of rows. */
    private static long copy(String building, RowSource<JointInput> rows, Violations violations) {
        AtomicLong count = new AtomicLong();
        Sql.execute("""
                create temp table if not exists incoming_joint as
                select 0::bigint as line, 0 as absent, code, ''::text as building, kind, ''::text as storey, ''::text as storey_meant, '{}'::text[] as joins, %s
                from joint with no data""".formatted(JointStore.STATED));
        Sql.execute("truncate incoming_joint");
        CopyWriter.into(
                "incoming_joint",
                INCOMING,
                copied -> rows.read(
                        (line, row) -> {
                            count.incrementAndGet();
                            JointChecks.checkRow(line, row, building, rows, violations);
                            copied.accept(new Incoming(
                                    line,
                                    ABSENT.mask(rows.absent(line)),
                                    building == null ? row.building() : building,
                                    row));
                        },
                        violations));
        return count.get();
    }

    /** Finds what the codes of the rows name. Their buildings are locked, so their joints cannot change meanwhile. */
    private static void resolve(Project project) {
        Sql.execute("drop table if exists resolved_join");
        Sql.update("""
                        create temp table resolved_join on commit drop as
                        select distinct i.line, k.code, c.id, c.building_id, c.storey_id
                        from incoming_joint i cross join lateral unnest(i.joins) as k (code)
                        left join component c on c.project_id = :project and c.code = k.code""").bind("project", project.id()).execute();
        Sql.execute("drop table if exists resolved_joint");
        Sql.update("""
                        create temp table resolved_joint on commit drop as
                        select i.line, i.code, i.building, i.kind, i.storey, %s,
                          b.id as building_id, case when i.storey is null then o.storey_id else coalesce(s.id, m.id) end as storey_id,
                          o.storeys, coalesce(o.joins, '{}') as joins, j.id, coalesce(j.id, nextval('joint_seq')) as new_id, j.version, j.cancelled,
                          row_number() over (partition by i.building, i.code order by i.line) as nth
                        from incoming_joint i
                        left join building b on b.project_id = :project and b.code = i.building
                        left join storey s on s.project_id = :project and s.building_id = b.id and s.code = i.storey
                        left join storey m on s.id is null and m.project_id = :project and m.building_id = b.id and m.code = i.storey_meant
                        left join (select line, min(storey_id) as storey_id, count(distinct storey_id) as storeys,
                            array_agg(id order by id) as joins
                          from resolved_join where id is not null group by line) o on o.line = i.line
                        left join joint j on j.project_id = :project and j.building_id = b.id and j.code = i.code""".formatted(SqlColumns.of("i", JointStore.STATED)))
                .bind("project", project.id())
                .execute();
        Sql.execute("analyze resolved_joint");
        Sql.execute("analyze resolved_join");
    }
}
