package org.prefabtracker.joint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.project.TakeOffStore;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.persistence.VersionedTableSql;
import org.prefabtracker.shared.text.Codes;

/** Reads and writes joints. Before a joint changes, its current version is copied to the history. */
@ApplicationScoped
public class JointStore {

    /** The columns that a row of a schedule states. */
    static final String STATED =
            "width_mm, height_mm, column_side_mm, volume_m3, area_m2, cast_in_place_side, position, source";

    /** The columns of which a change makes a new version, besides the components that are joined. */
    private static final String CONTENT = "kind, storey_id, " + STATED;

    private static final VersionedTableSql TABLE =
            new VersionedTableSql("joint", "building_id, code, " + CONTENT + ", cancelled");

    private static final int FETCH_SIZE = 1_000;

    @Inject
    CurrentUser currentUser;

    @Inject
    TakeOffStore takeOffs;

    /** Creates or changes the joints of the table resolved_joint, which {@link JointImport} fills and checks. */
    UpsertResult upsert(Project project) {
        long total = Sql.query("select count(*) from resolved_joint")
                .mapTo(Long.class)
                .one();
        Sql.update("""
                        delete from resolved_joint n using joint j
                        where j.project_id = :project and j.id = n.id and not %s
                          and n.joins = (select array_agg(k.component_id order by k.component_id) from joint_component k
                            where k.project_id = j.project_id and k.joint_id = j.id and k.version = j.version)""".formatted(SqlColumns.differ(CONTENT, "n", "j")))
                .bind("project", project.id())
                .execute();
        keepVersions(project);
        long updated = Sql.update("""
                        update joint set (%s) = (%s), %s
                        from resolved_joint n where joint.project_id = :project and joint.id = n.id""".formatted(CONTENT, SqlColumns.of("n", CONTENT), TABLE.next()))
                .bindMap(recording(project))
                .execute();
        long created = Sql.update("""
                        insert into joint (project_id, id, building_id, code, %1$s, cancelled, %2$s)
                        select :project, new_id, building_id, code, %1$s, false, %3$s
                        from resolved_joint where id is null order by building_id, code""".formatted(CONTENT, TABLE.firstColumns(), TABLE.firstValues()))
                .bindMap(recording(project))
                .execute();
        Sql.update("""
                        insert into joint_component (project_id, joint_id, version, component_id)
                        select :project, n.new_id, coalesce(n.version, 0) + 1, k.id
                        from resolved_joint n cross join lateral unnest(n.joins) as k (id)""").bind("project", project.id()).execute();
        StaleBuildings.note(
                project.id(),
                Sql.query("select distinct building_id from resolved_joint")
                        .mapTo(Long.class)
                        .list());
        return new UpsertResult(created, updated, total - created - updated);
    }

    /** Copies the current versions of the resolved joints to the history before they are replaced. */
    private void keepVersions(Project project) {
        Sql.update(TABLE.keep("joint.id in (select id from resolved_joint)"))
                .bindMap(recording(project))
                .execute();
    }

    /** The project, and the current user, by whom a version is recorded. */
    private Map<String, Long> recording(Project project) {
        return Map.of("project", project.id(), "person", currentUser.personId());
    }

    /** Cancels or reinstates the joints of the table resolved_joint, which {@link JointCancellation} fills and checks. */
    UpsertResult upsertCancelled(Project project, boolean cancelled) {
        long total = Sql.query("select count(*) from resolved_joint")
                .mapTo(Long.class)
                .one();
        Sql.update("delete from resolved_joint where cancelled = :cancelled")
                .bind("cancelled", cancelled)
                .execute();
        keepVersions(project);
        Sql.update("""
                        insert into joint_component (project_id, joint_id, version, component_id)
                        select k.project_id, k.joint_id, j.version + 1, k.component_id
                        from resolved_joint n
                        join joint j on j.project_id = :project and j.id = n.id
                        join joint_component k on k.project_id = j.project_id and k.joint_id = j.id and k.version = j.version""").bind("project", project.id()).execute();
        long changed = Sql.update("""
                        update joint set cancelled = :cancelled, %s
                        from resolved_joint n where joint.project_id = :project and joint.id = n.id""".formatted(TABLE.next()))
                .bindMap(recording(project))
                .bind("cancelled", cancelled)
                .execute();
        StaleBuildings.note(
                project.id(),
                Sql.query("select distinct building_id from resolved_joint")
                        .mapTo(Long.class)
                        .list());
        return new UpsertResult(0, changed, total - changed);
    }

