package org.prefabtracker.tracking;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.prefabtracker.shared.time.Dates;

/**
 * When something happened, as it was said: a time with offset, to the microsecond, or a date alone. It is read once, for an
 * event asks for it at every step of its way.
 */
final class OccurrenceTime {

    private final String text;
    private final OffsetDateTime time;
    private final LocalDate date;

    /** What cannot be read is kept as it is, to be named in the answer. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    OccurrenceTime(String text) {
        this.text = text;
        OffsetDateTime readTime = null;
        LocalDate readDate = null;
        try {
            if (text.length() == 10) {
                readDate = LocalDate.parse(text);
            } else {
                readTime = OffsetDateTime.parse(text).truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException unreadable) {
            // isReadable says so
        }
        this.time = readTime;
        this.date = readTime == null ? readDate : readTime.toLocalDate();
    }

    /** Whether it is a date or a time with an offset of whole minutes, in a year a building can have to do with. */
    boolean isReadable() {
        return date != null
                && Dates.isPlausible(date)
                && (time == null || time.getOffset().getTotalSeconds() % 60 == 0);
    }

    /** Whether a time was said. */
    boolean timed() {
        return time != null;
    }

    /** Its date where it happened. */
    LocalDate date() {
        return date;
    }

    /** A date begins in the zone of the system. */
    OffsetDateTime at(ZoneId zone) {
        return time != null ? time : date.atStartOfDay(zone).toOffsetDateTime();
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
