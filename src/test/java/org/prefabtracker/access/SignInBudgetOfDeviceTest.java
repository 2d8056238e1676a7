package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.http.RateLimitTest;

/** Whoever uses up the sign-ins of an address does not keep out a device that is known there, with the settings of {@link RateLimitTest}. */
@DatabaseTest
@TestProfile(RateLimitTest.BehindAProxy.class)
class SignInBudgetOfDeviceTest {

    private static final String LOGIN = "budget-of-device";
    private static final String PASSWORD = "correct horse battery staple";

    @Inject
    Jdbi jdbi;

    @Test
    void aKnownDeviceHasItsOwnBudget() {
        Cast.withPassword(jdbi, LOGIN, PASSWORD);
        Response first = signIn(null, PASSWORD);
        assertThat(first.statusCode()).isEqualTo(201);
        String device = first.cookie("prefab-device");
        int tried = 0;
        while (signIn(null, "wrong").statusCode() != 429
                || signIn("x".repeat(43), PASSWORD).statusCode() != 429) {
            assertThat(++tried).isLessThan(20);
        }
        assertThat(signIn(null, PASSWORD).asString()).contains("Too many");
        assertThat(signIn(device, PASSWORD).statusCode()).isEqualTo(201);
    }

    private static Response signIn(String device, String password) {
        RequestSpecification request = given().noFilters()
                .header("X-Forwarded-For", "203.0.113.77")
                .contentType("application/json")
                .body("{\"login\": \"" + LOGIN + "\", \"password\": \"" + password + "\"}");
        if (device != null) {
            request.header("Cookie", "prefab-device=" + device);
        }
        return request.post("/api/v1/session");
    }
}
