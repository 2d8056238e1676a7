package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.persistence.JsonColumn;

/** Events in the form in which they are kept and compared: keys sorted, nothing empty, decimals plain. */
@Singleton
class EventSerializer {

    /** The same event whether the address or the event says its project. */
    @JsonIgnoreProperties("project")
    private interface WithoutProject {}

    private final JsonColumn json;
    private final ZoneId zone;

    @Inject
    EventSerializer(ObjectMapper json, @ConfigProperty(name = "prefab.zone") ZoneId zone) {
        this.json = new JsonColumn(json.copy()
                .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .addMixIn(EventInput.class, WithoutProject.class));
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    String write(EventInput row) {
        return json.write(row);
    }

    EventInput read(String content) {
        return json.read(content, EventInput.class);
    }

    /** When an event happened; one without a time at the beginning of its day. */
    OffsetDateTime at(EventInput row) {
        return row.occurredAt().at(zone);
    }

    HistoryEvent happened(EventInput row, long arrival, long batch) {
        return happened(
                row.eventId(),
                row.type(),
                at(row),
                row.occurredAt().timed(),
                arrival,
                batch,
                new Details(row.number(), row.closes(), row.voids(), row.witnesses(), row.netQuantity(), row.place()));
    }

    /** What a history needs of an event that no column holds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Details(
            String number, List<String> closes, UUID voids, UUID witnesses, BigDecimal netQuantity, String place) {}

    private HistoryEvent happened(
            UUID id, EventType type, OffsetDateTime at, boolean timed, long arrival, long batch, Details details) {
        return new HistoryEvent(
                id,
                type,
                at.toInstant(),
                timed ? at.atZoneSameInstant(zone).toLocalDate() : at.toLocalDate(),
                timed,
                at.toLocalDate(),
                arrival,
                batch,
                details.number,
                details.closes == null ? Set.of() : Set.copyOf(details.closes),
                type == EventType.WITNESS ? details.witnesses : details.voids,
                details.netQuantity,
                details.place);
    }

    /** The columns of an event from which {@link #happened(ResultSet)} reads it. */
    static final String HAPPENED =
            "e.event_id, e.type, e.occurred_at, e.occurred_offset_minutes, e.occurred_precision, e.arrival, e.batch, e.content";

    /** An event that is on record. */
    HistoryEvent happened(ResultSet rs) throws SQLException {
        return happened(
                rs.getObject("event_id", UUID.class),
                EventType.valueOf(rs.getString("type")),
                rs.getObject("occurred_at", OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.ofTotalSeconds(60 * rs.getInt("occurred_offset_minutes"))),
                rs.getString("occurred_precision").equals("MINUTE"),
                rs.getLong("arrival"),
                rs.getLong("batch"),
                json.read(rs.getString("content"), Details.class));
    }

    /** The histories of pieces by their ids; an event of two pieces stands in both. */
    Map<Long, List<HistoryEvent>> histories(Handle handle, long project, Collection<Long> pieces) {
        Map<Long, List<HistoryEvent>> histories = new HashMap<>();
        handle.createQuery("""
                        select e.piece_id, <columns> from event e
                        where e.project_id = :project and e.piece_id = any (:ids)
                        union all
                        select e.other_piece_id, <columns> from event e
                        where e.project_id = :project and e.other_piece_id = any (:ids)""".replace("<columns>", HAPPENED))
                .bind("project", project)
                .bind("ids", pieces.toArray(Long[]::new))
                .map((rs, context) -> Map.entry(rs.getLong("piece_id"), happened(rs)))
                .forEach(event -> histories
                        .computeIfAbsent(event.getKey(), none -> new ArrayList<>())
                        .add(event.getValue()));
        return histories;
    }
}
