package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in the tests because of how they are put together, and has to hold in what is delivered. */
class PackagedIT {

    @TempDir
    Path data;

    @Test
    void answersFailuresAndServesThePageAsTheTestsSay() throws Exception {
        try (RunningApplication application = RunningApplication.start(data)) {
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
                    .statusCode(200);
        }
    }
}
