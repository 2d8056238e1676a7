package org.prefabtracker.rating.facts;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.tracking.PieceStateAsOf;

/**
 * The sources that the statements of a rating read: the current tables, or subqueries that give the rows as of a moment. All
 * statements read either with the same text.
 *
 * @param from the join of components, spec revisions and pieces
 * @param joints the joints
 * @param storeys the storeys with their kinds
 * @param values the parameters of the subqueries
 */
public record AsOfTables(
        BitemporalPoint moment, String from, String joints, String storeys, Map<String, Object> values) {

    /** The current tables. */
    public static final AsOfTables NOW =
            new AsOfTables(BitemporalPoint.NOW, CountingSql.FROM, "joint", "storey", Map.of());

    private static final String BETWEEN = "\u001f";

    private static final String COLUMNS = """
            project_id, id, code, mark, building_id, storey_id, spec_id, spec_revision, count, amount, exterior, cancelled, version,
            recorded_at, """ + " " + Quantity.COLUMNS;

    /** The highest version that was known; of concurrent writers the earlier version can be recorded later. */
    private static final String BILL = """
            (select distinct on (v.id) v.* from (
              select %1$s from component where project_id = :project and recorded_at <= :knownAt
              union all
              select %1$s from component_version where project_id = :project and recorded_at <= :knownAt) as v
            order by v.id, v.version desc)""".formatted(COLUMNS);

    private static final String JOINT_COLUMNS = """
            project_id, id, building_id, code, kind, storey_id, width_mm, height_mm, column_side_mm, volume_m3, area_m2,
            cast_in_place_side, position, source, cancelled, version, recorded_at""";

    private static final String SCHEDULE = """
            (select distinct on (v.id) v.* from (
              select %1$s from joint where project_id = :project and recorded_at <= :knownAt
              union all
              select %1$s from joint_version where project_id = :project and recorded_at <= :knownAt) as v
            order by v.id, v.version desc)""".formatted(JOINT_COLUMNS);

    private static final String STOREYS = """
            (select s.project_id, s.building_id, s.id, s.code, k->>'kind' as kind from storey s
            join building_version v on v.project_id = s.project_id and v.building_id = s.building_id
              and v.version = (select max(version) from building_version l where l.project_id = s.project_id
                and l.building_id = s.building_id and l.recorded_at <= :knownAt)
            join lateral jsonb_array_elements(v.facts->'storeyList') as k on k->>'code' = s.code
            where s.project_id = :project)""";

    private static final String PIECES = """
            (select cast(:project as bigint) as project_id, component_id, true as live, tag, stage,
              coalesce(string_to_array(nullif(holds, ''), chr(31)), '{}') as holds, net_quantity, event::uuid as event
            from unnest(:stoodIn, :stoodTags, :stoodStages, :stoodHolds, :stoodNets, :stoodBy)
              as stood (component_id, tag, stage, holds, net_quantity, event))""";

    static AsOfTables of(BitemporalPoint moment, Collection<PieceStateAsOf> standings) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (moment.knownAt() != null) {
            values.put("knownAt", moment.knownAt().atOffset(ZoneOffset.UTC));
        }
        values.put("stoodIn", array(standings, PieceStateAsOf::component, Long[]::new));
        values.put("stoodTags", array(standings, PieceStateAsOf::tag, String[]::new));
        values.put("stoodStages", array(standings, standing -> standing.stage().name(), String[]::new));
        values.put("stoodHolds", array(standings, standing -> String.join(BETWEEN, standing.holds()), String[]::new));
        values.put("stoodNets", array(standings, PieceStateAsOf::netQuantity, BigDecimal[]::new));
        values.put("stoodBy", array(standings, standing -> standing.event().toString(), String[]::new));
        return moment.knownAt() == null
                ? new AsOfTables(moment, CountingSql.from("component", PIECES), "joint", "storey", values)
                : new AsOfTables(moment, CountingSql.from(BILL, PIECES), SCHEDULE, STOREYS, values);
    }

    public <S extends SqlStatement<S>> S bind(S statement) {
        return values.isEmpty() ? statement : statement.bindMap(values);
    }

    /** The event that brought a piece to its stage, in SQL; null for the current tables, which do not have it. */
    String event() {
        return from.equals(CountingSql.FROM) ? "cast(null as uuid)" : "l.event";
    }

    private static <T> T[] array(
            Collection<PieceStateAsOf> standings, Function<PieceStateAsOf, T> value, IntFunction<T[]> array) {
        return standings.stream().map(value).toArray(array);
    }
}
