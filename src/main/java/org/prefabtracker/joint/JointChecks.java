package org.prefabtracker.joint;

import java.util.List;
import java.util.function.Consumer;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.UnnestRows;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Finds the violations of joint schedules: of a row by itself, of the resolved rows, and of sums that are declared already. */
final class JointChecks {

    /** The take-off measure that is the sum of the joints of a kind. */
    private static final UnnestRows<JointKind> MEASURES = UnnestRows.<JointKind>columns()
            .text("kind", kind -> kind)
            .text("measure", kind -> kind.measure().key());

    private JointChecks() {}

    /** Adds the violations of a row by itself that no constraint of a field finds. */
    static void checkRow(
            long line, JointInput row, String building, RowSource<JointInput> rows, Violations violations) {
        if (building == null && row.building() == null && !violations.name(rows.place(line, "building"))) {
            violations.add(rows.place(line, "building"), null, Violation.REQUIRED, JointRowNote.BUILDING_REQUIRED.of());
        }
        if (building != null && row.building() != null && !row.building().equals(building)) {
            violations.add(
                    rows.place(line, "building"),
                    row.building(),
                    Violation.INCONSISTENT,
                    JointRowNote.BUILDING_OF_ADDRESS.of(building));
        }
        for (String field : row.unstated()) {
            if (!violations.name(rows.place(line, field))) {
                violations.add(
                        rows.place(line, field),
                        null,
                        Violation.REQUIRED,
                        JointRowNote.REQUIRED_FOR_KIND.of(row.kind()));
            }
        }
    }

    /** Adds all violations among the resolved rows of a schedule. */
    static void check(Project project, RowSource<JointInput> rows, Violations violations) {
        Sql.query("""
                        select line, field, value, violation, note, arguments, conflict from (
                          select line, 'building' as field, building as value, 'NOT_FOUND' as violation,
                            'BUILDING_UNKNOWN' as note, '{}'::text[] as arguments, false as conflict
                          from resolved_joint where building is not null and building_id is null
                          union all
                          select line, 'code', code, 'DUPLICATE', 'CODE_REPEATED', '{}', false
                          from resolved_joint where code is not null and nth > 1
                          union all
                          select line, 'storey', storey, 'NOT_FOUND', 'STOREY_UNKNOWN', array[building], false
                          from resolved_joint where storey is not null and building_id is not null and storey_id is null
                          union all
                          select line, 'storey', null, 'REQUIRED',
                            'STOREY_REQUIRED', array[storeys::text], false
                          from resolved_joint where storey is null and storeys > 1
                          union all
                          select line, 'joins', code, 'NOT_FOUND', 'COMPONENT_UNKNOWN', array[code], false
                          from resolved_join where id is null and code is not null
                          union all
                          select k.line, 'joins', k.code, 'INCONSISTENT',
                            'COMPONENT_ELSEWHERE', array[k.code, n.building], false
                          from resolved_join k join resolved_joint n on n.line = k.line and n.building_id <> k.building_id
                          union all
                          select line, 'code', code, 'CONFLICT', 'CANCELLED', '{}', true
                          from resolved_joint where cancelled) as violations
                        order by line, field, value""")
                .map((rs, context) -> new Violation(
                        rows.place(rs.getLong("line"), rs.getString("field")),
                        rs.getString("value"),
                        rs.getString("violation"),
                        JointRowNote.valueOf(rs.getString("note"))
                                .of((Object[]) rs.getArray("arguments").getArray()),
                        rs.getBoolean("conflict")))
                .useStream(stream -> stream.forEach(violations.elsewhere()));
        Consumer<Violation> elsewhere = violations.elsewhere();
        declared(project, "select line, building_id, kind from resolved_joint")
                .forEach(clash -> elsewhere.accept(Violation.conflict(
                        rows.place(clash.line(), "kind"), clash.kind(), Violation.CONFLICT, clash.text())));
    }

    /** A joint of a kind whose sum is declared in a take-off. */
    record Clash(long line, JointKind kind, String phase) {
        Note text() {
            return JointRowNote.SUM_DECLARED.of(phase, kind.measure());
        }
    }

    /**
     * The joints whose sum is declared in a take-off.
     *
     * @param joints a query for line, building_id and kind of the joints
     */
    static List<Clash> declared(Project project, String joints) {
        return MEASURES.bind(Sql.query("""
                        select distinct on (n.line) n.line, n.kind, t.phase
                        from (%s) as n
                        join %s on m.kind = n.kind
                        join take_off t on t.project_id = :project and t.building_id = n.building_id
                          and t.version = (select max(version) from take_off l where l.project_id = t.project_id
                            and l.building_id = t.building_id and l.phase = t.phase)
                          and t.content->'measures'->m.measure is not null
                        order by n.line, t.phase desc""".formatted(joints, MEASURES.as("m"))), List.of(JointKind.values()))
                .bind("project", project.id())
                .map((rs, context) ->
                        new Clash(rs.getLong("line"), JointKind.valueOf(rs.getString("kind")), rs.getString("phase")))
                .list();
    }
}
