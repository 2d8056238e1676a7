package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** A second factor: enrolled by the API or on the page, shown at every sign-in, used up by each use. */
@DatabaseTest
class SecondFactorTest {

    private static final String FACTOR = "/api/v1/me/second-factor";
    private static final String SHOW = "/api/v1/session/second-factor";
    private static final String REQUIRED = "prefab.second-factor.required";

    private static int count;

    @Inject
    Jdbi jdbi;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        Cast.of(jdbi);
        login = "factor-" + ++count;
        password =
                Cast.newPerson(login, "\"name\": \"Wu\", \"organisation\": \"CAST-DESIGNER\", \"roles\": [\"EDITOR\"]");
    }

    /** The code of the authenticator some steps of 30 seconds from now. */
    private static String code(byte[] secret, int steps) {
        return SecondFactors.code(secret, Instant.now().plusSeconds(30L * steps));
    }

    private record Enrolled(byte[] secret, List<String> recoveryCodes) {}

    private Enrolled enrol(Page page) {
        Response begun = page.script().body(Map.of("password", password)).post(FACTOR);
        assertThat(begun.statusCode()).isEqualTo(200);
        byte[] secret = new Base32().decode(begun.<String>path("secret"));
        assertThat(secret).hasSize(20);
        assertThat(begun.<String>path("uri")).startsWith("otpauth://totp/prefab-tracker:" + login + "?secret=");
        page.script().body(Map.of("code", wrong(secret))).put(FACTOR).then().statusCode(422);
        Response confirmed =
                page.script().body(Map.of("code", code(secret, -1))).put(FACTOR);
        assertThat(confirmed.statusCode()).isEqualTo(204);
        return new Enrolled(secret, begun.path("recoveryCodes"));
    }

    /** Six digits that are no code of these minutes. */
    private static String wrong(byte[] secret) {
        for (int digits = 100_000; ; digits++) {
            String code = Integer.toString(digits);
            if (List.of(-2, -1, 0, 1, 2).stream()
                    .noneMatch(step -> code(secret, step).equals(code))) {
                return code;
            }
        }
    }

    private static Response show(Page page, String code) {
        return page.script().body(Map.of("code", code)).post(SHOW);
    }

    @Test
    void codesAreThoseOfTheStandard() {
        // RFC 6238, appendix B, the last six of its eight digits
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(SecondFactors.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(SecondFactors.code(secret, Instant.ofEpochSecond(1_111_111_109)))
                .isEqualTo("081804");
        assertThat(SecondFactors.step(secret, "287082", 0, Instant.ofEpochSecond(89)))
                .isEqualTo(OptionalLong.of(1));
        assertThat(SecondFactors.step(secret, "287082", 0, Instant.ofEpochSecond(90)))
                .isEmpty();
        assertThat(SecondFactors.step(secret, "287082", 1, Instant.ofEpochSecond(59)))
                .isEmpty();
    }

    @Test
    void aSessionDoesNothingBeforeItsSecondFactorIsShown() {
        Page first = Page.of(login, password);
        Enrolled enrolled = enrol(first);
        assertThat(first.who()).as("who enrolled has shown it").isEqualTo(login);

        Response begun = Page.signIn(given(), login, password);
        assertThat(begun.<String>path("pending")).isEqualTo("SECOND_FACTOR");
        Page page = Page.of(begun);
        for (String call : List.of("/api/v1/me", "/api/v1/projects", "/api/v1/tokens", "/api/v1/specs", FACTOR)) {
            assertThat(page.browser().get(call).statusCode()).as(call).isEqualTo(403);
        }
        page.script()
                .body(Map.of("current", password, "next", "four words of mine"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(403)
                .body("detail", containsString("second factor"));
        page.script()
                .body(Map.of("name", "t", "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(403);
        page.script().body(Map.of("password", password)).post(FACTOR).then().statusCode(403);

        show(page, wrong(enrolled.secret())).then().statusCode(422);
        show(page, code(enrolled.secret(), 0)).then().statusCode(200).body("pending", nullValue());
        assertThat(page.who()).isEqualTo(login);
        page.script()
                .body(Map.of("name", "t", "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201);
    }

    @Test
    void aCodeIsAcceptedOnceAndNoneFromBeforeIt() {
        Enrolled enrolled = enrol(Page.of(login, password));
        String now = code(enrolled.secret(), 0);
        Page page = Page.of(login, password);
        show(page, now).then().statusCode(200);
        Page other = Page.of(login, password);
        show(other, now).then().statusCode(422);
        show(other, code(enrolled.secret(), -1)).then().statusCode(422);
        assertThat(other.browser().get("/api/v1/me").statusCode()).isEqualTo(403);
        show(other, code(enrolled.secret(), 1)).then().statusCode(200);
    }

    @Test
    void aRecoveryCodeWorksOnceAndIsKeptAsADigest() {
        Enrolled enrolled = enrol(Page.of(login, password));
        assertThat(enrolled.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        String code = enrolled.recoveryCodes().get(3);
        assertThat(code).matches("([A-Z2-7]{5}-){3}[A-Z2-7]{5}");
        Page page = Page.of(login, password);
        show(page, " " + code.toLowerCase() + " ").then().statusCode(200);
        page.browser().get(FACTOR).then().body("recoveryCodes", equalTo(9)).body("enrolled", equalTo(true));
        show(Page.of(login, password), code).then().statusCode(422);
        String kept = jdbi.withHandle(handle -> handle.select(
                        "select string_agg(c::text, ' ') || (select f::text from second_factor f where f.person_id = p.id)"
                                + " from recovery_code c join person p on p.id = c.person_id where p.login = ? group by p.id",
                        login)
                .mapTo(String.class)
                .one());
        assertThat(kept)
                .doesNotContain(enrolled.recoveryCodes().get(4))
                .doesNotContain(enrolled.recoveryCodes().get(4).replace("-", ""))
                .doesNotContain(HexFormat.of().formatHex(enrolled.secret()));
    }

    @Test
    void wrongCodesDelayFurtherOnesAlsoTheRightOne() {
        Enrolled enrolled = enrol(Page.of(login, password));
        Page page = Page.of(login, password);
        for (int i = 0; i < SecondFactorStore.FREE; i++) {
            show(page, wrong(enrolled.secret())).then().statusCode(422);
        }
        Response delayed = show(Page.of(login, password), code(enrolled.secret(), 0));
        assertThat(delayed.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(delayed.header("Retry-After"))).isBetween(1, 2);
        jdbi.useHandle(handle -> handle.execute(
                "update second_factor set failed_at = failed_at - interval '1 hour' where person_id = (select id from person where login = ?)",
                login));
        show(page, code(enrolled.secret(), 0)).then().statusCode(200);
    }

    @Test
    void aTokenNeedsACodeToo() {
        Enrolled enrolled = enrol(Page.of(login, password));
        TestTokens.request(login, password).then().statusCode(422).body("errors.pointer", equalTo(List.of("/code")));
        String token = given().noFilters()
                .auth()
                .preemptive()
                .basic(login, password)
                .contentType("application/json")
                .body(Map.of("name", "t", "code", code(enrolled.secret(), 0)))
                .post("/api/v1/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        TestTokens.json(token)
                .body(Map.of("name", "t", "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/code")));
    }

    @Test
    void isRemovedWithTheThingItselfOrByAnAdministrator() {
        Page page = Page.of(login, password);
        Enrolled enrolled = enrol(page);
        page.script().body(Map.of("password", password)).post(FACTOR).then().statusCode(409);
        page.script()
                .body(Map.of("password", password))
                .post(FACTOR + "/remove")
                .then()
                .statusCode(422);
        page.script()
                .body(Map.of("code", enrolled.recoveryCodes().get(0)))
                .post(FACTOR + "/remove")
                .then()
                .statusCode(422);
        page.script()
                .body(Map.of(
                        "password", password, "code", enrolled.recoveryCodes().get(1)))
                .post(FACTOR + "/remove")
                .then()
                .statusCode(200)
                .body("enrolled", equalTo(false))
                .body("recoveryCodes", equalTo(0));
        assertThat(Page.of(login, password).who()).isEqualTo(login);

        enrol(page);
        Cast.of(jdbi)
                .as(OrganisationKind.FACTORY)
                .delete("/api/v1/people/" + login + "/second-factor")
                .then()
                .statusCode(404);
        Cast.of(jdbi)
                .as(OrganisationKind.DESIGNER)
                .delete("/api/v1/people/" + login + "/second-factor")
                .then()
                .statusCode(204);
        assertThat(page.who()).isNull();
        assertThat(Page.of(login, password).who()).isEqualTo(login);
    }

    @Test
    void theSettingMakesPeopleOfAKindEnrolFirst() {
        Page before = Page.of(login, password);
        System.setProperty(REQUIRED, "REVIEWER,DESIGNER");
        try {
            assertThat(before.browser().get("/api/v1/projects").statusCode()).isEqualTo(403);
            TestTokens.request(login, password).then().statusCode(403);
            Page page = Page.of(login, password);
            page.browser().get("/api/v1/session").then().body("pending", equalTo("ENROL"));
            enrol(page);
            assertThat(page.browser().get("/api/v1/projects").statusCode()).isEqualTo(200);
        } finally {
            System.clearProperty(REQUIRED);
        }
    }

    @Test
    void thePageEnrolsAndAsksForTheCode() {
        System.setProperty(REQUIRED, "DESIGNER");
        try {
            Response signedIn =
                    form(null, "/sign-in", Map.of("login", login, "password", password, "to", "/api/v1/me"));
            assertThat(signedIn.statusCode()).isEqualTo(303);
            assertThat(signedIn.header("Location")).startsWith("/sign-in?").contains("to=%2Fapi%2Fv1%2Fme");
            String cookie = signedIn.cookie(Page.COOKIE);
            String page = browser(cookie).get("/sign-in").asString();
            assertThat(page).contains("need a second factor");
            String csrf = matched(page, "name=\"csrf\" value=\"([^\"]+)\"");
            assertThat(form(cookie, "/sign-in/code", Map.of("csrf", "x")).statusCode())
                    .isEqualTo(403);
            String enrolling =
                    form(cookie, "/sign-in/code", Map.of("csrf", csrf)).asString();
            byte[] secret = new Base32().decode(matched(enrolling, "id=\"secret\">([A-Z2-7]+)<"));
            assertThat(form(cookie, "/sign-in/code", Map.of("csrf", csrf, "code", wrong(secret)))
                            .statusCode())
                    .isEqualTo(422);
            assertThat(enrolling.split("<li>")).hasSize(11);
            assertThat(form(cookie, "/sign-in/code", Map.of("csrf", csrf, "code", code(secret, -1)))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(new Page(cookie, csrf).who()).isEqualTo(login);

            String again = form(null, "/sign-in", Map.of("login", login, "password", password))
                    .cookie(Page.COOKIE);
            String asks = browser(again).get("/sign-in").asString();
            assertThat(asks).contains("one-time-code");
            String itsCsrf = matched(asks, "name=\"csrf\" value=\"([^\"]+)\"");
            form(again, "/sign-in/code", Map.of("csrf", itsCsrf, "code", code(secret, 0)))
                    .then()
                    .statusCode(303);
            assertThat(new Page(again, itsCsrf).who()).isEqualTo(login);
        } finally {
            System.clearProperty(REQUIRED);
        }
    }

    private static RequestSpecification browser(String cookie) {
        return given().noFilters().header("Cookie", Page.COOKIE + "=" + cookie).header("Accept-Language", "en");
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

    private static String matched(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
