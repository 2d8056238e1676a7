package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.text.Sha256;

/** Sessions of browsers: signing in, cookies and cross-site requests. */
@DatabaseTest
class SessionTest {

    private static final String DETAILS =
            "\"name\": \"Wu\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"ADMIN\", \"EDITOR\"]";
    private static int count;

    @Inject
    Jdbi jdbi;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "session-" + ++count;
        password = Cast.newPerson(login, DETAILS);
    }

    @Test
    void signsInWithAnHttpOnlyCookie() {
        Response answer = Page.signIn(given(), login, password);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.header("Set-Cookie"))
                .matches(Page.COOKIE + "=[\\w-]{43}\\.[\\w-]{43}; Path=/; HTTPOnly; SameSite=Lax");
        String said = """
                {"who":{"login":"%s","name":"Wu","organisation":"CAST-DESIGNER","kind":"DESIGNER","roles":["ADMIN","EDITOR"]},\
                "csrfToken":"%s","endsAt":"…","endsUnusedAt":"…"}""";
        Page page = Page.of(answer);
        assertThat(withoutTimes(answer)).isEqualTo(said.formatted(login, page.csrf()));
        assertThat(withoutTimes(page.browser().get("/api/v1/session"))).isEqualTo(said.formatted(login, page.csrf()));
        page.browser().get("/api/v1/projects/OWN/buildings").then().statusCode(200);
    }

    private static String withoutTimes(Response answer) {
        return answer.asString().replaceAll("\"(ends\\w*)\":\"2[^\"]*\"", "\"$1\":\"…\"");
    }

    @Test
    void storesOnlyDigestsOfSecrets() {
        Page page = Page.of(login, password);
        assertThat(Stream.of(page.cookie(), page.id(), page.csrf())
                        .filter(secret -> jdbi.withHandle(handle -> handle.select(
                                        "select exists (select from session s where s::text like ?)",
                                        "%" + secret + "%")
                                .mapTo(Boolean.class)
                                .one())))
                .isEmpty();
    }

    @Test
    void ignoresASessionIdThatTheClientChose() {
        String planted = "A".repeat(43) + "." + "B".repeat(43);
        Page page = Page.of(Page.signIn(given().header("Cookie", Page.COOKIE + "=" + planted), login, password));
        assertThat(page.cookie()).doesNotContain("A".repeat(43)).doesNotContain("B".repeat(43));
        assertThat(page.who()).isEqualTo(login);
        assertThat(new Page(planted, "").who()).isNull();
    }

    @Test
    void endsTheFormerSessionOfABrowserThatSignsIn() {
        String other = "other-" + login;
        String othersPassword = Cast.newPerson(other, DETAILS);
        Page before = Page.of(login, password);
        Page after = Page.of(Page.signIn(before.browser(), other, othersPassword));
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.csrf()).isNotEqualTo(before.csrf());
        assertThat(after.who()).isEqualTo(other);
        assertThat(before.who()).isNull();
    }

    @Test
    void answersAWrongPasswordLikeAnUnknownLogin() {
        Response wrong = Page.signIn(given(), login, "not the password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.contentType()).startsWith("application/problem+json");
        assertThat(wrong.header("Set-Cookie")).isNull();
        assertThat(Page.signIn(given(), "nobody-of-this-name", "not the password")
                        .asString())
                .isEqualTo(wrong.asString());
    }

    @Test
    void delaysFurtherAttemptsAfterFiveWrongPasswords() {
        for (int i = 0; i < SignInFailureStore.FREE - 1; i++) {
            assertThat(Page.signIn(given(), login, "wrong").statusCode()).isEqualTo(401);
        }
        json(given().noFilters().auth().preemptive().basic(login, "wrong"))
                .body("{\"name\": \"test\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(401);
        Response delayed = Page.signIn(given(), login, password);
        assertThat(delayed.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(delayed.header("Retry-After"))).isBetween(1, 2);
    }

    @Test
    void isRecordedInTheAudit() {
        Page.signIn(given(), login, "not the password").then().statusCode(401);
        Page page = Page.of(login, password);
        page.script().delete("/api/v1/session").then().statusCode(204);
        assertThat(
                        given()
                                .get("/api/v1/audit?q=/api/v1/session&limit=3")
                                .jsonPath()
                                .getList("items", Map.class)
                                .stream()
                                .map(entry -> Stream.of(
                                                "method", "kind", "status", "person", "organisation", "bodySha256")
                                        .map(entry::get)
                                        .toList()
                                        .toString()))
                .containsExactly(
                        "[DELETE, WRITE, 204, Wu, CAST-DESIGNER, null]",
                        "[POST, LOG_IN, 201, Wu, CAST-DESIGNER, null]",
                        "[POST, LOG_IN, 401, Wu, CAST-DESIGNER, null]");
    }

    @ParameterizedTest(name = "{0} {1}, {2}: {3}")
    @CsvSource(
            nullValues = "none",
            value = {
                "own, none, none, 201",
                "own, same-origin, none, 201",
                "own, none, http://OWN, 201",
                "own, none, https://OWN, 201",
                "own, same-origin, http://OWN, 201",
                // a form of a page that tells no referrer; a person who sends it again
                "own, same-origin, null, 201",
                "own, none-typed, null, 201",
                "none, same-origin, http://OWN, 403",
                "wrong, same-origin, http://OWN, 403",
                "other session's, same-origin, http://OWN, 403",
                "own, cross-site, none, 403",
                "own, same-site, http://OWN, 403",
                "own, none, null, 403",
                "own, none, http://evil.example, 403",
                "own, same-origin, http://evil.example, 403",
                "own, none, http://OWN.evil.example, 403",
                "own, none, http://OWN0, 403",
                "own, nonsense, http://OWN, 403",
            })
    void refusesChangesWithoutTheCsrfTokenOrFromAnotherSite(String token, String site, String origin, int status) {
        Page page = Page.of(login, password);
        RequestSpecification request = json(page.browser());
        if (token != null) {
            request.header(
                    Session.CSRF_HEADER,
                    switch (token) {
                        case "own" -> page.csrf();
                        case "wrong" -> page.csrf().substring(1) + "x";
                        default -> Page.of(login, password).csrf();
                    });
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site.replace("none-typed", "none"));
        }
        if (origin != null) {
            request.header("Origin", origin.replace("OWN", Page.host()));
        }
        Response answer = request.body("""
                        {"login": "made-by-%s", "name": "Wu", "roles": ["EDITOR"]}""".formatted(login)).post("/api/v1/people");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        given().get("/api/v1/people/made-by-" + login).then().statusCode(status == 201 ? 200 : 404);
        if (status == 403) {
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void needsNoCsrfTokenToReadOrWithAnApiToken() {
        Page page = Page.of(login, password);
        page.browser()
                .header("Origin", "http://evil.example")
                .get("/api/v1/me")
                .then()
                .statusCode(200);
        json(TestTokens.bearer(TestTokens.token(login, password)))
                .header("Origin", "http://evil.example")
                .body("{\"name\": \"x\", \"password\": \"" + password + "\"}")
                .post("/api/v1/tokens")
                .then()
                .statusCode(201);
    }

    @Test
    void refusesASignInFromAnotherSite() {
        for (String site : List.of("cross-site", "same-site")) {
            Response answer = Page.signIn(given().header("Sec-Fetch-Site", site), login, password);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.header("Set-Cookie")).isNull();
        }
        Page.signIn(given().header("Origin", "http://evil.example"), login, "wrong")
                .then()
                .statusCode(403);
        assertThat(rows("select count(*) from sign_in_failure where login_sha256 = ?", Sha256.hex(login)))
                .isZero();
    }

    @Test
    void prefersTheAuthorizationHeaderToTheCookie() {
        Page page = Page.of(login, password);
        String token = "Bearer " + TestTokens.of(Cast.of(jdbi).person(OrganisationKind.FACTORY));
        page.browser().header("Authorization", token).get("/api/v1/me").then().body("login", equalTo("cast-FACTORY"));
        page.browser()
                .header("Authorization", token)
                .get("/api/v1/session")
                .then()
                .statusCode(404);
        // needs no token against forged requests, and ends nobody's session
        page.browser()
                .header("Authorization", token)
                .delete("/api/v1/session")
                .then()
                .statusCode(204);
        for (String nobodys : List.of("Bearer pft_nobody", "Bearer x", "Basic x", "")) {
            page.browser()
                    .header("Authorization", nobodys)
                    .get("/api/v1/me")
                    .then()
                    .statusCode(401);
        }
        assertThat(page.who()).isEqualTo(login);
    }

    @Test
    void refusesADuplicateOrMisnamedCookie() {
        Page page = Page.of(login, password);
        String twice = Page.COOKIE + "=" + page.cookie();
        for (String cookies : List.of(
                twice + "; " + twice,
                Page.COOKIE + "=x; " + twice,
                twice + "; " + Page.COOKIE + "=x",
                Page.COOKIE.toUpperCase() + "=" + page.cookie(),
                "__Host-" + twice,
                Page.COOKIE + "=\"" + page.cookie() + "\"",
                Page.COOKIE + "=" + page.id(),
                Page.COOKIE + "=" + page.id() + "." + "A".repeat(43),
                Page.COOKIE)) {
            given().noFilters()
                    .header("Cookie", cookies)
                    .get("/api/v1/me")
                    .then()
                    .statusCode(401);
        }
        given().noFilters()
                .header("Cookie", "a=1; " + twice + ";b=2; " + Page.COOKIE + "s=x")
                .get("/api/v1/me")
                .then()
                .statusCode(200);
    }

    private int rows(String count, Object of) {
        return jdbi.withHandle(
                handle -> handle.select(count, of).mapTo(Integer.class).one());
    }

    private static RequestSpecification json(RequestSpecification request) {
        return request.contentType("application/json");
    }
}
