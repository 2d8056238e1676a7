package org.prefabtracker.requirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.requirement.SlabProject.ratio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.workbook.WorkbookFile;

@DatabaseTest
class ComplianceResourceTest {

    @Inject
    Jdbi jdbi;

    private final SlabProject project = new SlabProject();

    @Test
    void tellsWhetherItIsMetByHowMuchUnderEveryLensAndTheTrend() {
        project.slabs(8);
        project.produced("S-1", "2026-02-27T08:00:00+08:00");
        project.produced("S-2", "2026-04-02T08:00:00+08:00");
        project.demand("LC-1", ratio(70), ", \"lens\": \"PRODUCED\", \"deadline\": \"2026-12-31\"");

        JsonNode answer = project.compliance("asOf=2026-04-15&trend=2");
        ((ObjectNode) answer.at("/items/0/requirement")).remove("recordedAt");
        assertThat(answer).isEqualTo(json("""
                {"project": "%1$s", "asOf": "2026-04-15T23:59:59.999999+08:00", "items": [{
                   "requirement": {"code": "LC-1", "ruleSet": "cn-gbt-51129-2017",
                     "measure": {"kind": "ITEM_RATIO", "item": "q1b", "atLeast": 70}, "source": {"document": "宁地合〔2024〕118号"},
                     "lens": "PRODUCED", "deadline": "2026-12-31", "version": 1, "recordedBy": "operator"},
                   "state": "PENDING", "met": false, "buildings": [{
                     "building": "B", "state": "PENDING",
                     "lens": "PRODUCED", "kind": "PROGRESS", "value": 20, "by": -50, "met": false, "data": "COMPLETE",
                     "rating": "%2$s?lens=PRODUCED&asOf=2026-04-15T15%%3A59%%3A59.999999Z",
                     "evidence": "%2$s/items/q1b/components?lens=PRODUCED&asOf=2026-04-15T15%%3A59%%3A59.999999Z",
                     "lenses": [
                       {"lens": "DESIGN", "kind": "PRE_EVALUATION", "value": 80, "by": 10, "met": true, "data": "COMPLETE",
                        "rating": "%2$s?lens=DESIGN&asOf=2026-04-15T15%%3A59%%3A59.999999Z"},
                       {"lens": "PRODUCED", "kind": "PROGRESS", "value": 20, "by": -50, "met": false, "data": "COMPLETE",
                        "rating": "%2$s?lens=PRODUCED&asOf=2026-04-15T15%%3A59%%3A59.999999Z"},
                       {"lens": "DELIVERED", "kind": "PROGRESS", "value": 0, "by": -70, "met": false, "data": "COMPLETE",
                        "rating": "%2$s?lens=DELIVERED&asOf=2026-04-15T15%%3A59%%3A59.999999Z"},
                       {"lens": "INSTALLED", "kind": "PROGRESS", "value": 0, "by": -70, "met": false, "data": "COMPLETE",
                        "rating": "%2$s?lens=INSTALLED&asOf=2026-04-15T15%%3A59%%3A59.999999Z"},
                       {"lens": "ACCEPTED", "kind": "PROGRESS", "value": 0, "by": -70, "met": false, "data": "COMPLETE",
                        "rating": "%2$s?lens=ACCEPTED&asOf=2026-04-15T15%%3A59%%3A59.999999Z"}],
                     "trend": [
                       {"asOf": "2026-02-28T23:59:59.999999+08:00", "lens": "PRODUCED", "kind": "PROGRESS", "value": 10, "by": -60,
                        "met": false, "data": "COMPLETE", "rating": "%2$s?lens=PRODUCED&asOf=2026-02-28T15%%3A59%%3A59.999999Z"},
                       {"asOf": "2026-03-31T23:59:59.999999+08:00", "lens": "PRODUCED", "kind": "PROGRESS", "value": 10, "by": -60,
                        "met": false, "data": "COMPLETE", "rating": "%2$s?lens=PRODUCED&asOf=2026-03-31T15%%3A59%%3A59.999999Z"}]}]}],
                 "next": null}""".formatted(
                        project.code(), project.href() + "/buildings/B/ratings/cn-gbt-51129-2017")));
        JsonNode counting = read(answer.at("/items/0/buildings/0/evidence").asText());
        assertThat(each(counting.get("items"), "/code")).isEqualTo(List.of("S-1", "S-2"));
    }

