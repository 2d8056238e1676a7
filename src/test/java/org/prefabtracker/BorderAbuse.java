package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The attacks of somebody who is not signed in, at full size, against the packaged application with the settings it is delivered with
 * and {@code -Xmx512m}: {@code mvn -Pabuse verify}. While each lasts, another caller is served within a second.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BorderAbuse {

    private static final long SERVED_MS = 1_000;

    private static RunningApplication application;
    private static String token;
    private static URI root;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        Path data = Files.createTempDirectory(
                Files.createDirectories(Path.of("target/test-data")).toAbsolutePath(), "abuse");
        application = RunningApplication.start(
                data, Map.of("PREFAB_RATE_PER_ADDRESS", "1000", "PREFAB_RATE_PER_TOKEN", "200"));
        token = application.token();
        root = URI.create("http://127.0.0.1:" + application.port() + "/");
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterAll
    static void stop() throws Exception {
        application.close();
    }

    @AfterEach
    void theApplicationIsWhole() throws Exception {
        HttpResponse<String> health = http.send(
                HttpRequest.newBuilder(root.resolve("/q/health")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
        assertThat(application.output()).doesNotContain("OutOfMemoryError");
    }

    /** The longest of some answers to a caller who does nothing bad, in ms. */
    private static long longestAnswer(int calls) throws Exception {
        long longest = 0;
        for (int i = 0; i < calls; i++) {
            long begin = System.nanoTime();
            try (RawConnection caller = new RawConnection(root, "127.0.0.2")) {
                String answer = caller.send("GET /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + token + "\r\n\r\n")
                        .answer();
                assertThat(answer).startsWith("200 ");
            }
            longest = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            Thread.sleep(50);
        }
        return longest;
    }

    @Test
    @Order(1)
    void anObjectOf100MbWithDistinctKeysToTheSignIn() throws Exception {
        longestAnswer(20);
        List<CompletableFuture<String>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean announced = i % 2 == 0;
            senders.add(CompletableFuture.supplyAsync(() -> send100Mb(announced)));
        }
        assertThat(longestAnswer(20)).isLessThan(SERVED_MS);
        for (CompletableFuture<String> sender : senders) {
            assertThat(sender.get(60, TimeUnit.SECONDS)).startsWith("413 {").contains("65536 bytes");
        }
    }

    private static String send100Mb(boolean announced) {
        try (RawConnection connection = new RawConnection(root)) {
            connection.send(RawConnection.head(
                            "POST",
                            "/api/v1/session",
                            announced ? "Content-Length: 100000000" : "Transfer-Encoding: chunked")
                    + "\r\n");
            if (!announced) {
                connection.sendKeysInChunks(100_000_000);
            }
            return connection.answer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Order(2)
    void aThousandSignInsAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            answers.add(http.sendAsync(
                    HttpRequest.newBuilder(root.resolve("/api/v1/session"))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(60))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"login\": \"flood-" + i + "\", \"password\": \"wrong password\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(longestAnswer(30)).isLessThan(SERVED_MS);
        Map<Integer, Integer> statuses = statuses(answers);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        System.out.println("1,000 sign-ins: " + statuses + " within " + seconds + " s");
        assertThat(statuses.keySet()).isSubsetOf(401, 429, 503);
        assertThat(statuses.get(401)).isLessThanOrEqualTo(60);
        assertThat(seconds).isLessThan(30);
    }

    private static Map<Integer, Integer> statuses(List<CompletableFuture<HttpResponse<String>>> answers)
            throws InterruptedException, ExecutionException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            statuses.merge(answer.get().statusCode(), 1, Integer::sum);
        }
        return statuses;
    }

    @Test
    @Order(3)
    void threeHundredHalfBodies() throws Exception {
        List<RawConnection> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                boolean list = i % 3 == 0;
                RawConnection half = new RawConnection(root);
                halves.add(half);
                half.send(RawConnection.head(
                                        "POST",
                                        list ? "/api/v1/events" : "/api/v1/session",
                                        list ? "Content-Length: 1000000" : "Content-Length: 60000",
                                        list ? "Authorization: Bearer " + token : "X-None: 1")
                                + "\r\n")
                        .send("{\"half\": \"" + "x".repeat(1_000));
            }
            assertThat(longestAnswer(60)).isLessThan(SERVED_MS);
            for (RawConnection half : halves) {
                assertThat(half.answer()).startsWith("408 {");
            }
        } finally {
            for (RawConnection half : halves) {
                half.close();
            }
        }
    }

    @Test
    @Order(4)
    void refusedCallsWithLongQueriesDoNotFillTheDisk() throws Exception {
        long before = number("select pg_total_relation_size('audit_entry')");
        long rows = number("select count(*) from audit_entry");
        String query = "?q=" + "a".repeat(7_600);
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
            List<CompletableFuture<HttpResponse<String>>> batch = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                batch.add(http.sendAsync(
                        HttpRequest.newBuilder(root.resolve("/api/v1/projects" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
                if (batch.size() == 100) {
                    batch.forEach(CompletableFuture::join);
                    batch.clear();
                }
            }
        });
        assertThat(longestAnswer(40)).isLessThan(SERVED_MS);
        flood.get(120, TimeUnit.SECONDS);
        assertThat(number("select count(*) from audit_entry") - rows).isLessThan(200);
        assertThat(number("select pg_total_relation_size('audit_entry')") - before)
                .isLessThan(1_000_000);
    }

    @Test
    @Order(5)
    void wrongPasswordsForAsLongAsSomebodyTries() throws Exception {
        boolean[] over = {false};
        int[] tried = {0};
        Thread guesser = new Thread(() -> {
            while (!over[0]) {
                try {
                    signIn("127.0.0.3", "wrong");
                    tried[0]++;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        guesser.start();
        try {
            Thread.sleep(2_000);
            for (int i = 0; i < 20; i++) {
                assertThat(signIn("127.0.1." + (i + 1), application.password("operator")))
                        .startsWith("201 ");
                Thread.sleep(100);
            }
            assertThat(longestAnswer(20)).isLessThan(SERVED_MS);
        } finally {
            over[0] = true;
            guesser.join();
        }
        assertThat(tried[0]).isGreaterThan(20);
    }

    private static String signIn(String from, String password) throws IOException {
        String body = "{\"login\": \"operator\", \"password\": \"" + password + "\"}";
        try (RawConnection connection = new RawConnection(root, from)) {
            return connection
                    .send(RawConnection.head(
                                    "POST",
                                    "/api/v1/session",
                                    "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length)
                            + "\r\n" + body)
                    .answer();
        }
    }

    @Test
    @Order(6)
    void deepAndHugeJsonWithinTheLimit() throws Exception {
        for (String body : List.of(
                "[".repeat(60_000),
                "{\"a\":".repeat(12_000),
                "{\"login\": 1e2147483648}",
                "{\"login\": " + "9".repeat(60_000) + "}",
                "{\"login\": [" + "1e999999999,".repeat(5_000) + "1]}")) {
            long begin = System.nanoTime();
            int status = given().baseUri(root.toString())
                    .contentType("application/json")
                    .body(body)
                    .post("/api/v1/session")
                    .statusCode();
            assertThat(status).isBetween(400, 499);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(3_000);
        }
    }

    private static long number(String sql) throws Exception {
        try (Connection connection = application.owner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
