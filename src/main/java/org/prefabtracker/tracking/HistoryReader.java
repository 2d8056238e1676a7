package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the stored events of pieces. */
@ApplicationScoped
public class HistoryReader {

    /** The columns of an event {@code e} from which {@link #event(ResultSet)} reads it. */
    static final String COLUMNS =
            "e.event_id, e.type, e.occurred_at, e.occurred_offset_minutes, e.occurred_precision, e.arrival, e.batch, e.content, e.organisation_id";

    /**
     * An event as it was sent, with all that it carries.
     *
     * @param source the system that reported the event, as it was stated; null where it was not
     * @param tag the tag of its piece
     * @param voided whether a VOID took it back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RecordedEvent")
    public record Recorded(
            @JsonRawValue @Schema(implementation = EventInput.class)
            String event,

            OffsetDateTime recordedAt,
            Reporter reportedBy,
            String source,
            String tag,
            boolean voided) {}

    /**
     * Who reported an event.
     *
     * @param person the name of the person
     * @param organisation the code of the person's organisation at that time
     */
    @Schema(name = "EventReporter")
    public record Reporter(String person, String organisation, String organisationName) {}

    /** A history, in the order in which it happened. */
    @Schema(name = "EventHistory")
    public record RecordedHistory(List<Recorded> items) {}

    @Inject
    EventSerializer serializer;

    @Inject
    CurrentUser currentUser;

    /**
     * The internal id of a component.
     *
     * @param factory finds only the component whose live piece this factory makes; empty: any component
     */
    Optional<Long> componentId(long project, String code, Optional<String> factory) {
        return Sql.query("""
                        select id from component c where project_id = :project and code = :code
                          and (:factory::text is null or exists (select from piece p where p.project_id = c.project_id
                            and p.component_id = c.id and p.live and p.factory = :factory))""")
                .bind("project", project)
                .bind("factory", factory)
                .bind("code", code)
                .mapTo(Long.class)
                .findOne();
    }

    /** The history of all pieces that fill a component, or filled it last. */
    RecordedHistory ofComponent(long project, long component) {
        return recorded("component_id = :id", project, component);
    }

    /** The history of a piece. */
    RecordedHistory ofPiece(long project, long piece) {
        return recorded("id = :id", project, piece);
    }

    /** An exchange belongs to the histories of both its pieces; it is listed once. */
    private RecordedHistory recorded(String condition, long project, long id) {
        Map<UUID, Recorded> recorded = new HashMap<>();
        Map<UUID, HistoryEvent> events = new HashMap<>();
        Sql.query("""
                        with pieces as (select id, tag from piece where project_id = :project and %1$s
                          and (:factory::text is null or factory = :factory)),
                        events as (
                          select e.project_id, e.piece_id, e.recorded_at, e.recorded_by, e.source, p.tag, %2$s
                          from pieces p join event e on e.project_id = :project and e.piece_id = p.id
                          union all
                          select e.project_id, e.piece_id, e.recorded_at, e.recorded_by, e.source, p.tag, %2$s
                          from pieces p join event e on e.project_id = :project and e.other_piece_id = p.id)
                        select %2$s, e.recorded_at, e.source, e.tag, %3$s as voided, person.name as person, o.code as organisation,
                          o.name as organisation_name
                        from events e
                        join person on person.id = e.recorded_by
                        join organisation o on o.id = e.organisation_id""".formatted(condition, COLUMNS, EventSql.isVoided("e")))
                .bind("project", project)
                .bind("factory", currentUser.factory())
                .bind("id", id)
                .map((rs, context) -> {
                    HistoryEvent event = event(rs);
                    recorded.putIfAbsent(
                            event.id(),
                            new Recorded(
                                    rs.getString("content"),
                                    rs.getObject("recorded_at", OffsetDateTime.class),
                                    new Reporter(
                                            rs.getString("person"),
                                            rs.getString("organisation"),
                                            rs.getString("organisation_name")),
                                    rs.getString("source"),
                                    rs.getString("tag"),
                                    rs.getBoolean("voided")));
                    return event;
                })
                .forEach(event -> events.putIfAbsent(event.id(), event));
        return new RecordedHistory(HistoryOrder.ordered(events.values()).stream()
                .map(event -> recorded.get(event.id()))
                .toList());
    }

    /** The histories of pieces by their ids; an event of two pieces belongs to both. */
    Map<Long, List<HistoryEvent>> histories(long project, Collection<Long> pieces) {
        Map<Long, List<HistoryEvent>> histories = new HashMap<>();
        Sql.query("""
                        select e.piece_id, <columns> from event e
                        where e.project_id = :project and e.piece_id = any (:ids)
                        union all
                        select e.other_piece_id, <columns> from event e
                        where e.project_id = :project and e.other_piece_id = any (:ids)""".replace("<columns>", COLUMNS))
                .bind("project", project)
                .bind("ids", pieces.toArray(Long[]::new))
                .map((rs, context) -> Map.entry(rs.getLong("piece_id"), event(rs)))
                .forEach(event -> histories
                        .computeIfAbsent(event.getKey(), none -> new ArrayList<>())
                        .add(event.getValue()));
        return histories;
    }

    /** Reads an event from a row with the columns {@link #COLUMNS}. */
    HistoryEvent event(ResultSet rs) throws SQLException {
        return serializer.historyEvent(
                rs.getObject("event_id", UUID.class),
                EventType.valueOf(rs.getString("type")),
                rs.getObject("occurred_at", OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.ofTotalSeconds(60 * rs.getInt("occurred_offset_minutes"))),
                rs.getString("occurred_precision").equals("MINUTE"),
                rs.getLong("arrival"),
                rs.getLong("batch"),
                rs.getString("content"),
                rs.getLong("organisation_id"));
    }
}
