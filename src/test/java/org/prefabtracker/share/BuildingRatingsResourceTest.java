package org.prefabtracker.share;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.share.StartedBuildings.API;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** A concrete building in Jiangsu with its bill and take-off, under every rule set. */
@DatabaseTest
class BuildingRatingsResourceTest {

    private static final String RATINGS = API + "/projects/FIVE/buildings/B/ratings";

    private static final String EVERYTHING = """
            {"measures": {"planArea": 10000, "verticalConcreteVolume": 1000, "nonLoadBearingEnvelopeArea": 4000, "envelopeArea": 5000,
              "partitionArea": 7600, "fullDecoration": true,
              "slabArea": 9000, "stairArea": 400, "encouragedArea": 4000,
              "mainStructureConcreteVolume": 2000, "interiorPrefabPercent": 40, "castConcreteVolume": 1187.6,
              "constructionArea": 351, "halfSlabSystemArea": 117, "wallLength": 10000, "blockWallLength": 1000, "ibsOtherPoints": 12,
              "grossCapitalCost": 10.0, "prelimsCost": 1.4, "siteLabourCost": 2.1, "materialsCost": 5.2, "offSiteLabourCost": 1.3}}""";

    private static boolean built;

    @BeforeEach
    void aBuilding() {
        if (built) {
            return;
        }
        built = true;
        spec("FIVE-WALL", "SHEAR_WALL", "CONCRETE");
        spec("FIVE-SLAB", "SLAB", "CONCRETE");
        spec("FIVE-STAIR", "STAIR", "CONCRETE");
        spec("FIVE-FACADE", "FACADE_PANEL", "CONCRETE");
        spec("FIVE-PARTITION", "PARTITION_PANEL", "OTHER");
        operator().store(API + "/projects", """
                {"code": "FIVE", "name": "five codes", "regionCode": "320115"}""");
        building("B", "CONCRETE", EVERYTHING);
        building("S", "STEEL", EVERYTHING);
        building("N", "CONCRETE", "{\"measures\": {\"planArea\": 10000}}");
        operator().store(API + "/projects/FIVE/components", """
                {"components": [
                  {"code": "W", "building": "B", "storey": "1", "spec": "FIVE-WALL",
                   "quantities": {"concreteVolumeM3": 400, "structuralConcreteVolumeM3": 400, "lengthM": 7500}},
                  {"code": "SL", "building": "B", "storey": "1", "spec": "FIVE-SLAB",
                   "quantities": {"concreteVolumeM3": 312.4, "structuralConcreteVolumeM3": 312.4, "planAreaM2": 6300}},
                  {"code": "ST", "building": "B", "storey": "2", "spec": "FIVE-STAIR", "quantities": {"planAreaM2": 400}},
                  {"code": "F", "building": "B", "storey": "2", "spec": "FIVE-FACADE",
                   "quantities": {"concreteVolumeM3": 100, "structuralConcreteVolumeM3": 0, "faceAreaM2": 1000}},
                  {"code": "P", "building": "B", "storey": "2", "spec": "FIVE-PARTITION", "quantities": {"faceAreaM2": 3800}},
                  {"code": "P-S", "building": "S", "storey": "2", "spec": "FIVE-PARTITION", "quantities": {"faceAreaM2": 3800}}]}""");
    }

