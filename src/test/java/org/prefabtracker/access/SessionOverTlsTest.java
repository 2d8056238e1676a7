package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.http.RateLimitTest;

/** Behind a proxy that ends TLS, with small limits. */
@DatabaseTest
@TestProfile(RateLimitTest.BehindAProxy.class)
class SessionOverTlsTest {

    private static final String COOKIE = "__Host-" + Page.COOKIE;
    private static final String LOGIN = "over-tls";
    private static final String PASSWORD = "four words of mine";

    private static int count;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void person() {
        Cast.withPassword(jdbi, LOGIN, PASSWORD);
    }

    @Test
    void theCookieIsSentOverTlsAndToThisHostOnly() {
        Response in = signIn();
        assertThat(in.header("Set-Cookie"))
                .matches(COOKIE + "=[\\w-]{43}\\.[\\w-]{43}; Path=/; Secure; HTTPOnly; SameSite=Lax");
        tls().header("Cookie", COOKIE + "=" + in.cookie(COOKIE))
                .get("/api/v1/me")
                .then()
                .statusCode(200);
        // what a subdomain, or somebody on the way without TLS, could have put there
        tls().header("Cookie", Page.COOKIE + "=" + in.cookie(COOKIE))
                .get("/api/v1/me")
                .then()
                .statusCode(401);
        tls().header("Cookie", COOKIE + "=" + in.cookie(COOKIE))
                .header(Session.CSRF_HEADER, in.<String>path("csrfToken"))
                .delete("/api/v1/session")
                .then()
                .statusCode(204)
                .header("Set-Cookie", org.hamcrest.Matchers.startsWith(COOKIE + "=; Max-Age=0;"));
    }

    @Test
    void takesAPageWithoutTlsForAnother() {
        String cookie = COOKIE + "=" + signIn().cookie(COOKIE);
        // the port of https: no other was told by the proxy
        String own = Page.host().replaceAll(":\\d+$", "");
        for (String origin : new String[] {"http://" + own, "https://evil.example"}) {
            tls().header("Cookie", cookie)
                    .header("Origin", origin)
                    .delete("/api/v1/session")
                    .then()
                    .statusCode(403)
                    .body("detail", org.hamcrest.Matchers.containsString("a page of another site"));
        }
        tls().header("Cookie", cookie)
                .header("Origin", "https://" + own)
                .delete("/api/v1/session")
                .then()
                .statusCode(403)
                .body("detail", org.hamcrest.Matchers.startsWith("Send the token"));
    }

    @Test
    void countsEachSessionForItselfWhereverItComesFrom() {
        String cookie = COOKIE + "=" + signIn().cookie(COOKIE);
        int taken = 0;
        while (taken < 50
                && tls().header("Cookie", cookie).get("/api/v1/rule-sets").statusCode() == 200) {
            taken++;
        }
        // of one address 20; the machine may be so slow that some is allowed again
        assertThat(taken).isBetween(RateLimitTest.TOKEN_BURST, 15);
        tls().header("Cookie", COOKIE + "=another")
                .get("/api/v1/rule-sets")
                .then()
                .statusCode(200);
    }

    private static Response signIn() {
        return tls().contentType("application/json")
                .body("{\"login\": \"" + LOGIN + "\", \"password\": \"" + PASSWORD + "\"}")
                .post("/api/v1/session")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** Each time from another address. */
    private static RequestSpecification tls() {
        return given().noFilters()
                .header("X-Forwarded-For", "198.51.100." + ++count)
                .header("X-Forwarded-Proto", "https");
    }
}
