package org.prefabtracker.shared;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads query parameters of closed sets; an unknown value is a 422 that names the ones there are. Null stays null. */
public final class Filter {

    private Filter() {}

    public static <E extends Enum<E>> E choice(Class<E> choices, String parameter, String value) {
        if (value == null) {
            return null;
        }
        String wanted = value.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problems.of(Fault.of(
                        new Place.Parameter(parameter),
                        value,
                        Fault.UNKNOWN_VALUE,
                        "one of "
                                + Arrays.stream(choices.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", ")))));
    }

    public static Boolean flag(String parameter, String value) {
        if (value == null) {
            return null;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problems.of(
                        Fault.of(new Place.Parameter(parameter), value, Fault.UNKNOWN_VALUE, "true or false"));
        };
    }
}
