package org.prefabtracker.region;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class RegionResourceTest {

    private static final String API = "/api/v1/regions";

    @Test
    void listsTheProvincesTheirCitiesAndCounties() {
        given().get(API)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(31))
                .body("items[0].name", equalTo("北京市"));
        given().get(API + "?parent=320000&limit=2")
                .then()
                .body("items.code", contains("3201", "3202"))
                .body("items[0].level", equalTo("CITY"));
        given().get(API + "?q=江宁").then().body("items.code", contains("320115"));
        given().get(API + "/320115?year=2020")
                .then()
                .body("name", equalTo("江宁区"))
                .body("parent", equalTo("3201"))
                .body("class", equalTo("KEY"))
                .body("target.percent", equalTo(20))
                .body("target.statedBy", equalTo("CN"));
        given().get(API + "/999999").then().statusCode(404);
    }

    @Test
    void keepsEveryVersionOfAClassAndChangesItOnlyFromTheOneThatWasRead() {
        String active = """
                {"entries": [{"from": 2024, "class": "ACTIVE", "source": "census"}]}""";
        json(active).put(API + "/4101/class").then().statusCode(201).header("ETag", "\"1\"");
        json(active).put(API + "/4101/class").then().statusCode(200).header("ETag", "\"1\"");
        String none = """
                {"entries": []}""";
        json(none).put(API + "/4101/class").then().statusCode(428);
        json(none).header("If-Match", "\"7\"").put(API + "/4101/class").then().statusCode(412);
        given().get(API + "/410105?year=2024").then().body("class", equalTo("ACTIVE"));
        given().get(API + "/410105?year=2023").then().body("class", equalTo("ENCOURAGED"));
        json(none)
                .header("If-Match", "\"1\"")
                .put(API + "/4101/class")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        given().get(API + "/410105?year=2024").then().body("class", equalTo("ENCOURAGED"));
        given().get(API + "/4101/class/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items[1].entries[0].class", equalTo("ACTIVE"))
                .body("items[0].recordedBy", equalTo("operator"));
    }

    @Test
    void statesATargetForAYearAndByClass() {
        json("""
                {"percent": 35.5, "byClass": {"ENCOURAGED": 33}, "source": "豫政〔2024〕1号"}""").put(API + "/41/targets/2024").then().statusCode(201).body("percent", equalTo(35.5f));
        given().get(API + "/41?year=2026").then().body("target.percent", equalTo(35.5f));
        given().get(API + "/4102?year=2026")
                .then()
                .body("target.percent", equalTo(33))
                .body("target.statedBy", equalTo("41"))
                .body("target.ofYear", equalTo(2024))
                .body("target.ofClass", equalTo("ENCOURAGED"));
        given().get(API + "/4102?year=2019").then().body("target", nullValue());
        given().get(API + "/41/targets").then().body("items.year", contains(2024));
    }

    @Test
    void answersWhatIsWrongAndStoresNothing() {
        json("""
                {"percent": 130, "byClass": {"KEY": -1}, "sources": 1}""")
                .put(API + "/42/targets/2024")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        org.hamcrest.Matchers.containsInAnyOrder("/percent", "/byClass/KEY", "/sources"));
        json("{\"percent\": 30}")
                .put(API + "/42/targets/20026")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("year"))
                .body("errors[0].value", equalTo("20026"))
                .body("errors[0].message", equalTo("a year from 1900 to 2200"));
        json("""
                {"entries": [{"from": 20026, "class": "KEY"}, {"from": 2020, "class": "KEYS"}, {"from": 2020, "class": "KEY"}]}""")
                .put(API + "/42/class")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/entries/0/from", "/entries/1/class", "/entries/2/from"));
        json("{\"percent\": 30}").put(API + "/99/targets/2024").then().statusCode(404);
        given().get(API + "/42/targets").then().body("items.size()", equalTo(0));
        given().get(API + "/42/class").then().statusCode(404);
    }

    @Test
    void aProjectNeedsAnExistingRegion() {
        json("""
                {"code": "RG1", "name": "n", "regionCode": "999999"}""")
                .post("/api/v1/projects")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/regionCode"))
                .body("errors[0].code", equalTo("NOT_FOUND"));
        given().get("/api/v1/projects/RG1").then().statusCode(404);
        json("""
                {"code": "RG1", "name": "n", "regionCode": "441900"}""").post("/api/v1/projects").then().statusCode(201);
        json("""
                {"code": "B", "name": "b", "structure": "STEEL", "use": "PUBLIC", "storeys": 1, "floorAreaM2": 1, "regionCode": "999998"}""")
                .post("/api/v1/projects/RG1/buildings")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/regionCode"));
        json("""
                {"code": "RG1", "name": "n", "regionCode": "999999"}""").header("If-Match", "\"1\"").put("/api/v1/projects/RG1").then().statusCode(422);
    }

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }
}
