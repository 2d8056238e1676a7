package org.prefabtracker.component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.prefabtracker.catalogue.SizePlausibility;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.Warning;
import org.prefabtracker.shared.problem.Warnings;

/** Finds what is unlikely about the resolved rows of a bill, or follows from them unnoticed; in one statement. */
final class BillWarningsSql {

    private static final String SQL =
            """
            with warned as (
              select n.line, n.code, 'spec' as field, 'SPEC_IS_DRAFT' as note, n.spec as text, r.revision::numeric as found,
                null::numeric as size, null::numeric as lower, null::numeric as upper
              from resolved_component n
              join spec_revision r on r.spec_id = n.spec_id and r.revision = n.spec_revision and r.status = 'DRAFT'
              union all
              select line, code, 'building', 'COMPONENT_MOVED', old_building, null, null, null, null
              from resolved_component where building_id <> old_building_id
              union all
              select n.line, n.code, 'quantities.' || u.field, u.note, null, u.found, u.size, u.lower, u.upper
              from resolved_component n
              join spec s on s.id = n.spec_id
              join spec_revision r on r.spec_id = n.spec_id and r.revision = n.spec_revision
              cross join lateral %s as u),
            by_row as (
              -- a row that stands for many components is warned of once
              select distinct on (line, field, note) * from warned order by line, field, note, code)
            select *, count(*) over () as total from by_row order by line, field, note limit :limit""".formatted(SizePlausibility.unlikely("n", "r", "s.code", "s.owner_id is null"));

    private BillWarningsSql() {}

    static Warnings of(RowSource<ComponentInput> rows) {
        AtomicLong total = new AtomicLong();
        List<Warning> listed = Sql.query(SQL)
                .bind("limit", Warnings.LISTED)
                .map((rs, context) -> {
                    total.set(rs.getLong("total"));
                    return Warning.of(rows.place(rs.getLong("line"), rs.getString("field")), note(rs));
                })
                .list();
        return new Warnings(listed, total.get());
    }

    private static Note note(ResultSet rs) throws SQLException {
        return switch (rs.getString("note")) {
            case "SPEC_IS_DRAFT" -> BillNote.SPEC_IS_DRAFT.of(rs.getString("text"), rs.getInt("found"));
            case "COMPONENT_MOVED" -> BillNote.COMPONENT_MOVED.of(rs.getString("code"), rs.getString("text"));
            default -> SizePlausibility.note(rs);
        };
    }
}
