package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.Api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.TestTokens;

/** A query parameter that an operation does not have is refused by every operation, and every documented one is taken. */
@DatabaseTest
class QueryParametersTest {

    private static final String API = "/api/v1";

    @TestHTTPResource("/")
    URI root;

    @BeforeEach
    void project() {
        operator().store(API + "/projects", "{\"code\": \"QP\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store(API + "/projects/QP/buildings", """
                {"code": "B", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
    }

    @Test
    void anUnknownOneIsRefusedByEveryOperation() throws IOException {
        List<String> wrong = new ArrayList<>();
        operations((call, operation) -> {
            Response answer = send(call, "no_such_parameter=1");
            if (answer.statusCode() != 422
                    || !"UNKNOWN_PARAMETER".equals(answer.jsonPath().getString("errors[0].code"))
                    || !"no_such_parameter".equals(answer.jsonPath().getString("errors[0].parameter"))) {
                wrong.add(call + ": " + answer.statusCode() + " " + answer.asString());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyDocumentedOneIsTaken() throws IOException {
        List<String> wrong = new ArrayList<>();
        operations((call, operation) -> operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                Response answer = send(call, parameter.path("name").asText() + "=");
                if (answer.asString().contains("UNKNOWN_PARAMETER")) {
                    wrong.add(call + " " + parameter.path("name"));
                }
            }
        }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOneThatIsTakenIsDocumented() throws IOException {
        List<String> wrong = new ArrayList<>();
        operations((call, operation) -> {
            List<String> documented = new ArrayList<>();
            operation
                    .path("parameters")
                    .forEach(parameter -> documented.add(parameter.path("name").asText()));
            String message = send(call, "no_such_parameter=1").jsonPath().getString("errors[0].message");
            int has = message.indexOf("this call has ");
            if (has >= 0) {
                for (String taken :
                        message.substring(has + "this call has ".length()).split(", ")) {
                    if (!taken.equals("no parameters") && !documented.contains(taken)) {
                        wrong.add(call + " " + taken);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "components, Building=B, building",
        "components, on_hold=true, onHold",
        "components, ONHOLD=true, onHold",
        "components, storye=1, storey",
        "components, ｌｉｍｉｔ=1, limit",
        "findings, severty=ERROR, severity",
        "progress, form=2026-01-01, from",
        "requirements, buildng=B, building"
    })
    void whatWasMeantIsSuggested(String list, String query, String meant) {
        operator()
                .get(API + "/projects/QP/" + list + "?" + query)
                .statusCode(422)
                .body("errors[0].code", is("UNKNOWN_PARAMETER"), "errors[0].didYouMean", is(meant));
    }

    @Test
    void allAreRefusedAtOnce() {
        operator()
                .get(API + "/projects/QP/components?lmit=1&colour=red&cursor=a&cursor=b&storey=1")
                .statusCode(422)
                .body("errors.parameter", containsInAnyOrder("lmit", "colour", "cursor"))
                .body("errors.find {it.parameter == 'lmit'}.didYouMean", is("limit"))
                .body("errors.find {it.parameter == 'colour'}.didYouMean", nullValue())
                .body("errors.find {it.parameter == 'cursor'}.code", is("DUPLICATE"))
                .body("detail", is("3 problems"));
    }

    @Test
    void wrongValuesAreRefusedTogetherWithThem() {
        operator()
                .get(
                        API
                                + "/projects/QP/components?stage=BUILT&category=WALL&onHold=perhaps&limit=0&colour=red&count=all")
                .statusCode(422)
                .body(
                        "errors.parameter",
                        containsInAnyOrder("stage", "category", "onHold", "limit", "colour", "count"));
        operator()
                .get(API + "/projects/QP/ratings/cn-gbt-51129-2017?lens=BUILT&asOf=soon&knownAt=2199-01-01")
                .statusCode(422)
                .body("errors.parameter", containsInAnyOrder("lens", "asOf", "knownAt"));
        operator()
                .get(API + "/regions/3201/share/buildings?year=26&lens=PRODUCED&structure=STRAW&prefab=maybe")
                .statusCode(422)
                .body("errors.parameter", containsInAnyOrder("year", "lens", "structure", "prefab"));
    }

    @ParameterizedTest
    @CsvSource({"dry_run=true", "dryrun=true", "DryRun=true", "dryRun=true&dryRun=false", "dryRun=true&dryRun=true"})
    void aMisspeltDryRunStoresNothing(String query) {
        given().multiPart("file", "bill.xlsx", new byte[] {80, 75, 3, 4})
                .post(API + "/projects/QP/components/import?" + query)
                .then()
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("detail", is("1 problem; nothing was stored"));
    }

    @ParameterizedTest
    @CsvSource({
        "?dryRun, dryRun",
        "?dryRun=, dryRun",
        "?dryRun=%20, dryRun",
        "?dryRun=yes, dryRun",
        "?dryRun=1, dryRun",
        "?includeHidden=, includeHidden"
    })
    void anUploadWithAFlagThatSaysNothingIsRefused(String query, String parameter) throws Exception {
        HttpResponse<String> answer = sent("POST", "/projects/QP/components/import" + query);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"parameter\":\"" + parameter + "\"");
    }

    @Test
    void aFilterWithoutAValueIsRefusedButASearchForNothingFindsAll() throws Exception {
        for (String query : List.of("?building=", "?building", "?mark=%20", "?stage=", "?limit=", "?count")) {
            assertThat(sent("GET", "/projects/QP/components" + query).statusCode())
                    .as(query)
                    .isEqualTo(422);
        }
        for (String query : List.of("?q=", "?cursor=", "?q", "?")) {
            assertThat(sent("GET", "/projects/QP/components" + query).statusCode())
                    .as(query)
                    .isEqualTo(200);
        }
    }

    /** With the address exactly as it stands. */
    private HttpResponse<String> sent(String method, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(root.resolve(API) + path))
                                .header("Authorization", "Bearer " + TestTokens.of(1))
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .method(
                                        method,
                                        HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "--x--"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aProjectThatIsNotThereComesFirst() {
        operator().get(API + "/projects/NONE/components?lmit=1").statusCode(404);
        given().noFilters().get(API + "/specs?lmit=1").then().statusCode(401);
    }

    private static Response send(String call, String query) {
        String[] parts = call.split(" ");
        String path = parts[1].replace("{project}", "QP")
                .replace("{building}", "B")
                .replace("{ruleSet}", "cn-gbt-51129-2017")
                .replace("{year}", "2026")
                .replaceAll("\\{\\w+}", parts[1].contains("/regions/") ? "320115" : "x");
        boolean upload = parts[1].endsWith("/import");
        return given().contentType(upload ? "multipart/form-data; boundary=x" : "application/json")
                .body((upload ? "--x--" : "{}").getBytes(StandardCharsets.UTF_8))
                .request(parts[0], path + "?" + query);
    }

    private static void operations(BiConsumer<String, JsonNode> each) throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(given().get("/q/openapi").asString());
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> method.getValue().has("responses"))
                .forEach(
                        method -> each.accept(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue())));
    }
}
