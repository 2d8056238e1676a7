package org.prefabtracker.shared.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.prefabtracker.shared.message.EnumNames;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Suggestions;
import org.prefabtracker.shared.text.Text;
import org.prefabtracker.shared.time.Dates;

/** The JSON of the API: exact decimals, no unknown fields, no silent conversion, all violations of a body collected. */
@Singleton
public class Json implements ObjectMapperCustomizer {

    /**
     * The attribute of a reader that collects violations instead of stopping at the first; its value is a {@link Violations}.
     */
    public static final String FAULTS = "faults";

    /** No field of the API is nested as deep. */
    private static final int DEEPEST = 100;

    /** No name of a field or key of the API is as long. */
    private static final int LONGEST_NAME = 1_000;

    /** No text of the API is as long. */
    private static final int LONGEST_TEXT = 1_000_000;

    /** Names of bodies are not interned: senders choose them. */
    private static final JsonFactory OF_BODIES = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /** Makes parsers of what others send, which is limited in depth and in the length of names, texts and numbers. */
    public static JsonFactory ofBodies() {
        return OF_BODIES;
    }

    /** Last: a module that is registered later would replace the reader of dates. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
                .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
                .registerModule(new SimpleModule()
                        .setSerializerModifier(new EnumLabels())
                        .addDeserializer(String.class, new OnlyText())
                        .addDeserializer(LocalDate.class, new PlausibleDate())
                        .addDeserializer(Boolean.class, new Strict<>(Boolean.class, JsonParser::getBooleanValue))
                        .addDeserializer(Integer.class, new Strict<>(Integer.class, JsonParser::getIntValue))
                        .addDeserializer(Long.class, new Strict<>(Long.class, JsonParser::getLongValue))
                        .addDeserializer(BigDecimal.class, new Strict<>(BigDecimal.class, JsonParser::getDecimalValue)))
                .addHandler(new Collecting());
    }

    /** Accepts text only; a number is not converted. */
    private static final class OnlyText extends StdScalarDeserializer<String> {
        OnlyText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getText();
            // reported where the text was read; the text must not be stored
            return context.getAttribute(FAULTS) instanceof Violations && !Text.isClean(text) ? null : text;
        }
    }

    /**
     * Accepts values of its own type only: no number from text, no boolean from 1. The switch of the library throws at the
     * first such value instead of calling the handler.
     */
    private static final class Strict<T> extends StdScalarDeserializer<T> {

        private interface Reading<T> {
            T from(JsonParser parser) throws IOException;
        }

        private final Reading<T> reading;

        Strict(Class<T> type, Reading<T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonToken token = parser.currentToken();
            boolean fits = _valueClass == Boolean.class
                    ? token.isBoolean()
                    : token == JsonToken.VALUE_NUMBER_INT
                            || token == JsonToken.VALUE_NUMBER_FLOAT && _valueClass == BigDecimal.class;
            if (!fits) {
                @SuppressWarnings("unchecked")
                T collected = (T) context.handleUnexpectedToken(_valueClass, parser);
                return collected;
            }
            if (!(context.getAttribute(FAULTS) instanceof Violations violations)) {
                return reading.from(parser);
            }
            try {
                T value = reading.from(parser);
                if (!(value instanceof BigDecimal number && Violation.isUnwieldy(number))) {
                    return value;
                }
            } catch (InputCoercionException tooLarge) {
                // reported below
            }
            violations.addElsewhere(here(parser), parser.getText(), Violation.OUT_OF_RANGE, "the number is too large");
            return null;
        }
    }

    /** A plausible date: the year 20026 is a typing error, and the database does not store every year. */
    private static final class PlausibleDate extends StdScalarDeserializer<LocalDate> {
        PlausibleDate() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
            }
            try {
                LocalDate date = LocalDate.parse(parser.getText());
                if (Dates.isPlausible(date)) {
                    return date;
                }
            } catch (DateTimeParseException notADate) {
                // reported below
            }
            return (LocalDate)
                    context.handleWeirdStringValue(LocalDate.class, parser.getText(), "not a plausible date");
        }
    }

    private static final class Collecting extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String property)
                throws IOException {
            if (!(context.getAttribute(FAULTS) instanceof Violations violations)) {
                return false;
            }
            Collection<Object> known = deserializer.getKnownPropertyNames();
            violations.add(Violation.of(
                            ofField(context, property), null, Violation.UNKNOWN_FIELD, "no such field: " + property)
                    .meaning(
                            known == null || !isListed(violations)
                                    ? null
                                    : Suggestions.best(
                                                    property,
                                                    known.stream()
                                                            .map(Object::toString)
                                                            .toList())
                                            .orElse(null)));
            parser.skipChildren();
            return true;
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String message) {
            return target.isEnum() ? choice(context, target, value) : collect(context, target, value);
        }

        /** A key of a map that is not the name of a constant in the API. */
        @Override
        public Object handleWeirdKey(DeserializationContext context, Class<?> target, String value, String message) {
            if (!target.isEnum()) {
                return NOT_HANDLED;
            }
            Object chosen = choice(context, target, value);
            if (chosen instanceof Enum<?> constant && context.getParser() instanceof CheckingParser parser) {
                // the same key again, in another language
                parser.name(constant.name());
            }
            return chosen;
        }

        /** Whether one more violation is listed; what was meant is not looked for in others, which may be very many. */
        private static boolean isListed(Violations violations) {
            return violations.total() < Problems.LISTED;
        }

        /** The constant of an enum by another spelling or by its Chinese name. */
        @SuppressWarnings({"unchecked", "rawtypes"})
        private static Object choice(DeserializationContext context, Class target, String value) {
            if (!(context.getAttribute(FAULTS) instanceof Violations violations)) {
                return NOT_HANDLED;
            }
            List<?> meant = EnumNames.meant(target, value);
            if (meant.size() == 1) {
                return meant.get(0);
            }
            ErrorLocation place = here(context.getParser());
            if (violations.name(place)) {
                // a map asks for an unknown key again
                return null;
            }
            violations.add(Violation.of(
                            place,
                            value,
                            Violation.UNKNOWN_VALUE,
                            meant.isEmpty()
                                    ? "expected " + described(target)
                                    : "can mean several; give one of "
                                            + meant.stream()
                                                    .map(Object::toString)
                                                    .collect(Collectors.joining(", ")))
                    .meaning(meant.isEmpty() && isListed(violations) ? EnumNames.suggestion(target, value) : null));
            return null;
        }

        @Override
        public Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> target, Number value, String message) {
            return collect(context, target, value);
        }

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            if (!(context.getAttribute(FAULTS) instanceof Violations)) {
                return NOT_HANDLED;
            }
            boolean scalar = token != null && token.isScalarValue();
            Object collected = collect(context, target.getRawClass(), scalar ? parser.getText() : null);
            parser.skipChildren();
            return collected;
        }

        /** A number or text where an object is expected. */
        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> target,
                ValueInstantiator instantiator,
                JsonParser parser,
                String message)
                throws IOException {
            return parser.currentToken().isScalarValue() ? collect(context, target, parser.getText()) : NOT_HANDLED;
        }

        @Override
        public JavaType handleUnknownTypeId(
                DeserializationContext context, JavaType base, String kind, TypeIdResolver kinds, String message) {
            if (!(context.getAttribute(FAULTS) instanceof Violations violations)) {
                return null;
            }
            violations.add(
                    here(context.getParser()),
                    kind,
                    Violation.UNKNOWN_VALUE,
                    "unknown kind; the kinds are " + kinds.getDescForKnownTypeIds());
            return context.constructType(Void.class);
        }

        @Override
        public JavaType handleMissingTypeId(
                DeserializationContext context, JavaType base, TypeIdResolver kinds, String message) {
            if (!(context.getAttribute(FAULTS) instanceof Violations violations)) {
                return null;
            }
            violations.add(here(context.getParser()), null, Violation.REQUIRED, "give its kind");
            return context.constructType(Void.class);
        }

        private static Object collect(DeserializationContext context, Class<?> target, Object value) {
            if (!(context.getAttribute(FAULTS) instanceof Violations violations)) {
                return NOT_HANDLED;
            }
            violations.add(here(context.getParser()), value, Violation.WRONG_TYPE, "expected " + described(target));
            return null;
        }

        private static String described(Class<?> target) {
            if (target.isEnum()) {
                return "one of "
                        + Arrays.stream(target.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", "));
            }
            if (target == OffsetDateTime.class) {
                return "a time with offset such as 2026-05-04T16:20:00+08:00";
            }
            if (Temporal.class.isAssignableFrom(target)) {
                return "a date such as 2026-05-04, from " + Dates.FIRST_YEAR + " to " + Dates.LAST_YEAR;
            }
            if (target == Boolean.class || target == boolean.class) {
                return "true or false";
            }
            if (target == Integer.class || target == Long.class || target == int.class || target == long.class) {
                return "a whole number";
            }
            if (Number.class.isAssignableFrom(target)) {
                return "a number";
            }
            if (target == String.class) {
                return "text";
            }
            if (target == java.util.UUID.class) {
                return "a UUID";
            }
            return java.util.Collection.class.isAssignableFrom(target) ? "a list" : "an object";
        }
    }

    /**
     * Unknown fields of a record may be buffered until it is built, so the location is taken from the position in the body:
     * still in the object, or just behind its end.
     */
    private static ErrorLocation ofField(DeserializationContext context, String property) {
        JsonParser body = context.getParser();
        JsonPointer reached = body.getParsingContext().pathAsPointer();
        JsonPointer object = body.hasToken(JsonToken.END_OBJECT) ? reached : reached.head();
        return new ErrorLocation.Pointer(object.appendProperty(property).toString());
    }

    public static ErrorLocation here(JsonParser parser) {
        return new ErrorLocation.Pointer(
                parser.getParsingContext().pathAsPointer().toString());
    }
}
