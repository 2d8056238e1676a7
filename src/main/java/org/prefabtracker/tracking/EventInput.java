package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.text.Codes;

/**
 * An event as it is sent; {@link EventType#required} names the fields that a type needs.
 *
 * @param eventId made by the client; the same event may be sent repeatedly
 * @param occurredAt a time with offset, or a date where only the day is known
 * @param project the project of the component, where the address does not name it
 * @param component the code of a component, which means its live piece; alternatively {@code tag}
 * @param records the records of a STEP, stored as they are sent; {@link IndexedEventFields} reads some of them
 * @param witnesses of a WITNESS: the event of the same piece that was witnessed
 * @param with the other piece of an EXCHANGE: the code of a component, which means its live piece, or a tag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventInput(
        @NotNull UUID eventId,
        @NotNull EventType type,

        @NotNull @Schema(type = SchemaType.STRING, examples = "2026-05-04T16:20:00+08:00")
        OccurrenceTime occurredAt,

        @Size(max = 64) String project,
        @Size(max = 64) String component,
        @Size(max = 20) String tag,
        @Size(max = 100) String factory,
        LocalDate dueOn,
        @Size(max = 64) String step,
        @Size(max = 100) String line,
        @Size(max = 100) String mould,
        JsonNode records,
        @Size(max = 100) String inspector,
        @Size(max = 100) String certificate,
        JsonNode values,
        @Size(max = 50) List<@NotNull @Size(max = 64) String> closes,
        @Size(max = 64) String number,
        @Size(max = 500) String reason,
        @Size(max = 100) String partner,
        @Size(max = 100) String shipment,
        @Size(max = 100) String vehicle,
        @Size(max = 100) String result,
        @Size(max = 100) String witness,
        @Size(max = 100) String position,
        @Size(max = 100) String equipment,
        @Positive @Digits(integer = 9, fraction = 6) BigDecimal netQuantity,
        Joint joint,
        @Size(max = 100) String batch,
        @Size(max = 100) String operator,
        @Size(max = 64) String with,
        UUID voids,
        UUID witnesses,
        @Size(max = 200) String place,
        @Size(max = 500) String note,
        @Size(max = 100) String source) {

    /** How a piece is connected. */
    public enum Joint {
        SLEEVE_GROUT,
        GROUTED_LAP,
        BEDDING,
        WELD,
        BOLT,
        PIN,
        POST_CAST,
        ADHESIVE,
        HANGER,
        OTHER
    }

    public EventInput {
        project = Codes.normalise(project);
        component = Codes.normalise(component);
        tag = PieceTag.normalise(tag);
        with = Codes.normalise(with);
    }

    /** The names of required fields that were not sent. */
    @JsonIgnore
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String field : type.required()) {
            Object value =
                    switch (field) {
                        case "factory" -> factory;
                        case "step" -> step;
                        case "inspector" -> inspector;
                        case "certificate" -> certificate;
                        case "number" -> number;
                        case "reason" -> reason;
                        case "place" -> place;
                        case "partner" -> partner;
                        case "shipment" -> shipment;
                        case "joint" -> joint;
                        case "with" -> with;
                        case "voids" -> voids;
                        case "witnesses" -> witnesses;
                        default -> throw new IllegalStateException(field);
                    };
            if (value == null || value instanceof String text && text.isBlank()) {
                missing.add(field);
            }
        }
        return missing;
    }
}