    @Test
    void answersTheSameBuildingUnderEveryRuleSet() {
        JsonNode answer = read(RATINGS + "?lens=DESIGN");
        assertThat(told(answer))
                .containsExactly(
                        // 40 % of the walls 21.1, slabs 67 % nothing; facade 25 % nothing; partitions 50 % 5;
                        // decoration 6
                        Map.entry("cn-gbt-51129-2017", "applies, in force, 32.1"),
                        // Z1 = 712.4 / 2000, Z2 = (1000 + 3800) / (5000 + 7600), Z3 = 40 %: 17.81 + 9.52 + 10
                        Map.entry("cn-js-db32t-3753-2020", "applies, provisional, 37.33"),
                        // 10500 / 17000 + 0.25 x 1000 / 4000: 61.76 + 6.25
                        Map.entry("cn-js-three-boards-2017", "applies, provisional, 68.01 qualifies"),
                        // 812.4 / (812.4 + 1187.6)
                        Map.entry("cn-sh-precast-ratio-2019", "[ELSEWHERE, NO_LONGER_VALID], 40.62 qualifies"),
                        // 50 x 0.9 x 117 / 351 + 20 x (7500 + 0.5 x 1000) / 10000 + 12
                        Map.entry("my-ibs-cis18", "[ELSEWHERE], provisional, 43"),
                        Map.entry("uk-pmv-dfe", "[ELSEWHERE], 75.58"),
                        Map.entry("uk-pmv-riba", "[ELSEWHERE], 65 qualifies"));
        JsonNode boards = answer.at("/items/2");
        ((ObjectNode) boards).remove(List.of("missing"));
        assertThat(boards).isEqualTo(json("""
                {"ruleSet": "cn-js-three-boards-2017", "name": "江苏省“三板”应用总比例", "nameEn": "Jiangsu, total ratio of the three boards",
                 "document": "苏建科〔2017〕43号", "jurisdiction": "CN-32", "validFrom": "2017-02-14", "applicable": true, "inForce": false,
                 "computed": true, "provisional": true, "byReference": false,
                 "result": {"percent": 68.01, "grade": null, "qualifies": true, "inGap": false, "incomplete": false},
                 "href": "/api/v1/projects/FIVE/buildings/B/ratings/cn-js-three-boards-2017?lens=DESIGN"}"""));
        assertThat(answer.at("/items/3/whyNot/1/message").asText())
                .isEqualTo("it is for buildings started up to 2025-08-31, not on 2026-03-01");
        for (JsonNode item : answer.get("items")) {
            assertThat(read(item.get("href").asText()).get("result")).isEqualTo(item.get("result"));
        }
    }

    @Test
    void provesAFigureOfSeveralSelectionsByExactlyTheComponentsThatCount() {
        JsonNode item = read(RATINGS + "/cn-js-three-boards-2017?lens=DESIGN").at("/groups/0/items/0");
        assertThat(item.get("tracked").intValue()).isEqualTo(10_500);
        assertThat(item.at("/evidence/components").intValue()).isEqualTo(3);
        given().urlEncodingEnabled(false)
                .get(item.at("/evidence/href").asText())
                .then()
                .body("items.code", contains("P", "SL", "ST"))
                .body("items.adds", contains(3800, 6300, 400))
                .body("items.unit", contains("m2", "m2", "m2"));
        JsonNode walls = read(RATINGS + "/my-ibs-cis18?lens=DESIGN").at("/groups/1/items/0");
        assertThat(walls.get("notes")).isEqualTo(json("""
                ["precast wall panels: 7500 m x 1", "block work: 1000 m x 0.5"]"""));
        assertThat(walls.get("numerator").intValue()).isEqualTo(8_000);
    }

    @Test
    void asksForTheWeightsThatAreNotKnownForAStructure() {
        String ratings = API + "/projects/FIVE/buildings/S/ratings";
        JsonNode jiangsu = read(ratings + "?lens=DESIGN").at("/items/1");
        assertThat(jiangsu.get("computed").booleanValue()).isFalse();
        assertThat(jiangsu.at("/result/percent").isNull()).isTrue();
        assertThat(jiangsu.at("/missing/0")).isEqualTo(json("""
                {"item": "z1", "message": "the weight for a structure of STEEL is not known; declare mainStructureWeight"}"""));
        takeOff("S", "\"1\"", EVERYTHING.replace("{\"measures\": {", """
                {"measures": {"mainStructureWeight": 0.4, "envelopeWeight": 0.3, "interiorWeight": 0.3, """));
        JsonNode known = read(ratings + "/cn-js-db32t-3753-2020?lens=DESIGN");
        // Z2 = 3800 / 12600 x 30, Z3 = 40 % x 30
        assertThat(known.at("/result/percent").decimalValue()).isEqualByComparingTo("21.05");
        assertThat(known.at("/groups/1/items/0/maxScore").intValue()).isEqualTo(30);
        assertThat(known.at("/groups/1/items/0/declared/2")).isEqualTo(json("""
                {"measure": "envelopeWeight", "role": "INPUT", "value": 0.3, "unit": "1", "phase": "DESIGN"}"""));
    }

