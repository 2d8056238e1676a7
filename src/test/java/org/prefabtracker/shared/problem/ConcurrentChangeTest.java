package org.prefabtracker.shared.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.shared.persistence.Transactions;

/** How a request is refused when a concurrent one was faster. */
@DatabaseTest
class ConcurrentChangeTest {

    @Inject
    Jdbi jdbi;

    private final String code =
            "RACE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase();

    @Test
    void refusesALostUpdateOfAnEntityWith412() throws Exception {
        given().contentType(ContentType.JSON)
                .body(named("first"))
                .post("/api/v1/organisations")
                .then()
                .statusCode(201);
        CompletableFuture<Integer> change;
        try (Handle other = jdbi.open()) {
            other.begin();
            other.execute("update organisation set name = 'other', version = version + 1 where code = ?", code);
            change = CompletableFuture.supplyAsync(() -> given().contentType(ContentType.JSON)
                    .header("If-Match", "\"1\"")
                    .body(named("second"))
                    .put("/api/v1/organisations/" + code)
                    .statusCode());
            waitForALock(other);
            other.commit();
        }
        assertThat(change.get(1, TimeUnit.MINUTES)).isEqualTo(412);
    }

    private String named(String name) {
        return "{\"code\": \"%s\", \"name\": \"%s\", \"kind\": \"FACTORY\"}".formatted(code, name);
    }

    private static void waitForALock(Handle handle) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end
                && handle.select("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                                .mapTo(Integer.class)
                                .one()
                        == 0) {
            Thread.sleep(20);
        }
    }

    @Test
    void refusesAKeyThatIsStillTakenAfterTheRetriesWith409AndItsName() {
        RuntimeException failure = catchThrowableOfType(
                RuntimeException.class, () -> Transactions.write(() -> jdbi.useHandle(handle -> handle.execute("""
                        insert into organisation (id, code, name, kind)
                        select nextval('organisation_seq'), code, name, kind from organisation where code = 'operator'"""))));
        HttpProblem problem = ProblemMappers.unforeseen(failure);
        assertThat(problem.getStatusCode()).isEqualTo(409);
        assertThat(problem.getDetail()).isEqualTo("This organisation code is taken already");
    }

    @Test
    void answersALackOfConnectionsAndAStatementThatTakesTooLongWith503() {
        for (SQLException e : new SQLException[] {
            new SQLException("Acquisition timeout while waiting for new connection"),
            new SQLException("Sorry, acquisition timeout!"),
            new SQLException("ERROR: canceling statement due to statement timeout", "57014"),
            new SQLException("FATAL: sorry, too many clients already", "53300")
        }) {
            HttpProblem problem = ProblemMappers.unforeseen(new IllegalStateException(e));
            assertThat(problem.getStatusCode()).as(e.getMessage()).isEqualTo(503);
            assertThat(problem.getHeaders()).containsKey("Retry-After");
        }
    }
}
