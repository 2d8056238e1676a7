package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.component.SmallProject;

@DatabaseTest
class CrossProjectEventResourceTest {

    @Test
    void takesEventsOfSeveralProjectsEachByProjectAndComponentOrByTag() {
        project("SC1");
        project("SC2");
        String release =
                event("SC1-1", "RELEASE", "08:00", "\"project\": \"SC1\", \"component\": \"C\"", "\"factory\": \"F1\"");
        scan("", release, release.replace("SC1", "SC2").replace(id("SC1-1"), id("SC2-1")))
                .statusCode(200)
                .body("applied", equalTo(2))
                .body("outcomes.project", contains("SC1", "SC2"));
        String tag = tag("SC1");
        scan(
                        "",
                        event("SC2-2", "STEP", "09:00", "\"tag\": \"" + tag("SC2") + "\"", "\"step\": \"CAST\""),
                        event("SC1-2", "STEP", "09:00", "\"tag\": \"" + tag.toLowerCase() + "\"", "\"step\": \"CAST\""),
                        release)
                .body("outcomes.outcome", contains("APPLIED", "APPLIED", "REPEATED"))
                .body("outcomes.stage", contains("IN_PRODUCTION", "IN_PRODUCTION", "IN_PRODUCTION"));
        // the same event through the other door
        operator()
                .post(
                        "/api/v1/projects/SC1/events",
                        "{\"events\": [" + release.replace("\"project\": \"SC1\", ", "") + "]}")
                .body("repeated", equalTo(1));
        given().get("/api/v1/tags/" + tag + "/events")
                .then()
                .body("items.event.type", contains("RELEASE", "STEP"))
                .body("items.event.project", contains((Object) null, null));
    }

    @Test
    void tellsForEachEventWhatItDoesNotKnow() {
        project("SC3");
        String unknown = PieceTag.of(PieceTag.LARGEST, 1);
        scan(
                        "",
                        event("SC3-1", "STEP", "09:00", "\"tag\": \"" + unknown + "\"", "\"step\": \"CAST\""),
                        event("SC3-2", "STEP", "09:00", "\"tag\": \"" + mistyped(unknown) + "\"", "\"step\": \"CAST\""),
                        event(
                                "SC3-3",
                                "STEP",
                                "09:00",
                                "\"project\": \"NONE\", \"component\": \"C\"",
                                "\"step\": \"CAST\""),
                        event(
                                "SC3-4",
                                "STEP",
                                "09:00",
                                "\"project\": \"SC3\", \"component\": \"X\"",
                                "\"step\": \"CAST\""),
                        event(
                                "SC3-5",
                                "RELEASE",
                                "09:00",
                                "\"project\": \"SC3\", \"component\": \"C\"",
                                "\"factory\": \"F\""))
                .statusCode(200)
                .body("unknown", equalTo(4))
                .body("outcomes.code", contains("NOT_FOUND", "MISTYPED_TAG", "NOT_FOUND", "NOT_FOUND", null))
                .body(
                        "outcomes.message",
                        contains(
                                "there is no such tag",
                                "the check character does not fit: the tag was mistyped",
                                "there is no such project",
                                "there is no such component",
                                null));
    }

    @Test
    void storesNothingOfAnyProjectWhereAllOrNoneIsWantedAndOneIsRefused() {
        project("SC4");
        project("SC5");
        scan(
                        "?atomic=true",
                        event(
                                "SC4-1",
                                "RELEASE",
                                "08:00",
                                "\"project\": \"SC4\", \"component\": \"C\"",
                                "\"factory\": \"F\""),
                        event(
                                "SC5-1",
                                "STEP",
                                "08:00",
                                "\"project\": \"SC5\", \"component\": \"C\"",
                                "\"step\": \"CAST\""))
                .statusCode(409)
                .body("outcomes.outcome", contains("NOT_APPLIED", "REFUSED"));
        given().get("/api/v1/projects/SC4/components/C").then().body("stage", equalTo("DESIGNED"));
    }

