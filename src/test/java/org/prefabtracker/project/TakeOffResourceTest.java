package org.prefabtracker.project;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class TakeOffResourceTest {

    private static final String TAKE_OFF = """
            {"measures": {"planArea": 9310.25, "fullDecoration": true}, "sources": {"planArea": "JS-02"},
             "absent": ["partition", {"what": "kitchen", "reason": "office building", "evidence": "JS-04"}]}""";

    @Test
    void keepsEveryVersionAndChangesOnlyFromTheOneThatWasRead() {
        building("TO1");
        for (int status : new int[] {201, 200}) {
            json(TAKE_OFF)
                    .put("/api/v1/projects/TO1/buildings/B/take-off?phase=DESIGN")
                    .then()
                    .statusCode(status)
                    .header("ETag", "\"1\"")
                    .body("measures.planArea", equalTo(new BigDecimal("9310.25")))
                    .body("measures.fullDecoration", equalTo(true))
                    .body("sources.planArea", equalTo("JS-02"))
                    .body("absent.what", contains("partition", "kitchen"))
                    .body("absent[1].reason", equalTo("office building"))
                    .body("declaredBy", equalTo("operator"));
        }
        String more = TAKE_OFF.replace("9310.25", "9400");
        json(more)
                .put("/api/v1/projects/TO1/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(428);
        json(more)
                .header("If-Match", "\"7\"")
                .put("/api/v1/projects/TO1/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(412);
        json(more)
                .header("If-Match", "\"1\"")
                .put("/api/v1/projects/TO1/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        given().get("/api/v1/projects/TO1/buildings/B/take-off/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items.measures.planArea", contains(9400, 9310.25f));
        given().get("/api/v1/projects/TO1/buildings/B/take-off?phase=AS_BUILT")
                .then()
                .statusCode(404);
    }

    @Test
    void failsAChangeOfAPhaseThatWasNeverDeclared() {
        building("TO3");
        for (String version : new String[] {"\"1\"", "*"}) {
            json(TAKE_OFF)
                    .header("If-Match", version)
                    .put("/api/v1/projects/TO3/buildings/B/take-off?phase=AS_BUILT")
                    .then()
                    .statusCode(412);
        }
        given().get("/api/v1/projects/TO3/buildings/B/take-off?phase=AS_BUILT")
                .then()
                .statusCode(404);
    }

    @Test
    void answersEverythingWrongWithATakeOffAtOnceAndStoresNothing() {
        building("TO2");
        json("""
                {"measures": {"planArea": 0, "envelopeArea": -1, "fullDecoration": "yes", "kitchenArea": 1, "sunshade": 3,
                  "pipelineLength": "1e3", "countedStripArea": 0.1234567891},
                 "sources": {"roof": "JS"}, "absent": ["kitchen", "kitchen", "lift"], "colour": "red"}""")
                .put("/api/v1/projects/TO2/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/measures/planArea",
                                "/measures/envelopeArea",
                                "/measures/fullDecoration",
                                "/measures/sunshade",
                                "/measures/pipelineLength",
                                "/measures/countedStripArea",
                                "/sources/roof",
                                "/absent/1/what",
                                "/absent/0/what",
                                "/absent/1/what",
                                "/absent/2/what",
                                "/colour"));
        given().get("/api/v1/projects/TO2/buildings/B/take-off").then().statusCode(404);
        json(TAKE_OFF)
                .put("/api/v1/projects/TO2/buildings/B/take-off?phase=SOON")
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("phase"));
    }

    private static void building(String project) {
        json("""
                {"code": "%s", "name": "n", "regionCode": "320115"}""".formatted(project)).post("/api/v1/projects").then().statusCode(201);
        json("""
                {"code": "B", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""").post("/api/v1/projects/" + project + "/buildings").then().statusCode(201);
    }

    private static RequestSpecification json(String body) {
        return given().config(io.restassured.RestAssured.config()
                        .jsonConfig(io.restassured.config.JsonConfig.jsonConfig()
                                .numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL)))
                .contentType(ContentType.JSON)
                .body(body);
    }
}
