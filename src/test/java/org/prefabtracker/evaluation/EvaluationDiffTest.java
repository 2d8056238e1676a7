package org.prefabtracker.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** What differs between two evaluations of a building. */
@DatabaseTest
class EvaluationDiffTest extends EvaluationFixture {

    @Test
    void listsTheJointsThatDiffer() {
        withJoints();
        frozen("DESIGN");
        joints("""
                {"code": "J-2", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 500, "volumeM3": 1},
                {"code": "J-3", "kind": "SLAB_STRIP", "joins": ["S-1", "S-2"], "widthMm": 301, "areaM2": 1}""");
        given().contentType(ContentType.JSON)
                .body("{\"codes\": [\"J-1\"]}")
                .post("/api/v1/projects/{p}/buildings/B/joints/cancel", project)
                .then()
                .statusCode(200);
        frozen("DESIGN");

        JsonNode why = RatedBuilding.read(base + "/2/diff?from=1");

        JsonNode joints = why.get("joints");
        assertThat(List.of(
                        joints.get("added").asInt(),
                        joints.get("removed").asInt(),
                        joints.get("changed").asInt()))
                .isEqualTo(List.of(1, 1, 1));
        assertThat(each(joints.get("items"), "/code")).isEqualTo(List.of("J-1", "J-2", "J-3"));
        assertThat(each(joints.get("items"), "/change")).isEqualTo(List.of("REMOVED", "CHANGED", "ADDED"));
        assertThat(joints.at("/items/1/items")).isEqualTo(json("""
                [{"item": "q1a", "from": 0, "to": 1, "ratioPoints": 1.99}]"""));
        assertThat(joints.at("/items/1/from/joint/widthMm").asInt()).isEqualTo(601);
        assertThat(joints.at("/items/1/from/verdicts/0/why/0/why").asText()).isEqualTo("TOO_WIDE");
        assertThat(joints.at("/items/1/to/counts").asBoolean()).isTrue();
        assertThat(joints.at("/items/2/to/verdicts/0/why/0/why").asText()).isEqualTo("TOO_WIDE");
        assertThat(why.get("facts")).isEmpty();
        assertThat(why.at("/components/changed").asInt()).isZero();
        assertThat(each(why.get("items"), "/id")).isEqualTo(List.of("q1a"));
    }

