package org.prefabtracker.catalogue;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.prefabtracker.Api.operator;

import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class SpecResourceTest {

    private static final String SLAB = """
            {"code": "%s", "name": "桁架叠合板", "nameEn": "lattice girder slab", "category": "SLAB", "material": "CONCRETE",
             "standard": "15G366-1", "lengthMm": 3420, "widthMm": 1760, "heightMm": 60,
             "quantities": {"concreteVolumeM3": %s, "planAreaM2": 6.0192}, "status": "%s"}""";

    @Test
    void registersASpecOnceAndAnswersItExactly() {
        operator()
                .post("/api/v1/specs", SLAB.formatted("SR-1", "0.36120001", "RELEASED"))
                .statusCode(201);
        operator()
                .post("/api/v1/specs", SLAB.formatted(" ＳＲ-1 ", "0.361200010", "RELEASED"))
                .statusCode(200);
        operator()
                .post("/api/v1/specs", SLAB.formatted("SR-1", "0.4", "RELEASED"))
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/code"));
        String body = given().get("/api/v1/specs/SR-1")
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .extract()
                .asString();
        org.assertj.core.api.Assertions.assertThat(body).contains("\"concreteVolumeM3\":0.36120001,");
    }

    @Test
    void makesARevisionOfEveryChangeAndReleasesADraftInPlace() {
        operator()
                .post("/api/v1/specs", SLAB.formatted("SR-2", "1", "DRAFT"))
                .statusCode(201)
                .body("revision", equalTo(1))
                .body("status", equalTo("DRAFT"));
        operator()
                .put("/api/v1/specs/SR-2", "\"2\"", SLAB.formatted("SR-2", "1", "RELEASED"))
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("status", equalTo("RELEASED"));
        operator()
                .put("/api/v1/specs/SR-2", "\"2\"", SLAB.formatted("SR-2", "2", "RELEASED"))
                .statusCode(412);
        operator()
                .put("/api/v1/specs/SR-2", null, SLAB.formatted("SR-2", "2", "RELEASED"))
                .statusCode(428);
        operator()
                .put("/api/v1/specs/SR-2", "\"3\"", SLAB.formatted("SR-2", "2", "RELEASED"))
                .statusCode(200)
                .body("revision", equalTo(2));
        given().get("/api/v1/specs/SR-2/revisions")
                .then()
                .statusCode(200)
                .body("items.revision", contains(1, 2))
                .body("items.quantities.concreteVolumeM3", contains(1, 2));
    }

    @Test
    void refusesAChangeOfAnUnknownSpecAndMoreStructuralConcreteThanConcrete() {
        operator()
                .put("/api/v1/specs/SR-9", "\"3\"", SLAB.formatted("SR-9", "1", "DRAFT"))
                .statusCode(412);
        given().get("/api/v1/specs/SR-9").then().statusCode(404);
        operator()
                .put(
                        "/api/v1/specs/SR-9",
                        null,
                        SLAB.formatted("SR-9", "1, \"structuralConcreteVolumeM3\": 1.001", "DRAFT"))
                .statusCode(422)
                .body("errors.pointer", contains("/quantities"))
                .body("errors.code", contains("INCONSISTENT"));
        operator()
                .put(
                        "/api/v1/specs/SR-9",
                        null,
                        SLAB.formatted("SR-9", "1, \"structuralConcreteVolumeM3\": 1.000", "DRAFT"))
                .statusCode(201);
    }

    @Test
    void findsASpecByAnySpellingOfItsCodeAndByBothNames() {
        operator().post("/api/v1/specs", """
                {"code": "SR-HW200x200x8x12", "name": "热轧H型钢", "nameEn": "hot rolled H section", "category": "COLUMN",
                 "material": "STEEL", "basis": "METRE", "quantities": {"massKg": 49.9}}""").statusCode(201);
        for (String q : new String[] {"sr-hw200*200", "SR-HW200×200", "轧h型", "H型", "Rolled h"}) {
            given().queryParam("q", q)
                    .get("/api/v1/specs")
                    .then()
                    .statusCode(200)
                    .body("items.code", hasItem("SR-HW200x200x8x12"));
        }
        given().queryParam("q", "sr-%")
                .get("/api/v1/specs")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void pagesByCodeWithoutLossOrRepetition() {
        for (int i = 0; i < 5; i++) {
            operator()
                    .post(
                            "/api/v1/specs",
                            SLAB.formatted("SRP-" + i, "1", "DRAFT").replace("15G366-1", "SRP"))
                    .statusCode(201);
        }
        String next = given().queryParam("standard", "SRP")
                .queryParam("limit", 3)
                .get("/api/v1/specs")
                .then()
                .body("items.code", contains("SRP-0", "SRP-1", "SRP-2"))
                .extract()
                .path("next");
        given().queryParam("standard", "SRP")
                .queryParam("limit", 3)
                .queryParam("cursor", next)
                .get("/api/v1/specs")
                .then()
                .body("items.code", contains("SRP-3", "SRP-4"))
                .body("next", equalTo(null));
    }

    @Test
    void refusesASandwichWallThatDoesNotStateItsInnerLeafAndUnknownFilters() {
        operator().post("/api/v1/specs", """
                {"code": "SR-W", "name": "外墙", "category": "SHEAR_WALL", "material": "CONCRETE",
                 "features": ["INSULATION_INTEGRATED"], "quantities": {"concreteVolumeM3": 1}}""").statusCode(422);
        operator().post("/api/v1/specs", """
                {"code": "SR-N", "name": "板", "category": "SLAB", "material": "CONCRETE", "features": [null], "quantities": {}}""").statusCode(422);
        given().get("/api/v1/specs/SR-W").then().statusCode(404).contentType("application/problem+json");
        given().queryParam("category", "WALLS")
                .get("/api/v1/specs")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("category"));
        given().queryParam("limit", "abc")
                .get("/api/v1/specs")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("limit"));
        given().queryParam("cursor", "!")
                .get("/api/v1/specs")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("cursor"));
    }
}
