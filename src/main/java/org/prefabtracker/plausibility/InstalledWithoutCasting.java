package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import org.prefabtracker.shared.message.Note;

/**
 * Concrete pieces that are installed and have no record of casting, by building, spec and maker. Bought-in pieces pass inspection
 * without a step, so only makers are checked that have a record of casting in the project. Of a lot the installed quantity counts.
 */
@ApplicationScoped
class InstalledWithoutCasting extends SqlCheck {

    private static final String SQL = """
            with made as materialized (
              select distinct e.piece_id from event e where e.project_id = :project and e.step = 'CAST' and %s),
            casting as (
              select distinct p.factory from made m join piece p on p.project_id = :project and p.id = m.piece_id),
            installed as (
              select b.code as building, t.code || coalesce(' (' || (select o.code from organisation o where o.id = t.owner_id) || ')', '') as spec, p.factory, c.code as component, p.tag,
                coalesce(p.net_quantity, c.count) as quantity, m.piece_id is not null as was_cast
              from piece p
              join component c on c.project_id = p.project_id and c.id = p.component_id
              join building b on b.project_id = c.project_id and b.id = c.building_id
              join spec t on t.id = p.spec_id
              join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision and r.material = 'CONCRETE'
              left join made m on m.piece_id = p.id
              where p.project_id = :project and p.live and p.stage in ('INSTALLED', 'ACCEPTED')
                and p.factory in (select factory from casting) and (:building::text is null or b.code = :building))
            select * from (
              select concat_ws(chr(31), building, spec, factory) collate "C" as key, building, null as storey, spec as subject,
                array[factory] as detail, coalesce(sum(quantity) filter (where was_cast), 0) as expected,
                sum(quantity) as found, null::timestamptz as since, count(*) filter (where not was_cast) as pieces,
                to_jsonb((array_agg(jsonb_build_object('component', component, 'tag', tag) order by component)
                  filter (where not was_cast))[1 : %d])::text as evidence, null::text[] as elsewhere
              from installed group by building, spec, factory having not bool_and(was_cast)) as uncast
            where key > :after order by key limit :limit""".formatted(COUNTS, Finding.LISTED);

    @Override
    public FindingKind kind() {
        return FindingKind.INSTALLED_MORE_THAN_CAST;
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
        return PlausibilityNote.MORE_INSTALLED_THAN_CAST.of(
                row.detail().get(0), figures.found(), row.subject(), figures.expected());
    }
}
