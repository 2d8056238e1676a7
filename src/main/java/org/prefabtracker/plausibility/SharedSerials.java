package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import org.prefabtracker.shared.message.Note;

/** Serial numbers that a maker gave to two pieces, in this project or in others. */
@ApplicationScoped
class SharedSerials extends SqlCheck {

    private static final String SQL = """
            with stated as materialized (
              select e.serial, e.piece_id, e.event_id, e.recorded_at, e.arrival
              from event e where e.project_id = :project and e.serial is not null and %1$s),
            uses as (
              select e.serial, p.factory, e.piece_id, p.tag, c.code as component, b.code as building,
                min(e.recorded_at) as first, (array_agg(e.event_id order by e.recorded_at, e.arrival))[1] as event_id
              from stated e
              join piece p on p.project_id = :project and p.id = e.piece_id
              join component c on c.project_id = p.project_id and c.id = p.component_id
              join building b on b.project_id = c.project_id and b.id = c.building_id
              group by e.serial, p.factory, e.piece_id, p.tag, c.code, b.code),
            here as (
              select concat_ws(chr(31), serial, factory) collate "C" as key, serial, factory, array_agg(first) as firsts,
                count(*) as pieces, case when min(building) = max(building) then min(building) end as building,
                to_jsonb((array_agg(jsonb_build_object('component', component, 'tag', tag, 'event', event_id)
                  order by component, tag))[1 : %4$d])::text as evidence
              from uses group by serial, factory having coalesce(bool_or(building = :building), true)),
            shared as (
              select h.*, o.projects, o.first
              from here h cross join lateral (%2$s) as o
              where h.key > :after and (h.pieces > 1 or o.projects is not null)
              order by h.key limit :limit)
            select s.key, s.building, null as storey, s.serial as subject, array[s.factory] as detail,
              null::numeric as expected, null::numeric as found, %3$s as since, s.pieces, s.evidence, s.projects as elsewhere
            from shared s order by s.key""".formatted(
                    COUNTS,
                    SharedCertificates.elsewhere(
                            "e.serial = h.serial and l.factory = h.factory",
                            "join piece l on l.project_id = e.project_id and l.id = e.piece_id"),
                    SharedCertificates.SECOND_USE,
                    Finding.LISTED);

    @Override
    public FindingKind kind() {
        return FindingKind.SAME_SERIAL;
    }

    @Override
    String sql() {
        return SQL;
    }

    @Override
    boolean readsOtherProjects() {
        return true;
    }

    @Override
    Finding.Figures figures(Row row) {
        return null;
    }

    @Override
    Note message(Row row) {
        String maker = row.detail().get(0);
        if (row.pieces() <= 1) {
            return PlausibilityNote.SERIAL_ELSEWHERE.of(maker, row.subject());
        }
        return (row.elsewhere().isEmpty()
                        ? PlausibilityNote.SERIAL_REPEATED
                        : PlausibilityNote.SERIAL_REPEATED_AND_ELSEWHERE)
                .of(maker, row.subject(), row.pieces());
    }
}
