package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Behind a proxy that is trusted to name the address it speaks for. */
@DatabaseTest
@TestProfile(RateLimitTest.BehindAProxy.class)
public class RateLimitTest {

    public static final int TOKEN_BURST = 5;
    private static final int ADDRESS_BURST = 20;
    public static final int CONNECTIONS = 15;
    public static final int SIGN_INS = 6;
    public static final int REFUSALS_KEPT = 3;

    /** Small limits, and the tests' own address as that of a proxy. */
    public static class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("prefab.rate.per-address", "1"),
                    Map.entry("prefab.rate.per-address-burst", Integer.toString(ADDRESS_BURST)),
                    Map.entry("prefab.rate.per-token", "1"),
                    Map.entry("prefab.rate.per-token-burst", Integer.toString(TOKEN_BURST)),
                    Map.entry("prefab.connections.per-address", Integer.toString(CONNECTIONS)),
                    Map.entry("prefab.sign-in.per-minute", Integer.toString(SIGN_INS)),
                    Map.entry("prefab.sign-in.burst", Integer.toString(SIGN_INS)),
                    Map.entry("prefab.audit-refused.per-address", Integer.toString(REFUSALS_KEPT)),
                    Map.entry("prefab.audit-refused.per-minute", "1000"),
                    Map.entry("prefab.hosts", "localhost,127.0.0.1,listed.example,port.example:8443"),
                    Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                    Map.entry("quarkus.http.proxy.allow-x-forwarded", "true"),
                    Map.entry("quarkus.http.proxy.trusted-proxies", "127.0.0.1"));
        }
    }

    @Test
    void refusesWithAProblemThatSaysWhenToTryAgain() {
        Response refused = sendUntilRefused(from("192.0.2.1"), ADDRESS_BURST);
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Content-Security-Policy", org.hamcrest.Matchers.startsWith("default-src 'none'"))
                .header("Cache-Control", "no-store")
                .header("Retry-After", "1")
                .body(equalTo("{\"type\":\"about:blank\",\"title\":\"Too many requests\",\"status\":429,"
                        + "\"detail\":\"Too many requests from one sender; try again in 1 s\","
                        + "\"instance\":\"/api/v1/rule-sets\"}"));
    }

    @Test
    void countsEachAddressForItself() {
        sendUntilRefused(from("192.0.2.2"), ADDRESS_BURST);
        from("192.0.2.3").get("/api/v1/rule-sets").then().statusCode(200);
    }

    @Test
    void countsANetworkOfIpv6AsOneAddress() {
        for (int i = 0; i < ADDRESS_BURST; i++) {
            from("[2001:db8:0:1::" + i + "]").get("/api/v1/rule-sets").then().statusCode(200);
        }
        sendUntilRefused(from("[2001:db8:0:1:ffff::1]"), 0);
        from("[2001:db8:0:2::1]").get("/api/v1/rule-sets").then().statusCode(200);
    }

    @Test
    void countsEachTokenForItselfWhereverItComesFrom() {
        for (int i = 0; i < TOKEN_BURST; i++) {
            from("192.0.2." + (10 + i))
                    .header("Authorization", "Bearer one")
                    .get("/api/v1/rule-sets")
                    .then()
                    .statusCode(200);
        }
        sendUntilRefused(from("192.0.2.20").header("Authorization", "Bearer one"), 0);
        from("192.0.2.20")
                .header("Authorization", "Bearer other")
                .get("/api/v1/rule-sets")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAnAddressThatMakesUpTokens() {
        int taken = 0;
        while (taken < 10 * ADDRESS_BURST
                && from("192.0.2.30")
                                .header("Authorization", "Bearer " + taken)
                                .get("/api/v1/rule-sets")
                                .statusCode()
                        == 200) {
            taken++;
        }
        assertThat(taken).isBetween(ADDRESS_BURST, 10 * ADDRESS_BURST - 1);
    }

    @Test
    void tellsBrowsersToKeepToTlsOnlyWhereTheyCameByIt() {
        from("192.0.2.40").get("/api/v1/rule-sets").then().header("Strict-Transport-Security", (String) null);
        from("192.0.2.40")
                .header("X-Forwarded-Proto", "https")
                .get("/api/v1/rule-sets")
                .then()
                .header("Strict-Transport-Security", "max-age=31536000");
    }

    private static RequestSpecification from(String address) {
        return given().noFilters().header("X-Forwarded-For", address);
    }

    /** The first refusal, which comes after what is allowed at once; the machine may be so slow that some is allowed again. */
    private static Response sendUntilRefused(RequestSpecification request, int atOnce) {
        for (int i = 0; i < 10 * ADDRESS_BURST; i++) {
            Response answer = given().noFilters().spec(request).get("/api/v1/rule-sets");
            if (answer.statusCode() != 200) {
                assertThat(i).isGreaterThanOrEqualTo(atOnce);
                return answer.then().statusCode(429).extract().response();
            }
        }
        throw new AssertionError("never refused");
    }
}
