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
 * When something happened, as it was sent: a time with offset, to the microsecond, or a date. It is parsed once, because every step
 * of the processing reads it.
 */
final class OccurrenceTime {

    private final String text;
    private final OffsetDateTime time;
    private final LocalDate date;

    /** An unreadable text is kept, so that the response can name it. */
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
            // isReadable returns false
        }
        this.time = readTime;
        this.date = readTime == null ? readDate : readTime.toLocalDate();
    }

    /** Whether it is a date, or a time with an offset of whole minutes, in a plausible year. */
    boolean isReadable() {
        return date != null
                && Dates.isPlausible(date)
                && (time == null || time.getOffset().getTotalSeconds() % 60 == 0);
    }

    /** Whether it has a time. */
    boolean timed() {
        return time != null;
    }

    /** The date at the place where it happened. */
    LocalDate date() {
        return date;
    }

    /** The moment; a date begins in the given time zone. */
    OffsetDateTime at(ZoneId zone) {
        return time != null ? time : date.atStartOfDay(zone).toOffsetDateTime();
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
