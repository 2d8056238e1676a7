package org.prefabtracker.shared.problem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Localized;
import org.prefabtracker.shared.message.Sentences;

/**
 * Something wrong with a request: the location, the value found there, a stable code, and a sentence for people. Codes are
 * UPPER_SNAKE; those that several packages use are constants here.
 *
 * @param text the sentence, in the language of the request where it is shown
 * @param didYouMean the known name that was probably meant; null where none is near
 * @param conflict whether it conflicts with stored data (409) instead of being wrong by itself (422)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"place", "value", "code", "message", "didYouMean"})
public record Violation(
        @JsonUnwrapped ErrorLocation place,
        Object value,
        String code,
        @JsonIgnore Localized text,
        String didYouMean,
        @JsonIgnore boolean conflict) {

    public static final String REQUIRED = "REQUIRED";
    public static final String WRONG_TYPE = "WRONG_TYPE";
    /** A cell whose formula failed. */
    public static final String BAD_VALUE = "BAD_VALUE";

    public static final String UNKNOWN_FIELD = "UNKNOWN_FIELD";
    public static final String UNKNOWN_PARAMETER = "UNKNOWN_PARAMETER";
    public static final String UNKNOWN_VALUE = "UNKNOWN_VALUE";
    public static final String OUT_OF_RANGE = "OUT_OF_RANGE";
    public static final String BAD_CODE = "BAD_CODE";
    public static final String BAD_TEXT = "BAD_TEXT";
    public static final String INCONSISTENT = "INCONSISTENT";
    public static final String NOT_FOUND = "NOT_FOUND";
    public static final String DUPLICATE = "DUPLICATE";
    public static final String CONFLICT = "CONFLICT";

    private static final int LONGEST_VALUE = 200;

    public Violation {
        if (value instanceof Number || value instanceof Boolean) {
            value = shortened(value);
        } else if (value != null) {
            value = cut(value.toString());
        }
    }

    public Violation(ErrorLocation place, Object value, String code, Localized text, boolean conflict) {
        this(place, value, code, text, null, conflict);
    }

    /** A violation of the request by itself. */
    public static Violation of(ErrorLocation place, Object value, String code, Localized text) {
        return new Violation(place, value, code, text, false);
    }

    /** A violation whose sentence is the same in all languages. */
    public static Violation of(ErrorLocation place, Object value, String code, String message) {
        return of(place, value, code, Localized.same(message));
    }

    /** The violation with the known name that was probably meant; null for none. */
    public Violation meaning(String known) {
        return new Violation(place, value, code, text, known, conflict);
    }

    /** A conflict with stored data. */
    public static Violation conflict(ErrorLocation place, Object value, String code, Localized text) {
        return new Violation(place, value, code, text, true);
    }

    /** A conflict whose sentence is the same in all languages. */
    public static Violation conflict(ErrorLocation place, Object value, String code, String message) {
        return conflict(place, value, code, Localized.same(message));
    }

    /** The sentence in English. */
    @JsonProperty
    public String message() {
        return text.in(Language.EN);
    }

    /** The same violation with its sentence in one language. */
    public Violation in(Language language) {
        return new Violation(place, value, code, Localized.same(sentence(language)), didYouMean, conflict);
    }

    private String sentence(Language language) {
        String sentence = text.in(language);
        return sentence.equals(text.in(Language.EN)) ? Sentences.in(language, sentence) : sentence;
    }

    // 1e999999999 is a short number to read and a gigabyte to write out
    private static Object shortened(Object value) {
        if (value instanceof BigDecimal decimal && isUnwieldy(decimal)) {
            return cut(decimal.toString());
        }
        return value instanceof java.math.BigInteger integer && integer.bitLength() > 400
                ? "a number of " + integer.bitLength() + " bits"
                : value;
    }

    /** Whether a number is too long to write out. */
    public static boolean isUnwieldy(BigDecimal number) {
        return Math.abs((long) number.scale()) > 100 || number.precision() > 100;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
