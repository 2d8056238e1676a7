package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;

/** What does not fit together in the histories of a project although nothing of it may be refused. */
@ApplicationScoped
public class Findings {

    /** A LATE_HOLD: reported when later events, which it would have stopped, were on record already. */
    public enum Kind {
        LATE_HOLD
    }

    /**
     * A finding.
     *
     * @param component what the piece fills, or filled last
     * @param number of the hold
     * @param event the report that came late
     * @param occurredAt as it was sent
     * @param contradicts the types of what happened to the held piece before the hold was known
     */
    public record Finding(
            Kind kind,
            String component,
            String tag,
            String number,
            UUID event,
            String occurredAt,
            OffsetDateTime recordedAt,
            Set<EventType> contradicts) {}

    /** A finding and its place in the list. */
    record Placed(long arrival, Finding finding) {}

    /** A hold that arrived after something that happened on its day or later. */
    private record Suspect(
            long arrival,
            long piece,
            UUID event,
            String content,
            OffsetDateTime recordedAt,
            String component,
            String tag,
            Category category) {}

    private static final int CHUNK = 200;

    @Inject
    Canonical canonical;

    /** The findings of a project after an arrival, in the order of arrival. */
    List<Placed> list(Handle handle, Project project, long after, int limit) {
        List<Placed> findings = new ArrayList<>();
        List<Suspect> suspects;
        int chunk = Math.max(limit, CHUNK);
        do {
            suspects = suspects(handle, project, after, chunk);
            Map<Long, List<Happened>> histories = histories(handle, project, suspects);
            for (Suspect suspect : suspects) {
                after = suspect.arrival;
                Set<EventType> contradicted = History.replay(histories.get(suspect.piece), suspect.category)
                        .history()
                        .contradicted()
                        .getOrDefault(suspect.event, Set.of());
                if (!contradicted.isEmpty() && findings.size() < limit) {
                    findings.add(new Placed(suspect.arrival, finding(suspect, contradicted)));
                }
            }
        } while (findings.size() < limit && suspects.size() == chunk);
        return findings;
    }

    private Finding finding(Suspect suspect, Set<EventType> contradicted) {
        EventRow row = canonical.read(suspect.content);
        return new Finding(
                Kind.LATE_HOLD,
                suspect.component,
                suspect.tag,
                row.number(),
                suspect.event,
                row.occurredAt().toString(),
                suspect.recordedAt,
                contradicted);
    }

    /** Wider than the findings, for the order of a day without times is told by replay only. */
    private static List<Suspect> suspects(Handle handle, Project project, long after, int limit) {
        return handle.createQuery("""
                        select h.arrival, h.piece_id, h.event_id, h.content, h.recorded_at, c.code, p.tag, r.category
                        from event h
                        join piece p on p.project_id = h.project_id and p.id = h.piece_id
                        join component c on c.project_id = p.project_id and c.id = p.component_id
                        join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision
                        where h.project_id = :project and h.type in ('QC_FAIL', 'HOLD') and h.arrival > :after
                          and exists (select from event e where e.project_id = h.project_id and e.piece_id = h.piece_id
                            and e.type in ('QC_PASS', 'SHIP', 'INSTALL', 'ACCEPT') and e.batch < h.batch
                            and e.occurred_at > h.occurred_at - interval '2 days')
                        order by h.arrival limit :limit""")
                .bind("project", project.id())
                .bind("after", after)
                .bind("limit", limit)
                .map((rs, context) -> suspect(rs))
                .list();
    }

    private static Suspect suspect(ResultSet rs) throws SQLException {
        return new Suspect(
                rs.getLong("arrival"),
                rs.getLong("piece_id"),
                rs.getObject("event_id", UUID.class),
                rs.getString("content"),
                rs.getObject("recorded_at", OffsetDateTime.class),
                rs.getString("code"),
                rs.getString("tag"),
                Category.valueOf(rs.getString("category")));
    }

    private Map<Long, List<Happened>> histories(Handle handle, Project project, List<Suspect> suspects) {
        Set<Long> pieces = new HashSet<>();
        suspects.forEach(suspect -> pieces.add(suspect.piece));
        return canonical.histories(handle, project.id(), pieces);
    }
}
