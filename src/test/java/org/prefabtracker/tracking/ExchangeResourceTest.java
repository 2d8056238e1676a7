package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.StatementLog;
import org.prefabtracker.component.SmallProject;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

@DatabaseTest
class ExchangeResourceTest {

    @Inject
    StatementLog statements;

    @Inject
    EventIngestion events;

    @Inject
    EventSerializer serializer;

    @Test
    void swapsTheComponentsOfTwoPiecesAndTellsItInBothHistories() {
        project("XR1", 2);
        report("XR1", release("XR1", 1), release("XR1", 2)).body("applied", equalTo(2));
        String first = tag("XR1", 1);
        String second = tag("XR1", 2);
        String exchange = event("XR1-x", "EXCHANGE", "C1", "10:00", "\"with\": \"" + second.toLowerCase() + "\"");
        report("XR1", exchange).body("outcomes[0].outcome", equalTo("APPLIED")).body("outcomes[0].tag", equalTo(first));
        report("XR1", exchange).body("repeated", equalTo(1));
        assertThat(List.of(tag("XR1", 1), tag("XR1", 2))).containsExactly(second, first);
        for (int component : List.of(1, 2)) {
            given().get("/api/v1/projects/XR1/components/C" + component + "/events")
                    .then()
                    .body("items.event.type", contains("RELEASE", "EXCHANGE"));
        }
        report(
                        "XR1",
                        event(
                                "XR1-v",
                                "VOID",
                                "C1",
                                "11:00",
                                "\"voids\": \"%s\", \"reason\": \"r\"".formatted(id("XR1-x"))))
                .body("applied", equalTo(1));
        assertThat(List.of(tag("XR1", 1), tag("XR1", 2))).containsExactly(first, second);
    }

    @Test
    void refusesWhatCannotBeExchangedEachWithItsReason() {
        project("XR2", 2);
        operator().post("/api/v1/projects/XR2/components", """
                {"components": [{"code": "LOT", "building": "1#", "storey": "1", "spec": "XR-SLAB", "count": 3}]}""").statusCode(200);
        report(
                        "XR2",
                        release("XR2", 1),
                        release("XR2", 2),
                        event("XR2-l", "RELEASE", "LOT", "08:00", "\"factory\": \"F\""))
                .body("applied", equalTo(3));
        String mistyped = tag("XR2", 2).substring(0, 10) + (tag("XR2", 2).endsWith("A") ? "B" : "A");
        report(
                        "XR2",
                        event("XR2-1", "EXCHANGE", "C1", "10:00", "\"with\": \"C1\""),
                        event("XR2-2", "EXCHANGE", "C1", "10:00", "\"with\": \"LOT\""),
                        event("XR2-3", "EXCHANGE", "C1", "10:00", "\"with\": \"NONE\""),
                        event("XR2-4", "EXCHANGE", "C1", "10:00", "\"with\": \"" + mistyped + "\""),
                        event("XR2-5", "EXCHANGE", "C1", "07:00", "\"with\": \"C2\""))
                .body("outcomes.outcome", contains("REFUSED", "REFUSED", "UNKNOWN", "UNKNOWN", "REFUSED"))
                .body("outcomes.code", contains("NOT_ALIKE", "NOT_ALIKE", "NOT_FOUND", "MISTYPED_TAG", "WRONG_STAGE"));
        report("XR2", event("XR2-6", "EXCHANGE", "C1", "10:00", "\"reason\": \"r\""))
                .statusCode(422)
                .body("errors.pointer", contains("/events/0/with"));
    }

    @Test
    void freesWhatTheScrappedPieceFilledNotWhatItWasMadeFor() {
        project("XR3", 2);
        report(
                        "XR3",
                        release("XR3", 1),
                        release("XR3", 2),
                        event("XR3-x", "EXCHANGE", "C1", "09:00", "\"with\": \"C2\""))
                .body("applied", equalTo(3));
        String scrapped = tag("XR3", 2);
        report("XR3", event("XR3-s", "SCRAP", "C2", "10:00", "\"reason\": \"cracked\""))
                .body("outcomes[0].tag", equalTo(scrapped));
        report(
                        "XR3",
                        event("XR3-n1", "RELEASE", "C1", "11:00", "\"factory\": \"F\""),
                        event("XR3-n2", "RELEASE", "C2", "11:00", "\"factory\": \"F\""))
                .body("outcomes.outcome", contains("REFUSED", "APPLIED"));
        report(
                        "XR3",
                        event(
                                "XR3-v",
                                "VOID",
                                "C1",
                                "12:00",
                                "\"voids\": \"%s\", \"reason\": \"r\"".formatted(id("XR3-s"))))
                .statusCode(200)
                .body("outcomes[0].code", equalTo("COMPONENT_TAKEN"));
        report(
                        "XR3",
                        event(
                                "XR3-w",
                                "VOID",
                                "C1",
                                "12:00",
                                "\"voids\": \"%s\", \"reason\": \"r\"".formatted(id("XR3-x"))))
                .statusCode(200)
                .body("outcomes[0].code", equalTo("COMPONENT_TAKEN"));
    }

