package org.prefabtracker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCalendarTest {

    @Test
    void keepsThePlannedDaysWhereTheYearIsLongEnough() {
        DemoCalendar calendar = new DemoCalendar(LocalDate.of(2026, 11, 30));
        assertThat(calendar.on(LocalDate.of(2025, 3, 2))).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(calendar.startOn(LocalDate.of(2025, 2, 28))).isEqualTo(LocalDate.of(2026, 2, 28));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01", "2026-01-02", "2026-02-10", "2026-06-30", "2026-11-01", "2028-12-31"})
    void startsThisYearKeepsTheOrderAndIsOverBeforeToday(String day) {
        LocalDate today = LocalDate.parse(day);
        DemoCalendar calendar = new DemoCalendar(today);
        assertThat(calendar.startOn(LocalDate.of(2025, 2, 28)).getYear()).isEqualTo(today.getYear());
        LocalDate before = calendar.on(LocalDate.of(2025, 1, 1));
        for (LocalDate planned = LocalDate.of(2025, 1, 2);
                !planned.isAfter(LocalDate.of(2025, 10, 20));
                planned = planned.plusDays(1)) {
            LocalDate mapped = calendar.on(planned);
            assertThat(mapped).isAfterOrEqualTo(before).isBefore(today);
            before = mapped;
        }
    }
}
