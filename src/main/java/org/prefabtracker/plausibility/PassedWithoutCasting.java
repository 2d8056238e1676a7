package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import org.prefabtracker.shared.message.Note;

/**
 * Concrete pieces that passed inspection and have no record of casting, by building, spec and maker. A piece that was bought in may
 * be in order; then its maker's record is what is missing.
 */
@ApplicationScoped
class PassedWithoutCasting extends SqlCheck {

    /** A piece at PRODUCED or a later stage has passed. */
    private static final String SQL = """
            with made as materialized (
              select distinct e.piece_id from event e where e.project_id = :project and e.step = 'CAST' and %s)
            select * from (
              select concat_ws(chr(31), b.code, t.code, o.code, p.factory) collate "C" as key, b.code as building, null as storey,
                t.code || coalesce(' (' || o.code || ')', '') as subject, array[p.factory] as detail, null::numeric as expected,
                null::numeric as found, null::timestamptz as since, count(*) as pieces,
                to_jsonb((array_agg(jsonb_build_object('component', c.code, 'tag', p.tag) order by c.code))[1 : %d])::text
                  as evidence, null::text[] as elsewhere
              from piece p
              join component c on c.project_id = p.project_id and c.id = p.component_id
              join building b on b.project_id = c.project_id and b.id = c.building_id
              join spec t on t.id = p.spec_id
              left join organisation o on o.id = t.owner_id
              join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision and r.material = 'CONCRETE'
              where p.project_id = :project and p.live
                and p.stage in ('PRODUCED', 'SHIPPED', 'DELIVERED', 'INSTALLED', 'ACCEPTED')
                and (:building::text is null or b.code = :building)
                and not exists (select from made m where m.piece_id = p.id)
              group by b.code, t.code, o.code, p.factory) as uncast
            where key > :after order by key limit :limit""".formatted(COUNTS, Finding.LISTED);

    @Override
    public FindingKind kind() {
        return FindingKind.PASSED_WITHOUT_CASTING;
    }

    @Override
    String sql() {
        return SQL;
    }

    @Override
    Finding.Figures figures(Row row) {
        return null;
    }

    @Override
    Note message(Row row) {
        return PlausibilityNote.PASSED_UNCAST.of(
                row.pieces(), row.subject(), row.detail().get(0));
    }
}