    @Test
    void manyWhoExchangeTheSamePiecesAtOnceLeaveOnePieceInEachComponent() throws Exception {
        int components = 6;
        project("XR4", components);
        report(
                        "XR4",
                        IntStream.rangeClosed(1, components)
                                .mapToObj(i -> release("XR4", i))
                                .toArray(String[]::new))
                .body("applied", equalTo(components));
        List<String> tags = IntStream.rangeClosed(1, components)
                .mapToObj(i -> tag("XR4", i))
                .toList();
        List<Callable<Integer>> sends = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String one = tags.get(i % components);
            String other = i % 2 == 0 ? tags.get((i + 1) % components) : "C" + (1 + (i * 5) % components);
            String body = event("XR4-x" + i, "EXCHANGE", "C", "10:%02d".formatted(i), "\"with\": \"" + other + "\"")
                    .replace("\"component\": \"C\"", "\"tag\": \"" + one + "\"");
            sends.add(() -> report("XR4", body).statusCode(200).extract().path("applied"));
        }
        ExecutorService senders = Executors.newFixedThreadPool(8);
        int applied = 0;
        for (Future<Integer> answer : senders.invokeAll(sends)) {
            applied += answer.get();
        }
        senders.shutdown();
        assertThat(applied).isPositive();
        Set<String> left = new HashSet<>();
        IntStream.rangeClosed(1, components).forEach(i -> left.add(tag("XR4", i)));
        assertThat(left).isEqualTo(new HashSet<>(tags));
        // what the pieces fill is what their exchanges, in the order in which they happened, lead to
        List<String> places = new ArrayList<>(tags);
        Transactions.read(() -> Sql.query("""
                        select a.tag, b.tag from event e
                        join project p on p.id = e.project_id and p.code = 'XR4'
                        join piece a on a.project_id = p.id and a.id = e.piece_id
                        join piece b on b.project_id = p.id and b.id = e.other_piece_id order by e.occurred_at, e.arrival""")
                .map((rs, context) -> List.of(rs.getString(1), rs.getString(2)))
                .forEach(pair ->
                        java.util.Collections.swap(places, places.indexOf(pair.get(0)), places.indexOf(pair.get(1)))));
        assertThat(places)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, components)
                        .mapToObj(i -> tag("XR4", i))
                        .toList());
    }

    @Test
    void asksTheDatabaseAsOftenForAThousandEventsAsForTen() {
        project("XR5", 500);
        assertThat(statementsFor("XR5", 6, 500)).isEqualTo(statementsFor("XR5", 1, 5));
    }

    /** A RELEASE and a STEP of each of a range of components. */
    private int statementsFor(String code, int from, int to) {
        List<EventInput> rows = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            rows.add(serializer.read(release(code, i)));
            rows.add(serializer.read(event(code + "-s" + i, "STEP", "C" + i, "09:00", "\"step\": \"CAST\"")));
        }
        statements.start();
        List<EventOutcome> outcomes =
                Transactions.write(() -> events.ingest(Project.require(code), rows, Instant.now()));
        statements.stop();
        assertThat(outcomes).extracting(EventOutcome::outcome).containsOnly(EventOutcome.Kind.APPLIED);
        return statements.all().size();
    }

    private static void project(String code, int components) {
        new SmallProject(code)
                .slab("XR-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .bill(IntStream.rangeClosed(1, components)
                        .mapToObj(i -> """
                                {"code": "C%d", "building": "1#", "storey": "1", "spec": "XR-SLAB"}""".formatted(i))
                        .toArray(String[]::new));
    }

    private static String tag(String project, int component) {
        return given().get("/api/v1/projects/" + project + "/components/C" + component)
                .then()
                .extract()
                .path("tag");
    }

    private static String release(String project, int component) {
        return event(project + "-r" + component, "RELEASE", "C" + component, "08:00", "\"factory\": \"F\"");
    }

    private static String event(String name, String type, String component, String time, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T%s:00+08:00", %s}""".formatted(id(name), component, type, time, more);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ValidatableResponse report(String project, String... events) {
        return operator()
                .post("/api/v1/projects/" + project + "/events", "{\"events\": [" + String.join(",", events) + "]}");
    }
}
