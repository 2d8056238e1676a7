package org.prefabtracker.shared.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Year;
import java.util.List;
import java.util.Optional;
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
        wrongChoice(choices, parameter, value).ifPresent(QueryParams::refuse);
        return EnumNames.meant(choices, value).get(0);
    }

    private static <E extends Enum<E>> Optional<Violation> wrongChoice(
            Class<E> choices, String parameter, String value) {
        List<E> meant = EnumNames.meant(choices, value);
        if (meant.size() == 1) {
            return Optional.empty();
        }
        return Optional.of(
                meant.isEmpty()
                        ? unknown(parameter, value, EnumNames.of(choices)).meaning(EnumNames.suggestion(choices, value))
                        : Violation.of(
                                new ErrorLocation.Parameter(parameter),
                                value,
                                Violation.UNKNOWN_VALUE,
                                "can mean several; give one of "
                                        + meant.stream().map(Enum::toString).collect(Collectors.joining(", "))));
    }

    private static void refuse(Violation violation) {
        throw Problems.of(violation);
    }

    /** What is wrong with a value for what a parameter {@link Takes}; empty for a good one. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Optional<Violation> wrong(Class<?> takes, String parameter, String value) {
        if (takes.isEnum()) {
            return wrongChoice((Class) takes, parameter, value);
        }
        if (takes == Boolean.class) {
            return wrongFlag(parameter, value);
        }
        return takes == Year.class ? wrongYear(parameter, value) : Optional.empty();
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
        wrongFlag(parameter, value).ifPresent(QueryParams::refuse);
        return Boolean.valueOf(value.strip());
    }

    private static Optional<Violation> wrongFlag(String parameter, String value) {
        String flag = value.strip();
        return flag.equalsIgnoreCase("true") || flag.equalsIgnoreCase("false")
                ? Optional.empty()
                : Optional.of(Violation.of(
                        new ErrorLocation.Parameter(parameter), value, Violation.UNKNOWN_VALUE, "true or false"));
    }

    /** A year in the plausible range: 20026 is a typing error. */
    public static Integer year(String parameter, String value) {
        if (value == null) {
            return null;
        }
        wrongYear(parameter, value).ifPresent(QueryParams::refuse);
        return Integer.valueOf(value.strip());
    }

    private static Optional<Violation> wrongYear(String parameter, String value) {
        try {
            int year = Integer.parseInt(value.strip());
            if (year >= Dates.FIRST_YEAR && year <= Dates.LAST_YEAR) {
                return Optional.empty();
            }
        } catch (NumberFormatException notAYear) {
            // reported below
        }
        return Optional.of(Violation.of(
                new ErrorLocation.Parameter(parameter),
                value,
                Violation.OUT_OF_RANGE,
                "a year from " + Dates.FIRST_YEAR + " to " + Dates.LAST_YEAR));
    }
}
