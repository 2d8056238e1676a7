package org.prefabtracker.project;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class BuildingResourceTest {

    private static final String TOWER = """
            {"code": "１＃", "name": "1号楼", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500.50}""";

    @Test
    void registersProjectAndBuildingAndTakesThemAgain() {
        for (int status : new int[] {201, 200}) {
            json("""
                    {"code": "BR1", "name": "江宁", "regionCode": "320115"}""").post("/api/v1/projects").then().statusCode(status).header("ETag", "\"1\"");
            json(TOWER)
                    .post("/api/v1/projects/BR1/buildings")
                    .then()
                    .statusCode(status)
                    .body("code", equalTo("1#"))
                    .body("storeyList.code", contains("1", "2", "3"));
        }
        json("""
                {"code": "BR1", "name": "another", "regionCode": "320115"}""").post("/api/v1/projects").then().statusCode(409);
        json(TOWER.replace("1500.50", "1600"))
                .post("/api/v1/projects/BR1/buildings")
                .then()
                .statusCode(409);
        given().get("/api/v1/projects/BR1/buildings").then().body("items.code", contains("1#"));
    }

    @Test
    void changesABuildingOnlyFromTheVersionThatWasRead() {
        json("""
                {"code": "BR2", "name": "n", "regionCode": "320115"}""").post("/api/v1/projects").then().statusCode(201);
        json(TOWER).post("/api/v1/projects/BR2/buildings").then().statusCode(201);
        String taller = TOWER.replace("\"storeys\": 3", "\"storeys\": 4");
        json(taller).put("/api/v1/projects/BR2/buildings/{b}", "1#").then().statusCode(428);
        json(taller)
                .header("If-Match", "\"1\"")
                .put("/api/v1/projects/BR2/buildings/{b}", "1#")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("storeyList.code", contains("1", "2", "3", "4"));
        json(TOWER)
                .header("If-Match", "\"1\"")
                .put("/api/v1/projects/BR2/buildings/{b}", "1#")
                .then()
                .statusCode(412);
    }

    @Test
    void asksForTheFloorAreaOfWhichAnotherIsAPart() {
        json("""
                {"code": "BR0", "name": "n", "regionCode": "320115"}""").post("/api/v1/projects").then().statusCode(201);
        json("""
                {"code": "1#", "name": "n", "structure": "STEEL", "use": "PUBLIC", "storeys": 2, "aboveGroundAreaM2": 900}""")
                .post("/api/v1/projects/BR0/buildings")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/floorAreaM2"))
                .body("errors.code", contains("REQUIRED"));
    }

    @Test
    void answersEverythingWrongWithABuildingAtOnceAndStoresNothing() {
        json("""
                {"code": "BR3", "name": "n", "regionCode": "320115"}""").post("/api/v1/projects").then().statusCode(201);
        json("""
                {"code": "a/b", "structure": "STRAW", "use": "PUBLIC", "storeys": 0, "floorAreaM2": -1, "colour": "red",
                 "startedOn": "+20026-01-01"}""")
                .post("/api/v1/projects/BR3/buildings")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/code", "/name", "/structure", "/storeys", "/floorAreaM2", "/colour", "/startedOn"));
        json("""
                {"code": "b", "name": "b", "structure": "STEEL", "use": "PUBLIC", "floorAreaM2": 1,
                 "storeyList": [{"code": "1", "kind": "ABOVE_GROUND"}, {"code": "１", "kind": "ROOF_TOWER"}]}""")
                .post("/api/v1/projects/BR3/buildings")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/storeyList/1/code"));
        given().get("/api/v1/projects/BR3/buildings").then().body("items.size()", equalTo(0));
        json(TOWER).post("/api/v1/projects/NOPE/buildings").then().statusCode(404);
    }

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }
}
