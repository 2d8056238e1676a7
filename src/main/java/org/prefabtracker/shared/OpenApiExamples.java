package org.prefabtracker.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;

/** Puts the examples of openapi/examples.yaml into the API's document, and the one shape that every error has. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiExamples implements OASFilter {

    private static final String ERROR = """
            {"type": "about:blank", "status": 422, "title": "Invalid", "detail": "1 problem; nothing was stored",
             "instance": "/api/v1/projects/EX/components", "errors": [{"pointer": "/components/0/storey", "value": "99",
               "code": "NOT_FOUND", "message": "building 1# has no such storey"}], "totalErrors": 1}""";

    private static final YAMLMapper YAML = new YAMLMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        JsonNode examples = examples();
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    fill(operation, examples.path(method + " " + path).path("request"));
                    error(operation, method);
                }));
    }

    private static void fill(Operation operation, JsonNode request) {
        if (!request.isMissingNode() && operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(type -> type.setExample(plain(request)));
        }
    }

    private static void error(Operation operation, PathItem.HttpMethod method) {
        Content content = OASFactory.createContent()
                .addMediaType(
                        "application/problem+json", OASFactory.createMediaType().example(plain(json(ERROR))));
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description(
                                        method == PathItem.HttpMethod.GET
                                                ? "A problem (RFC 9457)"
                                                : "A problem (RFC 9457): everything wrong at once, nothing stored")
                                .content(content));
    }

    private static Object plain(JsonNode node) {
        return YAML.convertValue(node, Map.class);
    }

    private static JsonNode json(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The examples by method and path. */
    static JsonNode examples() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream("openapi/examples.yaml")) {
            return YAML.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
