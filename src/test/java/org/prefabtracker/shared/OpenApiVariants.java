package org.prefabtracker.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Adds schemas that no Java class has: what the merge patch of a thing holds, and a rating with decimals as texts. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -100)
public class OpenApiVariants implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        patch(document);
        freeze(document);
    }

    /** A merge patch has the members of what it changes, and requires none. */
    private static void patch(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Map<String, Schema> properties =
                new LinkedHashMap<>(schemas.get("ComponentInput").getProperties());
        List.of("storeys", "quantity").forEach(properties::remove);
        Schema patch = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(
                        "What of a component is changed, as a JSON Merge Patch (RFC 7396): null removes what the designer "
                                + "has stated");
        properties.forEach((name, property) -> {
            Schema copy = copy(property);
            if (copy.getType() != null) {
                copy.addType(SchemaType.NULL);
            }
            patch.addProperty(name, copy);
        });
        document.getComponents().addSchema("ComponentPatch", patch);
        document.getPaths()
                .getPathItem("/api/v1/projects/{project}/components/{code}")
                .getPATCH()
                .getRequestBody()
                .getContent()
                .getMediaTypes()
                .values()
                .forEach(type -> type.setSchema(OASFactory.createSchema().ref("ComponentPatch")));
    }

    /** A frozen rating is a rating whose decimals are texts, so that its bytes have a hash. */
    private static void freeze(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Map<String, String> frozen = new TreeMap<>();
        frozen("Rating", schemas, frozen);
        frozen.forEach((name, copied) -> {
            Schema copy = copy(schemas.get(name));
            Map<String, Schema> properties = new LinkedHashMap<>(copy.getProperties());
            properties.replaceAll((property, schema) -> frozenValue(schema, frozen));
            copy.setProperties(properties);
            document.getComponents().addSchema(copied, copy);
        });
        schemas.get("Evaluation").getProperties().get("rating").setRef(OpenApiWalk.SCHEMAS + frozen.get("Rating"));
        document.getPaths().getPathItems().entrySet().stream()
                .filter(path -> path.getKey().endsWith("/evaluations/{number}/result"))
                .forEach(path -> path.getValue()
                        .getGET()
                        .getResponses()
                        .getAPIResponse("200")
                        .getContent()
                        .getMediaTypes()
                        .values()
                        .forEach(
                                type -> type.setSchema(OASFactory.createSchema().ref(frozen.get("Rating")))));
    }

    /** Finds the schemas within that hold a decimal at any depth, and names their copies. */
    private static boolean frozen(String name, Map<String, Schema> schemas, Map<String, String> frozen) {
        if (frozen.containsKey(name)) {
            return true;
        }
        Map<String, Schema> properties = schemas.get(name).getProperties();
        if (properties == null) {
            return false;
        }
        boolean decimal = false;
        for (Schema property : properties.values()) {
            Schema value = property.getItems() == null ? property : property.getItems();
            decimal |= isDecimal(value)
                    || value.getRef() != null && frozen(OpenApiWalk.name(value.getRef()), schemas, frozen);
        }
        if (decimal) {
            frozen.put(name, name.startsWith("Rating") ? "Frozen" + name : "FrozenRating" + name);
        }
        return decimal;
    }

    private static Schema frozenValue(Schema schema, Map<String, String> frozen) {
        Schema value = copy(schema);
        if (isDecimal(value)) {
            value.setType(List.of(SchemaType.STRING));
        } else if (value.getItems() != null) {
            value.setItems(frozenValue(value.getItems(), frozen));
        } else if (value.getRef() != null && frozen.containsKey(OpenApiWalk.name(value.getRef()))) {
            value.setRef(OpenApiWalk.SCHEMAS + frozen.get(OpenApiWalk.name(value.getRef())));
        }
        return value;
    }

    private static boolean isDecimal(Schema schema) {
        return schema.getType() != null && schema.getType().contains(SchemaType.NUMBER);
    }

    private static Schema copy(Schema schema) {
        Schema copy = OASFactory.createSchema();
        if (schema.getRef() != null) {
            copy.setRef(schema.getRef());
        }
        return copy.type(schema.getType())
                .format(schema.getFormat())
                .description(schema.getDescription())
                .items(schema.getItems())
                .properties(schema.getProperties())
                .additionalPropertiesSchema(schema.getAdditionalPropertiesSchema())
                .pattern(schema.getPattern())
                .maxLength(schema.getMaxLength())
                .minLength(schema.getMinLength())
                .minimum(schema.getMinimum())
                .maximum(schema.getMaximum())
                .uniqueItems(schema.getUniqueItems())
                .required(schema.getRequired());
    }
}
