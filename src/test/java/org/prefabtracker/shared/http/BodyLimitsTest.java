package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.prefabtracker.Api.operator;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.RawConnection;
import org.prefabtracker.access.TestTokens;

/** A body is as long as its operation needs, and is received before anything is done with it. */
@DatabaseTest
class BodyLimitsTest {

    private static final int SMALL = 64 * 1024;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Those that take lists or files. */
    private static final List<String> LARGE = List.of(
            "POST /api/v1/events",
            "POST /api/v1/projects/{project}/buildings",
            "PUT /api/v1/projects/{project}/buildings/{building}",
            "POST /api/v1/projects/{project}/buildings/{building}/joints",
            "POST /api/v1/projects/{project}/buildings/{building}/joints/cancel",
            "POST /api/v1/projects/{project}/buildings/{building}/joints/reinstate",
            "POST /api/v1/projects/{project}/buildings/{building}/ratings/{ruleSet}/what-if",
            "POST /api/v1/projects/{project}/components",
            "POST /api/v1/projects/{project}/components/cancel",
            "POST /api/v1/projects/{project}/components/import",
            "POST /api/v1/projects/{project}/events",
            "POST /api/v1/projects/{project}/joints/import",
            "POST /api/v1/projects/{project}/take-off/import",
            "POST /api/v1/rule-sets/drafts",
            "POST /api/v1/specs/import");

    @TestHTTPResource("/")
    URI root;

    @Inject
    Operations operations;

    @Inject
    BodyLimits limits;

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path uploads;

    @Test
    void onlyListsAndFilesMayBeLong() {
        assertThat(operations.all().stream()
                        .filter(operation -> limits.of(operation.handler()) > SMALL)
                        .map(operation -> operation.method() + " " + operation.template()))
                .containsExactlyInAnyOrderElementsOf(LARGE);
    }

