package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.shared.message.Note;

/**
 * Storeys with far fewer pieces of a category than the storeys around them: fewer than half of the usual number, and at least 3
 * fewer. The usual number is the lesser of the mean of the next two storeys below and that of the next two above. Only storeys above
 * ground are compared, and only where there are two on either side; so the lowest and uppermost storeys are not found, nor those
 * where a tower leaves its podium.
 */
@ApplicationScoped
class SparseStoreys extends SqlCheck {

    private static final String SQL = """
            with counted as materialized (
              select c.building_id, c.storey_id, r.category, coalesce(sum(c.count) filter (where not c.cancelled), 0) as pieces,
                max(c.recorded_at) as recorded_at
              from component c
              join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
              where c.project_id = :project group by c.building_id, c.storey_id, r.category),
            storeys as (
              select b.code as building, s.code as storey, s.ordinal, k.category, coalesce(n.pieces, 0) as pieces, n.recorded_at
              from building b
              join storey s on s.project_id = b.project_id and s.building_id = b.id and s.kind = 'ABOVE_GROUND'
              join (select distinct building_id, category from counted) as k on k.building_id = b.id
              left join counted n on n.building_id = b.id and n.storey_id = s.id and n.category = k.category
              where b.project_id = :project and (:building::text is null or b.code = :building)),
            beside as (
              select s.*, max(recorded_at) over (around rows between 2 preceding and 2 following) as since,
                (lag(pieces) over around + lag(pieces, 2) over around) / 2.0 as below,
                (lead(pieces) over around + lead(pieces, 2) over around) / 2.0 as above
              from storeys s window around as (partition by building, category order by ordinal))
            select * from (
              select concat_ws(chr(31), building, to_char(ordinal, 'FM00000'), category) collate "C" as key, building, storey,
                category as subject, null::text[] as detail, least(below, above) as expected, pieces as found, since,
                null::bigint as pieces, null as evidence, null::text[] as elsewhere
              from beside
              where below is not null and above is not null
                and pieces < least(below, above) / 2 and pieces <= least(below, above) - 3) as thin
            where key > :after order by key limit :limit""";

    @Override
    public FindingKind kind() {
        return FindingKind.THIN_STOREY;
    }

    @Override
    String sql() {
        return SQL;
    }

    @Override
    Finding.Figures figures(Row row) {
        return row.figures("pieces");
    }

    @Override
    Note message(Row row) {
        Finding.Figures figures = figures(row);
        return PlausibilityNote.STOREY_SPARSE.of(
                row.storey(), figures.found(), Category.valueOf(row.subject()), figures.expected());
    }

    /** The address of the bill of the storey. */
    @Override
    List<Finding.Evidence> evidence(Scope scope, Row row) {
        return List.of(Finding.Evidence.at(UriBuilder.fromPath("/api/v1/projects/{project}/components")
                .queryParam("building", "{building}")
                .queryParam("storey", "{storey}")
                .queryParam("category", "{category}")
                .build(scope.project().code(), row.building(), row.storey(), row.subject())
                .toString()));
    }
}
