package org.prefabtracker.advice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

@DatabaseTest
class SensitivityResourceTest {

    private static final String CONCRETE = """
            "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3""";

    /** 834 of 1000 m2 of floors installed, 300 of them in two slabs that are held, and a held wall. */
    private static RatedBuilding building(String project) {
        RatedBuilding building = new RatedBuilding(project, CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 1000, \"verticalConcreteVolume\": 300}}")
                .component("S-1", "R-SLAB", "\"mark\": \"YB-1\", \"quantities\": {\"planAreaM2\": 534}")
                .component("S-2", "R-SLAB", "\"mark\": \"YB-2\", \"quantities\": {\"planAreaM2\": 280}")
                .component("S-3", "R-SLAB", "\"mark\": \"YB-3\", \"count\": 4, \"quantities\": {\"planAreaM2\": 40}")
                .component("W-1", "R-WALL", "\"mark\": \"W\", \"quantities\": {\"structuralConcreteVolumeM3\": 108}")
                .component("W-2", "R-WALL", "\"mark\": \"W\", \"quantities\": {\"structuralConcreteVolumeM3\": 100}");
        building.installed("S-1").installed("S-2").installed("W-1");
        building.happened(
                "S-3",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL {\"netQuantity\": 2}");
        building.happened("S-2", "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}")
                .happened(
                        "S-3",
                        "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}",
                        "HOLD {\"number\": \"NC-2\", \"reason\": \"chip\"}")
                .happened("W-1", "HOLD {\"number\": \"NC-3\", \"reason\": \"dent\"}")
                // held, but not built in yet: it loses nothing
                .happened("W-2", "RELEASE {\"factory\": \"F1\"}", "HOLD {\"number\": \"NC-3\", \"reason\": \"dent\"}");
        return building;
    }

    @Test
    void everyFigureIsThatOfAskingWhatIfThosePiecesWereScrapped() {
        building("SE1");
        JsonNode answer = sensitivity("SE1", "INSTALLED");

        assertThat(answer.at("/now/percent").decimalValue()).isEqualByComparingTo("40.2");
        assertThat(answer.at("/ifAllHeldAreScrapped/pieces").asInt()).isEqualTo(3);
        assertThat(answer.at("/ifAllHeldAreScrapped/result"))
                .isEqualTo(ask("SE1", "\"onHold\": true, \"stage\": \"INSTALLED\""));
        assertThat(each(answer.get("ifSomeAre"), "/by"))
                .containsExactly("ITEM", "HOLD", "MARK", "ITEM", "HOLD", "MARK", "HOLD", "MARK");
        assertThat(each(answer.get("ifSomeAre"), "/of"))
                .containsExactly("q1a", "NC-3", "W", "q1b", "NC-1", "YB-2", "NC-2", "YB-3");
        for (JsonNode loss : answer.get("ifSomeAre")) {
            String of = loss.get("of").asText();
            String which =
                    switch (loss.get("by").asText()) {
                        case "HOLD" -> "\"hold\": \"" + of + "\"";
                        case "MARK" -> "\"onHold\": true, \"mark\": \"" + of + "\"";
                        default ->
                            "\"onHold\": true, \"category\": \"" + (of.equals("q1a") ? "SHEAR_WALL" : "SLAB") + "\"";
                    };
            assertThat(loss.get("result")).as(of).isEqualTo(ask("SE1", which));
            assertThat(loss.get("percent").decimalValue())
                    .isEqualByComparingTo(answer.at("/now/percent")
                            .decimalValue()
                            .subtract(loss.at("/result/percent").decimalValue()));
        }
    }

    @Test
    void tellsHowMuchOfAnItemMayFailBeforeItsPointsFall() {
        building("SE2");

        assertThat(sensitivity("SE2", "INSTALLED").get("reserves")).isEqualTo(json("""
                [{"item": "q1a", "name": "柱、支撑、承重墙、延性墙板等竖向构件",
                  "nameEn": "vertical members: columns, braces, load-bearing walls, ductile wall panels", "numerator": 108, "unit": "m3",
                  "ratioPercent": 36, "score": 20.2,
                  "ofScore": {"ratioPercent": 35.675, "ratio": "1427/4000", "ratioPoints": 0.325, "mayFail": 0.975}},
                 {"item": "q1b", "name": "梁、板、楼梯、阳台、空调板等构件", "nameEn": "beams, slabs, stairs, balconies, AC slabs",
                  "numerator": 834, "unit": "m2", "ratioPercent": 83.4, "score": 20.0,
                  "ofScore": {"ratioPercent": 79.95, "ratio": "1599/2000", "ratioPoints": 3.45, "mayFail": 34.5}}]"""));
    }

    @Test
    void losesNothingUnderALensThatCountsTheBillAndNothingWhereNothingIsHeld() {
        building("SE3");
        assertThat(sensitivity("SE3", "DESIGN")
                        .at("/ifAllHeldAreScrapped/percent")
                        .decimalValue())
                .isEqualByComparingTo("0");
        assertThat(sensitivity("SE3", "ACCEPTED").has("ifAllHeldAreScrapped")).isFalse();
        new RatedBuilding("SE4", CONCRETE);
        for (String ruleSet : List.of("cn-gbt-51129-2017", "cn-js-three-boards-2017", "my-ibs-cis18", "uk-pmv-riba")) {
            assertThat(read("/api/v1/projects/SE4/buildings/B/ratings/" + ruleSet + "/sensitivity")
                            .get("reserves"))
                    .isEmpty();
        }
    }

    private static JsonNode sensitivity(String project, String lens) {
        return read("/api/v1/projects/" + project + "/buildings/B/ratings/cn-gbt-51129-2017/sensitivity?lens=" + lens);
    }

    private static JsonNode ask(String project, String which) {
        return json(given().contentType(ContentType.JSON)
                        .body("{\"lens\": \"INSTALLED\", \"changes\": [{\"kind\": \"SCRAP\", \"which\": {" + which
                                + "}}]}")
                        .post("/api/v1/projects/" + project + "/buildings/B/ratings/cn-gbt-51129-2017/what-if")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .at("/after/result");
    }
}
