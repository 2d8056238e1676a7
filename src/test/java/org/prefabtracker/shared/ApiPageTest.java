package org.prefabtracker.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** The page to try the API works where browsers run no script that stands in a page. */
@DatabaseTest
class ApiPageTest {

    private static final String PAGE = "/q/swagger-ui/";

    @Test
    void isFoundWithoutItsLastSlash() {
        given().redirects()
                .follow(false)
                .get("/q/swagger-ui")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith(PAGE));
        assertThat(given().get("/q/swagger-ui").asString()).isEqualTo(page());
    }

    @Test
    void holdsNoScriptAndNoStyleButNamesThem() {
        assertThat(page())
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("<script[^>]*>[^<]")
                .doesNotContain("<style")
                .doesNotContainPattern(" (on\\w+|style)=");
    }

    @Test
    void leadsToWhereOneSignsIn() {
        assertThat(page()).contains("<a href=\"/sign-in\">");
        assertThat(given().get(PAGE + "initializer.js").asString()).contains("X-CSRF-Token");
    }

    @Test
    void hasEveryFileItNames() {
        List<String> files = Pattern.compile("<(?:script src|link[^>]* href)=\"(/[^\"]*)\"")
                .matcher(page())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(files)
                .containsExactly(
                        "/q/swagger-ui/swagger-ui.css",
                        "/q/swagger-ui/notice.js",
                        "/q/swagger-ui/swagger-ui-bundle.js",
                        "/q/swagger-ui/initializer.js");
        assertThat(files).allSatisfy(file -> given().get(file).then().statusCode(200));
    }

    @Test
    void asksForTheDocumentOfThisServerAndNoOther() {
        assertThat(given().get(PAGE + "initializer.js").asString())
                .contains("url: \"/q/openapi\"")
                .doesNotContain("http");
        given().get("/q/openapi").then().statusCode(200);
    }

    private static String page() {
        return given().get(PAGE)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
    }
}
