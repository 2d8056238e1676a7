package org.prefabtracker.advice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.advice.WhatIfFixture.DECLARED;
import static org.prefabtracker.advice.WhatIfFixture.ask;
import static org.prefabtracker.advice.WhatIfFixture.building;
import static org.prefabtracker.advice.WhatIfFixture.spec;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.STEEL;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;

/** What-if answers what the rating is once the changes are made, under every rule set. */
@DatabaseTest
class WhatIfAgreesWithRatingTest {

    @Inject
    RuleSets ruleSets;

    @Test
    void answersASwapAsTheRatingIsOnceItWasDone() {
        String project = "WI1";
        building(project, CONCRETE);
        spec("WI-PIECE", "SLAB", "PIECE", "\"planAreaM2\": 35.5, \"concreteVolumeM3\": 4.26, \"massKg\": 10650", "");
        spec("WI-METRE", "PARTITION_PANEL", "METRE", "\"faceAreaM2\": 2.8, \"lengthM\": 1", "SERVICES_INTEGRATED");
        String changes = """
                {"kind": "SWAP_SPEC", "which": {"mark": "S", "storeys": "1-3"}, "spec": "WI-PIECE", "specRevision": 1},
                {"kind": "SWAP_SPEC", "which": {"components": ["P-1"]}, "spec": "WI-METRE"},
                {"kind": "SWAP_SPEC", "which": {"components": ["W-1"]}, "spec": "R-MODULE"},
                {"kind": "SWAP_SPEC", "which": {"category": "FACADE_PANEL"}, "spec": "R-SANDWICH", "quantities": {"faceAreaM2": 200}}""";

        holdsUnderEveryRuleSet(project, "DESIGN", changes, () -> send(project, """
                {"code": "S-1", "mark": "S", "building": "B", "storey": "1", "spec": "WI-PIECE", "count": 1},
                {"code": "S-2", "mark": "S", "building": "B", "storey": "1", "spec": "WI-PIECE", "count": 4},
                {"code": "P-1", "building": "B", "storey": "1", "spec": "WI-METRE", "quantities": {"lengthM": 90}},
                {"code": "W-1", "mark": "W", "building": "B", "storey": "1", "spec": "R-MODULE"},
                {"code": "F-1", "building": "B", "storey": "1", "spec": "R-SANDWICH", "quantities": {"faceAreaM2": 200}}"""));
    }

    @Test
    void predictsTheRatingAfterAddedAndRemovedComponentsAndOtherDeclaredValues() {
        String project = "WI2";
        building(project, CONCRETE);
        String changes = """
                {"kind": "REMOVE", "which": {"components": ["W-2", "P-1"]}},
                {"kind": "ADD", "mark": "X", "spec": "R-SLAB", "storeys": "2-3", "quantity": 2, "count": 3,
                  "quantities": {"planAreaM2": 12.5, "concreteVolumeM3": 1.5}},
                {"kind": "ADD", "spec": "R-SANDWICH", "storeys": "3", "exterior": true, "quantities": {"faceAreaM2": 99, "lengthM": 30}},
                {"kind": "ADD", "spec": "R-MODULE", "storeys": "1, 2"},
                {"kind": "TAKE_OFF", "measures": {"planArea": 1100, "partitionNonMasonryOther": null, "fullDecoration": false},
                  "absent": [{"what": "kitchen", "reason": "office"}]}""";

        holdsUnderEveryRuleSet(project, "DESIGN", changes, () -> {
            cancel(project, "W-2");
            cancel(project, "P-1");
            send(project, """
                    {"mark": "X", "building": "B", "storeys": "2-3", "quantity": 2, "count": 3, "spec": "R-SLAB",
                      "quantities": {"planAreaM2": 12.5, "concreteVolumeM3": 1.5}},
                    {"code": "Y", "building": "B", "storey": "3", "spec": "R-SANDWICH", "exterior": true,
                      "quantities": {"faceAreaM2": 99, "lengthM": 30}},
                    {"code": "Z-1", "building": "B", "storey": "1", "spec": "R-MODULE"},
                    {"code": "Z-2", "building": "B", "storey": "2", "spec": "R-MODULE"}""");
            given().contentType(ContentType.JSON)
                    .header("If-Match", "\"1\"")
                    .body(DECLARED.replace("\"planArea\": 1000", "\"planArea\": 1100")
                            .replace("\"partitionNonMasonryOther\": 40, ", "")
                            .replace("\"fullDecoration\": true}", """
                                    "fullDecoration": false}, "absent": [{"what": "kitchen", "reason": "office"}]"""))
                    .put("/api/v1/projects/" + project + "/buildings/B/take-off")
                    .then()
                    .statusCode(200);
        });
    }

