package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.RawConnection;

/** The metrics are the operator's, and senders do not choose their labels. */
@DatabaseTest
class MetricsTest {

    @TestHTTPResource("/")
    URI root;

    @Inject
    Jdbi jdbi;

    @Test
    void areForTheOperatorOnly() {
        for (String path : List.of("/q/metrics", "/q/metrics/", "/q/./metrics", "/q/%6Detrics")) {
            given().noFilters()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", containsString("Bearer"));
        }
        given().noFilters()
                .header("Authorization", "Bearer pft_nobody")
                .get("/q/metrics")
                .then()
                .statusCode(401);
        given().noFilters()
                .auth()
                .preemptive()
                .basic("operator", "x")
                .get("/q/metrics")
                .then()
                .statusCode(401);
        for (OrganisationKind kind : List.of(OrganisationKind.DESIGNER, OrganisationKind.REGULATOR)) {
            Cast.of(jdbi).as(kind).get("/q/metrics").then().statusCode(403).contentType("application/problem+json");
        }
        Cast.of(jdbi)
                .as(OrganisationKind.OPERATOR)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("prefab_audit_left_out_total"))
                .body(containsString("prefab_disk_free_bytes"))
                .body(containsString("prefab_disk_alarm 0.0"));
    }

    @Test
    void countWhatMeetsNoOperationUnderOneLabel() throws IOException {
        for (String request : List.of(
                "GET /made-up-1/x HTTP/1.1",
                "GET /made-up-2?" + "q".repeat(9_000) + " HTTP/1.1",
                "DELETE /made-up-3 HTTP/1.1",
                "BREW /made-up-4 HTTP/1.1",
                "GET /api/v1/made-up-5 HTTP/1.1",
                "POST /api/v1/rule-sets/made-up-6/none HTTP/1.1",
                "POST /made-up-7 HTTP/1.1\r\nContent-Length: 99999999",
                "GET /made-up-8%zz HTTP/1.1",
                "GET /made-up-9|x HTTP/1.1")) {
            try (RawConnection connection = new RawConnection(root)) {
                connection
                        .send(request + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .answer();
            }
        }
        given().get("/api/v1/rule-sets").then().statusCode(200);
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .doesNotContain("made-up")
                .contains("uri=\"UNMATCHED\"")
                .contains("uri=\"/api/v1/rule-sets\"");
    }
}
