package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;

/** The rules on events are the same in Java and in SQL. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EventSqlTest {

    @Inject
    Jdbi jdbi;

    @Inject
    HistoryReader histories;

    @Test
    void javaAndSqlAgreeOnWhichEventsAreVoided() {
        post("/api/v1/specs", """
                {"code": "EVS-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6.1}}""");
        post("/api/v1/projects", "{\"code\": \"EVS\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        post("/api/v1/projects/EVS/buildings", """
                {"code": "1#", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        post("/api/v1/projects/EVS/components", """
                {"components": [{"code": "A", "building": "1#", "storey": "1", "spec": "EVS-SLAB"},
                  {"code": "B", "building": "1#", "storey": "1", "spec": "EVS-SLAB"}]}""");
        report(
                event("r-a", "RELEASE", "A", "08:00", "\"factory\": \"F\""),
                event("r-b", "RELEASE", "B", "08:01", "\"factory\": \"F\""),
                event("s-a", "STEP", "A", "09:00", "\"step\": \"CAST\""),
                event("s-b", "STEP", "B", "09:01", "\"step\": \"CAST\""),
                event("x", "EXCHANGE", "A", "09:30", "\"with\": \"B\""));
        report(
                event("v-x", "VOID", "A", "10:00", "\"voids\": \"" + id("x") + "\", \"reason\": \"mistaken\""),
                event("v-s", "VOID", "B", "10:01", "\"voids\": \"" + id("s-b") + "\", \"reason\": \"mistaken\""));
        Set<UUID> inSql = jdbi.withHandle(handle -> handle.createQuery(
                        "select e.event_id from event e join project p on p.id = e.project_id and p.code = 'EVS' where "
                                + EventSql.isVoided("e"))
                .mapTo(UUID.class)
                .set());
        Set<UUID> inJava = new HashSet<>();
        jdbi.useHandle(handle -> {
            long project = handle.createQuery("select id from project where code = 'EVS'")
                    .mapTo(Long.class)
                    .one();
            Set<Long> pieces = handle.createQuery("select id from piece where project_id = :project")
                    .bind("project", project)
                    .mapTo(Long.class)
                    .set();
            histories.histories(handle, project, pieces).values().forEach(history -> {
                Set<UUID> ofPiece = new HashSet<>();
                history.forEach(event -> ofPiece.add(event.id()));
                HistoryOrder.voided(history).stream().filter(ofPiece::contains).forEach(inJava::add);
            });
        });
        assertThat(inSql).isEqualTo(inJava).containsExactlyInAnyOrder(id("x"), id("s-b"));
    }

    private static void report(String... events) {
        given().contentType(ContentType.JSON)
                .body("{\"events\": [" + String.join(",", events) + "]}")
                .post("/api/v1/projects/EVS/events?atomic=true")
                .then()
                .statusCode(200);
    }

    private static String event(String name, String type, String component, String time, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T%s:00+08:00", %s}""".formatted(id(name), component, type, time, more);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("EVS " + name).getBytes(StandardCharsets.UTF_8));
    }

    private static void post(String path, String body) {
        int status = given().contentType(ContentType.JSON).body(body).post(path).statusCode();
        assertThat(status).as(path).isIn(200, 201);
    }
}
