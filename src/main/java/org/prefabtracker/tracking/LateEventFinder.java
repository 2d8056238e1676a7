package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;

/** Finds events that were reported so late that they contradict what was stored before them, although they must not be refused. */
@ApplicationScoped
public class LateEventFinder {

    /**
     * An event of a piece.
     *
     * @param arrival its place in the order of arrival
     * @param component the code of the component that the piece fills, or filled last
     * @param occurredAt as it was sent
     */
    public record Reported(
            long arrival,
            String building,
            String storey,
            String component,
            String tag,
            UUID event,
            String occurredAt,
            OffsetDateTime recordedAt) {}

    /**
     * A hold that became known after what it would have stopped.
     *
     * @param contradicts the types of what happened to the held piece before the hold was known
     */
    public record LateHold(Reported hold, String number, Set<EventType> contradicts) {}

    /**
     * An installation that was stored before the delivery it depends on, which replaces a voided one.
     *
     * @param deliveries when the late SHIP and RECEIVE were recorded, by id
     */
    public record LateDelivery(Reported install, Map<UUID, OffsetDateTime> deliveries) {}

    /** An event that may be late; the replay of its piece's history decides. */
    private record Suspect(long piece, Category category, String number, Reported reported) {}

    private static final int CHUNK = 2_000;

    @Inject
    EventSerializer serializer;

    @Inject
    HistoryReader histories;

    /** The late holds of a project after an arrival, in the order of arrival. */
    public List<LateHold> holds(Project project, String building, long after, int limit) {
        return search(
                project,
                building,
                after,
                limit,
                """
                %s
                and exists (select from event e where e.project_id = h.project_id and e.piece_id = h.piece_id
                  and %s and e.batch < h.batch
                  and e.occurred_at > h.occurred_at - case when e.occurred_precision = 'MINUTE'
                    and h.occurred_precision = 'MINUTE' then interval '0' else interval '2 days' end)""".formatted(
                        EventSql.isOf("h", EventType.QC_FAIL, EventType.HOLD),
                        EventSql.isOf("e", EventType.QC_PASS, EventType.SHIP, EventType.INSTALL, EventType.ACCEPT)),
                (suspect, history) -> {
                    Set<EventType> contradicted = PieceHistory.replay(history, suspect.category)
                            .history()
                            .contradicted()
                            .getOrDefault(suspect.reported.event, Set.of());
                    return contradicted.isEmpty() ? null : new LateHold(suspect.reported, suspect.number, contradicted);
                });
    }

    /**
     * The installations of a project after an arrival that were known before their delivery, in the order of arrival. An INSTALL
     * needs a stored delivery, so these are pieces whose delivery was voided and reported again.
     */
    public List<LateDelivery> deliveries(Project project, String building, long after, int limit) {
        List<LateDelivery> late = search(
                project,
                building,
                after,
                limit,
                """
                %s
                and h.piece_id in (select v.piece_id from event v where v.project_id = :project and %s)
                and exists (select from event e where e.project_id = h.project_id and e.piece_id = h.piece_id
                  and %s and e.batch > h.batch)""".formatted(
                                EventSql.isOf("h", EventType.INSTALL),
                                EventSql.isOf("v", EventType.VOID),
                                EventSql.isOf("e", EventType.SHIP, EventType.RECEIVE)),
                (suspect, history) -> {
                    Map<UUID, OffsetDateTime> deliveries = new HashMap<>();
                    lateDeliveries(
                                    HistoryOrder.happenedBy(history, null, serializer.zone(), Set.of()),
                                    suspect.reported.event)
                            .forEach(id -> deliveries.put(id, null));
                    return deliveries.isEmpty() ? null : new LateDelivery(suspect.reported, deliveries);
                });
        Map<UUID, OffsetDateTime> recorded = recorded(project, late);
        late.forEach(each -> each.deliveries.replaceAll((id, unknown) -> recorded.get(id)));
        return late;
    }

