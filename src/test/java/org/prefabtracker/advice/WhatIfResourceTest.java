package org.prefabtracker.advice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.each;
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
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;

@DatabaseTest
class WhatIfResourceTest {

    private static final String CONCRETE = """
            "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3""";
    private static final String STEEL = """
            "structure": "STEEL", "use": "PUBLIC", "storeys": 3""";

    /** Values for every rule set, so that each gives a percent. */
    private static final String DECLARED = """
            {"measures": {"planArea": 1000, "verticalConcreteVolume": 300, "nonLoadBearingEnvelopeArea": 200, "envelopeArea": 400,
              "partitionArea": 500, "partitionNonMasonryOther": 40, "slabArea": 900, "stairArea": 50, "encouragedArea": 600,
              "mainStructureConcreteVolume": 800, "interiorPrefabPercent": 30, "mainStructureWeight": 0.5, "envelopeWeight": 0.3,
              "interiorWeight": 0.2, "castConcreteVolume": 500, "constructionArea": 1200, "precastSystemArea": 300,
              "wallLength": 600, "grossCapitalCost": 10, "prelimsCost": 1.4, "siteLabourCost": 2.1, "materialsCost": 5.2,
              "offSiteLabourCost": 1.3, "fullDecoration": true}}""";

    @Inject
    Jdbi jdbi;

    @Inject
    RuleSets ruleSets;