    @Test
    void comesInPages() {
        project.slabs(8);
        for (int i = 1; i <= 5; i++) {
            project.demand("LC-" + i, ratio(i * 20), ", \"lens\": \"DESIGN\"");
        }
        JsonNode first = project.compliance("trend=0&limit=3");
        assertThat(each(first.get("items"), "/state")).containsExactly("MET", "MET", "MET");
        given().get(project.href() + "/compliance?trend=0&limit=3&cursor="
                        + first.get("next").asText())
                .then()
                .body("items.requirement.code", contains("LC-4", "LC-5"))
                .body("items.state", contains("MET", "NOT_MET"))
                .body("next", nullValue());
    }

    @Test
    void limitsTheNumberOfPairsInAnAnswer() {
        project.slabs(1);
        project.demand("LC-0", ratio(50), "");
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        insert into requirement (project_id, code, version, content, valid_from, recorded_at, recorded_by)
                        select r.project_id, 'LC-' || i, 1, r.content, now(), now(), r.recorded_by
                        from requirement r join project p on p.id = r.project_id and p.code = :project
                        cross join generate_series(1, 10000) as i""").bind("project", project.code()).execute());
        given().get(project.href() + "/compliance/export")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("building"))
                .body("errors[0].code", equalTo("OUT_OF_RANGE"));
        assertThat(project.compliance("trend=0&limit=1000").get("items")).hasSize(1000);
    }

    @Test
    void exportsAWorkbook() throws IOException {
        project.slabs(8).building("C", CONCRETE);
        project.produced("S-1", "2026-02-27");
        project.demand(
                "LC-1",
                ratio(70),
                ", \"lens\": \"PRODUCED\", \"building\": \"B\", \"deadline\": \"2026-03-31\", \"note\": \"=1+1\"");
        project.demand("LC-2", "{\"kind\": \"PERCENT\", \"atLeast\": 20}", ", \"lens\": \"DESIGN\"");
        byte[] file = given().get(project.href() + "/compliance/export?asOf=2026-04-15&trend=1")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"compliance.xlsx\"")
                .extract()
                .asByteArray();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            List<String> lines = List.of(WorkbookFile.shown(workbook).split("\n"));
            assertThat(lines.get(1))
                    .startsWith(
                            "规划条件编号 / Requirement|单体建筑 / Building|依据文件 / Source|条款 / Article|评价规则 / Rule set|要求 / Demanded|")
                    .contains("|2026-03 月末 % / end of 2026-03 %|");
            assertThat(lines.get(2))
                    .startsWith(
                            "LC-1|B|宁地合〔2024〕118号||cn-gbt-51129-2017|比例 / ratio q1b ≥ 70 %|已生产 / PRODUCED|2026-03-31|"
                                    + "逾期 / OVERDUE|否 / no|10|-60||完整 / COMPLETE|||80|10|0|0|0|10|")
                    .endsWith("|=1+1");
            assertThat(lines.get(3))
                    .startsWith(
                            "LC-2|B|宁地合〔2024〕118号||cn-gbt-51129-2017|装配率 / percent ≥ 20 %|设计 / DESIGN||满足 / MET|是 / yes|20|0||有缺项 / MISSING|")
                    .contains("未申报竖向构件混凝土总体积 / verticalConcreteVolume is not declared; ");
            assertThat(lines.get(4)).startsWith("LC-2|C|").contains("未到期 / PENDING|否 / no|0|-20|");
            assertThat(lines).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trend=-1",
                "trend=37",
                "trend=1.5",
                "trend=many",
                "limit=0",
                "cursor=%00",
                "asOf=20026-01-01T00:00:00Z",
                "knownAt=yesterday",
                "asOf=2199-01-01"
            })
    void refusesWhatCannotBeAsked(String query) {
        project.slabs(1);
        for (String call : List.of("/compliance?", "/compliance/export?")) {
            if (call.endsWith("export?")
                    && !query.startsWith("trend")
                    && !query.contains("At")
                    && !query.contains("asOf")) {
                continue;
            }
            given().urlEncodingEnabled(false)
                    .get(project.href() + call + query)
                    .then()
                    .statusCode(422)
                    .body("errors[0].parameter", equalTo(query.substring(0, query.indexOf('='))));
        }
        given().get(project.href() + "/compliance?building=X").then().statusCode(422);
        given().get(project.href() + "/compliance/export?building=X").then().statusCode(422);
    }
}