    @Test
    void countsJointsByWhatTheyAreSupposedToJoinAsTheRatingDoesOnceItIsSo() {
        String project = "WI21";
        building(project, CONCRETE);
        joints(project);

        JsonNode answer = holdsUnderEveryRuleSet(project, "DESIGN", """
                {"kind": "REMOVE", "which": {"components": ["W-2"]}},
                {"kind": "SWAP_SPEC", "which": {"components": ["S-2"]}, "spec": "R-WALL"}""", () -> {
            cancel(project, "W-2");
            send(project, """
                    {"code": "S-2", "mark": "S", "building": "B", "storey": "1", "spec": "R-WALL", "count": 4}""");
        });

        assertThat(answer.at("/before/groups/0/items/0/joints/adds").decimalValue())
                .isEqualByComparingTo("1.5");
        assertThat(answer.at("/after/groups/0/items/0/joints/counting").asInt()).isZero();
        assertThat(answer.at("/before/groups/0/items/1/joints/adds").decimalValue())
                .isEqualByComparingTo("3");
        assertThat(answer.at("/after/groups/0/items/1/joints/counting").asInt()).isZero();
    }

    @Test
    void losesTheJointsOfAPieceThatIsLostAsTheRatingDoes() {
        String project = "WI22";
        RatedBuilding building = building(project, CONCRETE).installed("W-1").installed("W-2");
        joints(project);
        building.happened("W-2", "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}");

        JsonNode answer = holdsUnderEveryRuleSet(
                project,
                "INSTALLED",
                "{\"kind\": \"SCRAP\", \"which\": {\"onHold\": true}}",
                () -> building.happened("W-2", "SCRAP {\"reason\": \"crack\"}"));

        assertThat(answer.at("/before/groups/0/items/0/joints/adds").decimalValue())
                .isEqualByComparingTo("1.5");
        assertThat(answer.at("/after/groups/0/items/0/joints/counting").asInt()).isZero();
    }

