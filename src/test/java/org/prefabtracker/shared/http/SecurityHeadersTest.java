package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.Header;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;

/** Every answer has the security headers: those of resources, of files of the page, and of the server itself. */
@DatabaseTest
class SecurityHeadersTest {

    private static final String DATA =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String PAGES = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";
    private static final Map<String, String> ALWAYS = Map.of(
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "referrer-policy", "no-referrer",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    private static final Set<String> OURS = Set.of(
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
            "content-security-policy",
            "strict-transport-security",
            "cache-control",
            "server",
            "x-powered-by");

    @ParameterizedTest(name = "{1} {2} is answered {0}")
    @CsvSource({
        "200, GET,    /api/v1/specs",
        "404, GET,    /api/v1/specs/none",
        "404, GET,    /api/v1/nonsense",
        "404, GET,    /api",
        "405, DELETE, /api/v1/projects",
        "422, GET,    /api/v1/specs?limit=none",
        "414, GET,    /api/v1/specs?q=LONG",
        "200, GET,    /q/health",
        "200, GET,    /q/metrics",
        "200, GET,    /q/openapi",
        "404, GET,    /q/nonsense",
        "404, GET,    /q/swagger-uis",
    })
    void ofDataLetNothingBeLoadedOrKept(int status, String method, String path) {
        assertThat(headers(status, method, path))
                .isEqualTo(with("content-security-policy", DATA, "cache-control", "no-store"));
    }

    @ParameterizedTest(name = "{1} {2} is answered {0}")
    @CsvSource({
        "404, GET,    /",
        "404, GET,    /nonsense.html",
        "404, GET,    /apis",
        "404, POST,   /nonsense",
        "404, GET,    /..%2f..%2fetc/passwd",
        "414, GET,    /nonsense?LONG",
        "404, GET,    /q/swagger-ui/none.js",
        "303, GET,    /q/swagger-ui",
    })
    void ofWhatMayBecomeAPageLetOnlyItsOwnFilesBeLoaded(int status, String method, String path) {
        assertThat(headers(status, method, path)).isEqualTo(with("content-security-policy", PAGES));
    }

    @ParameterizedTest
    @CsvSource({
        "/q/swagger-ui/",
        "/q/swagger-ui/index.html",
        "/q/swagger-ui/initializer.js",
        "/q/swagger-ui/swagger-ui.css",
    })
    void ofPagesLetOnlyTheirOwnFilesBeLoadedButBeKept(String path) {
        assertThat(headers(200, "GET", path))
                .isEqualTo(with("content-security-policy", PAGES, "cache-control", "public, immutable, max-age=86400"));
    }

    private static Map<String, String> headers(int status, String method, String path) {
        Response answer = given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .request(method, path.replace("LONG", "a".repeat(8_000)));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer.headers().asList().stream()
                .filter(header -> OURS.contains(header.getName().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Header::getValue,
                        (one, other) -> one + " AND " + other,
                        TreeMap::new));
    }

    private static Map<String, String> with(String... further) {
        Map<String, String> headers = new TreeMap<>(ALWAYS);
        for (int i = 0; i < further.length; i += 2) {
            headers.put(further[i], further[i + 1]);
        }
        return headers;
    }
}
