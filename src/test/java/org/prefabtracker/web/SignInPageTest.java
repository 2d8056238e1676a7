package org.prefabtracker.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.Page;

/** The page as a browser without script knows it: its HTML, its forms, its cookie. */
@DatabaseTest
class SignInPageTest {

    private static int count;

    private String login;
    private String password;

    @BeforeEach
    void person() {
        login = "page-" + ++count;
        password = Cast.newPerson(login, "\"name\": \"O'Neil <b>&\", \"roles\": [\"EDITOR\"]");
    }

    @Test
    void signsInAndLeadsToWhereOneWantedToGo() {
        String form = page("/sign-in", "to", "/api/v1/projects?limit=1").asString();
        assertThat(fields(form))
                .isEqualTo(Map.of("to", "/api/v1/projects?limit=1", "lang", "en", "login", "", "password", ""));
        Response in = send("/sign-in", Map.of("login", login, "password", password, "to", "/api/v1/projects?limit=1"));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/api/v1/projects?limit=1");
        assertThat(in.header("Set-Cookie"))
                .matches(Page.COOKIE + "=[\\w-]{43}\\.[\\w-]{43}; Path=/; HTTPOnly; SameSite=Lax");
        cookie(in).get(in.header("Location")).then().statusCode(200);
    }

    @Test
    void answersAWrongPasswordLikeAnUnknownName() {
        Response wrong = send("/sign-in", Map.of("login", login, "password", "wrong", "lang", "en"));
        Response nobody = send("/sign-in", Map.of("login", "page-of-nobody", "password", "wrong", "lang", "en"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(wrong.asString())
                .contains("<p id=\"problem\" role=\"alert\">The name or the password is wrong.</p>")
                .isEqualTo(nobody.asString().replace("page-of-nobody", login));
        assertThat(wrong.header("Set-Cookie")).isNull();
        assertThat(send("/sign-in", Map.of("lang", "zh-CN")).asString()).contains("用户名或密码不正确。");
    }

    @Test
    void saysAfterTooManyWrongPasswordsWhenToTryAgain() {
        for (int i = 0; i < 5; i++) {
            assertThat(send("/sign-in", Map.of("login", login, "password", "wrong"))
                            .statusCode())
                    .isEqualTo(401);
        }
        Response delayed = send("/sign-in", Map.of("login", login, "password", password, "lang", "en"));
        assertThat(delayed.statusCode()).isEqualTo(429);
        assertThat(delayed.header("Retry-After")).matches("[12]");
        assertThat(delayed.asString())
                .containsPattern("role=\"alert\">Too many sign-ins or wrong passwords. Try again in [12] seconds.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "/\t/evil.example/",
                "/a\r\nSet-Cookie: x=y",
                "javascript:alert(1)",
                "evil.example",
                "",
                " /",
            })
    void leadsNowhereButToThisServer(String to) {
        Response in = send("/sign-in", Map.of("login", login, "password", password, "to", to));
        assertThat(in.header("Location")).isEqualTo("/q/swagger-ui/");
        assertThat(fields(page("/sign-in", "to", to).asString())).containsEntry("to", "/q/swagger-ui/");
    }

    @Test
    void writesWhatWasSentSoThatItIsNothingButText() {
        String hostile = "\"><script>alert('&')</script>";
        String encoded = "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;";
        assertThat(send("/sign-in", Map.of("login", hostile, "password", "x", "to", "/" + hostile))
                        .asString())
                .contains("name=\"login\" value=\"" + encoded + "\"")
                .contains("name=\"to\" value=\"/" + encoded + "\"")
                .doesNotContain("<script");
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(
            nullValues = "none",
            value = {
                "same-origin, none, 303",
                "none, http://OWN, 303",
                "same-origin, null, 303",
                "none, none, 403",
                "none, null, 403",
                "cross-site, null, 403",
                "same-site, http://OWN, 403",
                "none, http://evil.example, 403",
            })
    void takesNoFormOfAnotherSite(String site, String origin, int status) {
        RequestSpecification request = form(site, origin);
        Response answer =
                request.formParams(Map.of("login", login, "password", password)).post("/sign-in");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.header("Set-Cookie") != null).isEqualTo(status == 303);
        assertThat(form(site, origin).post("/sign-out").statusCode()).isEqualTo(status);
    }

    @Test
    void signsOutByTheFormOfTheSessionAndNoOther() {
        Response in = send("/sign-in", Map.of("login", login, "password", password));
        String signedIn = cookie(in).get("/sign-in").asString();
        assertThat(signedIn).contains("Signed in as O&#39;Neil &lt;b&gt;&amp;, operator.");
        String csrf = fields(signedIn).get("csrf");
        for (Map<String, String> forged : java.util.List.of(Map.<String, String>of(), Map.of("csrf", csrf + "x"))) {
            cookie(in)
                    .header("Sec-Fetch-Site", "same-origin")
                    .formParams(forged)
                    .post("/sign-out")
                    .then()
                    .statusCode(403);
        }
        Response out = cookie(in)
                .header("Sec-Fetch-Site", "same-origin")
                .formParams(fields(signedIn))
                .redirects()
                .follow(false)
                .post("/sign-out");
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.header("Location")).isEqualTo("/sign-in?lang=en");
        assertThat(out.header("Set-Cookie")).startsWith(Page.COOKIE + "=; Max-Age=0");
        cookie(in).get("/api/v1/me").then().statusCode(401);
        assertThat(fields(cookie(in).get("/sign-in").asString())).containsKey("password");
    }

    @Test
    void speaksTheLanguageThatIsChosenOrElseTheBrowsers() {
        assertThat(page("/sign-in").asString()).contains("<html lang=\"en\">").contains("<h1>Sign in</h1>");
        assertThat(given().noFilters()
                        .header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")
                        .get("/sign-in")
                        .asString())
                .contains("<html lang=\"zh-CN\">")
                .contains("<h1>登录</h1>")
                .contains(
                        "<a href=\"/sign-in?lang=en&amp;to=%2Fq%2Fswagger-ui%2F\" hreflang=\"en\" lang=\"en\">English</a>");
        assertThat(given().noFilters()
                        .header("Accept-Language", "zh-CN")
                        .get("/sign-in?lang=en")
                        .asString())
                .contains("<html lang=\"en\">");
    }

    @Test
    void needsNoScriptIsNotCachedAndLabelsItsFields() {
        Response page = page("/sign-in");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.asString())
                .doesNotContain("<script")
                .doesNotContain("<style")
                .doesNotContainPattern(" (on\\w+|style)=")
                .contains("<label for=\"login\">")
                .contains("<label for=\"password\">")
                .contains("autocomplete=\"username\"")
                .contains("autocomplete=\"current-password\"")
                .contains("<meta name=\"referrer\" content=\"same-origin\">");
        given().get("/sign-in/page.css").then().statusCode(200).contentType("text/css");
    }

