package org.prefabtracker.component;

import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.SqlColumns;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Finds all violations among the resolved rows of a bill, in one statement. */
final class BillChecks {

    private static final String SQL =
            """
            select line, field, value, violation, note, arguments, conflict from (
              select line, code, 'building' as field, building as value, 'NOT_FOUND' as violation,
                'BUILDING_UNKNOWN' as note, '{}'::text[] as arguments, false as conflict
              from resolved_component where building is not null and building_id is null
              union all
              select line, code, case when expanded then 'storeys' else 'storey' end, storey, 'NOT_FOUND',
                'STOREY_UNKNOWN', array[building], false
              from resolved_component where storey is not null and building_id is not null and storey_id is null
              union all
              select line, code, 'spec', spec, 'NOT_FOUND',
                case when spec_owner is null then 'SPEC_UNKNOWN' else 'SPEC_UNKNOWN_OF_OWNER' end, array_remove(array[spec_owner], null), false
              from resolved_component where spec is not null and spec_id is null
              union all
              select line, code, 'specRevision', wanted_revision::text, 'NOT_FOUND', 'REVISION_UNKNOWN', '{}', false
              from resolved_component where spec_id is not null and spec_revision is null
              union all
              select line, code, %1$s, null, 'REQUIRED', 'AMOUNT_REQUIRED', array[basis], false
              from resolved_component n where basis <> 'PIECE' and coalesce(amount, 0) = 0
              union all
              select line, code, 'quantities.structuralConcreteVolumeM3', structural_concrete_volume_m3::text, 'INCONSISTENT',
                'STRUCTURAL_CONCRETE_TOO_LARGE', array[trim_scale(structural)::text, trim_scale(concrete)::text], false
              from resolved_component, lateral (select coalesce(concrete_volume_m3, spec_concrete * amount) as concrete,
                coalesce(structural_concrete_volume_m3, spec_structural * amount) as structural) as total
              where structural > concrete
              union all
              select line, code, 'building', building, 'CONFLICT',
                'RELEASED_IN_BUILDING', array[code, old_building], true
              from resolved_component where released
              union all
              select n.line, n.code, 'building', n.building, 'CONFLICT',
                'JOINED_IN_BUILDING', array[n.code, j.code, n.old_building], true
              from resolved_component n
              cross join lateral (select min(j.code) as code from joint j
                join joint_component x on x.project_id = j.project_id and x.joint_id = j.id and x.version = j.version
                where j.project_id = :project and not j.cancelled and x.component_id = n.id) as j
              where n.building_id <> n.old_building_id and j.code is not null
              union all
              select n.line, n.code, 'code', n.code, 'CONFLICT',
                'CANCELLED', '{}', true
              from resolved_component n join component c on c.project_id = :project and c.id = n.id
              where c.cancelled
              union all
              select n.line, n.code, 'code', n.code, 'CONFLICT',
                'PIECE_MADE', '{}', true
              from resolved_component n join component c on c.project_id = :project and c.id = n.id
              where n.made and n.spec_id is not null and n.spec_revision is not null and %2$s) as violations
            order by line, code, field""".formatted(ComponentSql.amountField("n"), SqlColumns.differ(ComponentStore.FROZEN, "n", "c"));

    private BillChecks() {}

    static void check(Project project, RowSource<ComponentInput> rows, Violations violations) {
        Sql.query(SQL)
                .bind("project", project.id())
                .map((rs, context) -> new Violation(
                        rows.place(rs.getLong("line"), rs.getString("field")),
                        rs.getString("value"),
                        rs.getString("violation"),
                        BillNote.valueOf(rs.getString("note"))
                                .of((Object[]) rs.getArray("arguments").getArray()),
                        rs.getBoolean("conflict")))
                .useStream(stream -> stream.forEach(violations.elsewhere()));
    }
}
