package org.prefabtracker.plausibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;

/** The projects of a region at risk: requirements missed, findings by kind. No other test has projects in the city 3211. */
@DatabaseTest
class RiskResourceTest {

    private static final String CITY = "/api/v1/regions/3211/risks";

    @Inject
    Jdbi jdbi;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String missing = "RISK-A-" + id;
    private final String clean = "RISK-B-" + id;
    private final String thin = "RISK-C-" + id;
    private final String divided = "RISK-D-" + id;

    @BeforeEach
    void register() {
        operator().store("/api/v1/specs", """
                {"code": "RISK-WALL", "name": "墙", "category": "SHEAR_WALL", "material": "CONCRETE",
                 "quantities": {"concreteVolumeM3": 1.5}}""");
        project(missing, "321102");
        building(missing, "1#", "");
        walls(missing, "1#", 10, 10);
        takeOff(missing, "1#", "\"verticalConcreteVolume\": 1000");
        operator().store("/api/v1/projects/" + missing + "/requirements", """
                {"code": "R-1", "ruleSet": "cn-gbt-51129-2017", "lens": "DESIGN", "measure": {"kind": "PERCENT", "atLeast": 50},
                 "source": {"document": "土地出让合同"}}""");
        operator().store("/api/v1/projects/" + missing + "/requirements", """
                {"code": "R-2", "ruleSet": "cn-gbt-51129-2017", "lens": "INSTALLED", "source": {"document": "土地出让合同"},
                 "measure": {"kind": "ITEM_RATIO", "item": "q1a", "atLeast": 10}, "deadline": "2026-01-31"}""");
        project(clean, "321102");
        building(clean, "1#", "");
        project(thin, "321181");
        building(thin, "1#", "");
        walls(thin, "1#", 10, 2);
        // a project of another city with one building here, which has one finding of the two of the project
        project(divided, "320902");
        building(divided, "1#", ", \"regionCode\": \"321102\"");
        building(divided, "2#", "");
        walls(divided, "1#", 10, 2);
        walls(divided, "2#", 10, 2);
    }

    @Test
    void aProjectAtRiskSaysWhatItMissesByHowMuchAndItsFindingsByKind() {
        JsonPath answer =
                operator().get(CITY + "?limit=1000").statusCode(200).extract().jsonPath();
        assertThat(answer.<String>getList("items.project"))
                .contains(missing, thin, divided)
                .doesNotContain(clean)
                .isSorted();
        String ofMissing = "items.find { it.project == '" + missing + "' }.";
        assertThat(answer.<String>getList(ofMissing + "missed.requirement")).containsExactly("R-1", "R-2");
        assertThat(answer.<String>getList(ofMissing + "missed.state")).containsExactly("NOT_MET", "OVERDUE");
        assertThat(answer.getString(ofMissing + "missed[0].measure.kind")).isEqualTo("PERCENT");
        assertThat(answer.getDouble(ofMissing + "missed[0].target")).isEqualTo(50);
        assertThat(answer.getDouble(ofMissing + "missed[0].value") - 50)
                .isCloseTo(answer.getDouble(ofMissing + "missed[0].by"), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(answer.<Object>getList(ofMissing + "findings")).isEmpty();
        String ofThin = "items.find { it.project == '" + thin + "' }.findings";
        assertThat(answer.getString(ofThin)).contains("THIN_STOREY", "count:1", "/findings?kind=THIN_STOREY");
    }

    @Test
    void theCountsAreThoseOfTheFindingsOfTheProject() {
        JsonPath answer = operator().get(CITY + "?limit=1000").extract().jsonPath();
        for (String project : List.of(missing, thin)) {
            JsonPath findings = operator()
                    .get("/api/v1/projects/" + project + "/findings?limit=1000&count=true")
                    .extract()
                    .jsonPath();
            List<Integer> counts = answer.getList("items.find { it.project == '" + project + "' }.findings.count");
            assertThat(counts.stream().mapToLong(Integer::longValue).sum()).isEqualTo(findings.getLong("total"));
        }
    }

    @Test
    void ofAProjectInTwoRegionsOnlyTheBuildingsInTheRegionCount() {
        assertThat(findings(CITY, divided)).isEqualTo(List.of(1));
        assertThat(findings("/api/v1/regions/32/risks", divided)).isEqualTo(List.of(2));
    }

    private static List<Integer> findings(String path, String project) {
        return operator()
                .get(path + "?limit=1000")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.find { it.project == '" + project + "' }.findings.count");
    }

    @Test
    void pagesHoldEachProjectOnce() {
        List<String> all = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = operator()
                    .get(CITY + "?limit=1&count=true&cursor=" + next)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            all.addAll(page.getList("items.project"));
            assertThat(page.getLong("total")).isGreaterThanOrEqualTo(3);
            next = page.getString("next");
        }
        assertThat(all).doesNotHaveDuplicates().isSorted().contains(missing, thin, divided);
    }

