package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.prefabtracker.access.TestTokens.bearer;
import static org.prefabtracker.access.TestTokens.json;
import static org.prefabtracker.access.TestTokens.request;
import static org.prefabtracker.access.TestTokens.token;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.text.Sha256;

/** Tokens and the passwords that tokens are issued for. */
@DatabaseTest
class ApiTokenResourceTest {

    private static int count;

    @Inject
    Jdbi jdbi;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "token-" + ++count;
        password =
                Cast.newPerson(login, "\"name\": \"Wu\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"EDITOR\"]");
    }

    @Test
    void issuesATokenForALoginAndAPassword() {
        String token = token(login, password);
        bearer(token)
                .get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("login", equalTo(login))
                .body("organisation", equalTo("CAST-DESIGNER"))
                .body("kind", equalTo("DESIGNER"));
        bearer(token).get("/api/v1/tokens").then().body("items[0].token", nullValue());
        long kept = jdbi.withHandle(handle -> handle.select(
                        "select count(*) from token t where t::text like ?", "%" + token.substring(12) + "%")
                .mapTo(Long.class)
                .one());
        assertThat(kept).isZero();
    }

    @Test
    void acceptsAPasswordOnlyToIssueAToken() {
        given().noFilters()
                .auth()
                .preemptive()
                .basic(login, password)
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesATokenThatNeverEnds() {
        String first = token(login, password);
        for (String never : List.of("9999-12-31T23:59:59-18:00", "+294277-01-01T00:00:00Z")) {
            json(first)
                    .body("{\"name\": \"t\", \"expiresAt\": \"" + never + "\"}")
                    .post("/api/v1/tokens")
                    .then()
                    .statusCode(422);
        }
        json(first)
                .body("{\"name\": \"t\", \"expiresAt\": \"2999-12-31T23:59:59+18:00\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .body("expiresAt", startsWith("2999-12-31T13:59:59"));
    }

    @Test
    void ignoresCaseAndSpacesOfALogin() {
        assertThat(token(" " + login.toUpperCase() + " ", password)).startsWith("pft_");
    }

    @Test
    void answersAWrongPasswordLikeAnUnknownLogin() {
        Response wrong = request(login, "not the password");
        Response nobody = request("nobody-of-this-name", "not the password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.asString()).isEqualTo(wrong.asString());
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(wrong.contentType()).startsWith("application/problem+json");
    }

    @Test
    void delaysFurtherAttemptsAfterFiveWrongPasswords() {
        for (String name : new String[] {login, "nobody-" + login}) {
            for (int i = 0; i < SignInFailureStore.FREE; i++) {
                assertThat(request(name, "wrong").statusCode()).as(name).isEqualTo(401);
            }
            Response delayed = request(name, name.equals(login) ? password : "wrong");
            assertThat(delayed.statusCode()).as(name).isEqualTo(429);
            assertThat(Integer.parseInt(delayed.header("Retry-After"))).isBetween(1, 2);
        }
        jdbi.useHandle(handle -> handle.execute(
                "update sign_in_failure set last_at = last_at - interval '1 hour' where login_sha256 = ?",
                Sha256.hex(login)));
        assertThat(request(login, password).statusCode()).isEqualTo(201);
    }

    @Test
    void countsConcurrentAttemptsLikeSuccessiveOnes() throws Exception {
        ExecutorService guessers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(guessers.submit(() -> request(login, "wrong").statusCode()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(401, 429);
            // the machine may be so slow that a delay of a second is over meanwhile
            assertThat(statuses.stream().filter(status -> status == 401).count())
                    .isBetween((long) SignInFailureStore.FREE, SignInFailureStore.FREE + 3L);
        } finally {
            guessers.shutdown();
        }
    }

    @Test
    void refusesALoginThatCannotBeStored() {
        assertThat(request("a\u0000b", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void restrictsATokenToItsProject() {
        String all = token(login, password);
        String ofOne = json(all)
                .body("""
                        {"name": "of one", "project": "OWN"}""")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        bearer(ofOne).get("/api/v1/projects/OWN/buildings").then().statusCode(200);
        bearer(ofOne).get("/api/v1/specs?limit=1").then().statusCode(200);
        json(ofOne).body("""
                        {"code": "OF-ONE", "name": "n", "regionCode": "320102"}""").post("/api/v1/projects").then().statusCode(403);
    }

    @Test
    void refusesARevokedExpiredOrUnknownToken() {
        String first = token(login, password);
        bearer(first).delete("/api/v1/tokens/" + first.substring(0, 12)).then().statusCode(204);
        bearer(first).get("/api/v1/me").then().statusCode(401);

        String second = token(login, password);
        jdbi.useHandle(handle -> handle.execute(
                "insert into token (id, person_id, name, prefix, sha256, created_at, expires_at) select nextval('token_seq'), id, 'x', ?, ?, now(), now() from person where login = ?",
                "pft_over" + count,
                Sha256.hex("pft_over" + login),
                login));
        bearer("pft_over" + login).get("/api/v1/me").then().statusCode(401);
        bearer(second.substring(0, second.length() - 1) + (second.endsWith("A") ? "B" : "A"))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        given().noFilters()
                .header("Authorization", "Digest x")
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void limitsATokenToItsPermissionsAndProject() {
        String all = token(login, password);
        String limited = json(all)
                .body("""
                        {"name": "scanner", "rights": ["SIGNED_IN", "READ_BILL"], "project": "OWN"}""")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        bearer(limited).get("/api/v1/projects/OWN").then().statusCode(200);
        bearer(limited).get("/api/v1/projects/OWN/buildings").then().statusCode(403);
        json(limited)
                .body("""
                        {"name": "more", "rights": ["EDIT_BILL"]}""")
                .post("/api/v1/tokens")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/rights"));
        String made = json(all)
                .body("""
                        {"code": "TOKEN-%d", "name": "another of mine", "regionCode": "320102"}""".formatted(count))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("code");
        bearer(all).get("/api/v1/projects/" + made).then().statusCode(200);
        bearer(limited).get("/api/v1/projects/" + made).then().statusCode(404);
        bearer(limited).get("/api/v1/projects").then().body("items.code", equalTo(List.of("OWN")));
    }
}