    @Test
    void saysWhatIsMissingWhereThereIsNoFigure() {
        given().get(API + "/projects/FIVE/buildings/N/ratings")
                .then()
                .body("items.find { it.ruleSet == 'uk-pmv-riba' }.computed", equalTo(false))
                .body(
                        "items.find { it.ruleSet == 'uk-pmv-riba' }.missing.message",
                        contains("grossCapitalCost, prelimsCost, siteLabourCost are not declared"))
                .body(
                        "items.find { it.ruleSet == 'cn-sh-precast-ratio-2019' }.missing.message",
                        contains("castConcreteVolume is not declared"))
                .body("items.find { it.ruleSet == 'cn-gbt-51129-2017' }.computed", equalTo(true))
                .body("items.find { it.ruleSet == 'cn-gbt-51129-2017' }.missing.item", hasItem("q1a"));
        given().get(RATINGS + "?lens=SOON").then().statusCode(422);
        given().get(API + "/projects/FIVE/buildings/X/ratings").then().statusCode(404);
        given().get(API + "/projects/NOPE/buildings/X/ratings").then().statusCode(404);
    }

    /** Of the bill half is produced: what is not yet stays below the line. */
    @Test
    void keepsTheWholeBillBelowTheLineUnderEveryLens() {
        building("L", "CONCRETE", "{\"measures\": {\"castConcreteVolume\": 100}}");
        operator().store(API + "/projects/FIVE/components", """
                {"components": [
                  {"code": "L-1", "building": "L", "storey": "1", "spec": "FIVE-SLAB", "quantities": {"concreteVolumeM3": 50}},
                  {"code": "L-2", "building": "L", "storey": "1", "spec": "FIVE-SLAB", "quantities": {"concreteVolumeM3": 50}}]}""");
        given().contentType(ContentType.JSON)
                .body("""
                        {"events": [
                          {"eventId": "%s", "component": "L-1", "type": "RELEASE", "occurredAt": "2026-05-04T08:00:00+08:00", "factory": "F"},
                          {"eventId": "%s", "component": "L-1", "type": "QC_PASS", "occurredAt": "2026-05-05T08:00:00+08:00",
                           "inspector": "W", "certificate": "C"}]}""".formatted(UUID.randomUUID(), UUID.randomUUID()))
                .post(API + "/projects/FIVE/events?atomic=true")
                .then()
                .statusCode(200);
        String rating = API + "/projects/FIVE/buildings/L/ratings/cn-sh-precast-ratio-2019?lens=";
        assertThat(read(rating + "DESIGN").at("/result/percent").decimalValue()).isEqualByComparingTo("50");
        assertThat(read(rating + "PRODUCED").at("/result/percent").decimalValue())
                .isEqualByComparingTo("25");
        assertThat(read(rating + "PRODUCED").at("/groups/0/items/0/denominator").intValue())
                .isEqualTo(200);
        assertThat(read(rating + "INSTALLED").at("/result/percent").decimalValue())
                .isEqualByComparingTo("0");
    }

    private static Map<String, String> told(JsonNode answer) {
        Map<String, String> told = new LinkedHashMap<>();
        for (JsonNode item : answer.get("items")) {
            told.put(
                    item.get("ruleSet").asText(),
                    (item.get("applicable").booleanValue()
                                    ? "applies"
                                    : item.get("whyNot")
                                            .findValuesAsText("code")
                                            .toString())
                            + (item.get("inForce").booleanValue() ? ", in force" : "")
                            + (item.get("provisional").booleanValue() ? ", provisional" : "")
                            + ", " + item.at("/result/percent").decimalValue()
                            + (item.at("/result/qualifies").booleanValue() ? " qualifies" : ""));
        }
        return told;
    }

    private static void spec(String code, String category, String material) {
        operator().store(API + "/specs", """
                {"code": "%s", "name": "%s", "category": "%s", "material": "%s", "status": "RELEASED", "quantities": {"massKg": 1}}""".formatted(code, code, category, material));
    }

    private static void building(String code, String structure, String takeOff) {
        operator().store(API + "/projects/FIVE/buildings", """
                {"code": "%s", "name": "b", "structure": "%s", "use": "RESIDENTIAL", "storeys": 2, "floorAreaM2": 10000,
                 "startedOn": "2026-03-01"}""".formatted(code, structure));
        takeOff(code, null, takeOff);
    }

    private static void takeOff(String code, String ifMatch, String takeOff) {
        given().contentType(ContentType.JSON)
                .headers(ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch))
                .body(takeOff)
                .put(API + "/projects/FIVE/buildings/{b}/take-off?phase=DESIGN", code)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }
}
