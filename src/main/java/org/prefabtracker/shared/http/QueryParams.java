package org.prefabtracker.shared.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prefabtracker.shared.message.EnumNames;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.text.Suggestions;
import org.prefabtracker.shared.text.Text;
import org.prefabtracker.shared.time.Dates;

/**
 * Reads query parameters with a closed set of values; an unknown value is 422 and the message names the valid ones. Null
 * stays null.
 */
public final class QueryParams {

    private QueryParams() {}

    /** A constant of an enum by its name in the API or its Chinese name, see {@link EnumNames}. */
    public static <E extends Enum<E>> E choice(Class<E> choices, String parameter, String value) {
        if (value == null) {
            return null;
        }
        List<E> meant = EnumNames.meant(choices, value);
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw Problems.of(
                meant.isEmpty()
                        ? unknown(parameter, value, EnumNames.of(choices)).meaning(EnumNames.suggestion(choices, value))
                        : Violation.of(
                                new ErrorLocation.Parameter(parameter),
                                value,
                                Violation.UNKNOWN_VALUE,
                                "can mean several; give one of "
                                        + meant.stream().map(Enum::toString).collect(Collectors.joining(", "))));
    }

    public static String choice(String parameter, String value, List<String> choices) {
        if (value == null) {
            return null;
        }
        String wanted = Text.plain(value);
        return choices.stream()
                .filter(choice -> Text.plain(choice).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problems.of(unknown(parameter, value, choices)));
    }

    /** The violation of a parameter whose value names none of these, with the one that was probably meant. */
    public static Violation unknown(String parameter, String value, List<String> known) {
        return Violation.of(
                        new ErrorLocation.Parameter(parameter),
                        value,
                        Violation.UNKNOWN_VALUE,
                        "one of " + String.join(", ", known))
                .meaning(Suggestions.best(value, known).orElse(null));
    }

    /**
     * A filter that names what does not exist, or what the caller may not see.
     *
     * @param what the kind of thing, "building"
     */
    public static HttpProblem notFound(String parameter, String value, String what) {
        return Problems.of(Violation.of(
                new ErrorLocation.Parameter(parameter), value, Violation.NOT_FOUND, "there is no such " + what));
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
