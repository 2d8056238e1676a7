package org.prefabtracker.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.Session;

/**
 * The examples of the API document are real: each is sent and its answer compared, in the order of the file, to an empty
 * database.
 */
@DatabaseTest
@TestProfile(OpenApiExamplesTest.Alone.class)
class OpenApiExamplesTest {

    /** Makes the application start for this class. */
    public static class Alone implements QuarkusTestProfile {}

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    @Inject
    Jdbi jdbi;

    private final Map<String, Response> answers = new HashMap<>();
    private JsonNode document;

    @BeforeEach
    void read() throws JsonProcessingException {
        Cast.withPassword(jdbi, "li.na", "four words of mine");
        document = MAPPER.readTree(
                given().accept(ContentType.JSON).get("/q/openapi").asString());
    }

    @Test
    void showsOfEveryCallWhatIsSentAndAnsweredAsItReallyIs() throws JsonProcessingException {
        SoftAssertions softly = new SoftAssertions();
        for (Example example : Example.all()) {
            if (!example.isFurther()) {
                softly.assertThat(shown(example, "/requestBody"))
                        .as(example.name() + " shows")
                        .isEqualTo(normal(example.request()));
                softly.assertThat(shown(example, "/responses/" + example.status()))
                        .as(example.name() + " shows")
                        .isEqualTo(normal(example.answer()));
            }
            Response answer = answered(example);
            answers.put(example.name(), answer);
            softly.assertThat(answer.statusCode() + " " + type(answer))
                    .as(example.name() + "\n" + (answer.statusCode() < 400 ? "" : answer.asString()))
                    .isEqualTo(example.status() + " " + example.type());
            if (!example.answer().isMissingNode()) {
                softly.assertThat(Shape.differences(example.answer(), MAPPER.readTree(answer.asString())))
                        .as(example.name())
                        .isEmpty();
            } else if (example.type().equals("application/json") && !example.isFurther()) {
                softly.fail(example.name() + " has no answer; it answers\n  answer: "
                        + cut(MAPPER.readTree(answer.asString())));
            }
        }
        softly.assertAll();
        assertEveryOutcomeOfAnEventIsApplied();
        assertWhatIsWrongIsShownAsItIsAnswered();
    }

    private void assertEveryOutcomeOfAnEventIsApplied() {
        answers.forEach((name, answer) -> {
            if (name.startsWith("POST ") && name.contains("/events")) {
                assertThat(answer.jsonPath().getList("outcomes.outcome", String.class))
                        .as(name)
                        .containsOnly("APPLIED");
            }
        });
    }

    private void assertWhatIsWrongIsShownAsItIsAnswered() throws JsonProcessingException {
        String answer = given().contentType(ContentType.JSON)
                .body("""
                        {"components": [{"code": "A", "building": "1#", "storey": "99", "spec": "EX-SLAB-1"}]}""")
                .post("/api/v1/projects/EX/components")
                .asString();
        JsonNode shown = problem(document.at("/components/responses/Invalid")).path("example");
        assertThat(MAPPER.readTree(answer)).isEqualTo(shown);
    }

    @Test
    void hasAnExampleOfEveryJsonThatIsSentOrAnswered() {
        Set<String> lacking = new TreeSet<>();
        Map<String, List<Example>> examples = Example.all().stream().collect(Collectors.groupingBy(Example::call));
        operations((call, operation) -> {
            if (!examples.containsKey(call)) {
                lacking.add(call + " has no entry in openapi/examples.yaml");
                return;
            }
            contents(operation, "/requestBody", call + " sends", lacking);
            operation.path("responses").properties().forEach(response -> {
                if (response.getKey().startsWith("2")) {
                    contents(response.getValue(), "", call + " answers " + response.getKey() + " with", lacking);
                }
            });
        });
        assertThat(lacking).isEmpty();
    }

    private static void contents(JsonNode holder, String at, String what, Set<String> lacking) {
        holder.at(at + "/content").properties().forEach(type -> {
            boolean json = type.getKey().endsWith("/json");
            if (json && !type.getValue().has("example")
                    || !json && !type.getValue().has("schema")) {
                lacking.add(what + " " + type.getKey());
            }
        });
    }

