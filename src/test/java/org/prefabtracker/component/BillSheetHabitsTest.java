package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.workbook.Upload;
import org.prefabtracker.workbook.WorkbookFile;

/** A bill as designers keep it: nothing of it is taken for something else, and what is left out is said. */
@DatabaseTest
class BillSheetHabitsTest {

    private static int projects;
    private String project;

    @BeforeEach
    void project() {
        project = "BH" + ++projects;
        operator().store("/api/v1/specs", """
                {"code": "BH-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6.1, "massKg": 900}}""");
        operator()
                .store(
                        "/api/v1/projects",
                        "{\"code\": \"" + project + "\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store("/api/v1/projects/" + project + "/buildings", """
                {"code": "1#", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500,
                 "storeyList": [{"code": "-1", "kind": "BASEMENT"}, {"code": "1", "kind": "ABOVE_GROUND"}, {"code": "2", "kind": "ABOVE_GROUND"},
                  {"code": "3", "kind": "ABOVE_GROUND"}, {"code": "屋面层", "kind": "ROOF_TOWER"}]}""");
    }

    @Test
    void keepsTheStoredValuesOfColumnsThatASheetLacksAndErasesThoseOfEmptyCells() {
        send(sheet(
                        row("编号", "楼栋", "楼层", "规格", "构件号", "位置", "外墙", "质量"),
                        row("A", "1#", 1, "BH-SLAB", "YB-1", "A-B", "是", 800)))
                .then()
                .statusCode(200);
        send(sheet(row("编号", "楼栋", "楼层", "规格", "位置"), row("A", "1#", 2, "BH-SLAB", null)))
                .then()
                .statusCode(200)
                .body("updated", equalTo(1));
        Map<String, Object> component = operator()
                .get("/api/v1/projects/" + project + "/components/A")
                .extract()
                .jsonPath()
                .getMap("$");
        assertThat(component)
                .containsEntry("storey", "2")
                .containsEntry("mark", "YB-1")
                .containsEntry("exterior", true)
                .containsEntry("quantities", Map.of("massKg", 800))
                .doesNotContainKey("position");
    }

    @Test
    void readsStoreysAsTheyAreMeant() {
        send(sheet(
                        row("编号", "楼栋", "楼层", "规格", "构件号", "数量"),
                        row("A", "1#", "2F", "BH-SLAB", null, null),
                        row("B", "1#", "三层", "BH-SLAB", null, null),
                        row("C", "1#", "B1", "BH-SLAB", null, null),
                        row("D", "1#", "屋面层", "BH-SLAB", null, null),
                        row(null, "1#", "B1~1F、3", "BH-SLAB", "M", 1)))
                .then()
                .statusCode(200);
        assertThat(components())
                .containsExactly(
                        "A on 2", "B on 3", "C on -1", "D on 屋面层", "M-01-001 on 1", "M-03-001 on 3", "M-B01-001 on -1");
    }

    @Test
    void takesCsvLikeASheet() {
        String csv = "构件编号;单体建筑;楼层;规格编号;质量(t)\r\nA;1#;1层;BH-SLAB;0.9\r\n合计;;;;0.9\r\n";
        for (String charset : List.of("GB18030", "UTF-8")) {
            send(csv.getBytes(Charset.forName(charset)))
                    .then()
                    .statusCode(200)
                    .body(charset.equals("UTF-8") ? "unchanged" : "created", equalTo(1))
                    .body("leftOutRows.count", equalTo(1));
        }
        assertThat(operator()
                        .get("/api/v1/projects/" + project + "/components/A")
                        .extract()
                        .jsonPath()
                        .getInt("quantities.massKg"))
                .isEqualTo(900);
    }

    @Test
    void fillsMergedCellsAndLeavesOutWhatIsHidden() throws Exception {
        byte[] file = edited(
                sheet(
                        row("编号", "楼栋", "楼层", "规格", "位置"),
                        row("A", "1#", 1, "BH-SLAB", "A-B"),
                        row("B", null, null, "BH-SLAB", null),
                        row("C", "1#", 1, "BH-SLAB", null)),
                workbook -> {
                    workbook.getSheetAt(0).addMergedRegion(org.apache.poi.ss.util.CellRangeAddress.valueOf("B2:C3"));
                    workbook.getSheetAt(0).addMergedRegion(org.apache.poi.ss.util.CellRangeAddress.valueOf("E2:E3"));
                    workbook.getSheetAt(0).getRow(3).setZeroHeight(true);
                    workbook.getSheetAt(0).getRow(2).createCell(2).setCellValue(1);
                });
        send(file).then().statusCode(200).body("created", equalTo(2)).body("hiddenRows.rows.row", contains(4));
        assertThat(components()).containsExactly("A on 1", "B on 1");
        given().multiPart("file", "bill.xlsx", file)
                .queryParam("includeHidden", true)
                .post("/api/v1/projects/" + project + "/components/import")
                .then()
                .body("created", equalTo(1));
    }

    @Test
    void refusesAPartThatWasEncodedForTransfer() {
        byte[] file = sheet(row("编号", "楼栋", "楼层", "规格"), row("A", "1#", 1, "BH-SLAB"));
        // the library decodes base64 in the pieces that arrive: it fails where one ends within a group of letters, or
        // not
        for (String[] part : new String[][] {
            {"base64", Base64.getEncoder().encodeToString(file)},
            {"base64", Base64.getMimeEncoder().encodeToString(new byte[200_000])},
            {"quoted-printable", "Component code,Building,Storey,Spec code\r\nA,1#,1,BH-=53LAB\r\n"},
            {"x-own", "Component code,Building,Storey,Spec code\r\nA,1#,1,BH-SLAB\r\n"}
        }) {
            sendEncoded(part[0], part[1])
                    .statusCode(400)
                    .body("detail", equalTo("Send the parts of a form without Content-Transfer-Encoding"));
        }
        assertThat(components()).isEmpty();
        sendEncoded("8bit", "Component code,Building,Storey,Spec code\r\nA,1#,1,BH-SLAB\r\n")
                .statusCode(200)
                .body("created", equalTo(1));
    }

    private ValidatableResponse sendEncoded(String encoding, String content) {
        String body = """
                --b\r
                Content-Disposition: form-data; name="file"; filename="bill.csv"\r
                Content-Transfer-Encoding: %s\r
                \r
                %s\r
                --b--\r
                """.formatted(encoding, content);
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=b")
                .body(body)
                .post("/api/v1/projects/" + project + "/components/import")
                .then();
    }

    @Test
    void namesHiddenSheetsThatWouldBeRead() throws Exception {
        Map<String, Object[][]> sheets = new LinkedHashMap<>();
        sheets.put("清单", new Object[][] {row("编号", "楼栋", "楼层", "规格"), row("A", "1#", 1, "BH-SLAB")});
        sheets.put("旧版", new Object[][] {row("编号", "楼栋", "楼层", "规格"), row("B", "1#", 1, "BH-SLAB")});
        send(edited(WorkbookFile.of(sheets), workbook -> workbook.setSheetHidden(1, true)))
                .then()
                .body("created", equalTo(1))
                .body("hiddenSheets", contains("旧版"));
    }

    @Test
    void answersFaultsInTheLanguageOfTheRequestElseOfTheHeaders() {
        byte[] chinese = sheet(row("编号", "楼栋", "楼层", "规格"), row("A", "1#", 1, null));
        byte[] english = sheet(row("Component code", "Building", "Storey", "Spec"), row("A", "1#", 1, null));
        assertThat(fault(chinese, null)).isEqualTo("必填；请填写");
        assertThat(fault(english, null)).isEqualTo("is required; enter a value");
        assertThat(fault(chinese, "en-GB, zh;q=0.5")).isEqualTo("is required; enter a value");
        assertThat(fault(english, "fr, zh-CN;q=0.8, en;q=0.1")).isEqualTo("必填；请填写");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;q=0, application/json",
                "application/json"
            })
    void answersJsonWhereAWorkbookIsNotAccepted(String accept) {
        given().header("Accept", accept)
                .multiPart("file", "bill.xlsx", sheet(row("编号", "楼栋", "楼层", "规格"), row("A", "1#", 1, "BH-SLAB")))
                .post("/api/v1/projects/" + project + "/components/import")
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @Test
    void marksASheetThatIsFullToItsLastColumnAndLongNotes() throws Exception {
        Object[] headers = Arrays.copyOf(row("编号", "楼栋", "楼层", "规格"), 16_384);
        Object[] good = Arrays.copyOf(row("A", "1#", 1, "BH-SLAB", "x".repeat(32_767)), 16_384);
        Object[] bad = Arrays.copyOf(row("B", "1#", 1, "BH-NONE"), 16_384);
        good[16_383] = "备注";
        Response answer = given().accept(Upload.XLSX)
                .multiPart("file", "bill.xlsx", sheet(headers, good, bad))
                .post("/api/v1/projects/" + project + "/components/import");
        assertThat(answer.statusCode()).isEqualTo(422);
        try (XSSFWorkbook marked = new XSSFWorkbook(new ByteArrayInputStream(answer.asByteArray()))) {
            Row row = marked.getSheetAt(1).getRow(0);
            assertThat(row.getCell(0).getStringCellValue() + row.getCell(1) + row.getCell(2))
                    .startsWith("Sheet13D: ");
        }
        assertThat(components()).isEmpty();
        given().accept(Upload.XLSX)
                .multiPart("file", "bill.xlsx", sheet(headers, good))
                .post("/api/v1/projects/" + project + "/components/import")
                .then()
                .statusCode(200);
        assertThat(components()).containsExactly("A on 1");
    }

    @Test
    void templatesExportsAndMarkedCopiesPrintWellAndKeepTextAsItIsTyped() throws Exception {
        byte[] file = sheet(row("构件清单"), row("编号", "楼栋", "楼层", "规格"), row("A", "1#", 1, "BH-SLAB"));
        byte[] marked = given().accept(Upload.XLSX)
                .multiPart("file", "bill.xlsx", file)
                .post("/api/v1/projects/" + project + "/components/import")
                .asByteArray();
        byte[] export = given().get("/api/v1/projects/" + project + "/components/export")
                .asByteArray();
        byte[] template = given().get("/api/v1/templates/components.xlsx").asByteArray();
        assertThat(printing(template)).isEqualTo("landscape true, 1 page wide, repeats 1:1, storey as @");
        assertThat(printing(export)).isEqualTo("landscape true, 1 page wide, repeats 1:1, storey as @");
        assertThat(printing(marked)).isEqualTo("landscape true, 1 page wide, repeats 2:2, storey as General");
    }

    private static String printing(byte[] file) throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var sheet = workbook.getSheetAt(0);
            int headers = sheet.getRow(0).getLastCellNum() > 1 ? 0 : 1;
            int storey = 0;
            while (!sheet.getRow(headers).getCell(storey).getStringCellValue().startsWith("楼层")) {
                storey++;
            }
            return "landscape %s, %s page wide, repeats %s, storey as %s"
                    .formatted(
                            sheet.getPrintSetup().getLandscape(),
                            sheet.getPrintSetup().getFitWidth(),
                            sheet.getRepeatingRows().formatAsString(),
                            sheet.getColumnStyle(storey).getDataFormatString());
        }
    }

    private String fault(byte[] file, String language) {
        var request = given().multiPart("file", "bill.xlsx", file);
        if (language != null) {
            request.header("Accept-Language", language);
        }
        JsonPath answer = request.post("/api/v1/projects/" + project + "/components/import")
                .then()
                .statusCode(422)
                .extract()
                .jsonPath();
        return answer.getString("errors[0].message");
    }

    private interface Edit {
        void edit(XSSFWorkbook workbook);
    }

    private static byte[] edited(byte[] file, Edit edit) throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file));
                var out = new java.io.ByteArrayOutputStream()) {
            edit.edit(workbook);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    private static byte[] sheet(Object[]... rows) {
        return WorkbookFile.of(rows);
    }

    private List<String> components() {
        return given()
                .get("/api/v1/projects/" + project + "/components")
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .map(item -> item.get("code") + " on " + item.get("storey"))
                .toList();
    }

    private Response send(byte[] file) {
        return given().multiPart("file", "bill.xlsx", file).post("/api/v1/projects/" + project + "/components/import");
    }
}
