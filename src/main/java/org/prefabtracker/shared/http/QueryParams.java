package org.prefabtracker.shared.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.time.Dates;

/**
 * Reads query parameters with a closed set of values; an unknown value is 422 and the message names the valid ones. Null
 * stays null.
 */
public final class QueryParams {

    private QueryParams() {}

    public static <E extends Enum<E>> E choice(Class<E> choices, String parameter, String value) {
        String chosen = choice(
                parameter,
                value,
                Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList());
        return chosen == null ? null : Enum.valueOf(choices, chosen);
    }

    public static String choice(String parameter, String value, List<String> choices) {
        if (value == null) {
            return null;
        }
        String wanted = value.strip().toUpperCase(Locale.ROOT);
        if (!choices.contains(wanted)) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter(parameter),
                    value,
                    Violation.UNKNOWN_VALUE,
                    "one of " + String.join(", ", choices)));
        }
        return wanted;
    }

    public static Boolean flag(String parameter, String value) {
        if (value == null) {
            return null;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problems.of(Violation.of(
                        new ErrorLocation.Parameter(parameter), value, Violation.UNKNOWN_VALUE, "true or false"));
        };
    }

    /** A year in the plausible range: 20026 is a typing error. */
    public static Integer year(String parameter, String value) {
        if (value == null) {
            return null;
        }
        try {
            int year = Integer.parseInt(value.strip());
            if (year >= Dates.FIRST_YEAR && year <= Dates.LAST_YEAR) {
                return year;
            }
        } catch (NumberFormatException notAYear) {
            // reported below
        }
        throw Problems.of(Violation.of(
                new ErrorLocation.Parameter(parameter),
                value,
                Violation.OUT_OF_RANGE,
                "a year from " + Dates.FIRST_YEAR + " to " + Dates.LAST_YEAR));
    }
}
