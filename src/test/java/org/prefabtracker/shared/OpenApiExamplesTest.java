package org.prefabtracker.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpenApiExamplesTest {

    @Test
    void showsAnExampleOfEveryBodyThatWorksAsItStands() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
        List<String> sent = new ArrayList<>();
        OpenApiExamples.examples().fields().forEachRemaining(example -> {
            String[] call = example.getKey().split(" ");
            JsonNode shown = document.path("paths")
                    .path(call[1])
                    .path(call[0].toLowerCase())
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("example");
            assertThat(shown).as(example.getKey()).isEqualTo(example.getValue().get("request"));
            Map<String, String> parameters = new HashMap<>();
            example.getValue()
                    .path("parameters")
                    .fields()
                    .forEachRemaining(
                            p -> parameters.put(p.getKey(), p.getValue().asText()));
            RequestSpecification request = given().contentType(ContentType.JSON).body(shown.toString());
            request.pathParams(parameters)
                    .request(call[0], call[1])
                    .then()
                    .statusCode(Matchers.oneOf(200, 201))
                    .body("refused", Matchers.anyOf(Matchers.nullValue(), Matchers.equalTo(0)))
                    .body("unknown", Matchers.anyOf(Matchers.nullValue(), Matchers.equalTo(0)));
            sent.add(example.getKey());
        });
        assertThat(sent).hasSize(19);
    }

    @Test
    void saysOfEveryCallWhatAnErrorLooksLike() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString())
                .path("paths");
        assertThat(paths)
                .isNotEmpty()
                .allSatisfy(path -> path.forEach(operation -> assertThat(operation
                                .path("responses")
                                .path("default")
                                .path("content")
                                .path("application/problem+json")
                                .path("example")
                                .path("totalErrors")
                                .asInt())
                        .isEqualTo(1)));
    }
}
