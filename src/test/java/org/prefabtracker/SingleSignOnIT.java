package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application and a real Keycloak, with a browser between them that knows cookies, redirects and forms. */
@EnabledIf(
        value = "org.prefabtracker.Keycloak#isThere",
        disabledReason = "there is no Keycloak below target/keycloak: run mvn -Psso verify")
class SingleSignOnIT {

    private static final String PASSWORD = "four words of zhou";

    private static RunningApplication application;
    private static Keycloak keycloak;
    private static String address;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port = RunningApplication.freePort();
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "sso");
        application = RunningApplication.start(
                data.toAbsolutePath(),
                Map.of(
                        "PREFAB_SSO_ISSUER", Keycloak.issuer(port),
                        "PREFAB_SSO_CLIENT_SECRET", "of-the-tests-alone-and-of-32-letters",
                        "PREFAB_SSO_CLAIM_ROLES", "prefab/roles",
                        "PREFAB_SSO_ROLE_ADMIN", "prefab-admin",
                        "PREFAB_SSO_ROLE_EDITOR", "prefab-editor",
                        "PREFAB_SSO_ROLE_VIEWER", "reader,prefab-viewer"));
        address = "http://127.0.0.1:" + application.port();
        startsWithoutTheProviderAndSaysSo();
        keycloak = Keycloak.start(Keycloak.home().orElseThrow(), port, address);
        for (String organisation : List.of("SSO-FACTORY", "SSO-OTHER")) {
            given(application.api())
                    .body(Map.of("code", organisation, "name", organisation, "kind", "FACTORY"))
                    .post("/organisations")
                    .then()
                    .statusCode(201);
        }
    }

    private static void startsWithoutTheProviderAndSaysSo() throws IOException, InterruptedException {
        HttpResponse<String> answer = newBrowser().get("/sign-in/sso");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(newBrowser().get("/sign-in").body()).contains("href=\"/sign-in/sso?");
    }

    @AfterAll
    static void stop() throws Exception {
        if (keycloak != null) {
            keycloak.close();
        }
        if (application != null) {
            application.close();
        }
    }

    @Test
    void signsInWhomTheProviderVouchesForAndLeadsToWhereOneWantedToGo() throws Exception {
        Browser browser = newBrowser();
        String page = browser.get("/sign-in?lang=zh&to=/api/v1/me").body();
        assertThat(page).contains(">单点登录</a>");
        HttpResponse<String> in = browser.signIn(link(page), "zhou.min");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).hasValue("/api/v1/me");
        assertThat(browser.get("/api/v1/me").body()).isEqualTo("""
                {"login":"zhou.min","name":"Min Zhou","organisation":"SSO-FACTORY","kind":"FACTORY","roles":["VIEWER"]}""");
        assertThat(browser.ourCookies()).containsExactlyInAnyOrder("prefab-session", "prefab-device");
        assertThat(in.headers().allValues("Set-Cookie"))
                .anyMatch(cookie ->
                        cookie.matches("prefab-session=[\\w-]{43}\\.[\\w-]{43}; Path=/; HTTPOnly; SameSite=Lax"));
        assertThat(logIns("zhou.min", "Min Zhou").get(0).toString()).isEqualTo("""
                {"kind":"LOG_IN","outcome":"DONE","status":303,"person":"Min Zhou","organisation":"SSO-FACTORY","method":"GET",\
                "path":"/sign-in/sso"}""");
    }

    @Test
    void asksTheProviderWithAStateANonceAndAChallenge() throws Exception {
        HttpResponse<String> asked = newBrowser().get("/sign-in/sso");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location").orElseThrow())
                .contains("response_type=code")
                .contains("&code_challenge_method=S256")
                .containsPattern("&code_challenge=[\\w-]{43}")
                .containsPattern("&state=[\\w-]{36}")
                .containsPattern("&nonce=[\\w-]{36}");
        assertThat(asked.headers().allValues("Set-Cookie")).singleElement().satisfies(cookie -> assertThat(cookie)
                .startsWith("q_auth")
                .contains("Path=/sign-in/sso")
                .contains("HTTPOnly"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nobodys.role, did not send a role",
        "nobodys.organisation, did not send an organisation",
        "operators, People of this organisation do not sign in by single sign-on",
        "operator, belongs to another person",
    })
    void refusesUsersWithMissingClaimsOrTheNameOfAnotherPerson(String user, String why) throws Exception {
        Browser browser = newBrowser();
        HttpResponse<String> refused = browser.signIn("/sign-in/sso?lang=en", user);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("role=\"alert\">").contains(why);
        assertThat(browser.ourCookies()).isEmpty();
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(given(application.api())
                        .get("/people/operator")
                        .path("roles")
                        .toString())
                .contains("ADMIN");
        if (!user.equals("operator")) {
            given(application.api()).get("/people/" + user).then().statusCode(404);
        }
        assertThat(given(application.api())
                        .get("/audit?kind=LOG_IN&outcome=REFUSED&q=/sign-in/sso&limit=1")
                        .asString())
                .contains("\"status\":403")
                .doesNotContain("\"query\"");
    }

    @Test
    void acceptsANameWithAnAtSignAndAllRolesOfTheClaims() throws Exception {
        Browser browser = newBrowser();
        browser.signIn("/sign-in/sso", "li@example.org");
        assertThat(browser.get("/api/v1/me").body())
                .contains("\"login\":\"li@example.org\",\"name\":\"李 娜\"")
                .contains("\"roles\":[\"ADMIN\",\"EDITOR\"]");
        given(application.api())
                .header("If-Match", "\"1\"")
                .body("""
                        {"login": "li@example.org", "name": "李娜", "roles": ["ADMIN"]}""")
                .put("/people/li@example.org")
                .then()
                .statusCode(200);
        given(application.api()).post("/people/li@example.org/password").then().statusCode(409);
    }

    @Test
    void updatesRolesAtEachSignInAndWithoutRolesTokensAreInvalid() throws Exception {
        Browser browser = newBrowser();
        browser.signIn("/sign-in/sso", "changing");
        assertThat(browser.get("/api/v1/me").body()).contains("\"roles\":[\"EDITOR\"]");
        String token = json(browser.script("POST", "/api/v1/tokens", "{\"name\": \"x\"}"))
                .path("token")
                .textValue();
        keycloak.setRoles("changing", "prefab-viewer", "prefab-admin");
        browser = newBrowser();
        browser.signIn("/sign-in/sso", "changing");
        assertThat(browser.get("/api/v1/me").body()).contains("\"roles\":[\"ADMIN\",\"VIEWER\"]");
        keycloak.setRoles("changing", "cook");
        assertThat(newBrowser().signIn("/sign-in/sso", "changing").statusCode()).isEqualTo(403);
        given().baseUri(address)
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/specs?limit=1")
                .then()
                .statusCode(403);
    }

    @Test
    void doesNotMoveAPersonToAnotherOrganisation() throws Exception {
        newBrowser().signIn("/sign-in/sso", "moving");
        keycloak.setOrganisation("moving", "SSO-OTHER");
        HttpResponse<String> refused = newBrowser().signIn("/sign-in/sso?lang=en", "moving");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("another organisation");
        assertThat(given(application.api()).get("/people/moving").asString())
                .as("and nothing that was got before is good for anything")
                .isEqualTo("""
                        {"login":"moving","name":"moving","organisation":"SSO-FACTORY","roles":[],"active":true}""");
    }

    @Test
    void refusesAPersonWhomAnAdministratorDisabled() throws Exception {
        Browser browser = newBrowser();
        browser.signIn("/sign-in/sso", "leaving");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
        given(application.api())
                .header("If-Match", "\"1\"")
                .body("""
                        {"login": "leaving", "name": "x", "roles": ["EDITOR"], "active": false}""")
                .put("/people/leaving")
                .then()
                .statusCode(200);
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        HttpResponse<String> refused = browser.signIn("/sign-in/sso?lang=en", "leaving");
        assertThat(refused.statusCode()).as(refused.headers().map().toString()).isEqualTo(403);
        assertThat(refused.body()).contains("has disabled your account");
        assertThat(logIns("leaving", "x").get(0).path("status").intValue()).isEqualTo(403);
    }

    @Test
    void refusesAStateThatIsNotTheOneItGave() throws Exception {
        Browser browser = newBrowser();
        URI back = browser.untilComingBack("/sign-in/sso?lang=en", "zhou.min");
        String state = parameter(back, "state");
        for (String tampered : List.of(
                back.toString().replace(state, state.substring(1) + "x"),
                back.toString().replaceAll("state=[^&]*&?", ""),
                back + "&state=" + state)) {
            assertNotSignedIn(browser.copy(), tampered);
        }
        assertThat(browser.follow(back).statusCode()).isEqualTo(303);
    }

    @Test
    void takesACodeOnceAndOnlyOfTheBrowserThatAsked() throws Exception {
        Browser browser = newBrowser();
        URI back = browser.untilComingBack("/sign-in/sso", "zhou.min");
        assertNotSignedIn(newBrowser(), back.toString());
        Browser thief = browser.copy();
        assertThat(browser.follow(back).statusCode()).isEqualTo(303);
        // with the state that was asked for, and without, for it is gone
        assertNotSignedIn(thief, back.toString());
        Browser again = newBrowser();
        assertNotSignedIn(again, back.toString());
        assertNotSignedIn(again, back.toString().replaceAll("code=[^&]*", "code=made-up"));
        assertNotSignedIn(again, "/sign-in/sso?error=access_denied&state=" + parameter(back, "state"));
    }

    private static void assertNotSignedIn(Browser browser, String came) throws Exception {
        HttpResponse<String> answer = browser.get(came);
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 401);
        if (answer.statusCode() == 302) {
            assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/openid-connect/auth?");
        } else {
            assertThat(answer.body()).contains("role=\"alert\">Single sign-on did not work.");
        }
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(browser.ourCookies()).noneMatch(name -> name.contains("session"));
    }

    @Test
    void leadsToNoOtherServer() throws Exception {
        HttpResponse<String> in = newBrowser()
                .signIn("/sign-in/sso?to=" + URLEncoder.encode("//evil.example/", StandardCharsets.UTF_8), "zhou.min");
        assertThat(in.headers().firstValue("Location")).hasValue("/q/swagger-ui/");
    }

    @Test
    void endsTheSessionOfWhoSignsOut() throws Exception {
        Browser browser = newBrowser();
        browser.signIn("/sign-in/sso", "zhou.min");
        String cookie = browser.value("prefab-session");
        String signedIn = browser.get("/sign-in?lang=en").body();
        Matcher csrf = Pattern.compile("name=\"csrf\" value=\"([^\"]*)\"").matcher(signedIn);
        assertThat(csrf.find()).isTrue();
        assertThat(browser.form(address + "/sign-out", Map.of("csrf", csrf.group(1)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.ourCookies()).containsExactly("prefab-device");
        given().baseUri(address)
                .header("Cookie", "prefab-session=" + cookie)
                .get("/api/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void acceptsTokensOfTheProviderNowhereElse() throws Exception {
        Browser browser = newBrowser();
        browser.signIn("/sign-in/sso", "zhou.min");
        given().baseUri(address)
                .header("Authorization", "Bearer " + keycloak.accessToken("zhou.min", PASSWORD))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        for (String cookie : List.of("q_session=x", "q_session_Default=x", "q_auth_x=x|y")) {
            given().baseUri(address)
                    .header("Cookie", cookie)
                    .get("/api/v1/me?state=x&code=x")
                    .then()
                    .statusCode(401);
        }
        given().baseUri(address)
                .header("Cookie", "q_session=made-up")
                .get("/sign-in/sso")
                .then()
                .statusCode(401);
    }

    private static Browser newBrowser() {
        return new Browser(address, PASSWORD);
    }

    private static List<JsonNode> logIns(String login, String person) throws IOException {
        String audit = given(application.api())
                .queryParam("person", person)
                .get("/audit?kind=LOG_IN&q=/sign-in/sso")
                .asString();
        List<JsonNode> entries = new java.util.ArrayList<>();
        new ObjectMapper()
                .readTree(audit)
                .path("items")
                .forEach(entry -> entries.add(((com.fasterxml.jackson.databind.node.ObjectNode) entry)
                        .remove(List.of("id", "at", "address", "requestId"))));
        assertThat(entries).as(login).isNotEmpty();
        return entries;
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String link(String page) {
        Matcher link = Pattern.compile("href=\"(/sign-in/sso[^\"]*)\"").matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1).replace("&amp;", "&");
    }

    private static String parameter(URI address, String name) {
        Matcher parameter = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address.toString());
        assertThat(parameter.find()).isTrue();
        return parameter.group(1);
    }
}
