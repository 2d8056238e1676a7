package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import org.prefabtracker.shared.message.Note;

/** Certificates that are used in two projects or for different makers; in one project a certificate may cover many pieces. */
@ApplicationScoped
class SharedCertificates extends SqlCheck {

    /** The time in SQL when {@code s} was used the second time; more than one use is suspicious. */
    static final String SECOND_USE = """
            (select used from unnest(s.firsts || s.first) as used where used is not null order by used offset 1 limit 1)""";

    /** The number of uses in other projects that are read; more of them add nothing. */
    private static final int USES = 1_000;

    private static final String SQL =
            """
            with uses as materialized (
              select e.certificate, e.piece_id, e.recorded_at
              from event e
              where e.project_id = :project and e.certificate is not null and e.certificate > :after and %1$s),
            makers as materialized (
              select u.certificate, p.factory, min(u.recorded_at) as first, count(distinct u.piece_id) as pieces,
                coalesce(bool_or(b.code = :building), true) as asked, min(b.code) as building, max(b.code) as last_building
              from uses u
              join piece p on p.project_id = :project and p.id = u.piece_id
              join component c on c.project_id = p.project_id and c.id = p.component_id
              join building b on b.project_id = c.project_id and b.id = c.building_id
              group by u.certificate, p.factory),
            here as (
              select certificate, array_agg(factory order by factory) as factories, array_agg(first) as firsts,
                sum(pieces)::bigint as pieces,
                case when min(building) = max(last_building) then min(building) end as building
              from makers group by certificate having bool_or(asked)),
            shared as (
              select h.*, o.projects, o.first
              from here h cross join lateral (%2$s) as o
              where cardinality(h.factories) > 1 or o.projects is not null
              order by h.certificate limit :limit)
            select s.certificate as key, s.building, null as storey, s.certificate as subject, s.factories as detail,
              null::numeric as expected, null::numeric as found, %3$s as since, s.pieces, i.evidence, s.projects as elsewhere
            from shared s
            cross join lateral (
              select jsonb_agg(i)::text as evidence from (
                select c.code as component, p.tag, e.event_id as event
                from event e
                join piece p on p.project_id = e.project_id and p.id = e.piece_id
                join component c on c.project_id = p.project_id and c.id = p.component_id
                where e.project_id = :project and e.certificate = s.certificate and %1$s
                order by c.code, e.recorded_at, p.tag, e.arrival limit %4$d) as i) as i
            order by s.certificate""".formatted(COUNTS, elsewhere("e.certificate = h.certificate", ""), SECOND_USE, Finding.LISTED);

    /**
     * A query for the other projects whose events {@code e} meet a condition, and since when; nothing else reads other projects. Row-level
     * security shows those that the current user may see; of one in which it is only a factory, what was released to it.
     */
    static String elsewhere(String condition, String join) {
        return """
                select (array_agg(distinct o.code order by o.code))[1 : %d] as projects, min(used.recorded_at) as first
                from (
                  select e.project_id, e.recorded_at from event e %s
                  where %s and e.project_id <> :project and %s
                    and (not exists (select from project_party q
                        where q.project_id = e.project_id and q.organisation_id = :organisation)
                      or exists (select from project_party q
                        where q.project_id = e.project_id and q.organisation_id = :organisation and q.kind <> 'FACTORY')
                      or exists (select from piece made
                        where made.project_id = e.project_id and made.id = e.piece_id and made.factory = :factory))
                  order by e.recorded_at limit %d) as used
                join project o on o.id = used.project_id""".formatted(Finding.LISTED, join, condition, COUNTS, USES);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.SAME_CERTIFICATE;
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
        if (row.detail().size() <= 1) {
            return PlausibilityNote.CERTIFICATE_ELSEWHERE.of(row.subject());
        }
        return (row.elsewhere().isEmpty()
                        ? PlausibilityNote.CERTIFICATE_OF_MAKERS
                        : PlausibilityNote.CERTIFICATE_OF_MAKERS_AND_ELSEWHERE)
                .of(row.subject(), row.detail());
    }
}
