package org.prefabtracker.project;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.component.SmallProject;

/** What is deleted goes with all that only describes it; what was made, frozen or demanded stays. */
@DatabaseTest
class DeletionTest {

    private static final String API = "/api/v1/projects/";

    private static String project(String code) {
        new SmallProject(code)
                .slab("DEL-SLAB", "\"planAreaM2\": 6.1")
                .building("A", 3)
                .building("B", 3)
                .bill("""
                        {"code": "S1", "building": "A", "storey": "1", "spec": "DEL-SLAB"}""", """
                        {"code": "S2", "building": "A", "storey": "1", "spec": "DEL-SLAB"}""");
        operator().replace(API + code + "/buildings/A/take-off", null, "{\"measures\": {\"planArea\": 1500}}");
        operator()
                .patchCurrent(API + code + "/components/S1", "{\"position\": \"A-B\"}")
                .statusCode(200);
        operator().store(API + code + "/buildings/A/joints", """
                {"joints": [{"code": "J1", "kind": "SLAB_STRIP", "joins": ["S1", "S2"], "widthMm": 300, "areaM2": 0.1}]}""");
        return API + code;
    }

    private static ValidatableResponse delete(String path) {
        return given().header("If-Match", given().get(path).header("ETag"))
                .delete(path)
                .then();
    }

    @Test
    void aBuildingWithoutPiecesGoesWithItsBillAndTheProjectStays() {
        String project = project("DEL1");
        given().delete(project + "/buildings/A").then().statusCode(428);
        given().header("If-Match", "\"99\"")
                .delete(project + "/buildings/A")
                .then()
                .statusCode(412);
        delete(project + "/buildings/A").statusCode(204);
        operator().get(project + "/buildings/A").statusCode(404);
        operator().get(project + "/components/S1").statusCode(404);
        operator().get(project + "/buildings/B").statusCode(200);
        given().get("/api/v1/audit?project=DEL1&method=DELETE&limit=1")
                .then()
                .body("items.method", hasItem("DELETE"))
                .body("items[0].status", equalTo(204));
    }

    @Test
    void aProjectWithoutPiecesGoesWithEverythingInItAndItsCodeIsFreeAgain() {
        String project = project("DEL2");
        delete(project).statusCode(204);
        operator().get(project).statusCode(404);
        project("DEL2");
    }

    @Test
    void aPieceKeepsItsBuildingAndItsProjectEvenWhenItIsScrapped() {
        String project = project("DEL3");
        for (String event : new String[] {"RELEASE\", \"factory\": \"F", "SCRAP\", \"reason\": \"r"}) {
            operator()
                    .post(project + "/events", """
                    {"events": [{"eventId": "%s", "component": "S1", "occurredAt": "2026-05-04T08:00:00+08:00", "type": "%s"}]}""".formatted(UUID.randomUUID(), event))
                    .body("applied", equalTo(1));
        }
        delete(project + "/buildings/A").statusCode(409).body("detail", containsString("it has 1 pieces"));
        delete(project).statusCode(409).body("detail", containsString("it has 1 pieces"));
        delete(project + "/buildings/B").statusCode(204);
    }

    @Test
    void anEvaluationAndARequirementKeepTheirBuilding() {
        String project = project("DEL4");
        operator()
                .post(project + "/buildings/B/evaluations", "{\"ruleSet\": \"cn-gbt-51129-2017\"}")
                .statusCode(201);
        delete(project + "/buildings/B").statusCode(409).body("detail", containsString("1 frozen evaluations"));
        operator().post(project + "/requirements", """
                {"code": "R", "building": "A", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50},
                 "source": {"document": "d"}}""").statusCode(201);
        delete(project + "/buildings/A").statusCode(409).body("detail", containsString("1 requirements"));
    }
}
