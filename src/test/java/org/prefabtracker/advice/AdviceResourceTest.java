package org.prefabtracker.advice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;

@DatabaseTest
class AdviceResourceTest {

    private static final String CONCRETE = """
            "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3""";

    private static final BigDecimal A_LITTLE = new BigDecimal("0.000000001");

    @Inject
    RuleSets ruleSets;

    /** 30 points and no decoration: 20 % of the vertical members, 64 % of the floors, half of the envelope, 52 % of the partitions. */
    private static RatedBuilding building(String project) {
        return new RatedBuilding(project, CONCRETE)
                .takeOff("DESIGN", """
                        {"measures": {"planArea": 1000, "verticalConcreteVolume": 300, "nonLoadBearingEnvelopeArea": 200,
                          "envelopeArea": 400, "partitionArea": 500, "bathroomArea": 90, "bathroomFitted": false,
                          "bathroomDryArea": 85.5, "pipelineLength": 700, "separatedPipelineLength": 390, "fullDecoration": false},
                         "absent": ["kitchen"]}""")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 36}")
                .component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 24}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 640}")
                .component("F-1", "R-FACADE", "\"quantities\": {\"faceAreaM2\": 100}")
                .component("P-1", "R-PARTITION", "\"quantities\": {\"faceAreaM2\": 260.25}")
                .built();
    }

    @Test
    void theMissingAmountReachesTheTargetAndALittleLessDoesNot() {
        building("AD1");
        JsonNode advice = advice("AD1", "cn-gbt-51129-2017", "");
        assertThat(advice.get("reached").asBoolean()).isFalse();
        assertThat(advice.get("combinations")).hasSizeGreaterThan(5);

        for (JsonNode combination : advice.get("combinations")) {
            List<String> changes = changes(combination, -1);
            JsonNode result = ask("AD1", changes);
            assertThat(result.get("qualifies").asBoolean()).isTrue();
            assertThat(result.get("percent")).isEqualTo(combination.at("/result/percent"));
            for (int less = 0; less < combination.get("changes").size(); less++) {
                JsonNode raised = combination.get("changes").get(less);
                boolean nothingBetween = raised.get("item").asText().equals("decoration")
                        || raised.at("/to/missing").decimalValue().signum() == 0;
                if (!nothingBetween) {
                    assertThat(ask("AD1", changes(combination, less))
                                    .get("qualifies")
                                    .asBoolean())
                            .as(raised.get("item").asText())
                            .isFalse();
                }
            }
        }
    }

    /** What a designer would do about a combination, of one item a little less. */
    private static List<String> changes(JsonNode combination, int less) {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < combination.get("changes").size(); i++) {
            JsonNode change = combination.get("changes").get(i);
            BigDecimal missing =
                    change.at("/to").has("missing") ? change.at("/to/missing").decimalValue() : null;
            String amount = missing == null
                    ? null
                    : missing.subtract(i == less ? A_LITTLE : BigDecimal.ZERO).toPlainString();
            changes.add(
                    switch (change.get("item").asText()) {
                        case "q1a" -> add("R-WALL", "structuralConcreteVolumeM3", amount, "");
                        case "q1b" -> add("R-SLAB", "planAreaM2", amount, "");
                        case "q2a" -> add("R-FACADE", "faceAreaM2", amount, "");
                        case "q2b" -> add("R-SANDWICH", "faceAreaM2", amount, ", \"exterior\": true");
                        // the fitted ones stand in the place of others
                        case "q2d" ->
                            "{\"kind\": \"REMOVE\", \"which\": {\"components\": [\"P-1\"]}},"
                                    + add("R-PARTITION", "faceAreaM2", "40", "")
                                    + "," + add("R-FITTED-PARTITION", "faceAreaM2", amount, "");
                        case "q3a" -> add("R-FLOOR", "planAreaM2", amount, "");
                        case "q3c" ->
                            declare("\"bathroomFitted\": true, \"bathroomDryArea\": "
                                    + new BigDecimal("85.5")
                                            .add(new BigDecimal(amount))
                                            .toPlainString());
                        case "q3d" ->
                            declare("\"separatedPipelineLength\": "
                                    + new BigDecimal("390")
                                            .add(new BigDecimal(amount))
                                            .toPlainString());
                        case "decoration" -> declare("\"fullDecoration\": true");
                        default -> throw new IllegalStateException(change.toString());
                    });
        }
        return changes;
    }

    private static String add(String spec, String quantity, String amount, String more) {
        return """
                {"kind": "ADD", "spec": "%s", "storeys": "1", "quantities": {"%s": %s}%s}""".formatted(spec, quantity, amount, more);
    }

    private static String declare(String measures) {
        return "{\"kind\": \"TAKE_OFF\", \"measures\": {" + measures + "}}";
    }

    @Test
    void tellsOfAnItemWhatIsThereWhatMoreWouldEarnAndHowManyPiecesThatIs() {
        building("AD2");

        JsonNode advice = advice("AD2", "cn-gbt-51129-2017", "?target=40");

        JsonNode item = advice.at("/items/0");
        assertThat(item.get("typical")).isEqualTo(json("{\"adds\": 30, \"components\": 2}"));
        assertThat(item.at("/steps/0")).isEqualTo(json("""
                {"score": 20, "ratioPercent": 35, "ratio": "7/20", "missing": 45, "pieces": 2}"""));
        assertThat(item.at("/steps/1")).isEqualTo(json("""
                {"score": 20.1, "ratioPercent": 35.225, "ratio": "1409/4000", "missing": 45.675, "pieces": 2}"""));
        assertThat(item.get("steps")).hasSize(101);
        JsonNode bathrooms = StreamSupport.stream(advice.get("items").spliterator(), false)
                .filter(candidate -> candidate.get("id").asText().equals("q3c"))
                .findFirst()
                .orElseThrow();
        assertThat(bathrooms.get("needs")).isEqualTo(json("[\"bathroomFitted\"]"));
        assertThat(bathrooms.get("steps")).isEqualTo(json("""
                [{"score": 6, "ratioPercent": 95, "ratio": "19/20", "missing": 0}]"""));
        assertThat(each(advice.get("first"), "/id")).containsExactly("mainStructure", "envelope", "fullDecoration");
        assertThat(each(advice.get("items"), "/id"))
                .containsExactly("q1a", "q1b", "q2a", "q2b", "q2d", "decoration", "q3a", "q3c", "q3d");
    }

    @Test
    void answersUnderEveryRuleSetAndLens() {
        building("AD3").installed("W-1");
        ruleSets.all().forEach(ruleSet -> {
            for (Lens lens : Lens.values()) {
                JsonNode advice = advice("AD3", ruleSet.id(), "?target=45.5&lens=" + lens);
                assertThat(advice.get("target")).isEqualTo(json("{\"percent\": 45.5}"));
                assertThat(advice.get("lens").asText()).isEqualTo(lens.name());
                assertThat(advice.at("/reached").asBoolean())
                        .as(ruleSet.id() + lens)
                        .isFalse();
                if (advice.get("reachable").asBoolean()) {
                    assertThat(advice.get("combinations"))
                            .as(ruleSet.id() + lens)
                            .isNotEmpty();
                }
            }
        });
        JsonNode grade = advice("AD3", "cn-gbt-51129-2017", "?grade=aa");
        assertThat(each(grade.get("first"), "/why")).contains("GRADE");
        assertThat(each(grade.get("combinations"), "/result/grade"))
                .isNotEmpty()
                .containsOnly("AA");
    }

    @ParameterizedTest
    @CsvSource({
        "cn-gbt-51129-2017, target=0, target",
        "cn-gbt-51129-2017, target=1e999999999, target",
        "cn-gbt-51129-2017, target=-5, target",
        "cn-gbt-51129-2017, target=NaN, target",
        "cn-gbt-51129-2017, grade=B, grade",
        "cn-gbt-51129-2017, target=50&grade=A, grade",
        "cn-gbt-51129-2017, lens=DREAMT, lens",
        "uk-pmv-dfe, lens=DESIGN, target",
        "uk-pmv-dfe, grade=A, grade"
    })
    void refusesAnInvalidParameterByName(String ruleSet, String query, String parameter) {
        new RatedBuilding("AD4", CONCRETE);

        given().urlEncodingEnabled(false)
                .get("/api/v1/projects/AD4/buildings/B/ratings/" + ruleSet + "/advice?" + query)
                .then()
                .statusCode(422)
                .body("errors[0].parameter", org.hamcrest.Matchers.equalTo(parameter));
    }

    private static JsonNode advice(String project, String ruleSet, String query) {
        return read("/api/v1/projects/" + project + "/buildings/B/ratings/" + ruleSet + "/advice" + query);
    }

    private static JsonNode ask(String project, List<String> changes) {
        return json(given().contentType(ContentType.JSON)
                        .body("{\"changes\": [" + String.join(",", changes) + "]}")
                        .post("/api/v1/projects/" + project + "/buildings/B/ratings/cn-gbt-51129-2017/what-if")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .at("/after/result");
    }
}
