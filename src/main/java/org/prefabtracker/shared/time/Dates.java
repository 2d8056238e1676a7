package org.prefabtracker.shared.time;

import java.time.LocalDate;

/** The years in which the dates of a building are plausible. */
public final class Dates {

    public static final int FIRST_YEAR = 1900;
    public static final int LAST_YEAR = 2200;

    private Dates() {}

    public static boolean isPlausible(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }
}