    @Test
    void everyOtherOperationRefusesALongBodyWhoeverSendsIt() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Operations.Operation operation : operations.all()) {
            String name = operation.method() + " " + operation.template();
            String type = operation.consumes().isEmpty()
                    ? "application/json"
                    : operation.consumes().get(0);
            if (type.startsWith("multipart/")) {
                continue;
            }
            HttpResponse<String> answer = send(
                    operation.method(),
                    operation.template().replaceAll("\\{[^/]*}", "x"),
                    type,
                    "{\"a\": \"" + "x".repeat(SMALL) + "\"}");
            boolean refused = answer.statusCode() == 413
                    && answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                    && answer.body().contains("65536 bytes (64 kB)");
            if (refused == LARGE.contains(name)) {
                wrong.add(name + ": " + answer.statusCode());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void anAddressWithoutAnOperationTakesNoLongBodyEither() {
        for (String path : List.of("/nothing", "/q/health", "/api/v1/projects/x/componentss", "/api/v1/session/")) {
            given().noFilters()
                    .contentType("application/json")
                    .body("x".repeat(SMALL + 1))
                    .post(path)
                    .then()
                    .statusCode(413);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        String start = "{\"login\": \"x\", \"password\": \"";
        String body = start + "x".repeat(SMALL - start.length() - 2) + "\"}";
        assertThat(body).hasSize(SMALL);
        assertThat(post("/api/v1/session", body).statusCode()).isEqualTo(401);
        HttpResponse<String> longer = post("/api/v1/session", body + " ");
        assertThat(longer.statusCode()).isEqualTo(413);
        assertThat(longer.body()).contains("\"title\":\"Too large\"").contains("\"instance\":\"/api/v1/session\"");
    }

    @Test
    @Timeout(20)
    void aBodyInChunksIsRefusedWhenItPassesTheLimit() throws IOException {
        try (RawConnection connection = new RawConnection(root)) {
            connection.send(RawConnection.head("POST", "/api/v1/session", "Transfer-Encoding: chunked") + "\r\n");
            long sent = connection.sendKeysInChunks(50_000_000);
            assertThat(connection.answer()).startsWith("413 {").contains("65536 bytes");
            assertThat(sent).isLessThan(20_000_000);
        }
    }

    @Test
    @Timeout(20)
    void aSenderThatSendsAllBeforeItReadsIsAnsweredToo() throws IOException {
        try (RawConnection connection = new RawConnection(root)) {
            byte[] part = new byte[1_000_000];
            connection.send(RawConnection.head("POST", "/api/v1/session", "Content-Length: 20000000") + "\r\n");
            for (int i = 0; i < 20; i++) {
                connection.send(part);
            }
            assertThat(connection.answer()).startsWith("413 {");
        }
    }

    @Test
    void aLongListIsReadAfterThePermissionIsChecked() throws IOException, InterruptedException {
        String events = "{\"events\": [" + " ".repeat(3 * SMALL) + "]}";
        given().noFilters()
                .contentType("application/json")
                .body(events)
                .post("/api/v1/events")
                .then()
                .statusCode(401);
        operator().post("/api/v1/events", events).statusCode(422).body("errors[0].pointer", is("/events"));
        for (int i = 0; i < 100 && files() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(files()).isZero();
    }

    @Test
    void aListHasItsOwnLimit() throws IOException {
        try (RawConnection connection = new RawConnection(root)) {
            connection.send(RawConnection.head("POST", "/api/v1/events", "Content-Length: 33554433") + "\r\n");
            assertThat(connection.answer()).startsWith("413 {").contains("33554432 bytes (32 MB)");
        }
    }

    @Test
    @Timeout(60)
    void aListInChunksIsRefusedWhenItPassesItsLimit() throws IOException, InterruptedException {
        try (RawConnection connection = new RawConnection(root)) {
            connection.send(RawConnection.head(
                            "POST",
                            "/api/v1/events",
                            "Transfer-Encoding: chunked",
                            "Authorization: Bearer " + TestTokens.of(1))
                    + "\r\n");
            connection.sendKeysInChunks(60_000_000);
            assertThat(connection.answer()).startsWith("413 {").contains("33554432 bytes");
        }
        for (int i = 0; i < 100 && files() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(files()).isZero();
    }

    /** The client of other tests prints what it sends, which is too much here. */
    private HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + TestTokens.of(1))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, "application/json", body);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(uploads)) {
            return files.count();
        }
    }

    @Test
    @Timeout(30)
    void aBodyOfDistinctKeysIsGivenUpWhateverItsOperationTakes() throws Exception {
        StringBuilder keys = new StringBuilder("{\"events\": [");
        for (int i = 0; i < 200_000; i++) {
            keys.append(i == 0 ? "{" : ",").append("\"key").append(i).append("\":0");
        }
        HttpResponse<String> fields = post("/api/v1/events", keys + "}]}");
        assertThat(fields.statusCode()).isEqualTo(413);
        assertThat(fields.body()).contains("at most 10000 fields");
        HttpResponse<String> items = post("/api/v1/events", "{\"events\": [" + "1,".repeat(150_000) + "1]}");
        assertThat(items.statusCode()).isEqualTo(413);
        assertThat(items.body()).contains("at most 100000 items");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2147483648",
                "1e-2147483648",
                "-1E+2147483647",
                "1e999999999",
                "1e-999999999",
                "1e99999999999999999999",
                "1e10000",
                "0e2147483648",
                "1.5e00000000000000000000000001"
            })
    @Timeout(10)
    void aNumberThatNoComputerHoldsIsRefused(String number) {
        for (String body : List.of(
                "{\"code\": \"HN\", \"name\": \"n\", \"category\": \"SLAB\", \"material\": \"CONCRETE\", \"lengthMm\": "
                        + number + "}",
                "{\"code\": " + number + "}",
                "{\"nothing\": {\"of\": [" + number + "]}}")) {
            operator().post("/api/v1/specs", body).statusCode(422).contentType("application/problem+json");
        }
        operator()
                .post(
                        "/api/v1/events",
                        "{\"events\": [{\"eventId\": \"x\", \"type\": \"STORE\", \"occurredAt\": \"2026-05-04\", \"place\": \"p\","
                                + " \"component\": \"c\", \"project\": \"NONE\", \"values\": {\"x\": " + number
                                + "}}]}")
                .statusCode(422);
        operator()
                .post("/api/v1/rule-sets/drafts?file=x.json", "{\"id\": \"x\", \"year\": " + number + "}")
                .statusCode(lessThan(500));
        for (String path : List.of("/projects?limit=", "/regions/32/shares?year=", "/audit?limit=")) {
            given().get("/api/v1" + path + number).then().statusCode(is(oneOf4xx()));
        }
    }

    private static org.hamcrest.Matcher<Integer> oneOf4xx() {
        return org.hamcrest.Matchers.allOf(org.hamcrest.Matchers.greaterThanOrEqualTo(400), lessThan(500));
    }

    @Test
    @Timeout(20)
    void whatIsShortToSendIsShortToRefuse() throws Exception {
        String deep = "{\"" + "n".repeat(60) + "\": ";
        for (String body : List.of(
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                deep.repeat(90) + "[" + "1e999999999,".repeat(4_000) + "1]" + "}".repeat(90),
                "{\"code\": " + "9".repeat(60_000) + "}",
                "{\"code\": 0." + "9".repeat(60_000) + "}",
                "{\"" + "k".repeat(60_000) + "\": 1}",
                "{\"code\": \"" + "\\u0000".repeat(10_000) + "\"}",
                "{\"code\": \"" + "x".repeat(60_000) + "\"}")) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = post("/api/v1/specs", body);
            assertThat(answer.statusCode()).as(body.substring(0, 20)).isBetween(400, 499);
            assertThat(answer.body().length()).as(body.substring(0, 20)).isLessThan(3_000_000);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
                    .as(body.substring(0, 20))
                    .isLessThan(3_000);
        }
    }

    @Test
    @Timeout(60)
    void halfABodyHoldsNobodyUpAndIsGivenUp() throws IOException {
        List<RawConnection> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                boolean list = i % 2 == 0;
                RawConnection half = new RawConnection(root);
                halves.add(half);
                half.send(RawConnection.head(
                                        "POST",
                                        list ? "/api/v1/events" : "/api/v1/session",
                                        list ? "Content-Length: 1000000" : "Content-Length: 1000",
                                        "Authorization: Bearer " + TestTokens.of(1))
                                + "\r\n")
                        .send("{\"half\": ");
            }
            long begin = System.nanoTime();
            RestAssured.given().get("/api/v1/projects").then().statusCode(200);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(1_000);
            for (RawConnection half : halves) {
                assertThat(half.answer()).startsWith("408 {").contains("too slowly");
            }
        } finally {
            for (RawConnection half : halves) {
                half.close();
            }
        }
    }
}
