package org.prefabtracker.joint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.shared.text.Codes;

/** What was stated of a joint, from when on, recorded when and by whom; its members are those of a {@link JointInput}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JointVersion(
        int version,
        boolean cancelled,
        JointKind kind,
        String storey,
        List<String> joins,
        BigDecimal widthMm,
        BigDecimal heightMm,
        BigDecimal columnSideMm,
        BigDecimal volumeM3,
        BigDecimal areaM2,
        boolean castInPlaceSide,
        String position,
        String source,
        OffsetDateTime validFrom,
        OffsetDateTime recordedAt,
        String recordedBy) {

    private static final String COLUMNS = """
            project_id, id, building_id, storey_id, version, cancelled, kind, width_mm, height_mm, column_side_mm, volume_m3, area_m2,
            cast_in_place_side, position, source, valid_from, recorded_at, recorded_by""";

    /** Every version of a joint, the latest first; none where there is no such joint. */
    static List<JointVersion> of(Handle handle, Building.Key building, String code) {
        return handle.createQuery("""
                        select v.*, s.code as storey, p.name as person,
                          (select array_agg(c.code order by c.code) from joint_component k
                            join component c on c.project_id = k.project_id and c.id = k.component_id
                            where k.project_id = v.project_id and k.joint_id = v.id and k.version = v.version) as joins
                        from (select %1$s from joint where project_id = :project and building_id = :building and code = :code
                          union all
                          select %1$s from joint_version where project_id = :project and building_id = :building and code = :code) as v
                        join storey s on s.project_id = v.project_id and s.building_id = v.building_id and s.id = v.storey_id
                        join person p on p.id = v.recorded_by
                        order by v.version desc""".formatted(COLUMNS))
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
}
