package org.prefabtracker.component;

import org.prefabtracker.project.Project;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;

/**
 * Generates the codes of components that are registered by mark. In the first building that uses a mark the code is {@code YB-3-03-001}; in
 * every other one it is {@code 2#-YB-3-03-001}, also when the rows are sent again (docs/adr/0006).
 */
final class ComponentCodeGenerator {

    private ComponentCodeGenerator() {}

    static void settle(Project project, RowSource<ComponentInput> rows, Violations violations) {
        if (Sql.query("select exists (select from incoming_component where expanded)")
                .mapTo(Boolean.class)
                .one()) {
            prefix(project);
        }
        Sql.query("""
                        select line, code, expanded, nth > 1 as again from (
                          select line, code, expanded, row_number() over (partition by code order by line) as nth
                          from incoming_component
                          where code in (select code from incoming_component group by code having count(*) > 1)
                            or expanded and char_length(code) > :longest) as numbered
                        where nth > 1 or expanded and char_length(code) > :longest order by line, code""")
                .bind("longest", Codes.LONGEST)
                .map((rs, context) -> Violation.of(
                        rows.place(rs.getLong("line"), rs.getBoolean("expanded") ? "mark" : "code"),
                        rs.getString("code"),
                        rs.getBoolean("again") ? Violation.DUPLICATE : Violation.BAD_CODE,
                        (rs.getBoolean("again") ? BillNote.CODE_REPEATED : BillNote.CODE_NOT_VALID).of()))
                .useStream(stream -> stream.forEach(violations.elsewhere()));
    }

    private static void prefix(Project project) {
        Sql.update("""
                        update incoming_component i set code = i.building || '-' || i.code
                        from (
                          select n.code, coalesce(max(b.code), (array_agg(n.building order by n.expanded, n.line))[1]) as building
                          from incoming_component n
                          left join component c on c.project_id = :project and c.code = n.code
                          left join building b on b.project_id = c.project_id and b.id = c.building_id
                          group by n.code) as owner
                        where i.expanded and owner.code = i.code and owner.building <> i.building""").bind("project", project.id()).execute();
    }
}
