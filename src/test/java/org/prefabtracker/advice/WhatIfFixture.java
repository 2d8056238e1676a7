package org.prefabtracker.advice;

import static io.restassured.RestAssured.given;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import org.prefabtracker.rating.RatedBuilding;

/** A building with something for every rule set, and what is asked about it. */
final class WhatIfFixture {

    /** Something for every rule set, so that each comes to a figure. */
    static final String DECLARED = """
            {"measures": {"planArea": 1000, "verticalConcreteVolume": 300, "nonLoadBearingEnvelopeArea": 200, "envelopeArea": 400,
              "partitionArea": 500, "partitionNonMasonryOther": 40, "slabArea": 900, "stairArea": 50, "encouragedArea": 600,
              "mainStructureConcreteVolume": 800, "interiorPrefabPercent": 30, "mainStructureWeight": 0.5, "envelopeWeight": 0.3,
              "interiorWeight": 0.2, "castConcreteVolume": 500, "constructionArea": 1200, "precastSystemArea": 300,
              "wallLength": 600, "grossCapitalCost": 10, "prelimsCost": 1.4, "siteLabourCost": 2.1, "materialsCost": 5.2,
              "offSiteLabourCost": 1.3, "fullDecoration": true}}""";

    private WhatIfFixture() {}

    static RatedBuilding building(String project, String facts) {
        return new RatedBuilding(project, facts)
                .takeOff("DESIGN", DECLARED)
                .component(
                        "W-1",
                        "R-WALL",
                        "\"mark\": \"W\", \"quantities\": {\"concreteVolumeM3\": 150.5, \"massKg\": 4000, \"lengthM\": 90}")
                .component(
                        "W-2",
                        "R-WALL",
                        "\"mark\": \"W\", \"quantities\": {\"concreteVolumeM3\": 20, \"massKg\": 500, \"lengthM\": 12.5}")
                .component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 9000}")
                .component(
                        "S-1",
                        "R-SLAB",
                        "\"mark\": \"S\", \"quantities\": {\"planAreaM2\": 740, \"concreteVolumeM3\": 88.8}")
                .component(
                        "S-2",
                        "R-SLAB",
                        "\"mark\": \"S\", \"count\": 4, \"quantities\": {\"planAreaM2\": 60, \"concreteVolumeM3\": 7}")
                .component("F-1", "R-FACADE", "\"quantities\": {\"faceAreaM2\": 190, \"concreteVolumeM3\": 30}")
                .component("P-1", "R-PARTITION", "\"quantities\": {\"faceAreaM2\": 260.25, \"lengthM\": 90}")
                .component("M-1", "R-MODULE", "\"exterior\": true")
                .built();
    }

    static void spec(String code, String category, String basis, String quantities, String feature) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"code": "%s", "name": "n", "category": "%s", "material": "OTHER", "basis": "%s", "status": "RELEASED",
                         "quantities": {%s}, "features": [%s]}""".formatted(code, category, basis, quantities, feature.isEmpty() ? "" : "\"" + feature + "\""))
                .post("/api/v1/specs")
                .then()
                .statusCode(201);
    }

    static JsonNode ask(String project, String ruleSet, String lens, String changes) {
        return json(given().contentType(ContentType.JSON)
                .body("{\"lens\": \"" + lens + "\", \"changes\": [" + changes + "]}")
                .post("/api/v1/projects/" + project + "/buildings/B/ratings/" + ruleSet + "/what-if")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    static JsonNode refused(String project, String body) {
        return json(given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/projects/" + project + "/buildings/B/ratings/cn-gbt-51129-2017/what-if")
                .then()
                .statusCode(422)
                .extract()
                .asString());
    }
}
