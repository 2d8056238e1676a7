package org.prefabtracker.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.demo.LoadedDemo;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.rating.facts.Lens;

@DatabaseTest
class ReportResourceTest {

    private static final String RATING = "/api/v1/projects/DEMO/buildings/%s/ratings/cn-gbt-51129-2017";
    private static final String TOWER = RATING.formatted("1%23");
    private static final String OFFICE = RATING.formatted("2%23");
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @BeforeEach
    void load() {
        LoadedDemo.load();
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false).get(path);
    }

    private static XSSFWorkbook workbook(String rating, String query) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(get(rating + "/report?format=xlsx" + query)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray()));
    }

    private static String paper(String rating, String query) throws IOException {
        byte[] file = get(rating + "/report?format=pdf" + query)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (PDDocument paper = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(paper).replaceAll("\\s+", " ");
        }
    }

    /** The rows of a sheet that begin with a text. */
    private static List<Row> rows(Sheet sheet, String first) {
        return StreamSupport.stream(sheet.spliterator(), false)
                .filter(row -> row.getCell(0) != null
                        && row.getCell(0).getCellType() == CellType.STRING
                        && row.getCell(0).getStringCellValue().startsWith(first))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1%23, DESIGN", "1%23, PRODUCED", "1%23, DELIVERED", "1%23, INSTALLED", "1%23, ACCEPTED",
        "2%23, DESIGN", "2%23, PRODUCED", "2%23, DELIVERED", "2%23, INSTALLED", "2%23, ACCEPTED"
    })
    void itsTablesSumUpToTheRatingUnderEveryLens(String building, Lens lens) throws IOException {
        JsonNode rating = RatedBuilding.read(RATING.formatted(building) + "?lens=" + lens);
        try (XSSFWorkbook workbook = workbook(RATING.formatted(building), "&lens=" + lens)) {
            int compared = 0;
            for (JsonNode group : rating.get("groups")) {
                for (JsonNode finding : group.get("items")) {
                    Sheet sheet = workbook.getSheet(finding.get("id").asText());
                    assertThat(sheet).as(finding.get("id").asText()).isNotNull();
                    BigDecimal rows = BigDecimal.ZERO;
                    BigDecimal pieces = BigDecimal.ZERO;
                    for (Row row : sheet) {
                        if (row.getLastCellNum() == 9
                                && row.getCell(2).getCellType() == CellType.STRING
                                && row.getCell(8).getCellType() == CellType.NUMERIC) {
                            rows = rows.add(value(row.getCell(8)));
                            pieces = pieces.add(value(row.getCell(7)));
                        }
                    }
                    if (finding.hasNonNull("tracked")) {
                        assertThat(rows)
                                .isEqualByComparingTo(finding.get("tracked").decimalValue());
                        assertThat(pieces)
                                .isEqualByComparingTo(
                                        finding.at("/evidence/components").decimalValue());
                        compared++;
                    }
                    if (rows.signum() > 0) {
                        assertThat(value(rows(sheet, "合计").get(0).getCell(8))).isEqualByComparingTo(rows);
                    }
                    if (finding.hasNonNull("numerator")) {
                        assertThat(value(rows(sheet, "分子").get(0).getCell(1)))
                                .isEqualByComparingTo(finding.get("numerator").decimalValue());
                    }
                    if (finding.hasNonNull("denominator")) {
                        assertThat(value(rows(sheet, "分母").get(0).getCell(1)))
                                .isEqualByComparingTo(finding.get("denominator").decimalValue());
                    }
                }
            }
            assertThat(compared).isGreaterThan(5);
        }
    }

    /** A cell of a workbook holds the nearest double; it shows 15 digits. */
    private static BigDecimal value(Cell cell) {
        return BigDecimal.valueOf(cell.getNumericCellValue());
    }

    @Test
    void explainsTheRatingOfADesignInChinese() throws IOException {
        assertThat(paper(TOWER, ""))
                .contains("装配率计算书", "81.50 %", "AA", "满足", "预评价", "江苏省 南京市 江宁区 320115", "320115202502280101")
                .contains("1–18层 ×18 剪力墙 YNQ-1 NQ-3029 1.644 14 23.016 18 252 414.288")
                .contains("跟踪构件 468 件，其中待处理 1 件 678.672 m³ 构件清单")
                .contains("可计入的连接部分后浇混凝土体积 96.35 m³")
                .contains("分子 775.022 m³")
                .contains("竖向构件混凝土总体积 1302.48 m³ GS-04 设计 operator")
                .contains("比例 59.5035 %")
                .contains("P = (45.4 + 10.0 + 26.1) ÷ (100 − 0) × 100 % = 81.50 %")
                .contains("装配率 % 81.50 46.80 22.80 22.20 20.30")
                .contains("地下1层 地下室 否 565.3")
                .contains("第 1 页 共 ");
    }

    @Test
    void saysInEnglishWhatThatIsAndWhatIsAbsent() throws IOException {
        assertThat(paper(OFFICE, "&lang=en"))
                .contains("Prefab rating report", "87.55 %", "steel", "not applicable")
                .contains("kitchen 办公建筑，无厨房 JS-04 design q3b 6")
                .contains("÷ (100 − 6) × 100 % = 87.55 %")
                .contains("Remark: vertical members of STEEL count in full under DESIGN.")
                .contains("storeys 1–6 ×6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESIGN", "INSTALLED", "ACCEPTED"})
    void noEnglishSentenceIsLeftInAChineseReport(String lens) throws IOException {
        assertThat(paper(TOWER, "&lens=" + lens) + paper(OFFICE, "&lens=" + lens))
                .doesNotContainPattern(Pattern.compile("\\b(is|are|not|declared|count|members|of)\\b"));
    }

    @Test
    void theFiguresAreTheSameInBothLanguages() throws IOException {
        try (XSSFWorkbook zh = workbook(TOWER, "");
                XSSFWorkbook en = workbook(TOWER, "&lang=en")) {
            assertThat(numbers(zh)).hasSizeGreaterThan(300).isEqualTo(numbers(en));
        }
    }

    private static List<Double> numbers(XSSFWorkbook workbook) {
        List<Double> numbers = new ArrayList<>();
        workbook.forEach(sheet -> sheet.forEach(row -> row.forEach(cell -> {
            if (cell.getCellType() == CellType.NUMERIC) {
                numbers.add(cell.getNumericCellValue());
            }
        })));
        return numbers;
    }

    @Test
    void isOfTheMomentItIsAskedFor() throws IOException {
        assertThat(paper(TOWER, "&lens=INSTALLED&asOf=2025-06-20"))
                .contains("20.90 %", "2025-06-20 23:59:59 +08:00")
                .contains("装配率 % 81.50");
        get(TOWER + "/report?asOf=2025-06-20").then().header("Content-Disposition", containsString("-2025-06-20.pdf"));
        get(TOWER + "/report?knownAt=2020-01-01")
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo("knownAt"));
    }

    @Test
    void isKnownAgainByTheEvaluationOfTheSame() throws IOException {
        Response evaluation = given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body("""
                        {"ruleSet": "cn-gbt-51129-2017", "lens": "DELIVERED", "asOf": "2025-06-25"}""")
                .post("/api/v1/projects/DEMO/buildings/1%23/evaluations");

        String paper = paper(TOWER, "&lens=DELIVERED&asOf=2025-06-25");

        assertThat(paper)
                .contains("快照（全部依据） " + evaluation.path("sha256"))
                .contains("规则文本 " + evaluation.path("ruleSet.sha256"))
                .contains("已存评价 第 " + evaluation.path("number") + " 号");
        assertThat(paper(TOWER, "&lens=PRODUCED&asOf=2025-06-25")).contains("已存评价 尚未建立");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cn-js-three-boards-2017",
                "cn-js-db32t-3753-2020",
                "cn-sh-precast-ratio-2019",
                "my-ibs-cis18",
                "uk-pmv-riba",
                "uk-pmv-dfe"
            })
    void isThereForEveryRuleSet(String ruleSet) throws IOException {
        String report = TOWER.replace("cn-gbt-51129-2017", ruleSet);
        JsonNode rating = RatedBuilding.read(report);
        String percent = rating.at("/result/percent").isNull()
                ? "not known"
                : rating.at("/result/percent").asText();
        assertThat(paper(report, "&lang=en")).contains(rating.get("ruleSet").asText(), percent);
    }

    @Test
    void comesAsWhatIsAccepted() {
        for (String accept : List.of(
                "*/*",
                "application/pdf",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "application/*")) {
            given().urlEncodingEnabled(false)
                    .accept(accept)
                    .get(TOWER + "/report")
                    .then()
                    .statusCode(200)
                    .contentType("application/pdf");
        }
        given().urlEncodingEnabled(false)
                .accept(XLSX + ", application/pdf;q=0.5")
                .get(TOWER + "/report?lang=en")
                .then()
                .statusCode(200)
                .contentType(XLSX)
                .header("Content-Language", "en");
        given().urlEncodingEnabled(false)
                .accept("text/html,*/*;q=0.8")
                .get(TOWER + "/report?format=xlsx")
                .then()
                .statusCode(200)
                .contentType(XLSX)
                .header(
                        "Content-Disposition",
                        matchesPattern(
                                "attachment; filename=\"rating-report-DEMO-1#-\\d{4}-\\d\\d-\\d\\d\\.xlsx\"; filename\\*="
                                        + "UTF-8''%E8%A3%85%E9%85%8D%E7%8E%87%E8%AE%A1%E7%AE%97%E4%B9%A6-DEMO-1%23-\\d{4}-\\d\\d-\\d\\d\\.xlsx"));
    }

    @Test
    void refusesUnknownValues() {
        given().urlEncodingEnabled(false)
                .accept("image/png")
                .get(TOWER + "/report")
                .then()
                .statusCode(406)
                .body("title", equalTo("Not acceptable"));
        get(TOWER + "/report?format=docx").then().statusCode(422).body("errors[0].parameter", equalTo("format"));
        get(TOWER + "/report?lang=fr").then().statusCode(422).body("errors[0].parameter", equalTo("lang"));
        get(TOWER + "/report?lens=BUILT").then().statusCode(422).body("errors[0].parameter", equalTo("lens"));
        get(TOWER.replace("2017", "1917") + "/report").then().statusCode(404).body("title", equalTo("Not found"));
        get(RATING.formatted("99") + "/report").then().statusCode(404);
        get("/api/v1/projects/NONE/buildings/1/ratings/cn-gbt-51129-2017/report")
                .then()
                .statusCode(404);
    }

    @Test
    void keepsTextThatLooksLikeAFormulaText() throws IOException {
        String name = "=1+1 _x0041_ \ud83d\ude00";
        given().contentType(ContentType.JSON)
                .body("{\"code\": \"RPT\", \"name\": \"=cmd\", \"regionCode\": \"320115\"}")
                .post("/api/v1/projects");
        given().contentType(ContentType.JSON)
                .body("""
                        {"code": "%s", "name": "%s", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1,
                         "planningNumber": "=2+2"}""".formatted("B".repeat(64), name))
                .post("/api/v1/projects/RPT/buildings")
                .then()
                .statusCode(201);
        String rating = "/api/v1/projects/RPT/buildings/" + "B".repeat(64) + "/ratings/cn-gbt-51129-2017";
        try (XSSFWorkbook workbook = workbook(rating, "")) {
            Sheet cover = workbook.getSheetAt(0);
            assertThat(rows(cover, "规划许可编号").get(0).getCell(1).getCellType()).isEqualTo(CellType.STRING);
            assertThat(rows(cover, "规划许可编号").get(0).getCell(1).getStringCellValue())
                    .isEqualTo("=2+2");
            assertThat(rows(cover, "单体建筑").get(0).getCell(1).getStringCellValue())
                    .isEqualTo("B".repeat(64) + " " + name);
            assertThat(StreamSupport.stream(cover.spliterator(), false)
                            .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                            .filter(Objects::nonNull))
                    .noneMatch(cell -> cell.getCellType() == CellType.FORMULA);
        }
        assertThat(paper(rating, "")).contains("=2+2", "=1+1 _x0041_ 😀");
    }
}
