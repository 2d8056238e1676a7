package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.shared.http.RateLimitTest;

/** With limits of a few entries, as {@link RateLimitTest} sets them. */
@DatabaseTest
@TestProfile(RateLimitTest.BehindAProxy.class)
class RefusedRequestsTest {

    private static final String SENDER = "198.51.100.7";
    private static final String OF_A_PERSON = "198.51.100.8";
    private static final int SENT = 12;

    @Inject
    Jdbi jdbi;

    @Inject
    RefusalSampler sampler;

    @Inject
    AuditWriter writer;

    @Test
    void ofAnUnknownSenderAreShortenedKeptUpToANumberAndCounted() throws SQLException {
        for (int i = 0; i < SENT; i++) {
            given().noFilters()
                    .header("X-Forwarded-For", SENDER)
                    .queryParam("q", "a".repeat(7_600))
                    .get("/api/v1/projects/" + "p".repeat(300))
                    .then()
                    .statusCode(401);
        }
        sampler.takeAll().forEach(writer::leftOut);
        try (Owner owner = new Owner()) {
            String own = " from audit_entry where address = '" + SENDER + "'";
            long kept = owner.number("select count(*)" + own + " and method = 'GET'");
            // the clock may have passed from one minute to the next
            assertThat(kept).isBetween((long) RateLimitTest.REFUSALS_KEPT, 2L * RateLimitTest.REFUSALS_KEPT);
            assertThat(owner.number("select max(greatest(length(path), length(query)))" + own))
                    .isEqualTo(256);
            assertThat(owner.number("select sum((counts->>'leftOut')::int)" + own + " and method = '"
                            + AuditWriter.LEFT_OUT + "'"))
                    .isEqualTo(SENT - kept);
        }
    }

    @Test
    void ofAPersonAreKeptAll() throws SQLException {
        for (int i = 0; i <= RateLimitTest.REFUSALS_KEPT; i++) {
            Cast.of(jdbi)
                    .as(OrganisationKind.DESIGNER)
                    .header("X-Forwarded-For", OF_A_PERSON)
                    .get("/api/v1/projects/NONE")
                    .then()
                    .statusCode(404);
        }
        try (Owner owner = new Owner()) {
            assertThat(owner.number("select count(*) from audit_entry where address = '" + OF_A_PERSON + "'"))
                    .isEqualTo(RateLimitTest.REFUSALS_KEPT + 1);
        }
    }
}
