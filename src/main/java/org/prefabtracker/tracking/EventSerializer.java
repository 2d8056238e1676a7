package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.persistence.JsonColumn;

/**
 * Converts events between what is sent, what is stored and what a history needs. The stored form is canonical, so that two
 * events can be compared as texts: keys sorted, nothing empty, decimals plain.
 */
@Singleton
class EventSerializer {

    /** The project is left out: an event is the same whether its address or its content names the project. */
    @JsonIgnoreProperties("project")
    private interface WithoutProject {}

    private final JsonColumn json;
    private final ZoneId zone;

    @Inject
    EventSerializer(ObjectMapper json, @ConfigProperty(name = "prefab.zone") ZoneId zone) {
        this.json = new JsonColumn(json.copy()
                .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .addMixIn(EventFields.class, WithoutProject.class));
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    String write(EventInput input) {
        return json.write(EventFields.of(input));
    }

    /**
     * Whether an event has the content of a stored one. A time is the same in every offset and with every number of zeros, and so is
     * a number: what a client sends again may be written by another library.
     */
    boolean isSame(EventInput input, String content) {
        String written = write(input);
        return written.equals(content) || json.isSame(comparable(written), comparable(content));
    }

    private String comparable(String content) {
        ObjectNode fields = json.read(content, ObjectNode.class);
        OccurrenceTime time = new OccurrenceTime(fields.path("occurredAt").asText());
        if (time.isReadable() && time.timed()) {
            fields.put("occurredAt", time.at(zone).toInstant().toString());
        }
        return json.write(fields);
    }

    EventInput read(String content) {
        return json.read(content, EventFields.class).toInput();
    }

    /** When an event happened; one without a time at the beginning of its day. */
    OffsetDateTime occurredAt(EventInput input) {
        return input.occurredAt().at(zone);
    }

    /**
     * An event that is sent, as a history needs it.
     *
     * @param arrival its place in the order of arrival
     * @param batch the first arrival of its batch
     * @param reporter who sends it
     */
    HistoryEvent historyEvent(EventInput input, long arrival, long batch, HistoryEvent.Reporter reporter) {
        return historyEvent(
                input.eventId(),
                input.type(),
                occurredAt(input),
                input.occurredAt().timed(),
                arrival,
                batch,
                new Details(
                        input.number(),
                        input.closes(),
                        input.voids(),
                        input.witnesses(),
                        input.netQuantity(),
                        input.place()),
                reporter);
    }

    /** An event that is stored, as a history needs it. */
    HistoryEvent historyEvent(
            UUID id,
            EventType type,
            OffsetDateTime at,
            boolean timed,
            long arrival,
            long batch,
            String content,
            long organisation) {
        return historyEvent(
                id,
                type,
                at,
                timed,
                arrival,
                batch,
                json.read(content, Details.class),
                new HistoryEvent.Reporter(organisation, true));
    }

    /** What a history needs of an event and no column holds. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Details(
            String number, List<String> closes, UUID voids, UUID witnesses, BigDecimal netQuantity, String place) {}

    private HistoryEvent historyEvent(
            UUID id,
            EventType type,
            OffsetDateTime at,
            boolean timed,
            long arrival,
            long batch,
            Details details,
            HistoryEvent.Reporter reporter) {
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
                details.place,
                reporter);
    }
}
