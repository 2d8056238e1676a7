package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.prefabtracker.Api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

/** A request that meets no operation is told what there is at its address. */
@DatabaseTest
class RoutingProblemsTest {

    private static final String API = "/api/v1";

    @TestHTTPResource("/")
    URI root;

    @BeforeEach
    void project() {
        operator().store(API + "/projects", "{\"code\": \"RP\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store(API + "/projects/RP/buildings", """
                {"code": "B", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
        operator().store(API + "/projects/RP/components", """
                {"components": [{"code": "S", "building": "B", "storey": "2", "spec": "DBS1-67-3620-31"}]}""");
    }

    @Test
    void everyAddressNamesItsMethodsWhereAnotherIsTried() throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(given().get("/q/openapi").asString());
        List<String> wrong = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            Set<String> methods = new TreeSet<>();
            path.getValue().properties().forEach(method -> {
                if (method.getValue().has("responses")) {
                    methods.add(method.getKey().toUpperCase());
                }
            });
            for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                // at /components/export a component could be, too
                if (!methods.contains(method) && !path.getKey().matches(".*/(export|import|cancel|reinstate)")) {
                    Response answer = given().request(method, path.getKey().replaceAll("\\{\\w+}", "x"));
                    Set<String> allowed = new TreeSet<>(
                            Arrays.asList(String.valueOf(answer.header("Allow")).split(", ")));
                    allowed.removeAll(Set.of("HEAD", "OPTIONS"));
                    if (answer.statusCode() != 405 || !allowed.equals(methods)) {
                        wrong.add(method + " " + path.getKey() + ": " + answer.statusCode() + " " + allowed);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /projects/RP/components/S | Cancel it: POST /api/v1/projects/RP/components/S/cancel
            /projects/RP/requirements/LC-1 | Withdraw it: POST /api/v1/projects/RP/requirements/LC-1/withdraw
            /projects/RP/buildings/B/joints/J | Cancel it: POST /api/v1/projects/RP/buildings/B/joints/cancel
            /people/operator | block it: PUT with "active": false
            /specs/DBS1-67-3620-31 | register a new revision: PUT
            /projects/RP/buildings/B/evaluations/1 | An evaluation stays on record
            /projects/RP/components/S/events | report a VOID event
            """)
    void whatCannotBeDeletedSaysWhatToDoInstead(String path, String instead) {
        operator()
                .delete(API + path)
                .statusCode(405)
                .contentType("application/problem+json")
                .body("detail", containsString(instead));
    }

    @Test
    void whatIsNotThereAtAllIs404() {
        operator().get(API + "/no-such-thing").statusCode(404).header("Allow", is((String) null));
        operator().delete(API + "/no-such-thing").statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /projects, application/json",
        "POST, /projects/RP/components/import, multipart/form-data",
        "PATCH, /projects/RP/components/S, application/merge-patch+json",
        "POST, /rule-sets/drafts, application/yaml"
    })
    void anotherMediaTypeSaysWhichOnesAreTaken(String method, String path, String taken) {
        given().contentType("image/png")
                .body(new byte[] {1})
                .request(method, API + path)
                .then()
                .statusCode(415)
                .body("detail", containsString(taken));
    }

    @ParameterizedTest
    @CsvSource({
        "/projects, application/json",
        "/rule-sets/schema, application/schema+json",
        "/projects/RP/buildings/B/ratings/cn-gbt-51129-2017/report, application/pdf"
    })
    void whatIsNotAcceptedSaysWhatCanBeHad(String path, String answered) {
        given().accept("image/png").get(API + path).then().statusCode(406).body("detail", containsString(answered));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/*",
                "application/problem+json",
                "application/json, application/problem+json",
                "text/html, application/json;q=0.9",
                "application/schema+json"
            })
    void whatIsJsonIsAnsweredToWhoeverTakesJson(String accept) {
        for (String path : List.of("", "/projects", "/rule-sets", "/rule-sets/schema", "/projects/RP/progress")) {
            Response answer = given().accept(accept).get(API + path);
            assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
            assertThat(answer.contentType()).as(path).contains("json");
            assertThat(answer.body().asString()).startsWith("{");
        }
        given().accept(accept)
                .get(API + "/projects/NONE")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/specs/a%7Cb",
                "/api/v1/specs/a%20b",
                "/api/v1/specs/%22%3Cx%3E%5E%60%7B%7D%5B%5D%5C",
                "/api/v1/specs/a+b",
                "/api/v1/specs/1%23",
                "/api/v1/specs/%E6%9F%B1",
                "//api/v1/no",
                "/api/v1/nothing;a=b:c@d"
            })
    void theInstanceIsAUriReference(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1");
        assertThat(answer).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        URI instance = URI.create(problem.path("instance").asText());
        assertThat(instance.getRawAuthority()).isNull();
        assertThat(instance.toString()).matches("/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*");
    }

    @Test
    void theInstanceIsTheAddressAsItWasSent() {
        operator().get(API + "/specs/1%23%20").body("instance", is("/api/v1/specs/1%23%20"));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write((request + "\r\nHost: " + root.getAuthority()
                                    + "\r\nConnection: close\r\nAuthorization: Bearer "
                                    + org.prefabtracker.access.TestTokens.of(1) + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anErrorOfAReadDoesNotMentionStoring() {
        operator()
                .get(API + "/projects/RP/components?stage=NONE")
                .statusCode(422)
                .body("detail", is("1 problem"));
        operator()
                .post(
                        API + "/projects/RP/buildings/B/ratings/cn-gbt-51129-2017/what-if",
                        "{\"changes\": [{\"kind\": \"ADD\"}]}")
                .statusCode(422)
                .body("detail", not(containsString("stored")));
        operator().post(API + "/projects", "{}").statusCode(422).body("detail", containsString("nothing was stored"));
    }
}
