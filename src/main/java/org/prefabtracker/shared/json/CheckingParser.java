package org.prefabtracker.shared.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
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

    private final Violations violations;
    /** The names of the fields of each open object; null for an array. */
    private final Deque<Set<String>> open = new ArrayDeque<>();

    private static final Set<String> ARRAY = Set.of();

    public CheckingParser(JsonParser parser, Violations violations) {
        super(parser);
        this.violations = violations;
        // the library would stop at the first field that is given twice
        parser.disable(Feature.STRICT_DUPLICATE_DETECTION);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == null) {
            return null;
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
        }
    }

    private void checkText() throws IOException {
        if (!Text.isClean(getText())) {
            violations.add(Json.here(this), null, Violation.BAD_TEXT, "no control characters");
        }
    }

    private void checkNumber() throws IOException {
        if (Math.abs((long) getDecimalValue().scale()) > MOST_ZEROS) {
            violations.add(
                    Json.here(this), null, Violation.OUT_OF_RANGE, "the number is too large or has too many digits");
        }
    }
}
