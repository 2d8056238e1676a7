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
 * The moments of a request for compliance.
 *
 * @param asked the requested moment
 * @param now the time of the request
 * @param months the number of past ends of months in the trend
 */
record ComplianceTimeline(BitemporalPoint asked, Instant now, ZoneId zone, int months) {

    /** The day that is compared with deadlines. */
    LocalDate day() {
        return asked.day(zone, now);
    }

    /** The past ends of months, the earliest first, with the requested knowledge. */
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
        return asked.asOf() == null ? inZone(now.truncatedTo(ChronoUnit.SECONDS)) : inZone(asked.asOf());
    }

    /** A moment with the offset of the zone; null stays null. */
    OffsetDateTime inZone(Instant moment) {
        return BitemporalPoint.in(zone, moment);
    }
}
