package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.shared.http.ValidatingBodyReader;
import org.prefabtracker.shared.json.Json;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** Reads a rule set from its text, YAML or JSON. */
public final class RuleSetReader {

    private static final ObjectMapper STRICT = strict();

    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new Json().customize(mapper);
        return mapper.registerModule(new SimpleModule()
                .addDeserializer(
                        DeclaredQuantity.class, new ByKey<>(DeclaredQuantity.class, key -> DeclaredQuantity.find(key)
                                .orElse(null)))
                .addDeserializer(
                        AbsentFeature.What.class, new ByKey<>(AbsentFeature.What.class, AbsentFeature.What::find))
                .addDeserializer(Quantity.class, new ByKey<>(Quantity.class, key -> Arrays.stream(Quantity.values())
                        .filter(quantity -> quantity.key().equals(key))
                        .findFirst()
                        .orElse(null))));
    }

    /** One of a closed set by its key; any other key is a violation that names all of them. */
    private static final class ByKey<E extends Enum<E>> extends StdScalarDeserializer<E> {
        private final transient Function<String, E> find;

        ByKey(Class<E> type, Function<String, E> find) {
            super(type);
            this.find = find;
        }

        @Override
        public E deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            E found = parser.hasToken(JsonToken.VALUE_STRING) ? find.apply(parser.getText()) : null;
            if (found == null) {
                @SuppressWarnings("unchecked")
                E collected = (E) context.handleWeirdStringValue(_valueClass, parser.getText(), "unknown");
                return collected;
            }
            return found;
        }
    }

    private RuleSetReader() {}

    /**
     * Reads and checks a rule set and adds every violation with its line.
     *
     * @param others the rule sets in force, by id
     * @param engine computes the worked examples
     * @return null where the text cannot be read as a rule set
     */
    public static RuleSet read(
            String file,
            String text,
            Validator validator,
            Map<String, RuleSet> others,
            ExampleEngine engine,
            Violations violations)
            throws RuleSetParser.Unreadable {
        RuleSetParser.Read read = RuleSetParser.read(file, text, violations);
        Violations found = new Violations();
        RuleSet ruleSet = ValidatingBodyReader.read(STRICT, validator, RuleSet.class, read.tree(), found);
        if (ruleSet != null && found.isEmpty() && violations.isEmpty()) {
            RuleSetValidator.check(ruleSet, others, engine, found);
        }
        // what could not be read is also missing; only the first violation of a place is kept
        Consumer<Violation> elsewhere = violations.elsewhere();
        for (Violation violation : found.kept()) {
            ErrorLocation.Line place = read.lines().place(((ErrorLocation.Pointer) violation.place()).pointer());
            elsewhere.accept(Violation.of(place, violation.value(), violation.code(), violation.message()));
        }
        return ruleSet;
    }

    /**
     * Reads a rule set from a text that was checked before.
     *
     * @throws IllegalArgumentException where the text cannot be read
     */
    public static RuleSet readChecked(String text) {
        try {
            return STRICT.treeToValue(
                    RuleSetParser.read("of the snapshot", text, new Violations())
                            .tree(),
                    RuleSet.class);
        } catch (RuleSetParser.Unreadable | JsonProcessingException e) {
            throw new IllegalArgumentException("a rule set that cannot be read: " + e.getMessage(), e);
        }
    }
}
