package org.prefabtracker.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Puts the texts of openapi/descriptions.yaml into the API's document. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiDescriptions implements OASFilter {

    private final Descriptions descriptions = Descriptions.read();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getDescription() == null) {
                schema.setDescription(descriptions.schemas().get(name));
            }
            describe(name, schema);
        });
        document.getPaths().getPathItems().forEach(this::describe);
    }

    private void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            describe(method + " " + path, operation);
            if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
                operation.getRequestBody().getContent().getMediaTypes().values().stream()
                        .filter(type -> type.getSchema() != null)
                        .forEach(type -> describe("Body", type.getSchema()));
            }
        });
    }

    private void describe(String call, Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().stream()
                .filter(parameter -> parameter.getRef() == null && parameter.getDescription() == null)
                .forEach(parameter -> parameter.setDescription(descriptions
                        .parameters()
                        .getOrDefault(
                                call + " " + parameter.getName(),
                                descriptions.parameters().get(parameter.getName()))));
    }

    private void describe(String schema, Schema of) {
        if (of.getProperties() != null) {
            List.copyOf(of.getProperties().keySet()).stream()
                    .filter(name -> descriptions.omitted().contains(schema + "." + name))
                    .forEach(of::removeProperty);
            of.getProperties().forEach((name, property) -> {
                if (property.getDescription() == null) {
                    property.setDescription(descriptions
                            .overrides()
                            .getOrDefault(
                                    schema + "." + name,
                                    descriptions.properties().get(name)));
                }
                if (descriptions.nullable().contains(schema + "." + name)
                        || descriptions.nullable().contains(name)) {
                    property.addType(Schema.SchemaType.NULL);
                }
                describe(schema, property);
            });
        }
        if (of.getItems() != null) {
            describe(schema, of.getItems());
        }
    }
}
