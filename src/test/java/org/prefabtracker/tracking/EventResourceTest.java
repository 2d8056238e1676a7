package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.component.SmallProject;

@DatabaseTest
class EventResourceTest {

    @Inject
    Jdbi jdbi;

    @Test
    void followsAPieceFromItsReleaseToItsAcceptanceWhateverTheOrderInTheBatch() {
        project("ER1");
        report(
                        "ER1",
                        "",
                        event("ER1-7", "ACCEPT", "16:00", "\"inspector\": \"Li\""),
                        event("ER1-6", "CONNECT", "15:00", "\"joint\": \"POST_CAST\""),
                        event("ER1-5", "INSTALL", "14:00", "\"position\": \"A-B/3\""),
                        event("ER1-4", "RECEIVE", "13:00", "\"result\": \"ok\""),
                        event("ER1-3", "SHIP", "12:00", "\"shipment\": \"S1\""),
                        event("ER1-2", "QC_PASS", "11:00", "\"inspector\": \"Wu\", \"certificate\": \"HG-1\""),
                        event("ER1-1", "RELEASE", "08:00", "\"factory\": \"F1\""))
                .statusCode(200)
                .body("applied", equalTo(7))
                .body("outcomes[0].stage", equalTo("ACCEPTED"));
        given().get("/api/v1/projects/ER1/components/C")
                .then()
                .body("stage", equalTo("ACCEPTED"))
                .body("tag", hasLength(11));
        given().get("/api/v1/projects/ER1/components/C/events")
                .then()
                .body(
                        "items.event.type",
                        contains("RELEASE", "QC_PASS", "SHIP", "RECEIVE", "INSTALL", "CONNECT", "ACCEPT"));
    }

    @Test
    void tellsAHistoryInTheOrderOfItsReplayAlsoWhereADayHasNoTimes() {
        project("ER10");
        report(
                        "ER10",
                        "",
                        event("ER10-1", "QC_PASS", "", "\"inspector\": \"Wu\", \"certificate\": \"HG-1\"")
                                .replace("T:00+08:00", ""),
                        event("ER10-2", "STEP", "11:00", "\"step\": \"CAST\""),
                        event("ER10-3", "RELEASE", "", "\"factory\": \"F1\"").replace("T:00+08:00", ""))
                .body("applied", equalTo(3));
        report(
                        "ER10",
                        "",
                        event(
                                "ER10-4",
                                "VOID",
                                "12:00",
                                "\"voids\": \"" + id("ER10-1") + "\", \"reason\": \"wrong piece\""))
                .body("outcomes[0].stage", equalTo("IN_PRODUCTION"));
        given().get("/api/v1/projects/ER10/components/C/events")
                .then()
                .body("items.event.type", contains("RELEASE", "STEP", "QC_PASS", "VOID"))
                .body("items.voided", contains(false, false, true, false));
    }

    @Test
    void takesAnEventAgainAsRepeatedAndAnotherOneOfItsIdNot() {
        project("ER2");
        String release = event("ER2-1", "RELEASE", "08:00", "\"factory\": \"F1\"");
        report("ER2", "", release).body("applied", equalTo(1));
        report("ER2", "", release).body("repeated", equalTo(1)).body("outcomes[0].stage", equalTo("RELEASED"));
        report("ER2", "", release.replace("F1", "F2"))
                .body("refused", equalTo(1))
                .body("outcomes[0].code", equalTo("EVENT_ID_REUSED"));
    }

    @Test
    void refusesToShipAPieceThatHasNotPassedInspectionNamingTheEventItClashesWith() {
        project("ER3");
        report(
                        "ER3",
                        "",
                        event("ER3-1", "RELEASE", "08:00", "\"factory\": \"F1\""),
                        event("ER3-2", "SHIP", "09:00", "\"shipment\": \"S\""))
                .body("applied", equalTo(1))
                .body("refused", equalTo(1))
                .body("outcomes[1].code", equalTo("WRONG_STAGE"))
                .body("outcomes[1].clashesWith", equalTo(id("ER3-1")));
        report(
                        "ER3",
                        "?atomic=true",
                        event("ER3-3", "STEP", "08:30", "\"step\": \"CAST\""),
                        event("ER3-2", "SHIP", "09:00", "\"shipment\": \"S\""))
                .statusCode(409)
                .body("outcomes.outcome", contains("NOT_APPLIED", "REFUSED"))
                .body("outcomes[0].stage", nullValue())
                .body("outcomes[1].code", notNullValue());
        given().get("/api/v1/projects/ER3/components/C").then().body("stage", equalTo("RELEASED"));
    }

    @Test
    void tellsAMistypedTagFromAnUnknownOne() {
        project("ER4");
        String unknown = PieceTag.of(PieceTag.LARGEST, 1);
        report(
                        "ER4",
                        "",
                        event("ER4-1", "REWORK", "08:00", "\"reason\": \"r\"")
                                .replace("\"component\": \"C\"", "\"tag\": \"" + unknown + "\""))
                .body("unknown", equalTo(1))
                .body("outcomes[0].code", equalTo("NOT_FOUND"));
        report(
                        "ER4",
                        "",
                        event("ER4-2", "REWORK", "08:00", "\"reason\": \"r\"")
                                .replace(
                                        "\"component\": \"C\"",
                                        "\"tag\": \"" + unknown.substring(0, 10) + (unknown.endsWith("A") ? "B" : "A")
                                                + "\""))
                .body("unknown", equalTo(1))
                .body("outcomes[0].code", equalTo("MISTYPED_TAG"));
    }

