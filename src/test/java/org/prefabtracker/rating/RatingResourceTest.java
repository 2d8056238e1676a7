package org.prefabtracker.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Fractions;

@DatabaseTest
class RatingResourceTest {

    private static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";
    private static final String STEEL = "\"structure\": \"STEEL\", \"use\": \"PUBLIC\", \"storeys\": 3";

    private static final String ALL_THERE_IS = """
            "planArea": 100, "verticalConcreteVolume": 100, "nonLoadBearingEnvelopeArea": 100, "envelopeArea": 100,
            "partitionArea": 100, "bathroomArea": 100, "pipelineLength": 100""";

    static List<GoldenVector> goldenVectors() {
        return GoldenVector.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenVectors")
    void givesTheGoldenVectorFromSpecsComponentsAndTakeOff(GoldenVector vector) {
        Map<String, BigDecimal> percent = vector.ratios();
        boolean steel = vector.structure().equals("STEEL");
        RatedBuilding building = new RatedBuilding("GV-" + vector.id().replace(' ', '-'), steel ? STEEL : CONCRETE);
        if (steel) {
            building.component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 850.5}");
        } else {
            building.component("W-1", "R-WALL", quantity("structuralConcreteVolumeM3", percent.get("q1a")));
        }
        // "upper bounds" asks for more partitions with services than there are partitions; 80 earns what its 50 earns
        BigDecimal plain = percent.get("q2c").subtract(percent.get("q2d")).max(BigDecimal.ZERO);
        boolean kitchens = percent.get("q3b") != null;
        building.component("S-1", "R-SLAB", quantity("planAreaM2", percent.get("q1b")))
                .component("F-1", "R-FACADE", quantity("faceAreaM2", percent.get("q2a")))
                .component("W-2", "R-SANDWICH", "\"exterior\": true, " + quantity("faceAreaM2", percent.get("q2b")))
                .component("P-1", "R-PARTITION", quantity("faceAreaM2", plain))
                .component("P-2", "R-FITTED-PARTITION", quantity("faceAreaM2", percent.get("q2d")))
                .component("D-1", "R-FLOOR", quantity("planAreaM2", percent.get("q3a")))
                .component("B-1", "R-BATHROOM", quantity("interiorAreaM2", percent.get("q3c")));
        if (kitchens) {
            building.component("K-1", "R-KITCHEN", quantity("interiorAreaM2", percent.get("q3b")));
        }
        building.takeOff("DESIGN", """
                {"measures": {%s%s, "separatedPipelineLength": %s, "fullDecoration": %s}, "absent": [%s]}""".formatted(
                        ALL_THERE_IS,
                        kitchens ? ", \"kitchenArea\": 100" : "",
                        percent.get("q3d"),
                        vector.decorated(),
                        kitchens ? "" : "{\"what\": \"kitchen\", \"reason\": \"office\"}"));

        JsonNode rating = building.rating("DESIGN");

        assertThat(rating.get("kind").asText()).isEqualTo("PRE_EVALUATION");
        assertThat(rating.get("result")).isEqualTo(json("""
                        {"percent": %s, "grade": %s, "qualifies": %s, "inGap": false, "incomplete": false}""".formatted(
                vector.percent(), vector.grade() == null ? null : '"' + vector.grade() + '"', vector.qualifies())));
        assertThat(each(rating.get("groups"), "/score"))
                .containsExactlyElementsOf(vector.groups().values().stream()
                        .map(points -> Fractions.plain(points).toPlainString())
                        .toList());
        assertThat(each(rating.get("notApplicable"), "/points"))
                .isEqualTo(
                        vector.absent().signum() == 0
                                ? List.of()
                                : List.of(vector.absent().toPlainString()));
    }

    @Test
    void answersAFindingWithEverythingThatLeadsToIt() {
        RatedBuilding building = new RatedBuilding("RR1", CONCRETE)
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 40.5}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .takeOff("DESIGN", """
                        {"measures": {"planArea": 100, "countedStripArea": 1.25}, "sources": {"planArea": "JS-02"}}""");

        JsonNode finding = building.rating("DESIGN").at("/groups/0/items/1");

