package org.prefabtracker.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;
import org.prefabtracker.rating.facts.BuildingFacts;

/**
 * JSON in the canonical form of RFC 8785: the same content gives the same bytes. Numbers of that form are double precision, so
 * decimals are strings, plain and without zeros at the end; only counts are numbers. Sets are in the order of their texts.
 */
final class CanonicalJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(BigDecimal.class, new Plain())
                    .addSerializer(JsonNode.class, new Declared())
                    .addSerializer(new Sorted())
                    .addDeserializer(JsonNode.class, new DeclaredBack()))
            .addMixIn(BuildingFacts.class, WithoutLots.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** Left out, because they follow from the components. */
    @JsonIgnoreProperties("lots")
    private interface WithoutLots {}

    private CanonicalJson() {}

    static byte[] of(Object value) {
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsString(value)).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static final class Plain extends StdSerializer<BigDecimal> {
        Plain() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal number, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(plain(number));
        }
    }

    /** The values of a take-off: numbers and booleans. */
    private static final class Declared extends StdSerializer<JsonNode> {
        Declared() {
            super(JsonNode.class);
        }

        @Override
        public void serialize(JsonNode value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.isBoolean()) {
                json.writeBoolean(value.booleanValue());
            } else if (value.isNumber()) {
                json.writeString(plain(value.decimalValue()));
            } else {
                throw new IllegalStateException("a declared value is a number or a boolean");
            }
        }
    }

    private static final class DeclaredBack extends StdScalarDeserializer<JsonNode> {
        DeclaredBack() {
            super(JsonNode.class);
        }

        @Override
        public JsonNode deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken().isBoolean()) {
                return BooleanNode.valueOf(json.getBooleanValue());
            }
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (JsonNode) context.handleUnexpectedToken(JsonNode.class, json);
            }
            try {
                return DecimalNode.valueOf(new BigDecimal(json.getText()));
            } catch (NumberFormatException notANumber) {
                return (JsonNode) context.handleWeirdStringValue(JsonNode.class, json.getText(), "not a decimal");
            }
        }
    }

    private static final class Sorted extends StdSerializer<Set<?>> {
        Sorted() {
            super(Set.class, false);
        }

        @Override
        public void serialize(Set<?> set, JsonGenerator json, SerializerProvider provider) throws IOException {
            List<?> sorted =
                    set.stream().sorted(Comparator.comparing(Object::toString)).toList();
            json.writeStartArray();
            for (Object element : sorted) {
                provider.defaultSerializeValue(element, json);
            }
            json.writeEndArray();
        }
    }

    /** Why JSON could not be read, without names of Java classes. */
    static String reason(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it is not JSON of this kind"
                : "not JSON of this kind at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