    @Test
    void answersEverythingMalformedInABatchAtOnceAndStoresNothing() {
        project("ER5");
        report("ER5", "", event("ER5-1", "RELEASE", "08:00", "\"factory\": \"F1\""), """
                {"eventId": "%s", "type": "QC_PASS", "component": "C", "occurredAt": "yesterday"}""".formatted(id("ER5-2")))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/events/1/occurredAt", "/events/1/inspector", "/events/1/certificate"));
        given().get("/api/v1/projects/ER5/components/C").then().body("stage", equalTo("DESIGNED"));
    }

    @Test
    void refusesImplausibleTimesAsMalformed() {
        project("ER9");
        String release = event("ER9-1", "RELEASE", "08:00", "\"factory\": \"F1\"");
        for (String time : List.of("-0500-01-01T00:00:00+08:00", "0000-01-01", "+999999999-12-31T00:00:00+08:00")) {
            report("ER9", "", release.replace("2026-05-04T08:00:00+08:00", time))
                    .statusCode(422)
                    .body("errors.pointer", contains("/events/0/occurredAt"));
        }
    }

    @Test
    void releasesAComponentOnceHoweverManyAskAtTheSameTime() throws Exception {
        project("ER6");
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> sends = List.of("a", "b", "c", "d").stream()
                .map(name -> (Callable<Integer>)
                        () -> report("ER6", "", event("ER6-" + name, "RELEASE", "08:00", "\"factory\": \"F1\""))
                                .statusCode(200)
                                .extract()
                                .<Integer>path("applied"))
                .toList();
        int applied = 0;
        for (Future<Integer> answer : senders.invokeAll(sends)) {
            applied += answer.get();
        }
        senders.shutdown();
        assertThat(applied).isEqualTo(1);
    }

    @Test
    void freesTheComponentOfAScrappedPieceForANewOne() {
        project("ER7");
        report("ER7", "", event("ER7-1", "RELEASE", "08:00", "\"factory\": \"F1\""))
                .body("applied", equalTo(1));
        report("ER7", "", event("ER7-2", "SCRAP", "09:00", "\"reason\": \"cracked\""))
                .body("outcomes[0].stage", equalTo("SCRAPPED"));
        given().get("/api/v1/projects/ER7/components/C").then().body("stage", equalTo("DESIGNED"));
        report("ER7", "", event("ER7-3", "RELEASE", "10:00", "\"factory\": \"F1\""))
                .body("outcomes[0].stage", equalTo("RELEASED"));
    }

    @Test
    void takesTheScrappingOfAPieceAndTheReleaseOfTheNextInOneBatch() {
        project("ER11");
        report("ER11", "", event("ER11-1", "RELEASE", "08:00", "\"factory\": \"F1\""))
                .body("applied", equalTo(1));
        report(
                        "ER11",
                        "",
                        event("ER11-5", "STEP", "12:00", "\"step\": \"CAST\""),
                        event("ER11-4", "RELEASE", "11:00", "\"factory\": \"F2\""),
                        event("ER11-2", "SHIP", "09:00", "\"shipment\": \"S\""),
                        event("ER11-3", "SCRAP", "10:00", "\"reason\": \"cracked\""))
                .body("outcomes.outcome", contains("APPLIED", "APPLIED", "REFUSED", "APPLIED"))
                .body("outcomes.stage", contains("IN_PRODUCTION", "IN_PRODUCTION", "IN_PRODUCTION", "SCRAPPED"));
        given().get("/api/v1/projects/ER11/components/C/events")
                .then()
                .body("items.event.type", contains("RELEASE", "SCRAP", "RELEASE", "STEP"));
    }

    @Test
    void takesTheSameEventOnceAlsoFromManyWhoSendItAtTheSameTime() throws Exception {
        project("ER12");
        report(
                        "ER12",
                        "",
                        event("ER12-1", "RELEASE", "08:00", "\"factory\": \"F1\""),
                        event("ER12-2", "QC_PASS", "09:00", "\"inspector\": \"Wu\", \"certificate\": \"HG-1\""))
                .body("applied", equalTo(2));
        Callable<String> send = () -> report("ER12", "", event("ER12-3", "SHIP", "10:00", "\"shipment\": \"S\""))
                .statusCode(200)
                .extract()
                .path("outcomes[0].outcome");
        ExecutorService senders = Executors.newFixedThreadPool(6);
        List<String> outcomes = new ArrayList<>();
        for (Future<String> answer : senders.invokeAll(Collections.nCopies(6, send))) {
            outcomes.add(answer.get());
        }
        senders.shutdown();
        assertThat(outcomes)
                .containsExactlyInAnyOrder("APPLIED", "REPEATED", "REPEATED", "REPEATED", "REPEATED", "REPEATED");
    }

    private static void project(String code) {
        new SmallProject(code)
                .slab("ER-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .bill("""
                {"code": "C", "building": "1#", "storey": "1", "spec": "ER-SLAB"}""");
    }

    private static String event(String name, String type, String time, String more) {
        return """
                {"eventId": "%s", "component": "C", "type": "%s", "occurredAt": "2026-05-04T%s:00+08:00", %s}""".formatted(id(name), type, time, more);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ValidatableResponse report(String project, String query, String... events) {
        return operator()
                .post(
                        "/api/v1/projects/" + project + "/events" + query,
                        "{\"events\": [" + String.join(",", events) + "]}");
    }
}
