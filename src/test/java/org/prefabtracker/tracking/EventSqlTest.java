package org.prefabtracker.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.component.SmallProject;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/** The rules on events are the same in Java and in SQL. */
@DatabaseTest
class EventSqlTest {

    @Inject
    HistoryReader histories;

    @Test
    void javaAndSqlAgreeOnWhichEventsAreVoided() {
        new SmallProject("EVS")
                .slab("EVS-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .bill("""
                        {"code": "A", "building": "1#", "storey": "1", "spec": "EVS-SLAB"}""", """
                        {"code": "B", "building": "1#", "storey": "1", "spec": "EVS-SLAB"}""");
        report(
                event("r-a", "RELEASE", "A", "08:00", "\"factory\": \"F\""),
                event("r-b", "RELEASE", "B", "08:01", "\"factory\": \"F\""),
                event("s-a", "STEP", "A", "09:00", "\"step\": \"CAST\""),
                event("s-b", "STEP", "B", "09:01", "\"step\": \"CAST\""),
                event("x", "EXCHANGE", "A", "09:30", "\"with\": \"B\""));
        report(
                event("v-x", "VOID", "A", "10:00", "\"voids\": \"" + id("x") + "\", \"reason\": \"mistaken\""),
                event("v-s", "VOID", "B", "10:01", "\"voids\": \"" + id("s-b") + "\", \"reason\": \"mistaken\""));
        Set<UUID> inSql = Transactions.read(() -> Sql.query(
                        "select e.event_id from event e join project p on p.id = e.project_id and p.code = 'EVS' where "
                                + EventSql.isVoided("e"))
                .mapTo(UUID.class)
                .set());
        Set<UUID> inJava = new HashSet<>();
        Transactions.read(() -> {
            long project = Sql.query("select id from project where code = 'EVS'")
                    .mapTo(Long.class)
                    .one();
            Set<Long> pieces = Sql.query("select id from piece where project_id = :project")
                    .bind("project", project)
                    .mapTo(Long.class)
                    .set();
            histories.histories(project, pieces).values().forEach(history -> {
                Set<UUID> ofPiece = new HashSet<>();
                history.forEach(event -> ofPiece.add(event.id()));
                HistoryOrder.voided(history).stream().filter(ofPiece::contains).forEach(inJava::add);
            });
        });
        assertThat(inSql).isEqualTo(inJava).containsExactlyInAnyOrder(id("x"), id("s-b"));
    }

    private static void report(String... events) {
        operator()
                .post("/api/v1/projects/EVS/events?atomic=true", "{\"events\": [" + String.join(",", events) + "]}")
                .statusCode(200);
    }

    private static String event(String name, String type, String component, String time, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T%s:00+08:00", %s}""".formatted(id(name), component, type, time, more);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("EVS " + name).getBytes(StandardCharsets.UTF_8));
    }
}
