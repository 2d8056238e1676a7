package org.prefabtracker.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.STEEL;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.evidence;
import static org.prefabtracker.rating.RatedBuilding.items;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.ruleset.Fractions;

@DatabaseTest
class RatingResourceTest {

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
    void listsTheBuildingsOfAProjectWithWhatTheirRatingsComeTo() {
        RatedBuilding building = new RatedBuilding("RR8", CONCRETE)
                .building("C", STEEL)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 80}")
                .component("C", "S-2", "1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 80}");

        JsonNode ratings = building.ratings("DESIGN");

        assertThat(each(ratings.get("items"), "/building")).containsExactly("B", "C");
        assertThat(each(ratings.get("items"), "/result/percent")).containsExactly("20", "0");
        assertThat(told(RatedBuilding.read(ratings.at("/items/1/href").asText()).at("/result/percent")))
                .isEqualTo("0");
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
}
