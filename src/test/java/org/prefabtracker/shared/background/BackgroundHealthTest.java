package org.prefabtracker.shared.background;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Liveness says which loop in the background is silent. */
@DatabaseTest
class BackgroundHealthTest {

    private static final String LOOP = "a loop of the tests";
    private static final String DATA = "checks.find { it.name == 'background' }.";

    @Inject
    Heartbeats heartbeats;

    @AfterEach
    void end() {
        heartbeats.end(LOOP);
    }

    @Test
    void watchesJobsSealingAndTheOthers() {
        given().get("/q/health/live")
                .then()
                .statusCode(200)
                .body(DATA + "status", is("UP"))
                .body(DATA + "data.jobs", is("alive"))
                .body(DATA + "data.sealing", is("alive"))
                .body(DATA + "data.'left out'", is("alive"))
                .body(DATA + "data.'disk budget'", is("alive"));
    }

    @Test
    void isDownWhileALoopIsSilent() {
        heartbeats.beat(LOOP, Duration.ofSeconds(-1));
        given().get("/q/health/live")
                .then()
                .statusCode(503)
                .body(DATA + "status", is("DOWN"))
                .body(DATA + "data.'" + LOOP + "'", startsWith("silent since 20"));
        heartbeats.beat(LOOP, Duration.ofMinutes(1));
        given().get("/q/health/live").then().statusCode(200);
        assertThat(heartbeats.silent()).isEmpty();
    }
}
