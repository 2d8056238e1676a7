package org.prefabtracker.share;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.share.StartedBuildings.API;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** A draft that takes slabs from 60 % on instead of 70 %, and gives grade A from 67 % instead of 60 %; in a region of its own. */
@DatabaseTest
class RuleSetImpactResourceTest {

    private static String draft;

    @BeforeEach
    void aRegionAndADraft() throws IOException {
        if (draft != null) {
            return;
        }
        new StartedBuildings("IMP1", "540102")
                .building("A", "2026-01-01", "1000.5", 80)
                .building("B", "2026-03-31", "3000", 60)
                .building("C", "2026-03-31", "500", 50)
                .built();
        new StartedBuildings("IMP2", "540121")
                .building("A", "2016-03-31", "700", 80)
                .building("B", "2026-03-31", "200", 60)
                .built();
        String text;
        try (var file = RuleSetImpactResourceTest.class.getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        draft = send(text.substring(0, text.indexOf("examples:"))
                        .replace("id: cn-gbt-51129-2017", "id: cn-gbt-51129-draft")
                        .replace("from: 70, to: 80, low: 10", "from: 60, to: 80, low: 10")
                        .replace("id: A, from: 60", "id: A, from: 67")
                + """
                examples:
                  - name: everything
                    ratios: {q1a: 100, q1b: 100, q2a: 100, q2b: 100, q2c: 100, q2d: 100, decoration: 100, q3a: 100, q3b: 100, q3c: 100, q3d: 100}
                    gives: {points: {Q1: 50, Q2: 20, Q3: 30}, absent: 0, percent: 100.00, qualifies: true, grade: AAA}
                """);
    }

    private static String send(String text) {
        return given().contentType("application/yaml; charset=utf-8")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post(API + "/rule-sets/drafts")
                .path("id");
    }

    private static String impact(String of) {
        return API + "/rule-sets/drafts/" + draft + "/impact" + of;
    }

    @Test
    void tellsTheEffectOnARegionSideBySideWithWhatIsInForce() {
        JsonNode answer = read(impact("?region=54"));
        ((ObjectNode) answer).remove("asOf");
        assertThat(answer).isEqualTo(json("""
                {"draft": "%1$s", "ruleSet": "cn-gbt-51129-draft", "provisional": false, "region": "54", "name": "西藏自治区",
                 "against": null, "lens": "DESIGN",
                 "buildings": 5, "compared": 4, "notCompared": [{"reason": "NO_RULE_SET", "buildings": 1}],
                 "before": {"qualify": {"buildings": 1, "floorAreaM2": 1000.5}, "meanPercent": 51.00, "incomplete": 0, "grades": {"A": 1}},
                 "after": {"qualify": {"buildings": 3, "floorAreaM2": 4200.5}, "meanPercent": 56.00, "incomplete": 0, "grades": {}},
                 "nowQualify": {"buildings": 2, "floorAreaM2": 3200}, "noLongerQualify": {"buildings": 0, "floorAreaM2": 0},
                 "gradeChanges": [{"before": "A", "after": null, "buildings": 1}],
                 "distribution": [
                   {"from": 0, "to": 10, "before": 0, "after": 0}, {"from": 10, "to": 20, "before": 0, "after": 0},
                   {"from": 20, "to": 30, "before": 0, "after": 0}, {"from": 30, "to": 40, "before": 0, "after": 0},
                   {"from": 40, "to": 50, "before": 3, "after": 1}, {"from": 50, "to": 60, "before": 0, "after": 2},
                   {"from": 60, "to": 70, "before": 1, "after": 1}, {"from": 70, "to": 80, "before": 0, "after": 0},
                   {"from": 80, "to": 90, "before": 0, "after": 0}, {"from": 90, "to": 100, "before": 0, "after": 0},
                   {"from": 100, "before": 0, "after": 0}],
                 "href": "/api/v1/rule-sets/drafts/%1$s/impact/buildings?region=54&lens=DESIGN"}""".formatted(draft)));
        given().get(impact("?region=540121"))
                .then()
                .body("buildings", equalTo(2))
                .body("nowQualify.floorAreaM2", equalTo(200));
    }

    @Test
    void listsTheBuildingsOneByOne() {
        JsonNode page = read(impact("/buildings?region=54&limit=2"));
        assertThat(page.get("items")).isEqualTo(json("""
                [{"project": "IMP1", "building": "A", "name": "b", "region": "540102", "structure": "STEEL", "startedOn": "2026-01-01",
                  "floorAreaM2": 1000.5, "lens": "DESIGN",
                  "before": {"ruleSet": "cn-gbt-51129-2017", "percent": 66.00, "qualifies": true, "grade": "A", "incomplete": false},
                  "after": {"ruleSet": "cn-gbt-51129-draft", "percent": 66.00, "qualifies": true, "incomplete": false}},
                 {"project": "IMP1", "building": "B", "name": "b", "region": "540102", "structure": "STEEL", "startedOn": "2026-03-31",
                  "floorAreaM2": 3000, "lens": "DESIGN",
                  "before": {"ruleSet": "cn-gbt-51129-2017", "percent": 46.00, "qualifies": false, "incomplete": false},
                  "after": {"ruleSet": "cn-gbt-51129-draft", "percent": 56.00, "qualifies": true, "incomplete": false}}]"""));
        given().get(impact("/buildings?region=54&limit=2&cursor="
                        + page.get("next").asText()))
                .then()
                .body("items.project", contains("IMP1", "IMP2"))
                .body("items.building", contains("C", "A"))
                .body("items.reason", contains(null, "NO_RULE_SET"));
    }

    @Test
    void comparesWithARuleSetThatIsNamed() {
        given().get(impact("?region=54&against=cn-js-three-boards-2017"))
                .then()
                .body("against", equalTo("cn-js-three-boards-2017"))
                .body("compared", equalTo(0))
                .body("before.meanPercent", nullValue())
                .body("notCompared.reason", contains("NOT_COMPUTED_BEFORE"))
                .body("notCompared.buildings", contains(5));
        given().get(impact("/buildings?region=54&against=cn-js-three-boards-2017&limit=1"))
                .then()
                .body("items[0].before.missing", equalTo("boards: slabArea, stairArea are not declared"));
        given().get(impact("?region=54&against=cn-gbt-51129-2017"))
                .then()
                .body("compared", equalTo(5))
                .body("gradeChanges.buildings", contains(2));
        given().get(impact("?region=54&lens=ACCEPTED"))
                .then()
                .body("notCompared.reason", contains("NO_RULE_SET", "NOT_COMPLETED"))
                .body("notCompared.buildings", contains(1, 4));
    }

    @Test
    void answersWorkbooks() throws IOException {
        Map<String, String> figures = new LinkedHashMap<>();
        for (Row row : sheet(impact("/export?region=54"))) {
            figures.put(cell(row, 0), cell(row, 1) + " | " + cell(row, 2));
        }
        assertThat(figures)
                .containsEntry("指标 / Figure", "现行 / Before | 草案 / After")
                .containsEntry("达标 / qualify", "1 | 3")
                .containsEntry("达标面积 / floor area that qualifies (m2)", "1000.5 | 4200.5")
                .containsEntry("等级变化 / grade change: A > —", " | 1")
                .containsEntry("40% – 50%", "3 | 1");
        Map<String, String> buildings = new LinkedHashMap<>();
        for (Row row : sheet(impact("/buildings/export?region=54"))) {
            buildings.put(
                    cell(row, 0) + " " + cell(row, 1),
                    cell(row, 8) + " | " + cell(row, 9) + " | " + cell(row, 13) + " | " + cell(row, 14));
        }
        assertThat(buildings)
                .hasSize(6)
                .containsEntry("IMP1 B", "46 | 56 | 是 / yes | ")
                .containsEntry("IMP2 A", " | 66 | 是 / yes | 无适用规则 / NO_RULE_SET");
    }

    @Test
    void refusesQuestionsThatCannotBeAnswered() {
        given().get(impact("")).then().statusCode(422).body("errors.parameter", contains("region"));
        given().get(impact("?region=99")).then().statusCode(422);
        given().get(impact("?region=54&against=nope"))
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("against"));
        given().get(impact("?region=54&lens=PRODUCED")).then().statusCode(422);
        given().get(impact("/buildings/export?region=99")).then().statusCode(422);
        given().get(API + "/rule-sets/drafts/nope/impact?region=54").then().statusCode(404);
    }

    @Test
    void leavesSharesAndRatingsAsTheyAre() {
        String share = API + "/regions/54/share?year=2026";
        JsonNode before = read(share);
        read(impact("?region=54"));
        JsonNode after = read(share);
        ((ObjectNode) before).remove("asOf");
        ((ObjectNode) after).remove("asOf");
        assertThat(after).isEqualTo(before);
        assertThat(after.at("/tracked/prefabBuildings").intValue()).isEqualTo(1);
    }

    private static Iterable<Row> sheet(String href) throws IOException {
        byte[] workbook = given().get(href).then().statusCode(200).extract().asByteArray();
        return new XSSFWorkbook(new ByteArrayInputStream(workbook)).getSheetAt(0);
    }

    private static String cell(Row row, int column) {
        return row.getCell(column) == null ? "" : new DataFormatter().formatCellValue(row.getCell(column));
    }
}
