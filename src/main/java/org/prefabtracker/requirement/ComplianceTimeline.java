package org.prefabtracker.requirement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.shared.time.Dates;

/**
 * The moments of a question about compliance.
 *
 * @param asked the moment it is of
 * @param now when it is asked
 * @param months how many ends of months before it the trend goes back
 */
record ComplianceTimeline(BitemporalPoint asked, Instant now, ZoneId zone, int months) {

    /** The day that decides what is due. */
    LocalDate day() {
        return asked.day(zone, now);
    }

    /** The ends of the months before, the earliest first; of the same knowledge. */
    List<BitemporalPoint> past() {
        YearMonth month = YearMonth.from(day());
        return IntStream.iterate(months, ago -> ago > 0, ago -> ago - 1)
                .mapToObj(ago -> month.minusMonths(ago).atEndOfMonth())
                .filter(Dates::isPlausible)
                .map(end -> new BitemporalPoint(
                        end.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS), asked.knownAt()))
                .toList();
    }

    OffsetDateTime asOf() {
        return asked.asOf() == null ? told(now.truncatedTo(ChronoUnit.SECONDS)) : told(asked.asOf());
    }

    /** With an offset; null of null. */
    OffsetDateTime told(Instant moment) {
        return BitemporalPoint.in(zone, moment);
    }
}