    @Test
    void theRegulatorOfTheRegionGetsTheWorkbookAndNobodyElseDoes() throws IOException {
        byte[] file = Cast.of(jdbi)
                .as(OrganisationKind.REGULATOR)
                .get(CITY + "/export")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            XSSFSheet sheet = workbook.getSheetAt(0);
            List<String> rows = new ArrayList<>();
            for (Row row : sheet) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell.toString()));
                rows.add(String.join("|", cells));
            }
            assertThat(rows)
                    .anyMatch(row -> row.contains(missing) && row.contains("R-1") && row.contains("≥ 50 %"))
                    .anyMatch(row -> row.contains(thin) && row.contains(FindingKind.THIN_STOREY.bilingual()))
                    .noneMatch(row -> row.contains(clean));
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:1");
        }
        Cast cast = Cast.of(jdbi);
        for (OrganisationKind kind : List.of(
                OrganisationKind.DESIGNER,
                OrganisationKind.FACTORY,
                OrganisationKind.OWNER,
                OrganisationKind.REVIEWER)) {
            cast.as(kind).get(CITY).then().statusCode(403);
            cast.as(kind).get(CITY + "/export").then().statusCode(403);
        }
        cast.as(OrganisationKind.REGULATOR)
                .get("/api/v1/regions/37/risks")
                .then()
                .statusCode(403);
        given().get("/api/v1/regions/99/risks").then().statusCode(404);
    }

    private static void project(String code, String region) {
        operator().store("/api/v1/projects", """
                {"code": "%s", "name": "n", "regionCode": "%s"}""".formatted(code, region));
    }

    private static void building(String project, String code, String more) {
        operator().store("/api/v1/projects/" + project + "/buildings", """
                {"code": "%s", "name": "b", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 7, "startedOn": "2026-03-01",
                 "floorAreaM2": 1500%s}""".formatted(code, more));
    }

    /** Walls on each of seven storeys, on the fourth another number. */
    private static void walls(String project, String building, int each, int onFourth) {
        operator().store("/api/v1/projects/" + project + "/components", """
                {"components": [
                  {"mark": "A%1$s", "building": "%1$s", "storeys": "1-3", "quantity": %2$d, "spec": "RISK-WALL"},
                  {"mark": "B%1$s", "building": "%1$s", "storeys": "4", "quantity": %3$d, "spec": "RISK-WALL"},
                  {"mark": "C%1$s", "building": "%1$s", "storeys": "5-7", "quantity": %2$d, "spec": "RISK-WALL"}]}""".formatted(building, each, onFourth));
    }

    private static void takeOff(String project, String building, String measures) {
        given().contentType("application/json")
                .body("{\"measures\": {" + measures + "}}")
                .put("/api/v1/projects/{p}/buildings/{b}/take-off?phase=DESIGN", project, building)
                .then()
                .statusCode(201);
    }
}
