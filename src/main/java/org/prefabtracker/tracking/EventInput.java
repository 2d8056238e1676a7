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
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.time.Foreseeable;

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
    public record Release(
            @Size(max = 100) String factory, @Foreseeable LocalDate dueOn) implements FieldGroup {}

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
            JsonNode records) implements FieldGroup {}

    /** The inspection of a piece. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Inspection(
            @Size(max = 100) String inspector,
            @Size(max = 100) String certificate,
            JsonNode values) implements FieldGroup {}

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
            implements FieldGroup {}

    /** The way of a piece to a partner or to the site. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Transport(
            @Size(max = 100) String partner,
            @Size(max = 100) String shipment,
            @Size(max = 100) String vehicle,
            @Size(max = 100) String result)
            implements FieldGroup {}

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
            implements FieldGroup {}

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
    }

    /** Where the piece is, remarks, and the system that reports the event. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Remarks(
            @Size(max = 200) String place,
            @Size(max = 500) String note,
            @Size(max = 100) String source) implements FieldGroup {}

    /** How a piece is connected. */
    @Schema(name = "ConnectionKind")
    public enum Joint implements Term {
        SLEEVE_GROUT("套筒灌浆"),
        GROUTED_LAP("浆锚搭接"),
        BEDDING("坐浆"),
        WELD("焊接"),
        BOLT("螺栓连接"),
        PIN("销轴连接"),
        POST_CAST("后浇"),
        ADHESIVE("粘结"),
        HANGER("挂接"),
        OTHER("其他");

        private final String zh;

        Joint(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static EventInput of(EventFields json) {
        return json == null ? null : json.toInput();
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