        assertThat(finding).isEqualTo(json("""
                        {"id": "q1b", "name": "梁、板、楼梯、阳台、空调板等构件", "nameEn": "beams, slabs, stairs, balconies, AC slabs",
                         "clause": "4.0.4", "basis": "RECALLED_HIGH", "status": "SCORED", "numerator": 71.75, "denominator": 100,
                         "unit": "m2", "ratioPercent": 71.75, "score": 11.8, "maxScore": 20, "tracked": 70.5,
                         "declared": [
                           {"measure": "countedStripArea", "role": "NUMERATOR", "value": 1.25, "unit": "m2", "phase": "DESIGN"},
                           {"measure": "planArea", "role": "DENOMINATOR", "value": 100, "unit": "m2", "phase": "DESIGN", "source": "JS-02"}],
                         "evidence": {"components": 2, "held": 0, "href":
                           "/api/v1/projects/RR1/buildings/B/ratings/cn-gbt-51129-2017/items/q1b/components?lens=DESIGN"},
                         "notes": ["storeys without a plan area of their own are not checked one by one"]}"""));
        assertThat(RatedBuilding.read(finding.at("/evidence/href").asText())).isEqualTo(json("""
                        {"items": [
                          {"code": "S-1", "storey": "1", "spec": "R-SLAB", "category": "SLAB", "stage": "DESIGNED", "held": false,
                           "adds": 40.5, "unit": "m2", "events": "/api/v1/projects/RR1/components/S-1/events"},
                          {"code": "S-2", "storey": "1", "spec": "R-SLAB", "category": "SLAB", "stage": "DESIGNED", "held": false,
                           "adds": 30, "unit": "m2", "events": "/api/v1/projects/RR1/components/S-2/events"}],
                         "next": null}"""));
    }

    @Test
    void countsUnderEachLensThosePiecesThatHaveComeSoFar() {
        RatedBuilding building = new RatedBuilding("RR2", CONCRETE + ", \"completionAcceptedOn\": \"2026-06-01\"")
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 20}")
                .component("S-3", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("S-4", "R-SLAB", "\"count\": 4, \"quantities\": {\"planAreaM2\": 10}");
        building.happened(
                "S-1", "RELEASE {\"factory\": \"F1\"}", "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}");
        building.installed("S-2")
                .happened("S-2", "CONNECT {\"joint\": \"POST_CAST\"}", "ACCEPT {\"inspector\": \"Li\"}");
        building.installed("S-3")
                .happened(
                        "S-3",
                        "CONNECT {\"joint\": \"POST_CAST\"}",
                        "ACCEPT {\"inspector\": \"Li\"}",
                        "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}");
        building.happened(
                "S-4",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL {\"netQuantity\": 3}");

        Map<String, String> tracked = new LinkedHashMap<>();
        for (Lens lens : Lens.values()) {
            JsonNode rating = building.rating(lens.name());
            JsonNode q1b = rating.at("/groups/0/items/1");
            JsonNode evidence = RatedBuilding.read(q1b.at("/evidence/href").asText());
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode component : evidence.get("items")) {
                sum = sum.add(component.get("adds").decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(q1b.get("tracked").decimalValue());
            tracked.put(
                    lens.name(),
                    "%s %s %s held, %s"
                            .formatted(
                                    rating.get("kind").asText(),
                                    each(evidence.get("items"), "/code"),
                                    q1b.at("/evidence/held"),
                                    told(q1b.get("tracked"))));
        }
        assertThat(tracked)
                .containsExactly(
                        Map.entry("DESIGN", "PRE_EVALUATION [S-1, S-2, S-3, S-4] 1 held, 70"),
                        Map.entry("PRODUCED", "PROGRESS [S-1, S-2, S-3, S-4] 1 held, 70"),
                        Map.entry("DELIVERED", "PROGRESS [S-2, S-3, S-4] 1 held, 60"),
                        Map.entry("INSTALLED", "PROGRESS [S-2, S-3, S-4] 1 held, 57.5"),
                        Map.entry("ACCEPTED", "PROJECT_EVALUATION [S-2] 0 held, 20"));
        assertThat(building.rating("INSTALLED").at("/result/qualifies").isNull())
                .isTrue();
        assertThat(building.rating("ACCEPTED").at("/result/qualifies").isBoolean())
                .isTrue();
    }

    @Test
    void readsNumeratorsAsBuiltOnlyAndTotalsFromTheDesignByDefault() {
        RatedBuilding building =
                new RatedBuilding("RR3", CONCRETE).takeOff("DESIGN", """
                        {"measures": {"planArea": 100, "dryFloorArea": 80, "kitchenArea": 50, "kitchenDryArea": 45,
                          "bathroomArea": 60, "bathroomDryArea": 60, "bathroomFitted": true, "fullDecoration": true},
                         "absent": ["partition"]}""").takeOff("AS_BUILT", """
                        {"measures": {"bathroomArea": 64, "bathroomDryArea": 48, "kitchenDryArea": 45}}""");

        assertThat(items(building.rating("DESIGN")))
                .containsEntry("q3a", "SCORED 80 6")
                .containsEntry("q3b", "SCORED 90 6")
                .containsEntry("q3c", "SCORED 100 6")
                .containsEntry("decoration", "SCORED 100 6")
                .containsEntry("q2c", "NOT_APPLICABLE");
        assertThat(items(building.rating("INSTALLED")))
                .containsEntry("q3a", "MISSING 0")
                .containsEntry("q3b", "MISSING 0")
                .containsEntry("q3c", "MISSING 0")
                .containsEntry("decoration", "MISSING 0")
                .containsEntry("q2c", "NOT_APPLICABLE");
        RatedBuilding fitted = new RatedBuilding("RR4", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"kitchenArea\": 50}}")
                .takeOff("AS_BUILT", """
                        {"measures": {"kitchenDryArea": 45, "kitchenFitted": true, "bathroomArea": 10, "bathroomDryArea": 10,
                          "bathroomFitted": false, "fullDecoration": false}}""");
        assertThat(items(fitted.rating("INSTALLED")))
                .containsEntry("q3b", "SCORED 90 6")
                .containsEntry("q3c", "SCORED 0 0")
                .containsEntry("decoration", "SCORED 0 0");
        assertThat(each(fitted.rating("INSTALLED").at("/groups/2/items/2/declared"), "/phase"))
                .containsExactly("AS_BUILT", "DESIGN");
    }

    @Test
    void givesNoPointsForImpossibleDataAndCannotQualify() {
        RatedBuilding building = new RatedBuilding("RR5", """
                        "structure": "CONCRETE", "use": "INDUSTRIAL", "storeyList": [
                          {"code": "-1", "kind": "BASEMENT", "planAreaM2": 100}, {"code": "1", "kind": "ABOVE_GROUND", "planAreaM2": 100},
                          {"code": "2", "kind": "ROOF_TOWER", "planAreaM2": 50}]""")
                .takeOff("DESIGN", """
                        {"measures": {"verticalConcreteVolume": 10, "nonLoadBearingEnvelopeArea": 10}, "absent": ["kitchen"]}""")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 10.001}")
                .component("B", "S-0", "-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 100}")
                .component("B", "S-2", "2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 50.5}")
                .component("K-1", "R-KITCHEN", "\"quantities\": {\"interiorAreaM2\": 20}");

        JsonNode rating = building.rating("DESIGN");

        assertThat(items(rating))
                .containsEntry("q1a", "INVALID 0")
                .containsEntry("q1b", "INVALID 0")
                .containsEntry("q2a", "SCORED 0 0")
                .containsEntry("q2b", "MISSING 0")
                .containsEntry("q3b", "INVALID 0");
        assertThat(rating.findValuesAsText("message"))
                .contains(
                        "more counts than there is",
                        "storey 2: components cover 50.5 m2 of a plan area of 50 m2",
                        "kitchen is declared absent, yet 1 of its components stand in the bill");
        assertThat(rating.at("/result/incomplete").booleanValue()).isTrue();
        assertThat(rating.at("/result/qualifies").booleanValue()).isFalse();
        assertThat(rating.get("byReference").booleanValue()).isTrue();
        assertThat(told(rating.at("/groups/0/items/1/denominator"))).isEqualTo("150");
    }

    @ParameterizedTest
    @CsvSource({"DESIGN, SCORED 100 30", "PRODUCED, SCORED 50 23.3", "INSTALLED, SCORED 50 23.3"})
    void countsVerticalMembersOfSteelByMass(String lens, String q1a) {
        String project = "RR6-" + lens;
        RatedBuilding building = new RatedBuilding(project, STEEL)
                .component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .component("C-2", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .component("G-1", "R-BEAM", "\"quantities\": {\"massKg\": 900}")
                .installed("C-2");

        assertThat(items(building.rating(lens))).containsEntry("q1a", q1a);
        assertThat(each(evidence(building.rating(lens), 0), "/unit")).contains("kg");
    }

    @Test
    void earnsAllPointsOnceAllSteelIsInstalledThatIsToBe() {
        RatedBuilding building = new RatedBuilding("RR13", STEEL)
                .component("C-1", "R-COLUMN", "\"count\": 3, \"quantities\": {\"massKg\": 1000}")
                .component("C-2", "R-COLUMN", "\"quantities\": {\"massKg\": 500}");
        building.happened(
                "C-1",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE");

        assertThat(q1a(building, "DELIVERED")).isEqualTo("1000 of 1500 kg: 27 []");
        assertThat(q1a(building, "INSTALLED")).isEqualTo("0 of 1500 kg: 0 []");

        building.happened("C-1", "INSTALL {\"netQuantity\": 2}");

        String waste =
                "333.333333333 kg of 1500 kg in the bill is waste of installed lots (netQuantity) and counts on neither side";
        assertThat(q1a(building, "DELIVERED")).isEqualTo("1000 of 1500 kg: 27 []");
        assertThat(q1a(building, "INSTALLED")).isEqualTo("666.666666667 of 1166.666666667 kg: 24.9 [" + waste + "]");
        assertThat(q1a(building, "ACCEPTED")).isEqualTo("0 of 1166.666666667 kg: 0 [" + waste + "]");

        building.installed("C-2");

        assertThat(q1a(building, "INSTALLED")).isEqualTo("1166.666666667 of 1166.666666667 kg: 30 [" + waste + "]");
        assertThat(each(evidence(building.rating("INSTALLED"), 0), "/adds")).containsExactly("666.666666667", "500");
    }

    /** By mass, with what a reviewer is to be told besides how it is counted. */
    private static String q1a(RatedBuilding building, String lens) {
        JsonNode q1a = building.rating(lens).at("/groups/0/items/0");
        return "%s of %s %s: %s %s"
                .formatted(
                        told(q1a.get("numerator")),
                        told(q1a.get("denominator")),
                        q1a.get("unit").asText(),
                        told(q1a.get("score")),
                        each(q1a.get("notes"), "").stream()
                                .filter(note -> !note.contains("by mass at the lens"))
                                .toList());
    }

    @Test
    void saysWhichPhaseDeclaresAnAbsenceAndWhetherItHasAReason() {
        RatedBuilding building =
                new RatedBuilding("RR14", CONCRETE).takeOff("DESIGN", """
                        {"measures": {"planArea": 100}, "absent": ["kitchen",
                          {"what": "partition", "reason": "open plan", "evidence": "JS-04"}]}""").takeOff("AS_BUILT", """
                        {"measures": {}, "absent": ["kitchen"]}""");

        JsonNode rating = building.rating("INSTALLED");

        assertThat(rating.get("notApplicable")).isEqualTo(json("""
                        [{"what": "partition", "reason": "open plan", "evidence": "JS-04", "phase": "DESIGN", "items": ["q2c", "q2d"],
                          "points": 10},
                         {"what": "kitchen", "note": "no reason is stated", "phase": "AS_BUILT", "items": ["q3b"], "points": 6}]"""));
        assertThat(each(rating.at("/groups/1/items/2/notes"), ""))
                .containsExactly("declared absent in the take-off of phase DESIGN");
        assertThat(each(rating.at("/groups/2/items/2/notes"), ""))
                .containsExactly("declared absent in the take-off of phase AS_BUILT", "no reason is stated");
        assertThat(each(building.rating("DESIGN").get("notApplicable"), "/phase"))
                .containsExactly("DESIGN", "DESIGN");
    }

    @Test
    void countsThePartsOfAModuleLikeComponents() {
        RatedBuilding building = new RatedBuilding("RR7", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100, \"verticalConcreteVolume\": 40}}")
                .component("M-1", "R-MODULE", "\"position\": \"A\"")
                .component("M-2", "R-MODULE", "\"count\": 2");

        JsonNode rating = building.rating("DESIGN");

        assertThat(items(rating)).containsEntry("q1a", "SCORED 45 22.2").containsEntry("q1b", "SCORED 60 0");
        assertThat(each(rating.at("/groups/0/items"), "/evidence/components")).containsExactly("2", "2");
        assertThat(each(evidence(rating, 0), "/adds")).containsExactly("6", "12");
        assertThat(each(evidence(rating, 1), "/adds")).containsExactly("20", "40");
    }

    @Test
    void countsAsEvidenceExactlyTheComponentsThatAdd() {
        RatedBuilding building = new RatedBuilding("RR10", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}")
                .component("S-1", "JT-28-25", "\"position\": \"well, first flight\"")
                .component("S-2", "JT-28-25", "\"quantities\": {\"planAreaM2\": 0}");

        JsonNode q1b = building.rating("DESIGN").at("/groups/0/items/1");

        assertThat(q1b.at("/evidence/components").asInt()).isEqualTo(1);
        assertThat(each(RatedBuilding.read(q1b.at("/evidence/href").asText()).get("items"), "/code"))
                .containsExactly("S-1");
    }

    @Test
    void ratesNoSteelWhoseMassIsNotStated() {
        RatedBuilding building = new RatedBuilding("RR11", STEEL)
                .component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .component("C-2", "R-COLUMN", "\"position\": \"B\"")
                .installed("C-1");

        JsonNode q1a = building.rating("INSTALLED").at("/groups/0/items/0");

        assertThat(q1a.get("status").asText()).isEqualTo("MISSING");
        assertThat(q1a.get("message").asText()).isEqualTo("1 vertical members in the bill do not state their mass");
    }

    @Test
    void refusesAbsentPartitionsWhereTheBillHasSome() {
        RatedBuilding building = new RatedBuilding("RR12", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}, \"absent\": [\"partition\"]}")
                .component("P-1", "R-PARTITION", "\"quantities\": {\"faceAreaM2\": 8}");

        assertThat(items(building.rating("DESIGN")))
                .containsEntry("q2c", "INVALID 0")
                .containsEntry("q2d", "INVALID 0");
    }

    @Test
    void listsTheBuildingsOfAProjectWithWhatTheirRatingsComeTo() {
        RatedBuilding building = new RatedBuilding("RR8", CONCRETE)
                .building("C", STEEL)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 80}")
                .component("C", "S-2", "1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 80}");

        JsonNode ratings = building.ratings("DESIGN");

        assertThat(each(ratings.get("items"), "/building")).containsExactly("B", "C");
        assertThat(each(ratings.get("items"), "/result/percent")).containsExactly("20", "30");
        assertThat(told(RatedBuilding.read(ratings.at("/items/1/href").asText()).at("/result/percent")))
                .isEqualTo("30");
    }

    @Test
    void showsItsRuleSetsAndKnowsNoOthers() {
        given().get("/api/v1/rule-sets").then().body("items.id", Matchers.hasItem("cn-gbt-51129-2017"));
        given().get("/api/v1/rule-sets/cn-gbt-51129-2017")
                .then()
                .body("settings.ties", Matchers.equalTo("HALF_UP"))
                .body("groups[0].items[0].measured.kind", Matchers.equalTo("RATIO"))
                .body("provisional", Matchers.equalTo(false));
        given().get("/api/v1/rule-sets/nope").then().statusCode(404);
        new RatedBuilding("RR9", CONCRETE);
        String ratings = "/api/v1/projects/RR9/buildings/B/ratings/";
        given().get(ratings + "nope").then().statusCode(404);
        given().get(ratings + "cn-gbt-51129-2017?lens=SOON").then().statusCode(422);
        given().get(ratings + "cn-gbt-51129-2017/items/q9/components").then().statusCode(404);
        given().get("/api/v1/projects/RR9/buildings/X/ratings/cn-gbt-51129-2017")
                .then()
                .statusCode(404);
    }

    private static String quantity(String key, BigDecimal value) {
        return "\"quantities\": {\"%s\": %s}".formatted(key, value.toPlainString());
    }

    /** The components that prove an item of the first group. */
    private static JsonNode evidence(JsonNode rating, int item) {
        return RatedBuilding.read(
                        rating.at("/groups/0/items/" + item + "/evidence/href").asText())
                .get("items");
    }

    /** Status, ratio and points by item. */
    private static Map<String, String> items(JsonNode rating) {
        Map<String, String> items = new LinkedHashMap<>();
        for (JsonNode group : rating.get("groups")) {
            for (JsonNode item : group.get("items")) {
                items.put(
                        item.get("id").asText(),
                        (item.get("status").asText() + " " + told(item.path("ratioPercent")) + " "
                                        + told(item.path("score")))
                                .replaceAll(" +", " ")
                                .strip());
            }
        }
        return items;
    }
}