    /** The last SHIP and RECEIVE before an INSTALL, if they arrived in a later batch than it. */
    static List<UUID> lateDeliveries(List<HistoryEvent> inOrder, UUID install) {
        List<UUID> late = new ArrayList<>();
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        long known = 0;
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            HistoryEvent event = inOrder.get(i);
            if (event.id().equals(install)) {
                wanted = EnumSet.of(EventType.SHIP, EventType.RECEIVE);
                known = event.batch();
            } else if (event.type() == EventType.INSTALL) {
                wanted.clear();
            } else if (wanted.remove(event.type()) && event.batch() > known) {
                late.add(event.id());
            }
        }
        return late;
    }

    private static Map<UUID, OffsetDateTime> recorded(Project project, List<LateDelivery> late) {
        if (late.isEmpty()) {
            return Map.of();
        }
        return Sql.query(
                        "select event_id, recorded_at from event where project_id = :project and event_id = any (:ids)")
                .bind("project", project.id())
                .bind(
                        "ids",
                        late.stream()
                                .flatMap(each -> each.deliveries.keySet().stream())
                                .toArray(UUID[]::new))
                .map((rs, context) -> Map.entry(
                        rs.getObject("event_id", UUID.class), rs.getObject("recorded_at", OffsetDateTime.class)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Reads suspects in chunks, in the order of arrival, and judges each by the history of its piece.
     *
     * @param condition the condition in SQL that a suspect {@code h} meets
     * @param judge returns null where the history shows that the suspect is not late
     */
    private <T> List<T> search(
            Project project,
            String building,
            long after,
            int limit,
            String condition,
            BiFunction<Suspect, List<HistoryEvent>, T> judge) {
        List<T> found = new ArrayList<>();
        List<Suspect> suspects;
        do {
            suspects = suspects(project, building, after, condition);
            Map<Long, List<HistoryEvent>> histories = histories(project, suspects);
            for (Suspect suspect : suspects) {
                after = suspect.reported.arrival;
                T judged = found.size() < limit ? judge.apply(suspect, histories.get(suspect.piece)) : null;
                if (judged != null) {
                    found.add(judged);
                }
            }
        } while (found.size() < limit && suspects.size() == CHUNK);
        return found;
    }

    /** More than what is found: the order of events without times on a day is known from the replay only. */
    private List<Suspect> suspects(Project project, String building, long after, String condition) {
        return Sql.query("""
                        select h.arrival, h.piece_id, h.event_id, h.content, h.recorded_at, b.code as building, s.code as storey,
                          c.code, p.tag, r.category
                        from event h
                        join piece p on p.project_id = h.project_id and p.id = h.piece_id
                        join component c on c.project_id = p.project_id and c.id = p.component_id
                        join building b on b.project_id = c.project_id and b.id = c.building_id
                        join storey s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                        join spec_revision r on r.spec_id = p.spec_id and r.revision = p.spec_revision
                        where h.project_id = :project and h.arrival > :after and (:building::text is null or b.code = :building)
                          and %s
                        order by h.arrival limit :limit""".formatted(condition))
                .bind("project", project.id())
                .bind("building", building)
                .bind("after", after)
                .bind("limit", CHUNK)
                .map((rs, context) -> suspect(rs))
                .list();
    }

    private Suspect suspect(ResultSet rs) throws SQLException {
        EventInput row = serializer.read(rs.getString("content"));
        return new Suspect(
                rs.getLong("piece_id"),
                Category.valueOf(rs.getString("category")),
                row.number(),
                new Reported(
                        rs.getLong("arrival"),
                        rs.getString("building"),
                        rs.getString("storey"),
                        rs.getString("code"),
                        rs.getString("tag"),
                        rs.getObject("event_id", UUID.class),
                        row.occurredAt().toString(),
                        rs.getObject("recorded_at", OffsetDateTime.class)));
    }

    private Map<Long, List<HistoryEvent>> histories(Project project, List<Suspect> suspects) {
        return suspects.isEmpty()
                ? Map.of()
                : histories.histories(
                        project.id(), suspects.stream().map(Suspect::piece).collect(Collectors.toSet()));
    }
}
