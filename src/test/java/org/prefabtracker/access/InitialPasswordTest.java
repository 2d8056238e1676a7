package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** A password that somebody else issued is good for choosing another one, for seven days. */
@DatabaseTest
class InitialPasswordTest {

    private static final String CHOSEN = "four words of mine";

    private static int count;

    @Inject
    Jdbi jdbi;

    @Inject
    BootstrapPasswords bootstrap;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "initial-" + ++count;
        password = Cast.newPersonWithInitialPassword(
                login, "\"name\": \"Wu\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"EDITOR\"]");
    }

    @Test
    void aSessionDoesNothingElseUntilItIsChanged() {
        Response begun = Page.signIn(given(), login, password);
        assertThat(begun.<String>path("pending")).isEqualTo("CHANGE_PASSWORD");
        Page page = Page.of(begun);
        for (String call : List.of("/api/v1/projects", "/api/v1/specs", "/api/v1/tokens", "/api/v1/directory")) {
            page.browser().get(call).then().statusCode(403).body("detail", containsString("initial password"));
        }
        page.script()
                .body(Map.of("name", "t", "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(403);
        page.browser().get("/api/v1/me").then().statusCode(200);
        page.script()
                .body(Map.of("current", password, "next", password))
                .put("/api/v1/me/password")
                .then()
                .statusCode(422);
        Response changed =
                page.script().body(Map.of("current", password, "next", CHOSEN)).put("/api/v1/me/password");
        assertThat(changed.statusCode()).isEqualTo(204);
        Page after = new Page(changed.cookie(Page.COOKIE), page.csrf());
        after.browser().get("/api/v1/projects").then().statusCode(200);
        Page.signIn(given(), login, CHOSEN).then().statusCode(201).body("pending", nullValue());
    }

    @Test
    void thePageAsksForAnotherOne() {
        Response signedIn = form(null, "/sign-in", Map.of("login", login, "password", password, "to", "/api/v1/me"));
        assertThat(signedIn.statusCode()).isEqualTo(303);
        String cookie = signedIn.cookie(Page.COOKIE);
        String page = given().noFilters()
                .header("Cookie", Page.COOKIE + "=" + cookie)
                .header("Accept-Language", "en")
                .get(signedIn.header("Location"))
                .asString();
        assertThat(page).contains("action=\"/sign-in/password\"").contains("issued by another person");
        String csrf = page.replaceAll("(?s).*name=\"csrf\" value=\"([^\"]+)\".*", "$1");
        Map<String, String> good = Map.of("csrf", csrf, "current", password, "next", CHOSEN, "to", "/api/v1/me");
        assertThat(form(cookie, "/sign-in/password", Map.of("csrf", "x", "current", password, "next", CHOSEN))
                        .statusCode())
                .isEqualTo(403);
        assertThat(form(cookie, "/sign-in/password", Map.of("csrf", csrf, "current", "wrong", "next", CHOSEN))
                        .statusCode())
                .isEqualTo(422);
        assertThat(form(cookie, "/sign-in/password", Map.of("csrf", csrf, "current", password, "next", "short"))
                        .asString())
                .contains("was not changed");
        Response changed = form(cookie, "/sign-in/password", good);
        assertThat(changed.statusCode()).isEqualTo(303);
        assertThat(changed.header("Location")).isEqualTo("/api/v1/me");
        assertThat(new Page(changed.cookie(Page.COOKIE), csrf)
                        .browser()
                        .get("/api/v1/projects")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void endsAfterSevenDays() {
        assertThat(TestTokens.request(login, password).statusCode()).isEqualTo(201);
        pass("6 days 23 hours");
        assertThat(Page.signIn(given(), login, password).statusCode()).isEqualTo(201);
        pass("1 hour");
        assertThat(Page.signIn(given(), login, password).statusCode()).isEqualTo(401);
        assertThat(TestTokens.request(login, password).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenMadeWithItEndsWithItAndWhenItIsChanged() {
        String end = TestTokens.request(login, password)
                .then()
                .statusCode(201)
                .extract()
                .path("expiresAt");
        assertThat(Duration.between(OffsetDateTime.now(), OffsetDateTime.parse(end)))
                .isBetween(Duration.ofDays(6).plusHours(23), Duration.ofDays(7).plusHours(1));
        given().noFilters()
                .auth()
                .preemptive()
                .basic(login, password)
                .contentType("application/json")
                .body("{\"name\": \"t\", \"expiresAt\": \"2096-01-01T00:00:00Z\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/expiresAt")));
        String token = TestTokens.token(login, password);
        TestTokens.json(token)
                .body(Map.of("current", password, "next", CHOSEN))
                .put("/api/v1/me/password")
                .then()
                .statusCode(204);
        TestTokens.bearer(token).get("/api/v1/me").then().statusCode(401);
        TestTokens.request(login, CHOSEN).then().statusCode(201).body("expiresAt", nullValue());
    }

    @Test
    void aResetPasswordIsInitialToo() {
        String reset = Cast.of(jdbi)
                .as(OrganisationKind.DESIGNER)
                .post("/api/v1/people/" + login + "/password")
                .path("password");
        assertThat(Page.signIn(given(), login, reset).<String>path("pending")).isEqualTo("CHANGE_PASSWORD");
    }

    @Test
    void thatOfThePeopleOfTheDemoIsNot() throws Exception {
        bootstrap.register("demo-" + login, "CAST-DESIGNER", java.util.EnumSet.of(Role.VIEWER));
        String first = java.nio.file.Files.readString(bootstrap.files().get("demo-" + login))
                .strip();
        Page.signIn(given(), "demo-" + login, first).then().statusCode(201).body("pending", nullValue());
    }

    private void pass(String time) {
        jdbi.useHandle(handle -> handle.execute(
                "update person set password_ends_at = password_ends_at - cast(? as interval) where login = ?",
                time,
                login));
    }

    private static Response form(String cookie, String path, Map<String, String> fields) {
        return given().noFilters()
                .redirects()
                .follow(false)
                .header("Cookie", Page.COOKIE + "=" + cookie)
                .header("Accept-Language", "en")
                .header("Sec-Fetch-Site", "same-origin")
                .contentType("application/x-www-form-urlencoded")
                .formParams(fields)
                .post(path);
    }
}
