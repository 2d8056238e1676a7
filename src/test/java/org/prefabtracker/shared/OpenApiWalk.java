package org.prefabtracker.shared;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Finds the schemas of an API's document. */
final class OpenApiWalk {

    static final String SCHEMAS = "#/components/schemas/";

    private OpenApiWalk() {}

    /** All schemas, those of components, operations, and within others. */
    static Collection<Schema> schemas(OpenAPI document) {
        Deque<Schema> open =
                new ArrayDeque<>(document.getComponents().getSchemas().values());
        operations(document).forEach(operation -> {
            if (operation.getRequestBody() != null) {
                open.addAll(of(operation.getRequestBody().getContent()));
            }
            open.addAll(answers(operation));
            if (operation.getParameters() != null) {
                operation.getParameters().stream()
                        .map(Parameter::getSchema)
                        .filter(Objects::nonNull)
                        .forEach(open::add);
            }
        });
        Set<Schema> found = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            if (found.add(schema)) {
                within(schema).forEach(open::add);
            }
        }
        return found;
    }

    static Stream<Operation> operations(OpenAPI document) {
        return document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream());
    }

    /** The names of the components that an answer of the operation holds at any depth. */
    static Set<String> answered(OpenAPI document, Operation operation) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Schema> open = new ArrayDeque<>(answers(operation));
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            if (schema.getRef() != null && names.add(name(schema.getRef()))) {
                Schema named = document.getComponents().getSchemas().get(name(schema.getRef()));
                if (named != null) {
                    open.add(named);
                }
            }
            within(schema).forEach(open::add);
        }
        return names;
    }

    /** The name of the component that a reference is to. */
    static String name(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static List<Schema> answers(Operation operation) {
        return operation.getResponses().getAPIResponses().values().stream()
                .filter(response -> response.getContent() != null)
                .flatMap(response -> of(response.getContent()).stream())
                .toList();
    }

    private static List<Schema> of(Content content) {
        return content == null
                ? List.of()
                : content.getMediaTypes().values().stream()
                        .map(type -> type.getSchema())
                        .filter(Objects::nonNull)
                        .toList();
    }

    private static Stream<Schema> within(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        return Stream.of(
                        properties == null ? List.<Schema>of() : properties.values(),
                        schema.getItems() == null ? List.<Schema>of() : List.of(schema.getItems()),
                        schema.getAdditionalPropertiesSchema() == null
                                ? List.<Schema>of()
                                : List.of(schema.getAdditionalPropertiesSchema()),
                        schema.getOneOf() == null ? List.<Schema>of() : schema.getOneOf(),
                        schema.getAnyOf() == null ? List.<Schema>of() : schema.getAnyOf(),
                        schema.getAllOf() == null ? List.<Schema>of() : schema.getAllOf())
                .flatMap(Collection::stream);
    }
}
