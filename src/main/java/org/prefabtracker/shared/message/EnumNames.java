package org.prefabtracker.shared.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.prefabtracker.shared.text.Suggestions;
import org.prefabtracker.shared.text.Text;

/**
 * The names of the constants of an enum that clients may send: the name in the API, and of a {@link Term} the Chinese names.
 * Differences of width, case, space, hyphens and underscores do not count.
 */
public final class EnumNames {

    private static final Pattern ALTERNATIVES = Pattern.compile("[、/]");

    private static final ClassValue<EnumNames> OF = new ClassValue<>() {
        @Override
        protected EnumNames computeValue(Class<?> type) {
            return new EnumNames((Enum<?>[]) type.getEnumConstants());
        }
    };

    private final Map<String, Set<Enum<?>>> spellings = new LinkedHashMap<>();
    private final List<String> names;

    private EnumNames(Enum<?>[] constants) {
        for (Enum<?> constant : constants) {
            Set<String> spelt = new LinkedHashSet<>(List.of(constant.name(), constant.toString()));
            if (constant instanceof Term term) {
                Set<String> zh = new LinkedHashSet<>(List.of(term.zh()));
                zh.addAll(Arrays.asList(ALTERNATIVES.split(term.zh())));
                zh.addAll(term.alsoCalled());
                zh.forEach(name -> spelt.addAll(List.of(name, name + constant, constant + name)));
            }
            spelt.stream().map(Text::plain).forEach(spelling -> spellings
                    .computeIfAbsent(spelling, none -> new LinkedHashSet<>())
                    .add(constant));
        }
        names = Arrays.stream(constants).map(Enum::toString).toList();
    }

    /** The names in the API, in the order of the constants. */
    public static <E extends Enum<E>> List<String> of(Class<E> type) {
        return OF.get(type).names;
    }

    /** The constants that a text can mean: none where it is unknown, several where it is not clear. */
    public static <E extends Enum<E>> List<E> meant(Class<E> type, String text) {
        return OF.get(type).spellings.getOrDefault(Text.plain(text), Set.of()).stream()
                .map(type::cast)
                .toList();
    }

    /** The name in the API of the constant that was probably meant by an unknown text; null where none is near. */
    public static <E extends Enum<E>> String suggestion(Class<E> type, String text) {
        Map<String, Set<Enum<?>>> known = OF.get(type).spellings;
        return Suggestions.best(text, known.keySet())
                .map(spelling -> known.get(spelling).iterator().next().toString())
                .orElse(null);
    }

    /** The label of a constant for people: the Chinese name of a {@link Term}, or its name in the API in plain words. */
    public static String label(Enum<?> constant, Language language) {
        return constant instanceof Term term && language == Language.ZH
                ? term.zh()
                : constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