    @Test
    void doesNotMindThatOthersScanTheSamePiecesInAnotherOrder() throws Exception {
        project("SC9");
        project("SC10");
        List<String> pieces =
                List.of("\"project\": \"SC9\", \"component\": \"C\"", "\"project\": \"SC10\", \"component\": \"C\"");
        scan(
                        "",
                        event("SC9-1", "RELEASE", "08:00", pieces.get(0), "\"factory\": \"F\""),
                        event("SC10-1", "RELEASE", "08:00", pieces.get(1), "\"factory\": \"F\""))
                .body("applied", equalTo(2));
        List<Callable<Integer>> sends = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int turn = i;
            sends.add(() -> scan(
                            "",
                            event("SC9-s" + turn, "STEP", "09:00", pieces.get(turn % 2), "\"step\": \"CAST\""),
                            event("SC10-s" + turn, "STEP", "09:00", pieces.get(1 - turn % 2), "\"step\": \"CAST\""))
                    .statusCode(200)
                    .extract()
                    .path("applied"));
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        for (Future<Integer> answer : senders.invokeAll(sends)) {
            assertThat(answer.get()).isEqualTo(2);
        }
        senders.shutdown();
    }

    @Test
    void asksForTheProjectOfAComponentAndForOneWayToNameAPiece() {
        scan(
                        "",
                        event("SC6-1", "STEP", "08:00", "\"component\": \"C\"", "\"step\": \"CAST\""),
                        event("SC6-2", "STEP", "08:00", "\"project\": \"P\"", "\"step\": \"CAST\""),
                        event("SC6-3", "STEP", "when", "\"tag\": \"T\"", "\"step\": \" \""))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains("/events/0/project", "/events/1/component", "/events/2/occurredAt", "/events/2/step"));
        project("SC7");
        operator()
                .post(
                        "/api/v1/projects/SC7/events",
                        "{\"events\": ["
                                + event(
                                        "SC7-1",
                                        "STEP",
                                        "08:00",
                                        "\"project\": \"SC6\", \"component\": \"C\"",
                                        "\"step\": \"CAST\"")
                                + "]}")
                .statusCode(422)
                .body("errors.pointer", contains("/events/0/project"));
    }

    @Test
    void tellsWhichPieceALabelNamesHoweverItIsTyped() {
        project("SC8");
        scan(
                        "",
                        event(
                                "SC8-1",
                                "RELEASE",
                                "08:00",
                                "\"project\": \"SC8\", \"component\": \"C\"",
                                "\"factory\": \"F1\""),
                        event(
                                "SC8-2",
                                "QC_PASS",
                                "09:00",
                                "\"project\": \"SC8\", \"component\": \"C\"",
                                "\"inspector\": \"Wu\", \"certificate\": \"HG\", \"place\": \"yard 3\""),
                        event(
                                "SC8-3",
                                "HOLD",
                                "10:00",
                                "\"project\": \"SC8\", \"component\": \"C\"",
                                "\"number\": \"NC-1\", \"reason\": \"edge broken\""))
                .body("applied", equalTo(3));
        String tag = tag("SC8");
        String typed = tag.substring(0, 5).toLowerCase() + "-" + tag.substring(5);
        assertThat(given().get("/api/v1/tags/" + typed)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo("""
                        {"tag":"%s","project":"SC8","component":"C","mark":"YB-1","building":"1#","storey":"2","position":"A/1",\
                        "spec":"SC-SLAB","specRevision":1,"specName":"叠合板","count":1,"factory":"F1","stage":"PRODUCED",\
                        "holds":["NC-1"],"place":"yard 3","releasedOn":"2026-05-04","producedOn":"2026-05-04"}""".formatted(tag));
    }

    @Test
    void tellsAMistypedLabelFromAnUnknownOne() {
        String unknown = PieceTag.of(PieceTag.LARGEST, 2);
        for (String path : List.of("", "/events")) {
            given().get("/api/v1/tags/" + unknown + path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("NOT_FOUND"));
            for (String typed : List.of(mistyped(unknown), "x", "%20")) {
                given().urlEncodingEnabled(false)
                        .get("/api/v1/tags/" + typed + path)
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("MISTYPED_TAG"));
            }
        }
    }

    private static String mistyped(String tag) {
        return tag.substring(0, 10) + (tag.endsWith("A") ? "B" : "A");
    }

    private static void project(String code) {
        new SmallProject(code)
                .slab("SC-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .bill("""
                {"code": "C", "mark": "YB-1", "building": "1#", "storey": "2", "position": "A/1", "spec": "SC-SLAB"}""");
    }

    private static String tag(String project) {
        return given().get("/api/v1/projects/" + project + "/components/C")
                .then()
                .extract()
                .path("tag");
    }

    private static String event(String name, String type, String time, String piece, String more) {
        return """
                {"eventId": "%s", %s, "type": "%s", "occurredAt": "2026-05-04T%s:00+08:00", %s}""".formatted(id(name), piece, type, time, more);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ValidatableResponse scan(String query, String... events) {
        return operator().post("/api/v1/events" + query, "{\"events\": [" + String.join(",", events) + "]}");
    }
}
