package org.prefabtracker.shared;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;

/** Without a proxy, as it is unless a setting says otherwise. */
@QuarkusTest
@TestProfile(ForwardedForTest.WithoutAProxy.class)
@QuarkusTestResource(TestDatabase.class)
class ForwardedForTest {

    private static final int BURST = 20;

    /** A small limit per address, and TLS that ends before the application. */
    public static class WithoutAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "prefab.rate.per-address", "1",
                    "prefab.rate.per-address-burst", Integer.toString(BURST),
                    "prefab.hsts", "true");
        }
    }

    @Test
    void isNotBelievedOfAnybody() {
        int taken = 0;
        while (taken < 10 * BURST
                && given().header("X-Forwarded-For", "192.0.2." + taken)
                                .get("/q/openapi")
                                .statusCode()
                        == 200) {
            taken++;
        }
        assertThat(taken).isBetween(BURST, 10 * BURST - 1);
    }

    @Test
    void tellsBrowsersToKeepToTlsWhereASettingSaysSo() {
        given().get("/nonsense").then().header("Strict-Transport-Security", "max-age=31536000");
    }
}