    /** The current version number of a joint, whose building is locked; empty where there is no such joint. */
    Optional<Integer> lock(Project project, String building, String code) {
        takeOffs.lock(project, List.of(building));
        return Sql.query("""
                        select j.version from joint j join building b on b.project_id = j.project_id and b.id = j.building_id
                        where j.project_id = :project and b.code = :building and j.code = :code""")
                .bind("project", project.id())
                .bind("building", Codes.normalise(building))
                .bind("code", Codes.normalise(code))
                .mapTo(Integer.class)
                .findOne();
    }

    /** All versions of a joint, the latest first; none where there is no such joint. */
    List<JointVersion> versions(Building.Key building, String code) {
        return Sql.query("""
                        select v.version, v.cancelled, v.kind, v.width_mm, v.height_mm, v.column_side_mm, v.volume_m3, v.area_m2,
                          v.cast_in_place_side, v.position, v.source, v.valid_from, v.recorded_at, s.code as storey, p.name as person,
                          (select array_agg(c.code order by c.code) from joint_component k
                            join component c on c.project_id = k.project_id and c.id = k.component_id
                            where k.project_id = v.project_id and k.joint_id = v.id and k.version = v.version) as joins
                        from (select %1$s from joint where project_id = :project and building_id = :building and code = :code
                          union all
                          select %1$s from joint_version where project_id = :project and building_id = :building and code = :code) as v
                        join storey s on s.project_id = v.project_id and s.building_id = v.building_id and s.id = v.storey_id
                        join person p on p.id = v.recorded_by
                        order by v.version desc""".formatted(TABLE.all()))
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("code", Codes.normalise(code))
                .map((rs, context) -> version(rs))
                .list();
    }

    private static JointVersion version(ResultSet rs) throws SQLException {
        return new JointVersion(
                rs.getInt("version"),
                rs.getBoolean("cancelled"),
                JointKind.valueOf(rs.getString("kind")),
                rs.getString("storey"),
                List.of((String[]) rs.getArray("joins").getArray()),
                rs.getBigDecimal("width_mm"),
                rs.getBigDecimal("height_mm"),
                rs.getBigDecimal("column_side_mm"),
                rs.getBigDecimal("volume_m3"),
                rs.getBigDecimal("area_m2"),
                rs.getBoolean("cast_in_place_side"),
                rs.getString("position"),
                rs.getString("source"),
                rs.getObject("valid_from", OffsetDateTime.class),
                rs.getObject("recorded_at", OffsetDateTime.class),
                rs.getString("person"));
    }

    /**
     * Passes the joints of a project to a consumer by building and code, as rows that can be registered again; without
     * cancelled ones.
     */
    void each(Project project, Consumer<JointInput> consumer) {
        Sql.query("""
                        select b.code as building, j.code, j.kind, s.code as storey, j.width_mm, j.height_mm, j.column_side_mm,
                          j.volume_m3, j.area_m2, j.cast_in_place_side, j.position, j.source,
                          (select array_agg(c.code order by c.code) from joint_component k
                            join component c on c.project_id = k.project_id and c.id = k.component_id
                            where k.project_id = j.project_id and k.joint_id = j.id and k.version = j.version) as joins
                        from joint j
                        join building b on b.project_id = j.project_id and b.id = j.building_id
                        join storey s on s.project_id = j.project_id and s.building_id = j.building_id and s.id = j.storey_id
                        where j.project_id = :project and not j.cancelled order by b.code, j.code""")
                .bind("project", project.id())
                .setFetchSize(FETCH_SIZE)
                .map((rs, context) -> input(rs))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static JointInput input(ResultSet rs) throws SQLException {
        return new JointInput(
                rs.getString("code"),
                rs.getString("building"),
                JointKind.valueOf(rs.getString("kind")),
                rs.getString("storey"),
                List.of((String[]) rs.getArray("joins").getArray()),
                rs.getBigDecimal("width_mm"),
                rs.getBigDecimal("height_mm"),
                rs.getBigDecimal("column_side_mm"),
                rs.getBigDecimal("volume_m3"),
                rs.getBigDecimal("area_m2"),
                rs.getBoolean("cast_in_place_side"),
                rs.getString("position"),
                rs.getString("source"));
    }
}
