package org.prefabtracker.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Puts the examples of openapi/examples.yaml into the API's document: what is sent, and what is answered with which status. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiExamples implements OASFilter {

    private static final String JSON = "application/json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, List<Example>> examples = Example.all().stream().collect(Collectors.groupingBy(Example::call));
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    List<Example> told = examples.getOrDefault(method + " " + path, List.of());
                    told.forEach(example -> {
                        request(operation, example);
                        answer(operation.getResponses(), example);
                    });
                    removeUntold(operation.getResponses(), told);
                }));
    }

    private static void request(Operation operation, Example example) {
        if (!example.request().isMissingNode() && operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().getMediaTypes().values().stream()
                    .filter(type -> type.getExample() == null && !isText(type))
                    .forEach(type -> type.setExample(plain(example.request())));
        }
    }

    /** Whether a text of another format is sent, which JSON is no example of. */
    private static boolean isText(MediaType type) {
        return type.getSchema() != null
                && type.getSchema().getType() != null
                && type.getSchema().getType().contains(Schema.SchemaType.STRING);
    }

    private static void answer(APIResponses responses, Example example) {
        APIResponse response =
                switch (example.status()) {
                    case 201 -> created(responses);
                    case 202 -> accepted(responses);
                    default -> responses.getAPIResponse(Integer.toString(example.status()));
                };
        if (response == null || response.getContent() == null) {
            return;
        }
        MediaType type = response.getContent().getMediaType(example.type());
        if (type == null || type.getSchema() == null && !example.type().equals(JSON)) {
            type = binary();
            response.getContent().addMediaType(example.type(), type);
        }
        if (!example.answer().isMissingNode() && type.getExample() == null) {
            type.setExample(plain(example.answer()));
        }
    }

    /** A created thing is answered like an existing one; the same request again is answered with 200. */
    private static APIResponse created(APIResponses responses) {
        APIResponse same = responses.getAPIResponse("200");
        if (!responses.hasAPIResponse("201")) {
            responses.addAPIResponse(
                    "201", OASFactory.createAPIResponse().description("Created").content(same.getContent()));
            same.setDescription("Unchanged, or changed");
        }
        return responses.getAPIResponse("201");
    }

    /** Long work is a job. */
    private static APIResponse accepted(APIResponses responses) {
        if (!responses.hasAPIResponse("202")) {
            MediaType job = OASFactory.createMediaType()
                    .schema(OASFactory.createSchema().ref("Job"));
            responses.addAPIResponse(
                    "202",
                    OASFactory.createAPIResponse()
                            .description("With Prefer: respond-async, the job that does the work")
                            .content(OASFactory.createContent().addMediaType(JSON, job)));
        }
        return responses.getAPIResponse("202");
    }

    private static MediaType binary() {
        return OASFactory.createMediaType()
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .format("binary"));
    }

    /** Removes JSON from exports, whose Java type does not tell their media type. */
    private static void removeUntold(APIResponses responses, List<Example> told) {
        APIResponse response = responses.getAPIResponse("200");
        if (told.isEmpty() || response == null || response.getContent() == null) {
            return;
        }
        Content content = response.getContent();
        Set<String> types = told.stream().map(Example::type).collect(Collectors.toSet());
        List.copyOf(content.getMediaTypes().keySet()).stream()
                .filter(type -> !types.contains(type))
                .forEach(content::removeMediaType);
    }

    private static Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Map.class);
    }
}
