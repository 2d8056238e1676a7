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
import org.prefabtracker.audit.Owner;
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
                    .body("{\"name\": \"t\", \"expiresAt\": \"" + never + "\", \"password\": \"" + password + "\"}")
                    .post("/api/v1/tokens")
                    .then()
                    .statusCode(422);
        }
        json(first)
                .body("{\"name\": \"t\", \"expiresAt\": \"2999-12-31T23:59:59+18:00\", \"password\": \"" + password
                        + "\"}")
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
        String ofOne = made(all, "\"project\": \"OWN\"");
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
        String limited = made(all, "\"rights\": [\"SIGNED_IN\", \"READ_BILL\"], \"project\": \"OWN\"");
        bearer(limited).get("/api/v1/projects/OWN").then().statusCode(200);
        bearer(limited).get("/api/v1/projects/OWN/buildings").then().statusCode(403);
        make(limited, "\"rights\": [\"EDIT_BILL\"]")
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

    @Test
    void makesATokenOnlyForWhoKnowsThePassword() {
        Page page = Page.of(login, password);
        for (String sent : List.of("", ", \"password\": \"not the password\"")) {
            page.script()
                    .body("{\"name\": \"t\"" + sent + "}")
                    .post("/api/v1/tokens")
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", equalTo(List.of("/password")));
        }
        String first = page.script()
                .body("{\"name\": \"t\", \"password\": \"" + password + "\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        json(first).body("{\"name\": \"t\"}").post("/api/v1/tokens").then().statusCode(422);
    }

    @Test
    void aSingleSignOnAShortTimeAgoCountsAsThePassword() {
        Page page = Page.of(login, password);
        String sso =
                "update session set sso_at = now() - cast(? as interval) where person_id = (select id from person where login = ?)";
        jdbi.useHandle(handle -> handle.execute(sso, "4 minutes", login));
        page.script().body("{\"name\": \"t\"}").post("/api/v1/tokens").then().statusCode(201);
        jdbi.useHandle(handle -> handle.execute(sso, "6 minutes", login));
        page.script().body("{\"name\": \"t\"}").post("/api/v1/tokens").then().statusCode(403);
    }

    @Test
    void aTokenMadeWithAnotherEndsNoLater() throws Exception {
        String parent = made(token(login, password), "\"expiresAt\": \"2097-01-01T00:00:00Z\"");
        make(parent, "\"expiresAt\": \"2097-01-01T00:00:01Z\"")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/expiresAt")));
        make(parent, "\"expiresAt\": \"2097-01-01T08:00:00+08:00\"").then().statusCode(201);
        make(parent, "\"rights\": null").then().statusCode(201).body("expiresAt", startsWith("2097-01-01T08:00:00"));
        String grandchild = made(made(parent, "\"rights\": null"), "\"rights\": null");
        try (Owner owner = new Owner()) {
            owner.execute("update token set expires_at = now() - interval '1 second' where prefix = '"
                    + parent.substring(0, 12) + "'");
        }
        bearer(grandchild).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void aTokenIsRevokedWithTheOneItWasMadeWith() {
        String first = token(login, password);
        String second = made(first, "\"rights\": null");
        String third = made(second, "\"rights\": null");
        String sibling = made(first, "\"rights\": null");
        bearer(third).get("/api/v1/me").then().statusCode(200);
        bearer(second)
                .delete("/api/v1/tokens/" + second.substring(0, 12))
                .then()
                .statusCode(204);
        bearer(third).get("/api/v1/me").then().statusCode(401);
        bearer(sibling)
                .get("/api/v1/tokens")
                .then()
                .statusCode(200)
                .body(
                        "items.findAll { it.revokedAt != null }.prefix",
                        equalTo(List.of(third.substring(0, 12), second.substring(0, 12))));
        bearer(first).delete("/api/v1/tokens/" + first.substring(0, 12)).then().statusCode(204);
        bearer(sibling).get("/api/v1/me").then().statusCode(401);
    }

    @Test
    void countsTheTokensMadeOneWithTheOther() {
        String last = token(login, password);
        for (int i = 0; i < ApiTokenStore.MOST_ANCESTORS; i++) {
            last = made(last, "\"rights\": null");
        }
        make(last, "\"rights\": null").then().statusCode(409);
    }

    @Test
    void aLimitedTokenNeitherListsNorRevokesTokensBeyondItsLimits() {
        String all = token(login, password);
        String ofOne = made(all, "\"project\": \"OWN\"");
        String reading = made(all, "\"rights\": [\"SIGNED_IN\", \"READ_BILL\"]");
        for (String limited : List.of(ofOne, reading)) {
            bearer(limited)
                    .get("/api/v1/tokens")
                    .then()
                    .statusCode(200)
                    .body("items.prefix", equalTo(List.of(limited.substring(0, 12))));
            bearer(limited)
                    .delete("/api/v1/tokens/" + all.substring(0, 12))
                    .then()
                    .statusCode(404);
        }
        bearer(ofOne)
                .delete("/api/v1/tokens/" + reading.substring(0, 12))
                .then()
                .statusCode(404);
        bearer(all).get("/api/v1/tokens").then().body("items.findAll { it.revokedAt != null }", equalTo(List.of()));
        bearer(ofOne).delete("/api/v1/tokens/" + ofOne.substring(0, 12)).then().statusCode(204);
    }

    /** The answer to a token that asks for another one with the password. */
    private Response make(String by, String details) {
        return json(by).body("{\"name\": \"made\", \"password\": \"" + password + "\", " + details + "}")
                .post("/api/v1/tokens");
    }

    private String made(String by, String details) {
        return make(by, details).then().statusCode(201).extract().path("token");
    }
}