    private static RatedBuilding building(String project, String facts) {
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

    @Test
    void showsTheChangesOfTheWholeAndOfEachItem() {
        building("WI5", CONCRETE);

        JsonNode answer = ask("WI5", "cn-gbt-51129-2017", "DESIGN", """
                {"kind": "SWAP_SPEC", "which": {"components": ["S-1"]}, "spec": "R-BEAM", "quantities": {"planAreaM2": 650}}""");

        assertThat(answer.get("change")).isEqualTo(json("""
                {"percent": -7.00, "qualifiedBefore": false, "qualifiesAfter": false, "items": [
                  {"id": "q1b", "name": "梁、板、楼梯、阳台、空调板等构件", "nameEn": "beams, slabs, stairs, balconies, AC slabs",
                   "scoreChange": -7,
                   "from": {"status": "SCORED", "numerator": 820, "denominator": 1000, "ratioPercent": 82, "score": 20},
                   "to": {"status": "SCORED", "numerator": 730, "denominator": 1000, "ratioPercent": 73, "score": 13}}]}"""));
        assertThat(answer.get("applied")).isEqualTo(json("""
                [{"change": 0, "kind": "SWAP_SPEC", "components": 1, "ownQuantities": 1}]"""));
    }

    @Test
    void storesNothing() {
        building("WI6", CONCRETE).installed("W-1");
        Map<String, String> before = tables();

        ask("WI6", "cn-gbt-51129-2017", "INSTALLED", """
                {"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "R-BEAM"},
                {"kind": "ADD", "spec": "R-SLAB", "storeys": "1-3", "quantity": 100},
                {"kind": "REMOVE", "which": {"components": ["F-1"]}},
                {"kind": "TAKE_OFF", "phase": "AS_BUILT", "measures": {"fullDecoration": true}},
                {"kind": "SCRAP", "which": {"stage": "INSTALLED"}},
                {"kind": "ADVANCE", "which": {"mark": "W"}, "to": "ACCEPTED"}""");

        assertThat(before).isNotEmpty();
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void namesEverythingThatIsWrongAtOnceAndWhere() {
        building("WI7", CONCRETE)
                .building("C", CONCRETE)
                .component("C", "OTHER-1", "1", "R-SLAB", "\"mark\": \"O\"")
                .built();

        JsonNode problem = refused("WI7", """
                {"lens": "DESIGN", "changes": [
                  {"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "NO-SUCH"},
                  {"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "R-BEAM", "specRevision": 9},
                  {"kind": "REMOVE", "which": {"components": ["OTHER-1", "W-1", "W-9"]}},
                  {"kind": "REMOVE", "which": {"storeys": "2-4, 屋面"}},
                  {"kind": "ADD", "spec": "R-SLAB", "storeys": "1-3,9"},
                  {"kind": "SCRAP", "which": {"components": ["S-1"], "tags": ["00001-00001-X"]}},
                  {"kind": "TAKE_OFF", "measures": {"planArea": 0, "noSuch": 1, "fullDecoration": 3}, "absent": ["partition"]}]}""");

        assertThat(each(problem.get("errors"), "/pointer"))
                .containsExactlyInAnyOrder(
                        "/changes/0/spec",
                        "/changes/1/specRevision",
                        "/changes/2/which/components/0",
                        "/changes/2/which/components/2",
                        "/changes/3/which/storeys",
                        "/changes/3/which/storeys",
                        "/changes/4/storeys",
                        "/changes/5/which/components/0",
                        "/changes/5/which/tags/0",
                        "/changes/6/measures/planArea",
                        "/changes/6/measures/noSuch",
                        "/changes/6/measures/fullDecoration",
                        "/changes/6/absent/0/what",
                        "/changes/6/absent/0/what");
    }

    @Test
    void namesWhatABodyItselfHasWrong() {
        building("WI8", CONCRETE);

        JsonNode problem = refused("WI8", """
                {"lens": "GUESSED", "changes": [
                  {"kind": "EXPLODE"},
                  {"kind": "REMOVE", "which": {}},
                  {"kind": "REMOVE"},
                  {"kind": "ADD", "spec": "a/b", "storeys": "1", "quantity": 0, "quantities": {"massKg": -1}, "colour": "red"},
                  {"kind": "ADVANCE", "which": {"mark": "S", "specRevision": 1}, "to": "SCRAPPED"},
                  {"kind": "TAKE_OFF"}]}""");

        assertThat(each(problem.get("errors"), "/pointer"))
                .containsExactlyInAnyOrder(
                        "/lens",
                        "/changes/0/kind",
                        "/changes/1/which",
                        "/changes/2/which",
                        "/changes/3/spec",
                        "/changes/3/quantity",
                        "/changes/3/quantities/massKg",
                        "/changes/3/colour",
                        "/changes/4/which",
                        "/changes/4",
                        "/changes/5");
        assertThat(each(refused("WI8", "{\"changes\": []}").get("errors"), "/pointer"))
                .containsExactly("/changes");
        assertThat(each(refused("WI8", "{\"changes\": [null, {}, 3]}").get("errors"), "/pointer"))
                .containsExactlyInAnyOrder("/changes/0", "/changes/1", "/changes/2");
    }

    @Test
    void requiresTheLengthForASpecPerMetre() {
        building("WI9", CONCRETE);
        spec("WI-WALL", "SHEAR_WALL", "PIECE", "\"concreteVolumeM3\": 2", "");
        assertThat(each(refused("WI9", """
                                {"changes": [{"kind": "ADD", "spec": "WI-WALL", "storeys": "1-3", "quantities": {"structuralConcreteVolumeM3": 3}}]}""").get("errors"), "/pointer"))
                .containsExactly("/changes/0/quantities/structuralConcreteVolumeM3");
        spec("WI-BEAM", "BEAM", "METRE", "\"planAreaM2\": 0.3", "");

        JsonNode problem = refused("WI9", """
                {"changes": [{"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "WI-BEAM"},
                             {"kind": "ADD", "spec": "WI-BEAM", "storeys": "1"}]}""");

        assertThat(each(problem.get("errors"), "/pointer"))
                .containsExactlyInAnyOrder("/changes/0/quantities/lengthM", "/changes/1/quantities/lengthM");
        assertThat(refused("WI9", """
                        {"changes": [{"kind": "ADD", "spec": "R-SLAB", "storeys": "1-3", "quantity": 1000},
                          %s]}""".formatted(
                                        "{\"kind\": \"ADD\", \"spec\": \"R-SLAB\", \"storeys\": \"1-3\", \"quantity\": 1000},"
                                                        .repeat(40)
                                                + "{\"kind\": \"ADD\", \"spec\": \"R-SLAB\", \"storeys\": \"1\"}"))
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("makes more than 100000 components with the changes before it");
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

    /** Without the moment, the links to existing components, and who declared what. */
    private static JsonNode bare(JsonNode rating) {
        ((ObjectNode) rating).remove("asOf");
        rating.findParents("href").forEach(counting -> ((ObjectNode) counting).remove("href"));
        return rating;
    }

    private static JsonNode ask(String project, String ruleSet, String lens, String changes) {
        return json(given().contentType(ContentType.JSON)
                .body("{\"lens\": \"" + lens + "\", \"changes\": [" + changes + "]}")
                .post("/api/v1/projects/" + project + "/buildings/B/ratings/" + ruleSet + "/what-if")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static JsonNode refused(String project, String body) {
        return json(given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/projects/" + project + "/buildings/B/ratings/cn-gbt-51129-2017/what-if")
                .then()
                .statusCode(422)
                .extract()
                .asString());
    }

    private static void spec(String code, String category, String basis, String quantities, String feature) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"code": "%s", "name": "n", "category": "%s", "material": "OTHER", "basis": "%s", "status": "RELEASED",
                         "quantities": {%s}, "features": [%s]}""".formatted(code, category, basis, quantities, feature.isEmpty() ? "" : "\"" + feature + "\""))
                .post("/api/v1/specs")
                .then()
                .statusCode(201);
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

    /** How many rows each table has and the last transaction that wrote one of them; but for the audit, which keeps that it was asked. */
    private Map<String, String> tables() {
        return jdbi.withHandle(handle -> {
            Map<String, String> tables = new TreeMap<>();
            handle.createQuery("""
                            select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname = 'public' and c.relkind = 'r' and relname <> 'flyway_schema_history'
                              and relname not like 'audit%' and has_table_privilege(c.oid, 'select')""")
                    .mapTo(String.class)
                    .forEach(table -> tables.put(
                            table,
                            handle.createQuery("select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from "
                                            + table)
                                    .mapTo(String.class)
                                    .one()));
            return tables;
        });
    }
}
