package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.RawConnection;
import org.prefabtracker.shared.persistence.Transactions;

/** Whoever tries passwords keeps out nobody but itself, and holds nobody up. */
@DatabaseTest
class SignInDelayTest {

    private static final String DETAILS =
            "\"name\": \"Li\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"ADMIN\"]";
    private static final String ELSEWHERE = "127.0.0.9";
    private static int count;

    @TestHTTPResource("/")
    URI root;

    @Inject
    Jdbi jdbi;

    @Inject
    PasswordHashing hashing;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "delayed-" + ++count;
        password = Cast.newPerson(login, DETAILS);
    }

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from sign_in_failure"));
    }

    private void tryWrongPasswords() {
        for (int i = 0; i < SignInFailureStore.FREE + 1; i++) {
            Page.signIn(given(), login, "wrong");
        }
        prolong();
        assertThat(Page.signIn(given(), login, password).statusCode()).isEqualTo(429);
    }

    /** A busy machine is slower than a delay of a second. */
    private void prolong() {
        jdbi.useHandle(
                handle -> handle.execute(
                        "update sign_in_failure set last_at = clock_timestamp() + interval '10 minutes' where failures >= free"));
    }

    @Test
    void aRightPasswordFromAnotherAddressGetsThrough() throws IOException {
        tryWrongPasswords();
        assertThat(signInFrom(ELSEWHERE, password)).startsWith("201 ");
        assertThat(Page.signIn(given(), login, password).statusCode())
                .as("the delay of the first address stays")
                .isEqualTo(429);
        for (int i = 0; i < SignInFailureStore.FREE; i++) {
            assertThat(signInFrom(ELSEWHERE, "wrong")).startsWith("401 ");
        }
        prolong();
        assertThat(signInFrom(ELSEWHERE, password)).startsWith("429 ");
    }

    private String signInFrom(String address, String tried) throws IOException {
        String body = "{\"login\": \"" + login + "\", \"password\": \"" + tried + "\"}";
        try (RawConnection connection = new RawConnection(root, address)) {
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
    void aKnownDeviceGetsThroughAtTheAddressOfWhoTries() {
        String device = deviceOf(Page.signIn(given(), login, password));
        tryWrongPasswords();
        assertThat(Page.signIn(by(device), login, password).statusCode()).isEqualTo(201);
        assertThat(Page.signIn(by("x".repeat(43)), login, password).statusCode())
                .as("a device that nobody signed in from")
                .isEqualTo(429);
        for (int i = 0; i < SignInFailureStore.FREE; i++) {
            assertThat(Page.signIn(by(device), login, "wrong").statusCode()).isEqualTo(401);
        }
        prolong();
        assertThat(Page.signIn(by(device), login, password).statusCode())
                .as("a device is counted for itself")
                .isEqualTo(429);
    }

    @Test
    void aDeviceIsKnownForThePersonThatSignedInFromIt() {
        String other = "other-" + login;
        String othersPassword = Cast.newPerson(other, DETAILS);
        String device = deviceOf(Page.signIn(given(), other, othersPassword));
        tryWrongPasswords();
        assertThat(Page.signIn(by(device), login, password).statusCode()).isEqualTo(429);
    }

    @Test
    void twoPeopleOfOneBrowserAreBothKnown() {
        String other = "second-" + login;
        String othersPassword = Cast.newPerson(other, DETAILS);
        String device = deviceOf(Page.signIn(given(), other, othersPassword));
        assertThat(deviceOf(Page.signIn(by(device), login, password))).isEqualTo(device);
        tryWrongPasswords();
        assertThat(Page.signIn(by(device), login, password).statusCode()).isEqualTo(201);
    }

    @Test
    void aDeviceIsForgottenWithThePassword() {
        String device = deviceOf(Page.signIn(given(), login, password));
        String reset = given().contentType("application/json")
                .post("/api/v1/people/" + login + "/password")
                .then()
                .statusCode(200)
                .extract()
                .path("password");
        for (int i = 0; i < SignInFailureStore.FREE; i++) {
            Page.signIn(by(device), login, "wrong");
        }
        prolong();
        assertThat(Page.signIn(by(device), login, reset).statusCode()).isEqualTo(429);
    }

    @Test
    void anIdThatTheClientMadeUpIsNotKept() {
        String planted = "A".repeat(43);
        assertThat(deviceOf(Page.signIn(by(planted), login, password)))
                .isNotEqualTo(planted)
                .hasSize(43);
    }

    @Test
    void manyNamesFromOneAddressAreCountedForTheAddress() {
        List<SignInFailureStore.Keys> names = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            names.add(SignInFailureStore.Keys.of(login + i, "192.0.2.77", null));
        }
        for (int i = 0; i < 3; i++) {
            SignInFailureStore.Keys keys = names.get(i);
            Transactions.join(() -> SignInFailureStore.count(keys, 3));
        }
        assertThatThrownBy(() -> Transactions.join(() -> SignInFailureStore.count(names.get(3), 3)))
                .isInstanceOf(HttpProblem.class)
                .hasMessageContaining("Too many wrong passwords");
        Transactions.join(() -> SignInFailureStore.succeed(names.get(0)));
        Transactions.join(() -> SignInFailureStore.count(names.get(3), 3));
    }

    @Test
    void aFloodOfSignInsIsRefusedAtOnceAndHoldsNobodyUp() throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(http.sendAsync(
                    HttpRequest.newBuilder(root.resolve("/api/v1/session"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"login\": \"flood-" + i + "\", \"password\": \"wrong\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            try (RawConnection other = new RawConnection(root, ELSEWHERE)) {
                assertThat(other.send("GET /api/v1/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + TestTokens.of(1) + "\r\n\r\n")
                                .answer())
                        .startsWith("200 ");
            }
            others.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
        // the machine may be busy with other things for a moment
        assertThat(others.stream().sorted().toList().get(2)).isLessThan(1_000);
        int refused = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            if (answer.get().statusCode() == 503) {
                refused++;
                assertThat(answer.get().headers().firstValue("Retry-After")).hasValue("2");
            } else {
                assertThat(answer.get().statusCode()).isEqualTo(401);
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aPasswordIsHashedOnlyForAPersonWhoExists() {
        List<PasswordHashing.Place> all = new ArrayList<>();
        try {
            assertThatThrownBy(() -> {
                        while (true) {
                            all.add(hashing.place(true));
                        }
                    })
                    .isInstanceOf(HttpProblem.class);
            RequestSpecification json = given().contentType("application/json");
            json.post("/api/v1/people/nobody-at-all/password").then().statusCode(404);
            json.post("/api/v1/people/" + login + "/password").then().statusCode(503);
            json.body("{\"login\": \"" + login + "\", " + DETAILS + "}")
                    .post("/api/v1/people")
                    .then()
                    .statusCode(422);
            Response full = Page.signIn(given(), login, password);
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.contentType()).startsWith("application/problem+json");
        } finally {
            all.forEach(PasswordHashing.Place::close);
        }
        assertThat(Page.signIn(given(), login, password).statusCode()).isEqualTo(201);
    }

    private static RequestSpecification by(String device) {
        return given().header("Cookie", "prefab-device=" + device);
    }

    private static String deviceOf(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(201);
        Map<String, String> cookies = answer.cookies();
        return cookies.get("prefab-device");
    }
}
