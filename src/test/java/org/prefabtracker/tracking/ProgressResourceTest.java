package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class ProgressResourceTest {

    @Test
    void saysWhatIsPlannedReachedOwedAndHeld() {
        underWay("PG1");
        assertThat(given().get("/api/v1/projects/PG1/progress").asString()).isEqualTo("""
                {"items":[{"planned":{"pieces":7,"concreteVolumeM3":3.00,"massKg":6300,"planAreaM2":21.0},\
                "produced":{"pieces":5,"concreteVolumeM3":1.00,"massKg":4500,"planAreaM2":14.0},\
                "shipped":{"pieces":1,"concreteVolumeM3":0.50,"massKg":900,"planAreaM2":3.5},\
                "delivered":{"pieces":0},"installed":{"pieces":0},"accepted":{"pieces":0},\
                "owed":{"pieces":2,"concreteVolumeM3":2.00,"massKg":1800,"planAreaM2":7.0},\
                "held":{"pieces":1,"concreteVolumeM3":0.50,"massKg":900,"planAreaM2":3.5}}]}""");
    }

    @Test
    void groupsByWhatIsAskedForInItsOrder() {
        underWay("PG2");
        given().queryParam("by", "storey, building,category")
                .get("/api/v1/projects/PG2/progress")
                .then()
                .statusCode(200)
                .body("items.building", contains("1#", "1#", "2#"))
                .body("items.storey", contains("2", "10", "1"))
                .body("items.category", contains("SLAB", "SLAB", "SLAB"))
                .body("items.planned.pieces", contains(1, 4, 2))
                .body("items.owed.pieces", contains(0, 0, 2));
        given().queryParam("by", "mark")
                .get("/api/v1/projects/PG2/progress")
                .then()
                .body("items.mark", contains("A", "B"))
                .body("items.produced.pieces", contains(1, 4));
    }

    @Test
    void groupsByTheDayAStageWasReached() {
        underWay("PG3");
        given().queryParam("by", "day")
                .get("/api/v1/projects/PG3/progress")
                .then()
                .body("items.day", contains("2026-05-05", "2026-05-06", "2026-05-07"))
                .body("items.produced.pieces", contains(1, 4, 0))
                .body("items.shipped.pieces", contains(0, 0, 1))
                .body("items[0].planned", equalTo(null));
        given().queryParam("from", "2026-05-06")
                .queryParam("to", "2026-05-06")
                .get("/api/v1/projects/PG3/progress")
                .then()
                .body("items.produced.pieces", contains(4))
                .body("items.shipped.pieces", contains(0))
                .body("items.owed.pieces", contains(2));
        given().queryParam("to", "2026-05-05")
                .get("/api/v1/projects/PG3/progress")
                .then()
                .body("items.owed.pieces", contains(6));
    }

    @Test
    void showsAFactoryWhatWasReleasedToItOnly() {
        underWay("PG4");
        given().queryParam("factory", "F2")
                .get("/api/v1/projects/PG4/progress")
                .then()
                .body("items.planned.pieces", contains(4))
                .body("items.produced.pieces", contains(4));
        given().queryParam("factory", "F9")
                .get("/api/v1/projects/PG4/progress")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("factory"));
        given().queryParam("factory", "F2")
                .queryParam("by", "building")
                .queryParam("from", "2020-01-01")
                .queryParam("to", "2020-01-01")
                .get("/api/v1/projects/PG4/progress")
                .then()
                .statusCode(200);
    }

    @Test
    void answersEverythingWrongWithTheQuestionAtOnce() {
        given().contentType("application/json").body("""
                        {"code": "PG-ASKED", "name": "n", "regionCode": "320115"}""").post("/api/v1/projects");
        given().queryParam("by", "building,colour,")
                .queryParam("from", "yesterday")
                .queryParam("to", "20026-01-01")
                .get("/api/v1/projects/PG-ASKED/progress")
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("by", "by", "from", "to"));
        given().queryParam("from", "2026-05-07")
                .queryParam("to", "2026-05-06")
                .get("/api/v1/projects/PG-ASKED/progress")
                .then()
                .statusCode(422);
        given().get("/api/v1/projects/NONE/progress").then().statusCode(404);
    }

    /** 7 pieces planned; of F1 one shipped, held later; of F2 a lot of 4 produced; two in building 2# without a piece. */
    private static void underWay(String code) {
        operator().post("/api/v1/specs", """
                {"code": "PG-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"massKg": 900, "planAreaM2": 3.5}, "parts": [
                   {"category": "SLAB", "count": 2, "quantities": {"concreteVolumeM3": 0.25, "massKg": 1}}]}""");
        operator().post("/api/v1/specs", """
                {"code": "PG-LOT", "name": "条板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"massKg": 900}}""");
        operator()
                .post("/api/v1/projects", "{\"code\": \"" + code + "\", \"name\": \"n\", \"regionCode\": \"320115\"}")
                .statusCode(201);
        for (String building : new String[] {"1#", "2#"}) {
            operator()
                    .post("/api/v1/projects/" + code + "/buildings", """
                    {"code": "%s", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 10, "floorAreaM2": 1500}""".formatted(building))
                    .statusCode(201);
        }
        operator().post("/api/v1/projects/" + code + "/components", """
                {"components": [
                  {"code": "C1", "mark": "A", "building": "1#", "storey": "2", "spec": "PG-SLAB"},
                  {"code": "C2", "mark": "B", "building": "1#", "storey": "10", "spec": "PG-LOT", "count": 4,
                   "quantities": {"concreteVolumeM3": 0.5, "planAreaM2": 10.5}},
                  {"code": "C3", "mark": "A", "building": "2#", "storey": "1", "spec": "PG-SLAB"},
                  {"code": "C4", "mark": "A", "building": "2#", "storey": "1", "spec": "PG-SLAB",
                   "quantities": {"concreteVolumeM3": 1.5}},
                  {"code": "OUT", "mark": "A", "building": "2#", "storey": "1", "spec": "PG-SLAB"}]}""").statusCode(200);
        operator()
                .post("/api/v1/projects/" + code + "/components/OUT/cancel", "")
                .statusCode(200);
        operator()
                .post(
                        "/api/v1/projects/" + code + "/events",
                        "{\"events\": ["
                                + String.join(
                                        ",",
                                        event(code, "1", "C1", "RELEASE", "04", "\"factory\": \"F1\""),
                                        event(
                                                code,
                                                "2",
                                                "C1",
                                                "QC_PASS",
                                                "05",
                                                "\"inspector\": \"Wu\", \"certificate\": \"HG\""),
                                        event(code, "3", "C1", "SHIP", "07", "\"shipment\": \"S\""),
                                        event(
                                                code,
                                                "4",
                                                "C1",
                                                "HOLD",
                                                "08",
                                                "\"number\": \"NC\", \"reason\": \"edge\""),
                                        event(code, "5", "C2", "RELEASE", "04", "\"factory\": \"F2\""),
                                        event(
                                                code,
                                                "6",
                                                "C2",
                                                "QC_PASS",
                                                "06",
                                                "\"inspector\": \"Wu\", \"certificate\": \"HG\""))
                                + "]}")
                .body("applied", equalTo(6));
    }

    private static String event(String project, String name, String component, String type, String day, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-%sT08:00:00+08:00", %s}""".formatted(
                UUID.nameUUIDFromBytes((project + name).getBytes(StandardCharsets.UTF_8)), component, type, day, more);
    }
}
