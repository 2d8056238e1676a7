package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in the tests because of how they are put together, and has to hold in what is delivered. */
class PackagedIT {

    /** Requests that one address may send at once; more than the test sends before it counts. */
    private static final int BURST = 50;

    @TempDir
    Path data;

    @Test
    void answersFailuresAndServesThePageAsTheTestsSay() throws Exception {
        try (RunningApplication application = RunningApplication.start(
                data,
                Map.of(
                        "PREFAB_RATE_PER_ADDRESS", "1",
                        "PREFAB_RATE_PER_ADDRESS_BURST", Integer.toString(BURST),
                        "PREFAB_HSTS", "true"))) {
            given().spec(application.api())
                    .contentType("multipart/form-data; boundary=xx")
                    .body("--xx\r\nno header\r\n\r\nx\r\n--xx--\r\n".getBytes())
                    .post("/specs/import")
                    .then()
                    .statusCode(400)
                    .body("detail", equalTo("The form is not readable as multipart/form-data"));
            application.killDatabase();
            given().spec(application.api())
                    .get("/projects")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "2")
                    .header("X-Content-Type-Options", "nosniff");
            assertThat(application.output()).contains("database unavailable, SQLSTATE");
            given().spec(application.api())
                    .basePath("/q/swagger-ui")
                    .get("/")
                    .then()
                    .statusCode(200)
                    .header("Content-Security-Policy", startsWith("default-src 'self'"));
            given().spec(application.api())
                    .basePath("/q/swagger-ui")
                    .get("/swagger-ui-bundle.js")
                    .then()
                    .statusCode(200)
                    .header("Strict-Transport-Security", "max-age=31536000");
            assertThatNoClientNamesItsOwnAddress(application);
        }
    }

    /** By default no proxy is trusted: another X-Forwarded-For is the same sender. */
    private static void assertThatNoClientNamesItsOwnAddress(RunningApplication application) {
        int taken = 0;
        while (taken < 10 * BURST
                && given().spec(application.api())
                                .basePath("/q/swagger-ui")
                                .header("X-Forwarded-For", "192.0.2." + taken % 250)
                                .get("/")
                                .statusCode()
                        == 200) {
            taken++;
        }
        assertThat(taken).isBetween(BURST / 2, 10 * BURST - 1);
    }
}
