package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The fields of an event as they stand in JSON, without the groups of {@link EventInput}. Jackson reads groups from a copy of
 * the tokens and then cannot tell where a violation is, and it sorts the fields of each group by themselves; so this is what it
 * reads, and what it writes in canonical form.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
final class EventFields {
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
    public EventInput.Joint joint;
    public String batch;
    public String operator;
    public String with;
    public UUID voids;
    public UUID witnesses;
    public String place;
    public String note;
    public String source;

    /** The fields of an event. */
    static EventFields of(EventInput input) {
        EventFields fields = new EventFields();
        fields.eventId = input.eventId();
        fields.type = input.type();
        fields.occurredAt = input.occurredAt();
        fields.project = input.target().project();
        fields.component = input.target().component();
        fields.tag = input.target().tag();
        if (input.release() != null) {
            fields.factory = input.release().factory();
            fields.dueOn = input.release().dueOn();
        }
        if (input.production() != null) {
            fields.step = input.production().step();
            fields.line = input.production().line();
            fields.mould = input.production().mould();
            fields.records = input.production().records();
        }
        if (input.inspection() != null) {
            fields.inspector = input.inspection().inspector();
            fields.certificate = input.inspection().certificate();
            fields.values = input.inspection().values();
        }
        if (input.hold() != null) {
            fields.closes = input.hold().closes();
            fields.number = input.hold().number();
            fields.reason = input.hold().reason();
        }
        if (input.transport() != null) {
            fields.partner = input.transport().partner();
            fields.shipment = input.transport().shipment();
            fields.vehicle = input.transport().vehicle();
            fields.result = input.transport().result();
        }
        if (input.assembly() != null) {
            fields.witness = input.assembly().witness();
            fields.position = input.assembly().position();
            fields.equipment = input.assembly().equipment();
            fields.netQuantity = input.assembly().netQuantity();
            fields.joint = input.assembly().joint();
            fields.batch = input.assembly().batch();
            fields.operator = input.assembly().operator();
        }
        if (input.reference() != null) {
            fields.with = input.reference().with();
            fields.voids = input.reference().voids();
            fields.witnesses = input.reference().witnesses();
        }
        if (input.remarks() != null) {
            fields.place = input.remarks().place();
            fields.note = input.remarks().note();
            fields.source = input.remarks().source();
        }
        return fields;
    }

    /** The event of the fields; a group is null where none of its fields is stated. */
    EventInput toInput() {
        return new EventInput(
                eventId,
                type,
                occurredAt,
                new EventInput.Target(project, component, tag),
                group(new EventInput.Release(factory, dueOn), factory, dueOn),
                group(new EventInput.Production(step, line, mould, records), step, line, mould, records),
                group(new EventInput.Inspection(inspector, certificate, values), inspector, certificate, values),
                group(new EventInput.Hold(closes, number, reason), closes, number, reason),
                group(new EventInput.Transport(partner, shipment, vehicle, result), partner, shipment, vehicle, result),
                group(
                        new EventInput.Assembly(witness, position, equipment, netQuantity, joint, batch, operator),
                        witness,
                        position,
                        equipment,
                        netQuantity,
                        joint,
                        batch,
                        operator),
                group(new EventInput.Reference(with, voids, witnesses), with, voids, witnesses),
                group(new EventInput.Remarks(place, note, source), place, note, source));
    }

    private static <T> T group(T group, Object... fields) {
        return Stream.of(fields).allMatch(Objects::isNull) ? null : group;
    }
}
