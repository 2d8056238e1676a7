package org.prefabtracker.plausibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.plausibility.Site.HELD;
import static org.prefabtracker.plausibility.Site.NOTHING;

import io.restassured.path.json.JsonPath;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class FindingResourceTest {

    /** A project with a finding of five kinds, in two buildings. */
    private static Site withManyFindings(String code) {
        Site site = new Site(code).building("2#", "\"storeys\": 3");
        site.bill("1#", "1-3", "PF-SLAB", "YB", 4).bill("1#", "5-7", "PF-SLAB", "YB", 4);
        site.bill("2#", "1", "PF-WALL", "W1", "W2", "W3", "W4").takeOff("2#", "\"verticalConcreteVolume\": 5");
        site.made("W1", "F1", "{\"batch\": \"B\", \"concreteVolumeM3\": 1}", code);
        site.made("W2", "F1", null, code)
                .made("W3", "F2", null, code)
                .installed("W1")
                .installed("W2");
        for (int i = 1; i <= 3; i++) {
            String component = "W" + i;
            site.report(component, "HOLD \"number\": \"N-" + i + "\", \"reason\": \"r\"");
        }
        site.send(List.of(Site.row(site.id(901), "W1", "HOLD", "2026-05-01T01:00:00+08:00", HELD)));
        return site;
    }

    @Test
    void givesFindingsOfAllKindsPageByPageInOneOrder() {
        Site site = withManyFindings("PF-PAGES");
        List<String> all = JsonPath.from(site.get("")).getList("items.message");
        assertThat(JsonPath.from(site.get("")).getList("items.kind"))
                .containsExactly(
                        "MORE_THAN_TOTAL",
                        "CAST_BELOW_PIECES",
                        "SAME_CERTIFICATE",
                        "INSTALLED_MORE_THAN_CAST",
                        "PASSED_WITHOUT_CASTING",
                        "PASSED_WITHOUT_CASTING",
                        "LATE_HOLD",
                        "THIN_STOREY");
        List<String> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = JsonPath.from(site.get("?limit=1&cursor=" + next));
            assertThat(page.getList("items")).hasSize(1);
            paged.addAll(page.getList("items.message"));
            next = page.getString("next");
        }
        assertThat(paged).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "?kind=late_hold, LATE_HOLD",
        "?severity=ERROR, MORE_THAN_TOTAL CAST_BELOW_PIECES",
        "?severity=WARNING&building=2%23, SAME_CERTIFICATE INSTALLED_MORE_THAN_CAST PASSED_WITHOUT_CASTING PASSED_WITHOUT_CASTING LATE_HOLD",
        "?building=1%23, THIN_STOREY",
        "?severity=ERROR&kind=THIN_STOREY, ''"
    })
    void filtersByKindSeverityAndBuilding(String query, String kinds) {
        String code = "PF-F" + Integer.toHexString(query.hashCode());
        assertThat(String.join(
                        " ", JsonPath.from(withManyFindings(code).get(query)).<String>getList("items.kind")))
                .isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource({
        "PF-BAD, ?kind=NONE, 422",
        "PF-BAD, ?building=3%23, 422",
        "PF-BAD, ?severity=BAD, 422",
        "PF-BAD, ?limit=0, 422",
        "PF-BAD, ?cursor=eA, 422",
        "PF-BAD, ?cursor=TEFURV9IT0xEIHg, 422",
        "PF-BAD, ?cursor=TEFURV9IT0xEIDk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5, 422",
        "PF-BAD, /export?kind=NONE, 422",
        "PF-NONE, '', 404",
        "PF-NONE, /export, 404"
    })
    void answersWhatIsAskedWronglyWithAProblem(String project, String query, int status) {
        if (!project.equals("PF-NONE")) {
            new Site(project);
        }
        given().urlEncodingEnabled(false)
                .get("/api/v1/projects/" + project + "/findings" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void exportsFindingsAsAWorkbook() throws Exception {
        Site site = withManyFindings("PF-XLSX");
        List<String> cells = new ArrayList<>();
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(given().get("/api/v1/projects/PF-XLSX/findings/export?kind=CAST_BELOW_PIECES")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asInputStream())) {
            workbook.getSheetAt(0).getRow(1).forEach(cell -> cells.add(cell.toString()));
        }
        JsonPath finding = JsonPath.from(site.get("?kind=CAST_BELOW_PIECES"));
        assertThat(cells)
                .containsExactly(
                        "错误 / ERROR",
                        "浇筑量不足 / CAST_BELOW_PIECES",
                        "2#",
                        "B",
                        "1.5",
                        "1.0",
                        "m3",
                        "F1 的浇筑批 B 混凝土为 1 m³，少于该批构件所含的 1.5 m³"
                                + " / lot B of F1 is of 1 m3 of concrete; the pieces cast in it hold 1.5 m3",
                        OffsetDateTime.parse(finding.getString("items[0].since"))
                                .toString(),
                        "1.0",
                        "",
                        "/api/v1/projects/PF-XLSX/components/W1/events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]",
                "\"text\"",
                "{\"batch\": {\"deep\": [1]}, \"concreteVolumeM3\": \"2.9\", \"serial\": {\"a\": 1}}",
                "{\"batch\": 17, \"concreteVolumeM3\": -3, \"serial\": null}",
                "{\"batch\": \"B\", \"concreteVolumeM3\": 1e300, \"serial\": \"\"}",
                "{\"batch\": \"\", \"concreteVolumeM3\": 0, \"serial\": \"   \"}",
                "{\"nested\": {\"serial\": \"SN\", \"batch\": \"B\"}}"
            })
    void takesWhateverRecordsSay(String records) {
        String code = "PF-H" + Integer.toHexString(records.hashCode());
        Site site = new Site(code).bill("1#", "1", "PF-WALL", "W1").made("W1", "F1", records, code);
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void refusesANumberInRecordsThatCannotBeKept() {
        Site site = new Site("PF-HUGE").bill("1#", "1", "PF-WALL", "W1").report("W1", "RELEASE \"factory\": \"F1\"");
        site.attempt(List.of(Site.row(
                        site.id(900),
                        "W1",
                        "STEP",
                        "2026-05-02",
                        "\"step\": \"CAST\", \"records\": {\"concreteVolumeM3\": 1e200000}")))
                .statusCode(422);
    }

    @Test
    void takesRecordsOfAnyLength() {
        Site site = new Site("PF-LONG").bill("1#", "1", "PF-WALL", "W1");
        String records = "{\"batch\": \"" + "批".repeat(9_000) + "\", \"serial\": \"" + "ﷺ".repeat(9_000) + "\"}";
        site.made("W1", "F1", records, "ﷺ".repeat(100));
        assertThat(site.found("")).isEqualTo(NOTHING);
    }
}
