package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.StoredJson;

/** Events in the form in which they are kept and compared: keys sorted, nothing empty, decimals plain. */
@Singleton
class Canonical {

    /** The same event whether the address or the event says its project. */
    @JsonIgnoreProperties("project")
    private interface WithoutProject {}

    private final StoredJson json;
    private final ZoneId zone;

    @Inject
    Canonical(ObjectMapper json, @ConfigProperty(name = "prefab.zone") ZoneId zone) {
        this.json = new StoredJson(json.copy()
                .configure(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, true)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .addMixIn(EventRow.class, WithoutProject.class));
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    String write(EventRow row) {
        return json.write(row);
    }

    EventRow read(String content) {
        return json.read(content, EventRow.class);
    }

    EventRow.When when(EventRow row) {
        return row.when(zone).orElseThrow();
    }

    Happened happened(EventRow row, long arrival, long batch) {
        EventRow.When when = when(row);
        return new Happened(
                row.eventId(),
                row.type(),
                when.at().toInstant(),
                when.at().atZoneSameInstant(zone).toLocalDate(),
                when.timed(),
                when.at().toLocalDate(),
                arrival,
                batch,
                row.number(),
                row.closes() == null ? Set.of() : Set.copyOf(row.closes()),
                row.voids(),
                row.netQuantity(),
                row.place());
    }
}
