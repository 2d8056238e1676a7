package org.prefabtracker.shared.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The two times of a request for the past (docs/adr/0012): what had happened by {@code asOf}, as far as it was known at
 * {@code knownAt}. Null is no limit.
 */
public record BitemporalPoint(Instant asOf, Instant knownAt) {

    /** The current state. */
    public static final BitemporalPoint NOW = new BitemporalPoint(null, null);

    /**
     * Reads a time with offset, or a date, which means its end in the zone of the system; today means now.
     *
     * @param violations receives invalid, implausible and future times
     */
    public static Instant read(String text, ErrorLocation place, ZoneId zone, Instant now, Violations violations) {
        if (text == null) {
            return null;
        }
        try {
            Instant moment = read(text.strip(), zone, now);
            if (!Dates.isPlausible(LocalDate.ofInstant(moment, zone))) {
                violations.add(
                        place,
                        text,
                        Violation.OUT_OF_RANGE,
                        "in a year from " + Dates.FIRST_YEAR + " to " + Dates.LAST_YEAR);
                return null;
            }
            if (moment.isAfter(now)) {
                violations.add(place, text, Violation.OUT_OF_RANGE, "not in the future");
                return null;
            }
            return moment;
        } catch (DateTimeException unreadable) {
            violations.add(
                    place,
                    text,
                    Violation.WRONG_TYPE,
                    "a time with offset such as 2026-05-01T00:00:00Z, or a date, which means its end");
            return null;
        }
    }

    private static Instant read(String text, ZoneId zone, Instant now) {
        if (text.length() > "2026-05-01".length()) {
            // a plus that was not percent-encoded arrives as a space
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant().truncatedTo(ChronoUnit.MICROS);
        }
        LocalDate date = LocalDate.parse(text);
        return date.equals(LocalDate.ofInstant(now, zone))
                ? now.truncatedTo(ChronoUnit.MICROS)
                : date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
    }

    /** The day of the figures at this moment. */
    public LocalDate day(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(asOf == null ? now : asOf, zone);
    }

    /** A moment with the offset of a zone; null stays null. */
    public static OffsetDateTime in(ZoneId zone, Instant instant) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
    }
}
