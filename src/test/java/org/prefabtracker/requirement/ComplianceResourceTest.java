package org.prefabtracker.requirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.workbook.WorkbookFile;

/** Slabs of 10 m2 each on a plan area of 100: a slab that counts is 10 percent of q1b, and the eighth brings 20 points. */
@DatabaseTest
class ComplianceResourceTest {

    private static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";

    @Inject
    Jdbi jdbi;

    private final String project = "CMP-" + UUID.randomUUID().toString().substring(0, 8);
    private final String href = "/api/v1/projects/" + project;

    private RatedBuilding slabs(int count) {
        RatedBuilding building = new RatedBuilding(project, CONCRETE + ", \"startedOn\": \"2026-01-05\"")
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}");
        for (int i = 1; i <= count; i++) {
            building.component("S-" + i, "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}");
        }
        return building.built();
    }

    private void report(String component, String type, String occurredAt, String more) {
        operator().store(href + "/events?atomic=true", """
                {"events": [{"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "%s"%s}]}""".formatted(
                        UUID.randomUUID(), component, type, occurredAt, more));
    }

    private void produced(String component, String passedAt) {
        report(component, "RELEASE", "2026-01-20", ", \"factory\": \"F1\"");
        report(component, "QC_PASS", passedAt, ", \"inspector\": \"Wu\", \"certificate\": \"C\"");
    }

    private void demand(String code, String measure, String more) {
        operator().store(href + "/requirements", """
                {"code": "%s", "ruleSet": "cn-gbt-51129-2017", "measure": %s, "source": {"document": "宁地合〔2024〕118号"}%s}""".formatted(code, measure, more));
    }

    private JsonNode compliance(String query) {
        return read(href + "/compliance?" + query);
    }

    private static String ratio(int atLeast) {
        return "{\"kind\": \"ITEM_RATIO\", \"item\": \"q1b\", \"atLeast\": " + atLeast + "}";
    }

    @Test
    void tellsWhetherItIsMetByHowMuchUnderEveryLensAndTheTrend() {
        slabs(8);
        produced("S-1", "2026-02-27T08:00:00+08:00");
        produced("S-2", "2026-04-02T08:00:00+08:00");
        demand("LC-1", ratio(70), ", \"lens\": \"PRODUCED\", \"deadline\": \"2026-12-31\"");

        JsonNode answer = compliance("asOf=2026-04-15&trend=2");
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
                 "next": null}""".formatted(project, href + "/buildings/B/ratings/cn-gbt-51129-2017")));
        JsonNode counting = read(answer.at("/items/0/buildings/0/evidence").asText());
        assertThat(each(counting.get("items"), "/code")).isEqualTo(List.of("S-1", "S-2"));
    }

    /** Late reports, events known to the day, an exchange, holds and a lot: whatever a rating as of a moment has to settle. */
    @Test
    void agreesPointByPointWithTheRatingsAsOfThoseMoments() {
        RatedBuilding building = slabs(6);
        building.component("L-1", "R-SLAB", "\"count\": 7, \"quantities\": {\"planAreaM2\": 33.333}")
                .built();
        produced("S-1", "2026-01-31");
        produced("S-2", "2026-02-28T23:59:00+08:00");
        report("S-3", "RELEASE", "2026-02-01", ", \"factory\": \"F1\"");
        produced("S-4", "2026-03-01T00:00:00+08:00");
        report("S-3", "EXCHANGE", "2026-03-10", ", \"with\": \"S-4\"");
        produced("L-1", "2026-02-14");
        for (String component : List.of("S-1", "L-1")) {
            report(component, "SHIP", "2026-03-02", ", \"shipment\": \"S\"");
            report(component, "RECEIVE", "2026-03-03", "");
            report(component, "INSTALL", "2026-03-31", component.equals("L-1") ? ", \"netQuantity\": 3" : "");
            report(component, "CONNECT", "2026-04-01", ", \"joint\": \"POST_CAST\"");
            report(component, "ACCEPT", "2026-04-30", ", \"inspector\": \"Li\"");
        }
        report("S-1", "HOLD", "2026-05-20T09:00:00+08:00", ", \"number\": \"H-1\", \"reason\": \"crack\"");
        for (String lens : List.of("DESIGN", "PRODUCED", "DELIVERED", "INSTALLED", "ACCEPTED")) {
            demand("R-" + lens, ratio(50), ", \"lens\": \"" + lens + "\"");
            demand("P-" + lens, "{\"kind\": \"PERCENT\", \"atLeast\": 50}", ", \"lens\": \"" + lens + "\"");
        }
        for (String moment :
                List.of("asOf=2026-06-10&trend=6", "trend=12", "asOf=2026-06-10&trend=3&knownAt=" + Instant.now())) {
            List<String> values = new ArrayList<>();
            for (JsonNode item : compliance(moment).get("items")) {
                JsonNode told = item.at("/buildings/0");
                boolean percent = item.at("/requirement/measure/kind").asText().equals("PERCENT");
                List<JsonNode> points = new ArrayList<>();
                told.get("lenses").forEach(points::add);
                told.get("trend").forEach(points::add);
                for (JsonNode point : points) {
                    JsonNode rating = read(point.get("rating").asText());
                    assertThat(told(point.get("value")))
                            .isEqualTo(told(rating.at(percent ? "/result/percent" : "/groups/0/items/1/ratioPercent")));
                    assertThat(point.get("kind")).isEqualTo(rating.get("kind"));
                    assertThat(point.get("lens")).isEqualTo(rating.get("lens"));
                    if (point.has("asOf")) {
                        assertThat(point.get("asOf")).isEqualTo(rating.get("asOf"));
                    }
                }
                values.add(item.at("/requirement/code").asText() + " " + each(told.get("trend"), "/value"));
            }
            assertThat(values).hasSize(10);
            if (moment.equals("asOf=2026-06-10&trend=6")) {
                // at the ends of December to May; 3 of 7 times 33.333 are 14.2855…
                assertThat(values)
                        .contains(
                                "R-DESIGN [93.333, 93.333, 93.333, 93.333, 93.333, 93.333]",
                                "R-PRODUCED [0, 10, 53.333, 63.333, 63.333, 63.333]",
                                "R-DELIVERED [0, 0, 0, 43.333, 43.333, 43.333]",
                                "R-INSTALLED [0, 0, 0, 24.2855, 24.2855, 24.2855]",
                                "R-ACCEPTED [0, 0, 0, 0, 24.2855, 14.2855]");
            }
        }
    }

    @Test
    void goesBackSixEndsOfMonthsUnlessSaid() {
        slabs(1);
        demand("LC-1", ratio(50), "");
        YearMonth month = YearMonth.from(LocalDate.now(ZoneId.of("Asia/Shanghai")));
        JsonNode trend = compliance("limit=1").at("/items/0/buildings/0/trend");
        assertThat(each(trend, "/asOf")).hasSize(6).last().asString().startsWith(month.minusMonths(1) + "-");
        assertThat(compliance("trend=0").at("/items/0/buildings/0").has("trend"))
                .isFalse();
        assertThat(compliance("trend=36").at("/items/0/buildings/0/trend")).hasSize(36);
    }

    private List<String> states(String query) {
        List<String> states = new ArrayList<>();
        for (JsonNode item : compliance("trend=0&" + query).get("items")) {
            List<String> buildings = new ArrayList<>();
            item.get("buildings")
                    .forEach(building -> buildings.add(building.get("building").asText() + " "
                            + building.get("state").asText()));
            states.add(item.at("/requirement/code").asText() + " "
                    + item.get("state").asText() + " " + item.path("met").asText() + " "
                    + String.join(", ", buildings));
        }
        return states;
    }

    @Test
    void isDueByStartCompletionAndDeadline() {
        slabs(8).building("C", CONCRETE + ", \"startedOn\": \"2026-03-01\", \"completionAcceptedOn\": \"2026-06-30\"")
                .building("D", CONCRETE);
        demand("1-DESIGN", ratio(80), ", \"lens\": \"DESIGN\", \"building\": \"B\"");
        demand("2-DESIGN", ratio(90), ", \"lens\": \"DESIGN\"");
        demand("3-ACCEPTED", ratio(50), "");
        demand("4-INSTALLED", ratio(50), ", \"lens\": \"INSTALLED\", \"deadline\": \"2026-05-31\"");

        assertThat(states("asOf=2026-02-28"))
                .containsExactly(
                        "1-DESIGN MET true B MET",
                        "2-DESIGN NOT_MET false B NOT_MET, C PENDING, D PENDING",
                        "3-ACCEPTED PENDING false B PENDING, C PENDING, D PENDING",
                        "4-INSTALLED PENDING false B PENDING, C PENDING, D PENDING");
        assertThat(states("asOf=2026-05-31").get(3))
                .isEqualTo("4-INSTALLED PENDING false B PENDING, C PENDING, D PENDING");
        assertThat(states("asOf=2026-06-30&building=C"))
                .containsExactly(
                        "2-DESIGN NOT_MET false C NOT_MET",
                        "3-ACCEPTED NOT_MET false C NOT_MET",
                        "4-INSTALLED OVERDUE false C OVERDUE");
        assertThat(states("asOf=2026-06-30").get(2))
                .isEqualTo("3-ACCEPTED NOT_MET false B PENDING, C NOT_MET, D PENDING");
    }

    @Test
    void tellsMissingAndAbsentAndImpossibleDataFromWhatIsTooLow() {
        slabs(12).takeOff("AS_BUILT", "{\"measures\": {}, \"absent\": [\"partition\"]}");
        demand("1", ratio(50), ", \"lens\": \"DESIGN\"");
        demand("2", "{\"kind\": \"ITEM_RATIO\", \"item\": \"q3a\", \"atLeast\": 50}", ", \"lens\": \"DESIGN\"");
        demand("3", "{\"kind\": \"PERCENT\", \"atLeast\": 50}", ", \"lens\": \"ACCEPTED\"");
        demand("4", "{\"kind\": \"PERCENT\", \"atLeast\": 50}", ", \"lens\": \"DESIGN\"");
        operator().store(href + "/requirements", """
                {"code": "5", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "ITEM_RATIO", "item": "q2c", "atLeast": 50},
                 "lens": "DESIGN", "source": {"document": "d"}}""");
        List<String> told = new ArrayList<>();
        for (JsonNode item : compliance("trend=0").get("items")) {
            JsonNode building = item.at("/buildings/0");
            told.add(item.at("/requirement/code").asText() + " "
                    + building.get("state").asText() + " "
                    + building.path("met").asText() + " " + building.get("data").asText() + " "
                    + building.path("value").asText() + " "
                    + building.path("lacks").size() + " "
                    + building.at("/lacks/0/item").asText() + " "
                    + building.at("/lacks/0/message").asText());
        }
        assertThat(told)
                .containsExactly(
                        "1 NOT_MET false INVALID  1 q1b more counts than there is",
                        "2 NOT_MET false MISSING  1 q3a no component in the bill, and dryFloorArea not declared",
                        "3 PENDING false MISSING 0 8 q1a verticalConcreteVolume is not declared",
                        "4 NOT_MET false INVALID 0 11 q1a verticalConcreteVolume is not declared",
                        "5 NOT_MET false MISSING  1 q2c partitionArea is not declared");
        JsonNode accepted = compliance("trend=0").at("/items/4/buildings/0/lenses/4");
        assertThat(accepted.get("data").asText()).isEqualTo("NOT_APPLICABLE");
        assertThat(accepted.has("met")).isFalse();
    }

    @Test
    void leavesOutTheBuildingsThatHaveNoSuchThing() {
        slabs(1).building("C", CONCRETE);
        given().contentType(ContentType.JSON)
                .body("{\"measures\": {\"kitchenArea\": 50, \"kitchenDryArea\": 45}}")
                .put(href + "/buildings/C/take-off?phase=DESIGN")
                .then()
                .statusCode(201);
        demand("LC-1", "{\"kind\": \"ITEM_RATIO\", \"item\": \"q3b\", \"atLeast\": 70}", ", \"lens\": \"DESIGN\"");
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"measures\": {\"planArea\": 100}, \"absent\": [\"kitchen\"]}")
                .put(href + "/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(200);
        assertThat(states("limit=9")).containsExactly("LC-1 MET true B NOT_APPLICABLE, C MET");
        assertThat(states("building=B")).containsExactly("LC-1 NOT_APPLICABLE  B NOT_APPLICABLE");
    }

    @Test
    void saysOfAGradeWhatPercentIsMissingAndWhatElseStandsInItsWay() {
        slabs(8);
        demand("LC-1", "{\"kind\": \"GRADE\", \"atLeast\": \"A\"}", ", \"lens\": \"DESIGN\"");
        JsonNode building = compliance("trend=1").at("/items/0/buildings/0");
        assertThat(told(building.get("value"))).isEqualTo("20");
        assertThat(told(building.get("by"))).isEqualTo("-40");
        assertThat(building.get("met").asBoolean()).isFalse();
        assertThat(each(building.get("unmet"), "/id")).containsExactly("envelope", "fullDecoration", "percent", "q1a");
        // of progress no grade is told
        assertThat(building.at("/lenses/3/lens").asText()).isEqualTo("INSTALLED");
        assertThat(told(building.at("/lenses/3/by"))).isEqualTo("-60");
        assertThat(building.at("/lenses/3").has("met")).isFalse();
    }

    @Test
    void knowsRequirementsOnlyFromWhenTheyWereRegistered() throws InterruptedException {
        slabs(8);
        Thread.sleep(5);
        Instant before = Instant.now();
        Thread.sleep(5);
        demand("LC-1", ratio(70), ", \"lens\": \"DESIGN\"");
        Thread.sleep(5);
        Instant first = Instant.now();
        Thread.sleep(5);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"reason\": \"gone\"}")
                .post(href + "/requirements/LC-1/withdraw")
                .then()
                .statusCode(200);
        assertThat(states("knownAt=" + before)).isEmpty();
        assertThat(states("knownAt=" + first)).containsExactly("LC-1 MET true B MET");
        assertThat(states("limit=9")).isEmpty();
        given().get(href + "/compliance?building=B&knownAt=2020-01-01")
                .then()
                .statusCode(422)
                .body("errors[0].message", equalTo("the building was not registered then"));
        given().get(href + "/compliance?knownAt=2020-01-01")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void waitsForBuildings() {
        new RatedBuilding(project + "-X", CONCRETE);
        given().contentType(ContentType.JSON)
                .body("{\"code\": \"%s\", \"name\": \"n\", \"regionCode\": \"320115\"}".formatted(project))
                .post("/api/v1/projects")
                .then()
                .statusCode(201);
        demand("LC-1", ratio(70), "");
        demand("LC-2", ratio(70), ", \"deadline\": \"2026-03-01\"");
        assertThat(states("asOf=2026-04-01")).containsExactly("LC-1 PENDING false ", "LC-2 OVERDUE false ");
    }

    @Test
    void comesInPages() {
        slabs(8);
        for (int i = 1; i <= 5; i++) {
            demand("LC-" + i, ratio(i * 20), ", \"lens\": \"DESIGN\"");
        }
        JsonNode first = compliance("trend=0&limit=3");
        assertThat(each(first.get("items"), "/state")).containsExactly("MET", "MET", "MET");
        given().get(href + "/compliance?trend=0&limit=3&cursor="
                        + first.get("next").asText())
                .then()
                .body("items.requirement.code", contains("LC-4", "LC-5"))
                .body("items.state", contains("MET", "NOT_MET"))
                .body("next", nullValue());
    }

    @Test
    void isNotMetByARuleSetThatIsGone() {
        slabs(8);
        demand("LC-1", ratio(50), ", \"lens\": \"DESIGN\"");
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        insert into requirement (project_id, code, version, content, valid_from, recorded_at, recorded_by)
                        select r.project_id, r.code, 2, replace(r.content::text, 'cn-gbt-51129-2017', 'cn-gone')::jsonb, now(), now(),
                          r.recorded_by
                        from requirement r join project p on p.id = r.project_id and p.code = :project""").bind("project", project).execute());
        assertThat(compliance("trend=2").at("/items/0/buildings/0")).isEqualTo(json("""
                {"building": "B", "state": "NOT_MET", "lens": "DESIGN", "met": false, "data": "NO_RULE_SET"}"""));
        given().get(href + "/compliance/export").then().statusCode(200);
    }

    @Test
    void tellsOfSoManyPairsAtOnceAndNoMore() {
        slabs(1);
        demand("LC-0", ratio(50), "");
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        insert into requirement (project_id, code, version, content, valid_from, recorded_at, recorded_by)
                        select r.project_id, 'LC-' || i, 1, r.content, now(), now(), r.recorded_by
                        from requirement r join project p on p.id = r.project_id and p.code = :project
                        cross join generate_series(1, 10000) as i""").bind("project", project).execute());
        given().get(href + "/compliance/export")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("building"))
                .body("errors[0].code", equalTo("OUT_OF_RANGE"));
        assertThat(compliance("trend=0&limit=1000").get("items")).hasSize(1000);
    }

    @Test
    void exportsAWorkbook() throws IOException {
        slabs(8).building("C", CONCRETE);
        produced("S-1", "2026-02-27");
        demand(
                "LC-1",
                ratio(70),
                ", \"lens\": \"PRODUCED\", \"building\": \"B\", \"deadline\": \"2026-03-31\", \"note\": \"=1+1\"");
        demand("LC-2", "{\"kind\": \"PERCENT\", \"atLeast\": 20}", ", \"lens\": \"DESIGN\"");
        byte[] file = given().get(href + "/compliance/export?asOf=2026-04-15&trend=1")
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
        slabs(1);
        for (String call : List.of("/compliance?", "/compliance/export?")) {
            if (call.endsWith("export?")
                    && !query.startsWith("trend")
                    && !query.contains("At")
                    && !query.contains("asOf")) {
                continue;
            }
            given().urlEncodingEnabled(false)
                    .get(href + call + query)
                    .then()
                    .statusCode(422)
                    .body("errors[0].parameter", equalTo(query.substring(0, query.indexOf('='))));
        }
        given().get(href + "/compliance?building=X").then().statusCode(404);
        given().get(href + "/compliance/export?building=X").then().statusCode(404);
    }
}