    @Test
    void explainsALowerResult() {
        RatedBuilding building = building();
        building.installed("S-1").installed("S-2").installed("S-3").installed("S-4");
        JsonNode before = frozen("INSTALLED");
        building.happened("S-3", "REMOVE {\"reason\": \"crack\", \"number\": \"H-1\"}");
        building.installed("W-1");
        register("""
                {"code": "S-5", "building": "B", "storey": "2", "spec": "R-SLAB", "quantities": {"planAreaM2": 1}}""");
        given().post("/api/v1/projects/{p}/components/M-1/cancel", project)
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("""
                        {"measures": {"planArea": 125, "verticalConcreteVolume": 50.25, "fullDecoration": false},
                         "absent": [{"what": "kitchen", "reason": "office"}]}""")
                .put("/api/v1/projects/{p}/buildings/B/take-off?phase=DESIGN", project)
                .then()
                .statusCode(200);
        JsonNode after = frozen("INSTALLED");

        JsonNode why = RatedBuilding.read(base + "/2/diff?from=1");

        assertThat(why.get("percentChange").decimalValue())
                .isEqualByComparingTo(after.at("/result/percent")
                        .decimalValue()
                        .subtract(before.at("/result/percent").decimalValue()));
        assertThat(why.at("/from/sha256")).isEqualTo(before.get("sha256"));
        assertThat(why.at("/to/sha256")).isEqualTo(after.get("sha256"));
        assertThat(each(why.get("items"), "/id")).isEqualTo(List.of("q1b", "q1a", "q3a"));
        assertThat(why.at("/items/0/scoreChange").decimalValue()).isEqualByComparingTo("-14.5");
        assertThat(why.at("/items/0/from")).isEqualTo(json("""
                        {"status": "SCORED", "numerator": 74.5, "denominator": 100, "ratioPercent": 74.5, "score": 14.5}"""));
        assertThat(why.at("/items/0/to")).isEqualTo(json("""
                        {"status": "SCORED", "numerator": 44, "denominator": 125, "ratioPercent": 35.2, "score": 0}"""));
        assertThat(why.get("takeOff")).isEqualTo(json("""
                        [{"phase": "DESIGN", "measure": "planArea", "unit": "m2", "from": 100, "to": 125, "items": ["q1b", "q3a"]},
                         {"phase": "DESIGN", "measure": "fullDecoration", "unit": "bool", "from": true, "to": false, "items": []}]"""));
        assertThat(why.get("facts")).isEqualTo(json("""
                        [{"place": "/takeOffs/DESIGN/sources/planArea", "from": "JS-02"}]"""));
        JsonNode components = why.get("components");
        assertThat(components.get("added").asInt()).isEqualTo(1);
        assertThat(components.get("removed").asInt()).isEqualTo(1);
        assertThat(components.get("changed").asInt()).isEqualTo(2);
        assertThat(each(components.get("items"), "/code")).isEqualTo(List.of("S-3", "W-1", "M-1", "S-5"));
        assertThat(each(components.get("items"), "/change"))
                .isEqualTo(List.of("CHANGED", "CHANGED", "REMOVED", "ADDED"));
        assertThat(components.at("/items/0/items")).isEqualTo(json("""
                        [{"item": "q1b", "from": 30.5, "to": 0, "ratioPoints": -24.4}]"""));
        assertThat(components.at("/items/0/from/stage").asText()).isEqualTo("INSTALLED");
        assertThat(components.at("/items/0/to/stage").asText()).isEqualTo("DELIVERED");
        assertThat(components.at("/items/0/to/holds")).isEqualTo(json("[\"H-1\"]"));
        assertThat(components.at("/items/3").has("from")).isFalse();
    }

    @Test
    void listsTheComponentsThatDifferInPages() {
        RatedBuilding building = building();
        frozen("INSTALLED");
        building.installed("S-1").installed("S-2").installed("S-3").installed("W-1");
        frozen("INSTALLED");

        JsonNode first = RatedBuilding.read(base + "/2/diff?from=1&limit=3").get("components");
        JsonNode second = RatedBuilding.read(base + "/2/diff?from=1&limit=3&cursor="
                        + first.get("next").asText())
                .get("components");

        assertThat(each(first.get("items"), "/code")).isEqualTo(List.of("S-3", "S-2", "S-1"));
        assertThat(each(second.get("items"), "/code")).isEqualTo(List.of("W-1"));
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.get("changed").asInt()).isEqualTo(4);
        given().get(base + "/2/diff?from=1&cursor=eA").then().statusCode(422);
        given().get(base + "/2/diff?from=1&limit=0").then().statusCode(422);
    }

    @Test
    void findsNoDifferenceToTheSameEvaluation() {
        building();
        frozen("DESIGN");

        JsonNode none = RatedBuilding.read(base + "/1/diff?from=1");

        assertThat(none.get("percentChange").decimalValue()).isEqualByComparingTo("0");
        assertThat(none.get("items")).isEmpty();
        assertThat(none.get("takeOff")).isEmpty();
        assertThat(none.get("facts")).isEmpty();
        assertThat(none.get("joints")).isEqualTo(json("""
                        {"added": 0, "removed": 0, "changed": 0, "items": []}"""));
        assertThat(none.get("components")).isEqualTo(json("""
                        {"added": 0, "removed": 0, "changed": 0, "items": [], "next": null}"""));
    }

    private void register(String component) {
        given().contentType(ContentType.JSON)
                .body("{\"components\": [" + component + "]}")
                .post("/api/v1/projects/{p}/components", project)
                .then()
                .statusCode(200);
    }
}
