package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
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
import org.prefabtracker.shared.json.FieldGroup;
import org.prefabtracker.shared.text.Codes;

/**
 * An event as it is sent; {@link EventType#required} names the fields that a type needs. In JSON all fields stand side by side.
 * Of its groups {@code target} is always there; another is null where none of its fields is stated.
 *
 * @param eventId made by the client; the same event may be sent repeatedly
 * @param occurredAt a time with offset, or a date where only the day is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventInput(
        @NotNull UUID eventId,
        @NotNull EventType type,

        @NotNull @Schema(type = SchemaType.STRING, examples = "2026-05-04T16:20:00+08:00")
        OccurrenceTime occurredAt,

        @JsonUnwrapped @Valid Target target,
        @JsonUnwrapped @Valid Release release,
        @JsonUnwrapped @Valid Production production,
        @JsonUnwrapped @Valid Inspection inspection,
        @JsonUnwrapped @Valid Hold hold,
        @JsonUnwrapped @Valid Transport transport,
        @JsonUnwrapped @Valid Assembly assembly,
        @JsonUnwrapped @Valid Reference reference,
        @JsonUnwrapped @Valid Remarks remarks) {

    /**
     * What an event is about.
     *
     * @param project the project of the component, where the address does not name it
     * @param component the code of a component, which means its live piece; alternatively {@code tag}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Target(
            @Size(max = 64) String project,
            @Size(max = 64) String component,
            @Size(max = 20) String tag) implements FieldGroup {

        public Target {
            project = Codes.normalise(project);
            component = Codes.normalise(component);
            tag = PieceTag.normalise(tag);
        }
    }

    /** Where a piece is made and when it is due. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Release(@Size(max = 100) String factory, LocalDate dueOn) implements FieldGroup {

        private static Release of(Fields json) {
            return json.factory == null && json.dueOn == null ? null : new Release(json.factory, json.dueOn);
        }
    }

    /**
     * A step of the production.
     *
     * @param records the records of a STEP, stored as they are sent; {@link IndexedEventFields} reads some of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Production(
            @Size(max = 64) String step,
            @Size(max = 100) String line,
            @Size(max = 100) String mould,
            JsonNode records) implements FieldGroup {

        private static Production of(Fields json) {
            return json.step == null && json.line == null && json.mould == null && json.records == null
                    ? null
                    : new Production(json.step, json.line, json.mould, json.records);
        }
    }

    /** The inspection of a piece. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inspection(
            @Size(max = 100) String inspector,
            @Size(max = 100) String certificate,
            JsonNode values) implements FieldGroup {

        private static Inspection of(Fields json) {
            return json.inspector == null && json.certificate == null && json.values == null
                    ? null
                    : new Inspection(json.inspector, json.certificate, json.values);
        }
    }

    /**
     * Holds that an event opens or closes, and the reason of an event that needs one.
     *
     * @param closes the numbers of other holds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hold(
            @Size(max = 50) List<@NotNull @Size(max = 64) String> closes,
            @Size(max = 64) String number,
            @Size(max = 500) String reason)
            implements FieldGroup {

        private static Hold of(Fields json) {
            return json.closes == null && json.number == null && json.reason == null
                    ? null
                    : new Hold(json.closes, json.number, json.reason);
        }
    }

    /** The way of a piece to a partner or to the site. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Transport(
            @Size(max = 100) String partner,
            @Size(max = 100) String shipment,
            @Size(max = 100) String vehicle,
            @Size(max = 100) String result)
            implements FieldGroup {

        private static Transport of(Fields json) {
            return json.partner == null && json.shipment == null && json.vehicle == null && json.result == null
                    ? null
                    : new Transport(json.partner, json.shipment, json.vehicle, json.result);
        }
    }

    /** How a piece is installed and connected. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Assembly(
            @Size(max = 100) String witness,
            @Size(max = 100) String position,
            @Size(max = 100) String equipment,
            @Positive @Digits(integer = 9, fraction = 6) BigDecimal netQuantity,
            Joint joint,
            @Size(max = 100) String batch,
            @Size(max = 100) String operator)
            implements FieldGroup {

        private static Assembly of(Fields json) {
            return json.witness == null
                            && json.position == null
                            && json.equipment == null
                            && json.netQuantity == null
                            && json.joint == null
                            && json.batch == null
                            && json.operator == null
                    ? null
                    : new Assembly(
                            json.witness,
                            json.position,
                            json.equipment,
                            json.netQuantity,
                            json.joint,
                            json.batch,
                            json.operator);
        }
    }

    /**
     * Another piece or event.
     *
     * @param with the other piece of an EXCHANGE: the code of a component, which means its live piece, or a tag
     * @param witnesses of a WITNESS: the event of the same piece that was witnessed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reference(@Size(max = 64) String with, UUID voids, UUID witnesses) implements FieldGroup {

        public Reference {
            with = Codes.normalise(with);
        }

        private static Reference of(Fields json) {
            return json.with == null && json.voids == null && json.witnesses == null
                    ? null
                    : new Reference(json.with, json.voids, json.witnesses);
        }
    }

    /** Where the piece is, remarks, and the system that reports the event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Remarks(
            @Size(max = 200) String place,
            @Size(max = 500) String note,
            @Size(max = 100) String source) implements FieldGroup {

        private static Remarks of(Fields json) {
            return json.place == null && json.note == null && json.source == null
                    ? null
                    : new Remarks(json.place, json.note, json.source);
        }
    }

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

    /**
     * The fields as they stand in JSON. Jackson reads groups from a copy of the tokens, and then cannot tell where a violation
     * is, so it fills this and not the groups.
     */
    static final class Fields {
        public UUID eventId;
        public EventType type;
        public OccurrenceTime occurredAt;
        public String project;
        public String component;
        public String tag;
        public String factory;
        public LocalDate dueOn;
        public String step;
        public String line;
        public String mould;
        public JsonNode records;
        public String inspector;
        public String certificate;
        public JsonNode values;
        public List<String> closes;
        public String number;
        public String reason;
        public String partner;
        public String shipment;
        public String vehicle;
        public String result;
        public String witness;
        public String position;
        public String equipment;
        public BigDecimal netQuantity;
        public Joint joint;
        public String batch;
        public String operator;
        public String with;
        public UUID voids;
        public UUID witnesses;
        public String place;
        public String note;
        public String source;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EventInput of(Fields json) {
        return json == null
                ? null
                : new EventInput(
                        json.eventId,
                        json.type,
                        json.occurredAt,
                        new Target(json.project, json.component, json.tag),
                        Release.of(json),
                        Production.of(json),
                        Inspection.of(json),
                        Hold.of(json),
                        Transport.of(json),
                        Assembly.of(json),
                        Reference.of(json),
                        Remarks.of(json));
    }

    String project() {
        return target.project;
    }

    String component() {
        return target.component;
    }

    String tag() {
        return target.tag;
    }

    String factory() {
        return release == null ? null : release.factory;
    }

    LocalDate dueOn() {
        return release == null ? null : release.dueOn;
    }

    String step() {
        return production == null ? null : production.step;
    }

    JsonNode records() {
        return production == null ? null : production.records;
    }

    String certificate() {
        return inspection == null ? null : inspection.certificate;
    }

    JsonNode values() {
        return inspection == null ? null : inspection.values;
    }

    List<String> closes() {
        return hold == null ? null : hold.closes;
    }

    String number() {
        return hold == null ? null : hold.number;
    }

    BigDecimal netQuantity() {
        return assembly == null ? null : assembly.netQuantity;
    }

    String with() {
        return reference == null ? null : reference.with;
    }

    UUID voids() {
        return reference == null ? null : reference.voids;
    }

    UUID witnesses() {
        return reference == null ? null : reference.witnesses;
    }

    String place() {
        return remarks == null ? null : remarks.place;
    }

    String source() {
        return remarks == null ? null : remarks.source;
    }

    /** The names of required fields that were not sent. */
    @JsonIgnore
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String field : type.required()) {
            Object value =
                    switch (field) {
                        case "factory" -> factory();
                        case "step" -> step();
                        case "inspector" -> inspection == null ? null : inspection.inspector;
                        case "certificate" -> certificate();
                        case "number" -> number();
                        case "reason" -> hold == null ? null : hold.reason;
                        case "place" -> place();
                        case "partner" -> transport == null ? null : transport.partner;
                        case "shipment" -> transport == null ? null : transport.shipment;
                        case "joint" -> assembly == null ? null : assembly.joint;
                        case "with" -> with();
                        case "voids" -> voids();
                        case "witnesses" -> witnesses();
                        default -> throw new IllegalStateException(field);
                    };
            if (value == null || value instanceof String text && text.isBlank()) {
                missing.add(field);
            }
        }
        return missing;
    }
}
