package org.prefabtracker.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Text;

/**
 * Finds what no type of a field tells: text and numbers that cannot be stored, in fields, in keys, and in content that is stored
 * as sent, and fields that are given twice.
 */
public final class CheckingParser extends JsonParserDelegate {

    /** Numbers are written without an exponent; longer ones are refused. */
    private static final int MOST_ZEROS = 9_999;

    /** The digits of an exponent that is read at all: Java cannot hold the number 1e2147483648. */
    private static final int MOST_DIGITS_OF_EXPONENT = 9;

    /** The most fields of one object; no object of the API has nearly as many. */
    static final int MOST_FIELDS = 10_000;

    /** The most items of one list; a list of the API has at most a tenth of it. */
    static final int MOST_ITEMS = 100_000;

    private final Violations violations;
    /** The names of the fields of each open object; {@link #ARRAY} for an array. */
    private final Deque<Set<String>> open = new ArrayDeque<>();

    private static final Set<String> ARRAY = Set.of();

    /** Whether the current number cannot be held; it is reported, and read as 0. */
    private boolean unreadable;

    public CheckingParser(JsonParser parser, Violations violations) {
        super(parser);
        this.violations = violations;
        // the library would stop at the first field that is given twice
        parser.disable(Feature.STRICT_DUPLICATE_DETECTION);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        unreadable = false;
        if (token == null) {
            return null;
        }
        if (open.peek() == ARRAY && getParsingContext().getCurrentIndex() >= MOST_ITEMS) {
            throw Problems.of(413, "A list in the body may have at most " + MOST_ITEMS + " items");
        }
        switch (token) {
            case START_OBJECT -> open.push(new HashSet<>());
            case START_ARRAY -> open.push(ARRAY);
            case END_OBJECT, END_ARRAY -> open.poll();
            case FIELD_NAME -> {
                checkText();
                name(getText());
            }
            case VALUE_STRING -> checkText();
            case VALUE_NUMBER_FLOAT -> checkNumber();
            default -> {
                // nothing to check
            }
        }
        return token;
    }

    /** The delegate would skip behind the back of this parser. */
    @Override
    public JsonParser skipChildren() throws IOException {
        if (currentToken() == JsonToken.START_OBJECT || currentToken() == JsonToken.START_ARRAY) {
            int depth = open.size();
            while (open.size() >= depth && nextToken() != null) {
                // only checked
            }
        }
        return this;
    }

    /** Notes a name of the current field; reports it where the object has another field of this name. */
    void name(String field) {
        Set<String> names = open.peek();
        if (names != null && names != ARRAY && !names.add(field)) {
            violations.add(
                    Json.here(this), null, Violation.DUPLICATE, "the field " + field + " is given twice; give it once");
        } else if (names != null && names.size() > MOST_FIELDS) {
            throw Problems.of(413, "An object in the body may have at most " + MOST_FIELDS + " fields");
        }
    }

    private void checkText() throws IOException {
        if (!Text.isClean(getText())) {
            violations.add(Json.here(this), null, Violation.BAD_TEXT, "no control characters");
        }
    }

    private void checkNumber() throws IOException {
        unreadable = isUnreadable(getText());
        if (unreadable || Math.abs((long) super.getDecimalValue().scale()) > MOST_ZEROS) {
            violations.add(
                    Json.here(this), null, Violation.OUT_OF_RANGE, "the number is too large or has too many digits");
        }
    }

    /** Whether Java cannot hold the exponent of a number that JSON can write. */
    private static boolean isUnreadable(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        return exponent >= 0 && number.length() - exponent > MOST_DIGITS_OF_EXPONENT;
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        return unreadable ? BigDecimal.ZERO : super.getDecimalValue();
    }

    @Override
    public Number getNumberValue() throws IOException {
        return unreadable ? BigDecimal.ZERO : super.getNumberValue();
    }

    @Override
    public Number getNumberValueExact() throws IOException {
        return unreadable ? BigDecimal.ZERO : super.getNumberValueExact();
    }

    @Override
    public Object getNumberValueDeferred() throws IOException {
        return unreadable ? BigDecimal.ZERO : super.getNumberValueDeferred();
    }

    @Override
    public NumberType getNumberType() throws IOException {
        return unreadable ? NumberType.BIG_DECIMAL : super.getNumberType();
    }
}
