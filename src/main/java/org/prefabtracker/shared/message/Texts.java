package org.prefabtracker.shared.message;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of a message bundle in one language. A text refers to a value as <code>{name}</code>, or as <code>{0}</code> by its
 * position; numbers are inserted as they are, without grouping.
 */
public final class Texts {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    /** Without this a missing language would be replaced by the default locale of the machine. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * The texts of a bundle in a language.
     *
     * @param bundle the path of its files without language and extension, for example {@code messages/notes}
     */
    public static Texts of(String bundle, Language language) {
        return of(bundle, language.locale());
    }

    private static Texts of(String bundle, Locale locale) {
        return new Texts(ResourceBundle.getBundle(bundle, locale, NO_FALLBACK));
    }

    /** The keys of all texts. */
    public Set<String> keys() {
        return bundle.keySet();
    }

    /**
     * A text with its values.
     *
     * @param values by position, inserted as {@code toString} gives them
     * @throws java.util.MissingResourceException where the bundle has no such text
     */
    public String text(String key, Object... values) {
        return text(key, position -> {
            int index = Integer.parseInt(position);
            return index < values.length ? String.valueOf(values[index]) : null;
        });
    }

    /**
     * A text with its values.
     *
     * @param values by name; null where there is no value of the name
     * @throws java.util.MissingResourceException where the bundle has no such text
     * @throws IllegalArgumentException where the text refers to a value that is not given
     */
    String text(String key, UnaryOperator<String> values) {
        return PLACEHOLDER.matcher(bundle.getString(key)).replaceAll(match -> {
            String value = values.apply(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value {" + match.group(1) + "} for the text " + key);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