    @Test
    void hasNoSingleSignOnWhereItIsNotConfigured() {
        assertThat(page("/sign-in").asString()).doesNotContain("sso");
        assertThat(page("/sign-in/sso").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsNoDigestOfWhatWasTypedInTheAudit() {
        send("/sign-in", Map.of("login", login, "password", password));
        assertThat(given().get("/api/v1/audit?q=/sign-in&limit=1&kind=LOG_IN")
                        .asString()
                        .replaceAll("\"(id|at|requestId)\":[^,}]*", "\"$1\":…"))
                .isEqualTo("""
                        {"items":[{"id":…,"at":…,"kind":"LOG_IN","outcome":"DONE","status":303,"person":"O'Neil <b>&",\
                        "organisation":"operator","address":"127.0.0.1","method":"POST","path":"/sign-in","requestId":…}],\
                        "next":"…"}""".replace("\"next\":\"…\"", next()));
    }

    private static String next() {
        return "\"next\":\""
                + given().get("/api/v1/audit?q=/sign-in&limit=1&kind=LOG_IN").path("next") + "\"";
    }

    private static Response page(String path, String... parameters) {
        RequestSpecification request = given().noFilters();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(path);
    }

    private static Response send(String action, Map<String, String> fields) {
        return form("same-origin", null).formParams(fields).post(action);
    }

    private static RequestSpecification form(String site, String origin) {
        RequestSpecification request = given().noFilters()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .redirects()
                .follow(false);
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            request.header("Origin", origin.replace("OWN", Page.host()));
        }
        return request;
    }

    private static RequestSpecification cookie(Response in) {
        return given().noFilters().header("Cookie", Page.COOKIE + "=" + in.cookie(Page.COOKIE));
    }

    /** The fields of a form with what they hold. */
    private static Map<String, String> fields(String html) {
        Map<String, String> fields = new java.util.HashMap<>();
        Matcher input = Pattern.compile("<input [^>]*>").matcher(html);
        while (input.find()) {
            Matcher value = Pattern.compile(" value=\"([^\"]*)\"").matcher(input.group());
            Matcher name = Pattern.compile(" name=\"([^\"]*)\"").matcher(input.group());
            assertThat(name.find()).isTrue();
            fields.put(name.group(1), value.find() ? value.group(1) : "");
        }
        return fields;
    }
}
