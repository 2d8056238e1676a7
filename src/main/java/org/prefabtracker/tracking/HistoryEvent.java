package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/**
 * An event as the history of a piece needs it.
 *
 * @param at when it happened; of an event without a time the beginning of its day
 * @param day its day in the time zone of the system, which places events without a time among those with one
 * @param timed whether it has a time
 * @param localDate its date at the place where it happened
 * @param arrival its place in the order of arrival
 * @param batch the first arrival of its batch
 * @param number the hold it opens or closes
 * @param closes the holds that a QC_PASS closes
 * @param reporter who reports it
 * @param about the event that a VOID takes back or a WITNESS witnesses
 * @param netQuantity how many parts of a lot an INSTALL installs
 */
record HistoryEvent(
        UUID id,
        EventType type,
        Instant at,
        LocalDate day,
        boolean timed,
        LocalDate localDate,
        long arrival,
        long batch,
        String number,
        Set<String> closes,
        UUID about,
        BigDecimal netQuantity,
        String place,
        Reporter reporter) {

    /**
     * Who reports an event, as far as that decides which holds it lifts.
     *
     * @param organisation its internal id
     * @param liftsAny whether it lifts holds of other organisations too: a supervisor of the project and the operator do. True for
     *     every stored event, which was judged when it arrived
     */
    record Reporter(long organisation, boolean liftsAny) {}

    /** Whether it had happened at a moment. An event without a time had happened in the last second of its day. */
    boolean by(Instant moment, ZoneId zone) {
        return timed
                ? !at.isAfter(moment)
                : !day.plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                        .minusSeconds(1)
                        .isAfter(moment);
    }

    /**
     * Whether this event lifts a hold: one that its own organisation set, and where it lifts any, one that was known when it arrived.
     * So a hold that becomes known after this event is not lifted by it unseen.
     */
    boolean lifts(HistoryEvent hold) {
        return hold.reporter.organisation == reporter.organisation || reporter.liftsAny && hold.arrival < arrival;
    }

    /** The number of the hold that this event opens; that of a REMOVE without a number is made of its id. */
    String opens() {
        return type == EventType.REMOVE && number == null
                ? "REMOVE-" + id.toString().substring(0, 8)
                : number;
    }
}
