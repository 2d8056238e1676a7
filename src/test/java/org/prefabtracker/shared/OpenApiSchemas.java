package org.prefabtracker.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Gives schemas the form that generators of clients take: what is one string in JSON is no schema of its own, lists are named after
 * what they hold, and a thing of several kinds says its kind.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 300)
public class OpenApiSchemas implements OASFilter {

    private static final String TEXT = "text";

    /** Java classes by their format; empty where any JSON is taken. */
    private static final Map<String, String> VALUES = Map.of(
            "LocalDate", "date",
            "OffsetDateTime", "date-time",
            "UUID", "uuid",
            "OccurrenceTime", TEXT,
            "Note", TEXT,
            "JsonNode", "");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        VALUES.forEach((name, format) -> inline(document, name, format));
        List.of("JsonNodeType", "HttpProblem").forEach(document.getComponents()::removeSchema);
        rename(document);
        document.getComponents().getSchemas().values().stream()
                .filter(schema -> schema.getDiscriminator() != null)
                .toList()
                .forEach(schema -> tellKinds(schema, document.getComponents().getSchemas()));
    }

    private static void inline(OpenAPI document, String name, String format) {
        OpenApiWalk.schemas(document).stream()
                .filter(schema -> (OpenApiWalk.SCHEMAS + name).equals(schema.getRef()))
                .forEach(schema -> {
                    schema.setRef(null);
                    if (!format.isEmpty()) {
                        schema.setType(List.of(SchemaType.STRING));
                        schema.setFormat(format.equals(TEXT) ? null : format);
                    }
                });
        document.getComponents().removeSchema(name);
    }

    private static void rename(OpenAPI document) {
        Components components = document.getComponents();
        Map<String, String> names = new LinkedHashMap<>();
        components.getSchemas().forEach((name, schema) -> {
            if (name.matches("Page.+") && schema.getProperties().containsKey("items")) {
                names.put(
                        name,
                        OpenApiWalk.name(schema.getProperties()
                                        .get("items")
                                        .getItems()
                                        .getRef())
                                + "Page");
            } else if (name.matches("Versions.+")) {
                names.put(name, name.substring("Versions".length()) + "Versions");
            }
        });
        OpenApiWalk.schemas(document).stream()
                .filter(schema -> schema.getRef() != null && names.containsKey(OpenApiWalk.name(schema.getRef())))
                .forEach(schema -> schema.setRef(OpenApiWalk.SCHEMAS + names.get(OpenApiWalk.name(schema.getRef()))));
        Map<String, Schema> named = new TreeMap<>();
        components.getSchemas().forEach((name, schema) -> {
            if (named.put(names.getOrDefault(name, name), schema) != null) {
                throw new IllegalStateException("two schemas have the name " + names.get(name));
            }
        });
        components.setSchemas(named);
    }

    /** Each alternative has the property that tells it from the others. */
    private static void tellKinds(Schema alternatives, Map<String, Schema> schemas) {
        String property = alternatives.getDiscriminator().getPropertyName();
        alternatives.setType((List<SchemaType>) null);
        alternatives.setProperties(null);
        alternatives.getDiscriminator().getMapping().forEach((kind, ref) -> {
            Schema alternative = schemas.get(OpenApiWalk.name(ref));
            Map<String, Schema> properties = new LinkedHashMap<>();
            properties.put(
                    property,
                    OASFactory.createSchema()
                            .type(List.of(SchemaType.STRING))
                            .enumeration(List.of(kind))
                            .description("The kind, always " + kind));
            if (alternative.getProperties() != null) {
                properties.putAll(alternative.getProperties());
            }
            alternative.setProperties(properties);
            List<String> required = new ArrayList<>(List.of(property));
            if (alternative.getRequired() != null) {
                alternative.getRequired().stream()
                        .filter(name -> !name.equals(property))
                        .forEach(required::add);
            }
            alternative.setRequired(required);
        });
    }
}