    @Test
    void saysOfEveryCallWhatAProblemLooksLike() {
        operations((call, operation) -> {
            assertThat(operation.path("responses").has("default")).as(call).isTrue();
            operation.path("responses").properties().forEach(response -> {
                if (!response.getKey().startsWith("2")) {
                    JsonNode shown = document.at(
                            response.getValue().path("$ref").asText().substring(1));
                    assertThat(problem(shown).at("/schema/$ref").asText())
                            .as(call + " " + response.getKey())
                            .isEqualTo("#/components/schemas/Problem");
                }
            });
        });
        assertThat(document.at("/components/schemas/Problem/properties/errors").isMissingNode())
                .isFalse();
    }

    @Test
    void showsBodiesAsTheyAreSentAndNotAsTheyAreHandedOver() {
        List<String> schemas = new ArrayList<>();
        document.at("/components/schemas").fieldNames().forEachRemaining(schemas::add);
        assertThat(schemas)
                .contains("BillOfComponents")
                .noneMatch(name -> name.startsWith("ParsedBody") || name.startsWith("Violation"));
        assertThat(document.findValuesAsText("$ref")).isNotEmpty().allMatch(ref -> !document.at(ref.substring(1))
                .isMissingNode());
        assertThat(document.at("/paths/~1api~1v1~1projects~1{project}~1components/post/requestBody/content"
                                + "/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/BillOfComponents");
    }

    private JsonNode shown(Example example, String at) {
        return document.path("paths")
                .path(example.path())
                .path(example.method().toLowerCase())
                .at(at)
                .path("content")
                .path("application/json")
                .path("example");
    }

    /** As the document's numbers are read. */
    private static JsonNode normal(JsonNode node) throws JsonProcessingException {
        return node.isMissingNode() ? node : MAPPER.readTree(node.toString());
    }

    private static JsonNode problem(JsonNode response) {
        return response.path("content").path("application/problem+json");
    }

    private interface Operations {
        void each(String call, JsonNode operation);
    }

    private void operations(Operations operations) {
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("responses"))
                .forEach(method ->
                        operations.each(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue())));
    }

    private Response answered(Example example) {
        Response answer = sent(example);
        JsonNode awaited = example.content().path("await");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!awaited.isMissingNode() && answer.jsonPath().get(awaited.asText()) == null && System.nanoTime() < end) {
            answer = sent(example);
        }
        return answer;
    }

    private Response sent(Example example) {
        RequestSpecification request = given();
        example.content()
                .path("parameters")
                .properties()
                .forEach(parameter -> request.pathParam(parameter.getKey(), value(parameter.getValue())));
        example.content()
                .path("query")
                .properties()
                .forEach(parameter -> request.queryParam(
                        parameter.getKey(), parameter.getValue().asText()));
        Map<String, String> headers = new HashMap<>();
        example.content()
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        if (!example.request().isMissingNode()) {
            headers.putIfAbsent("Content-Type", "application/json");
            request.body(example.request().toString().getBytes(StandardCharsets.UTF_8));
        }
        JsonNode upload = example.content().path("upload");
        if (!upload.isMissingNode()) {
            request.multiPart("file", "file.xlsx", answers.get(upload.asText()).asByteArray());
        }
        JsonNode page = example.content().path("page");
        if (!page.isMissingNode()) {
            Response signedIn = answers.get(page.asText());
            request.noFilters().cookies(signedIn.cookies()).header(Session.CSRF_HEADER, signedIn.path("csrfToken"));
        }
        return request.headers(headers).request(example.method(), example.path());
    }

    /** Lists to their first element: enough to show. */
    private static JsonNode cut(JsonNode answer) {
        if (answer instanceof ArrayNode list && !list.isEmpty()) {
            return list.arrayNode().add(cut(list.get(0)));
        }
        if (answer.isContainerNode()) {
            answer.properties().forEach(member -> member.setValue(cut(member.getValue())));
        }
        return answer;
    }

    /** A value of a path, or of an earlier answer. */
    private String value(JsonNode parameter) {
        return parameter.isObject()
                ? answers.get(parameter.path("of").asText())
                        .jsonPath()
                        .getString(parameter.path("at").asText())
                : parameter.asText();
    }

    private static String type(Response answer) {
        return answer.contentType().split(";")[0];
    }
}
