package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.component.ComponentSql;
import org.prefabtracker.shared.message.Note;

/**
 * Lots that have less concrete than the pieces cast from them. A lot is a batch number of one maker in the project. In doubt the
 * maker is favoured: of different volumes the largest counts; a piece cast from several lots counts in none; a scrapped piece counts
 * only while its component is unchanged since the casting; a piece without a concrete volume counts as zero; and 1 % is tolerated,
 * because volumes are rounded and batching has tolerances.
 */
@ApplicationScoped
class OverdrawnLots extends SqlCheck {

    private static final String SQL =
            """
            with castings as materialized (
              select e.piece_id, e.event_id, e.recorded_at, e.lot, e.lot_volume_m3 as volume
              from event e where e.project_id = :project and e.step = 'CAST' and e.lot is not null and %s),
            lots as (
              select p.factory, k.lot, max(k.volume) as volume, max(k.recorded_at) as since
              from castings k join piece p on p.project_id = :project and p.id = k.piece_id
              group by p.factory, k.lot),
            of_one_lot as (
              select piece_id, min(lot) as lot, max(recorded_at) as recorded_at, (array_agg(event_id))[1] as event_id
              from castings group by piece_id having min(lot) = max(lot)),
            pieces as (
              select p.factory, o.lot, sum(%s) as concrete, count(*) as pieces,
                case when min(b.code) = max(b.code) then min(b.code) end as building,
                coalesce(bool_or(b.code = :building), true) as asked,
                to_jsonb((array_agg(jsonb_build_object('component', c.code, 'tag', p.tag, 'event', o.event_id)
                  order by c.code, p.tag))[1 : %d])::text as evidence
              from of_one_lot o
              join piece p on p.project_id = :project and p.id = o.piece_id
              join component c on c.project_id = p.project_id and c.id = p.component_id
              join building b on b.project_id = c.project_id and b.id = c.building_id
              join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
              where p.live or c.recorded_at <= o.recorded_at
              group by p.factory, o.lot)
            select * from (
              select concat_ws(chr(31), l.lot, l.factory) collate "C" as key, p.building, null as storey, l.lot as subject,
                array[l.factory] as detail, p.concrete as expected, l.volume as found, l.since, p.pieces, p.evidence,
                null::text[] as elsewhere
              from lots l join pieces p using (factory, lot)
              where p.asked and l.volume < p.concrete * 0.99) as short
            where key > :after order by key limit :limit""".formatted(COUNTS, ComponentSql.total(Quantity.CONCRETE_VOLUME), Finding.LISTED);

    @Override
    public FindingKind kind() {
        return FindingKind.CAST_BELOW_PIECES;
    }

    @Override
    String sql() {
        return SQL;
    }

    @Override
    Finding.Figures figures(Row row) {
        return row.figures("m3");
    }

    @Override
    Note message(Row row) {
        Finding.Figures figures = figures(row);
        return PlausibilityNote.LOT_TOO_SMALL.of(
                row.subject(), row.detail().get(0), figures.found(), figures.expected());
    }
}
