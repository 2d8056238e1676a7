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
 * @param day its day in the zone of the system, to put events without a time among those with one
 * @param timed whether it said a time
 * @param localDate its date where it happened
 * @param arrival the order in which events arrived
 * @param batch the first arrival of the batch it came in
 * @param number the hold it opens or closes
 * @param closes the holds a QC_PASS closes
 * @param about the event a VOID takes back, or a WITNESS saw
 * @param netQuantity how many of a lot an INSTALL built in
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
        String place) {

    /** Whether it had happened by a moment; of an event without a time whether its day was over, at its last second. */
    boolean by(Instant moment, ZoneId zone) {
        return timed
                ? !at.isAfter(moment)
                : !day.plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                        .minusSeconds(1)
                        .isAfter(moment);
    }

    /** The hold this event opens; of a removal it is named by the event. */
    String opens() {
        return type == EventType.REMOVE && number == null
                ? "REMOVE-" + id.toString().substring(0, 8)
                : number;
    }
}