    private static void joints(String project) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"joints": [{"code": "J-1", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 600, "volumeM3": 1.5},
                          {"code": "J-2", "kind": "SLAB_STRIP", "joins": ["S-1", "S-2"], "widthMm": 300, "areaM2": 3}]}""")
                .post("/api/v1/projects/" + project + "/buildings/B/joints")
                .then()
                .statusCode(200);
    }

    @Test
    void answersLostPiecesUnderEveryLensAsTheRatingIsOnceTheyAreScrapped() {
        for (Lens lens : List.of(Lens.DESIGN, Lens.PRODUCED, Lens.INSTALLED)) {
            String project = "WI3-" + lens;
            RatedBuilding building =
                    building(project, STEEL).installed("W-1").installed("C-1").installed("S-1");
            building.installed("M-1")
                    .happened("S-1", "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}")
                    .happened("C-1", "HOLD {\"number\": \"NC-1\", \"reason\": \"dent\"}");

            holdsUnderEveryRuleSet(
                    project,
                    lens.name(),
                    "{\"kind\": \"SCRAP\", \"which\": {\"onHold\": true}}",
                    () -> building.happened("S-1", "SCRAP {\"reason\": \"crack\"}")
                            .happened("C-1", "SCRAP {\"reason\": \"dent\"}"));
        }
    }

    @Test
    void predictsTheRatingOfPiecesAtALaterStage() {
        String project = "WI4";
        RatedBuilding building = building(project, CONCRETE);
        building.happened(
                        "S-2",
                        "RELEASE {\"factory\": \"F1\"}",
                        "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                        "SHIP {\"shipment\": \"S\"}",
                        "RECEIVE",
                        "INSTALL {\"netQuantity\": 3}")
                .happened(
                        "F-1",
                        "RELEASE {\"factory\": \"F1\"}",
                        "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                        "SHIP {\"shipment\": \"S\"}",
                        "RECEIVE")
                .happened("W-1", "RELEASE {\"factory\": \"F1\"}")
                .happened("W-2", "RELEASE {\"factory\": \"F1\"}", "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}");
        String changes = """
                {"kind": "ADVANCE", "which": {"stage": "DELIVERED"}, "to": "INSTALLED"},
                {"kind": "ADVANCE", "which": {"mark": "W"}, "to": "INSTALLED"},
                {"kind": "SCRAP", "which": {"components": ["S-2"]}},
                {"kind": "ADVANCE", "which": {"components": ["S-1", "S-2"]}, "to": "INSTALLED"}""";

        JsonNode applied = holdsUnderEveryRuleSet(project, "INSTALLED", changes, () -> {
                    building.happened("F-1", "INSTALL").happened("S-2", "SCRAP {\"reason\": \"fire\"}");
                    building.installed("S-2").installed("S-1");
                    building.happened(
                            "W-1",
                            "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                            "SHIP {\"shipment\": \"S\"}",
                            "RECEIVE",
                            "INSTALL");
                })
                .get("applied");

        assertThat(applied).isEqualTo(json("""
                [{"change": 0, "kind": "ADVANCE", "components": 1},
                 {"change": 1, "kind": "ADVANCE", "components": 1, "held": 1},
                 {"change": 2, "kind": "SCRAP", "components": 1},
                 {"change": 3, "kind": "ADVANCE", "components": 2}]"""));
    }

    /** Asks, does it, reads: both must be the same whatever the rule set. */
    private JsonNode holdsUnderEveryRuleSet(String project, String lens, String changes, Runnable done) {
        Map<String, JsonNode> before = ratings(project, lens);
        Map<String, JsonNode> answers = new TreeMap<>();
        before.keySet().forEach(ruleSet -> answers.put(ruleSet, ask(project, ruleSet, lens, changes)));

        done.run();

        Map<String, JsonNode> after = ratings(project, lens);
        assertThat(after).hasSizeGreaterThan(6);
        assertThat(after).isNotEqualTo(before);
        answers.forEach((ruleSet, answer) -> {
            assertThat(bare(answer.get("before"))).as(ruleSet).isEqualTo(before.get(ruleSet));
            assertThat(bare(answer.get("after"))).as(ruleSet).isEqualTo(after.get(ruleSet));
        });
        return answers.get("cn-gbt-51129-2017");
    }

    private Map<String, JsonNode> ratings(String project, String lens) {
        Map<String, JsonNode> ratings = new TreeMap<>();
        ruleSets.all()
                .forEach(ruleSet -> ratings.put(
                        ruleSet.id(),
                        bare(read("/api/v1/projects/" + project + "/buildings/B/ratings/" + ruleSet.id() + "?lens="
                                + lens))));
        return ratings;
    }

    /** Without the moment, the links to components that are there, and who declared what. */
    private static JsonNode bare(JsonNode rating) {
        ((ObjectNode) rating).remove("asOf");
        rating.findParents("href").forEach(counting -> ((ObjectNode) counting).remove("href"));
        return rating;
    }

    private static void send(String project, String rows) {
        given().contentType(ContentType.JSON)
                .body("{\"components\": [" + rows + "]}")
                .post("/api/v1/projects/" + project + "/components")
                .then()
                .statusCode(200);
    }

    private static void cancel(String project, String code) {
        given().post("/api/v1/projects/" + project + "/components/" + code + "/cancel")
                .then()
                .statusCode(Matchers.oneOf(200, 204));
    }
}
