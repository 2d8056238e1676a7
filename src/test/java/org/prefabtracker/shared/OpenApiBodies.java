package org.prefabtracker.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.prefabtracker.shared.http.ParsedBody;

/** Shows a {@link ParsedBody} body as what is sent. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 400)
public class OpenApiBodies implements OASFilter {

    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components = document.getComponents();
        Map<String, Schema> contents = new HashMap<>();
        components.getSchemas().forEach((name, schema) -> {
            if (name.startsWith(ParsedBody.class.getSimpleName())) {
                contents.put(SCHEMAS + name, schema.getProperties().get("content"));
            }
        });
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .filter(operation -> operation.getRequestBody() != null
                        && operation.getRequestBody().getContent() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
                .filter(type -> type.getSchema() != null
                        && contents.containsKey(type.getSchema().getRef()))
                .forEach(type -> type.setSchema(contents.get(type.getSchema().getRef())));
        contents.keySet().forEach(ref -> components.removeSchema(ref.substring(SCHEMAS.length())));
        // how a refused request is collected, and the library's own shape of validation problems, which no answer has
        List<String> internal =
                List.of("Violations", "Violation", "Violation1", "ErrorLocation", "HttpValidationProblem");
        internal.forEach(components::removeSchema);
    }
}
