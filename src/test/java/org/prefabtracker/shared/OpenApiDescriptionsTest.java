package org.prefabtracker.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Every property and parameter of the API's document is described, and numbers say their unit and range. */
@DatabaseTest
class OpenApiDescriptionsTest {

    private static final Pattern UNIT = Pattern.compile(
            "m³|m²|m|mm|kg|percent|percentage points|points|count|count \\(rows\\)|factor|decimals|index|version|year"
                    + "|year \\(of a class\\)|sequence number|row number|line number|HTTP status|unit of the item|unit in `unit`");

    private static final Pattern RANGE =
            Pattern.compile("may be negative|(-?\\d+ (to \\d+|or more)|above 0)(, at (most|least) [\\w ]+)?");

    private final Descriptions descriptions = Descriptions.read();
    private JsonNode document;

    /** A property with the name of the schema it is in. */
    private record Property(String schema, String name, JsonNode content) {
        String description() {
            return content.path("description").asText();
        }

        @Override
        public String toString() {
            return schema + "." + name;
        }
    }

    @BeforeEach
    void read() throws JsonProcessingException {
        document = new YAMLMapper()
                .readTree(given().accept("application/yaml")
                        .get("/q/openapi-of-the-code")
                        .asString());
    }

    @Test
    void everyPropertyHasADescription() {
        assertThat(properties().stream()
                        .filter(property -> property.description().isBlank())
                        .map(Property::toString)
                        .distinct())
                .isEmpty();
    }

    @Test
    void everyParameterHasADescription() {
        List<String> silent = new ArrayList<>();
        document.at("/paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(call -> call.getValue().path("parameters").forEach(parameter -> {
                    if (resolved(parameter).path("description").asText().isBlank()) {
                        silent.add(call.getKey() + " " + path.getKey() + " "
                                + parameter.path("name").asText());
                    }
                })));
        assertThat(silent).isEmpty();
    }

    @Test
    void numbersSayTheirUnitAndRange() {
        assertThat(properties().stream()
                        .filter(property -> isNumber(property.content()))
                        .filter(property -> !saysUnitAndRange(property.description()))
                        .map(property -> property + ": " + property.description())
                        .distinct())
                .isEmpty();
    }

    private static boolean isNumber(JsonNode schema) {
        String type = schema.path("type").isArray()
                ? schema.at("/type/0").asText()
                : schema.path("type").asText();
        return type.equals("number")
                || type.equals("integer")
                || schema.has("additionalProperties") && isNumber(schema.path("additionalProperties"));
    }

    private static boolean saysUnitAndRange(String description) {
        String[] parts = description.split("; ");
        return parts.length >= 3
                && UNIT.matcher(parts[parts.length - 2]).matches()
                && RANGE.matcher(parts[parts.length - 1]).matches();
    }

    @Test
    void rangesAreThoseThatAreChecked() {
        List<String> wrong = new ArrayList<>();
        for (Property property : properties()) {
            JsonNode schema = property.content().path("additionalProperties").isObject()
                    ? property.content().path("additionalProperties")
                    : property.content();
            for (String bound : List.of("minimum", "maximum")) {
                if (schema.has(bound)
                        && !property.description()
                                .matches(".*\\b" + schema.path(bound).asText() + "\\b.*")) {
                    wrong.add(
                            property + " has the " + bound + " " + schema.path(bound) + ": " + property.description());
                }
            }
            if (schema.has("exclusiveMinimum") && !property.description().contains("above 0")) {
                wrong.add(property + " is above 0: " + property.description());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noEntryIsUnused() {
        Set<String> names = new TreeSet<>();
        Set<String> qualified = new TreeSet<>();
        Set<String> schemas = new TreeSet<>();
        properties().forEach(property -> {
            qualified.add(property.toString());
            if (!descriptions.overrides().containsKey(property.toString())) {
                names.add(property.name());
            }
        });
        document.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
        Set<String> parameters = new TreeSet<>();
        document.at("/paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(call -> call.getValue().path("parameters").forEach(parameter -> {
                    String name = resolved(parameter).path("name").asText();
                    String of = call.getKey().toUpperCase() + " " + path.getKey() + " " + name;
                    parameters.add(descriptions.parameters().containsKey(of) ? of : name);
                })));
        Set<String> all = new TreeSet<>(qualified);
        properties().forEach(property -> all.add(property.name()));
        Set<String> unused = new TreeSet<>();
        unused(descriptions.nullable(), all, "nullable", unused);
        unused(descriptions.properties().keySet(), names, "properties", unused);
        unused(descriptions.overrides().keySet(), qualified, "overrides", unused);
        unused(descriptions.schemas().keySet(), schemas, "schemas", unused);
        unused(descriptions.parameters().keySet(), parameters, "parameters", unused);
        assertThat(unused).isEmpty();
    }

    private static void unused(Set<String> entries, Set<String> used, String section, Set<String> unused) {
        entries.stream().filter(entry -> !used.contains(entry)).forEach(entry -> unused.add(section + ": " + entry));
    }

    /** A parameter, or the one that it refers to. */
    private JsonNode resolved(JsonNode parameter) {
        return parameter.has("$ref")
                ? document.at(parameter.path("$ref").asText().substring(1))
                : parameter;
    }

    private List<Property> properties() {
        List<Property> properties = new ArrayList<>();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> collect(schema.getKey(), schema.getValue(), properties));
        document.at("/paths").findValues("requestBody").forEach(body -> body.path("content")
                .forEach(type -> collect("Body", type.path("schema"), properties)));
        return properties;
    }

    private static void collect(String schema, JsonNode of, List<Property> properties) {
        of.path("properties").properties().forEach(property -> {
            properties.add(new Property(schema, property.getKey(), property.getValue()));
            collect(schema, property.getValue(), properties);
        });
        if (of.has("items")) {
            collect(schema, of.path("items"), properties);
        }
    }
}
