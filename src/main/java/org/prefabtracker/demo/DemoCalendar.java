package org.prefabtracker.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The days of the demo. It is planned for the months from January to October and takes place in the year in which it is loaded, so
 * that this year's figures show it. Before November the plan is shortened, so that its last event happened before the day of loading.
 *
 * @param today the day on which the demo is loaded
 */
record DemoCalendar(LocalDate today) {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2025, 10, 31);

    /** The day of a planned day. On the first of January it is the day before, because nothing of this year is over. */
    LocalDate on(LocalDate planned) {
        LocalDate first = today.withDayOfYear(1);
        long available = ChronoUnit.DAYS.between(first, today) - 1;
        if (available < 0) {
            return first.minusDays(1);
        }
        long plan = ChronoUnit.DAYS.between(FIRST, LAST);
        long day = ChronoUnit.DAYS.between(FIRST, planned);
        return first.plusDays(available >= plan ? day : Math.floorDiv(day * available, plan));
    }

    /** The same for the start of a building, which is always in the year of loading. */
    LocalDate startOn(LocalDate planned) {
        LocalDate day = on(planned);
        return day.getYear() < today.getYear() ? today.withDayOfYear(1) : day;
    }
}
