package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.workbook.Upload;
import org.prefabtracker.workbook.WorkbookFile;

@DatabaseTest
class ComponentWorkbookResourceTest {

    private static final Object[] HEADERS = {"构件编号", "单体建筑", "楼层", "规格编号", "投影面积 (m²)"};

    private static int projects;
    private String project;

    @BeforeEach
    void project() {
        project = "XL" + ++projects;
        operator().store("/api/v1/specs", """
                {"code": "XL-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6.1, "massKg": 900}}""");
        operator()
                .store(
                        "/api/v1/projects",
                        "{\"code\": \"" + project + "\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store("/api/v1/projects/" + project + "/buildings", """
                {"code": "1#", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
    }

    @Test
    void takesWhatPeopleDoToAWorkbook() {
        Map<String, Object[][]> sheets = new LinkedHashMap<>();
        sheets.put("说明", new Object[][] {{"请填写"}, {"单体建筑", "已登记的编号"}, {"规格编号", "见规格库"}});
        sheets.put("1号楼", new Object[][] {
            {"江宁一期 构件清单"},
            {},
            {"备注", "规格编号*", "Plan area（㎡）", " 楼层 ", "单体建筑 / Building", "构件\n编号", "外墙"},
            {"", "XL-SLAB", "６．２５", 1, "１＃", "A-1", "是"},
            {"备注而已", null, null, null, null, null, null},
            {null, "XL-SLAB", "1,234.5", "２", "1#", " A-2 ", "√"},
            {null, "XL-SLAB", "=0.1+0.2", 3.0, "1#", "=\"A-\"&3", false},
            {null, "   ", null, null, "\u00a0", null, null}
        });
        sheets.put("English", new Object[][] {
            {"Mark", "Quantity", "Storey", "Building", "Spec code"},
            {"YB-3", 2, "1-2", "1#", "XL-SLAB"},
        });
        String leftOut = """
                "ignoredColumns":[{"sheet":"1号楼","column":"A","header":"备注"}],\
                "leftOutRows":{"count":1,"rows":[{"sheet":"1号楼","row":5}]},"notInThisBill":0,"warnings":[],"totalWarnings":0}""";
        send(WorkbookFile.of(sheets))
                .then()
                .statusCode(200)
                .body(equalTo("{\"created\":7,\"updated\":0,\"unchanged\":0,\"dryRun\":false," + leftOut));
        send(WorkbookFile.of(sheets))
                .then()
                .body(equalTo("{\"created\":0,\"updated\":0,\"unchanged\":7,\"dryRun\":false," + leftOut));
        assertThat(components())
                .containsExactly(
                        "A-1 on 1 exterior true plan 6.25",
                        "A-2 on 2 exterior true plan 1234.5",
                        "A-3 on 3 exterior false plan 0.3",
                        "YB-3-01-001 on 1 exterior null plan null",
                        "YB-3-01-002 on 1 exterior null plan null",
                        "YB-3-02-001 on 2 exterior null plan null",
                        "YB-3-02-002 on 2 exterior null plan null");
    }

    @Test
    void keepsTheDigitsThatPeopleSeeAndNoOthers() {
        byte[] file = WorkbookFile.of(HEADERS, new Object[] {"D-1", "1#", 1, "XL-SLAB", 12345678.123456}, new Object[] {
            123456789012L, "1#", 1, "XL-SLAB", 0.36115199999999998
        });
        send(file).then().statusCode(200);
        assertThat(components())
                .containsExactly(
                        "123456789012 on 1 exterior null plan 0.361152", "D-1 on 1 exterior null plan 12345678.123456");
    }

    @Test
    void asksInItsRowForTheStructuralConcreteOfAWallOfLessConcreteThanItsSpec() {
        operator().store("/api/v1/specs", """
                {"code": "XL-SANDWICH", "name": "夹心墙", "category": "SHEAR_WALL", "material": "CONCRETE", "status": "RELEASED",
                 "features": ["INSULATION_INTEGRATED"],
                 "quantities": {"concreteVolumeM3": 2, "structuralConcreteVolumeM3": 1.5}}""");
        Object[] headers = {"构件编号", "单体建筑", "楼层", "规格编号", "混凝土体积 (m³)", "结构混凝土体积 (m³)"};
        JsonPath answer = send(WorkbookFile.of(
                        headers,
                        new Object[] {"W-1", "1#", 1, "XL-SANDWICH", 1.2, 0.9},
                        new Object[] {"W-2", "1#", 1, "XL-SANDWICH", 1.2, null}))
                .then()
                .statusCode(422)
                .extract()
                .jsonPath();

        assertThat(answer.getList("errors.code")).containsExactly("INCONSISTENT");
        assertThat(answer.getList("errors.row")).containsExactly(3);
        assertThat(answer.getList("errors.header")).containsExactly("结构混凝土体积 (m³)");
    }

    @Test
    void answersEveryFaultOfEveryRowInItsCellAndStoresNothing() {
        byte[] file = WorkbookFile.of(
                HEADERS,
                new Object[] {"ok", "1#", 1, "XL-SLAB", 6},
                new Object[] {"ok", "1#", 1, "XL-SLAB", 6},
                new Object[] {"a/b", "9#", 1, "XL-NONE", "about 6"},
                new Object[] {"c", null, 99, "XL-SLAB", "=1/0"},
                new Object[] {"d", "1#", 99, "XL-SLAB", -1});
        Response answer = send(file);
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonPath json = answer.jsonPath();
        assertThat(json.getInt("totalErrors")).isEqualTo(9);
        assertThat(json.getString("detail")).isEqualTo("有 9 处错误，未保存任何内容");
        assertThat(answer.asString()).contains("""
                {"sheet":"Sheet1","row":4,"column":"E","header":"投影面积 (m²)","value":"about 6","code":"WRONG_TYPE",\
                "message":"须为数字，不带单位"}""");
        assertThat(json.<Integer>getList("errors.row")).containsExactly(3, 4, 4, 4, 4, 5, 5, 6, 6);
        assertThat(json.<Map<String, Object>>getList("errors").stream()
                        .map(error -> "" + error.get("column") + error.get("row") + " " + error.get("code"))
                        .toList())
                .containsExactly(
                        "A3 DUPLICATE",
                        "A4 BAD_CODE",
                        "B4 NOT_FOUND",
                        "D4 NOT_FOUND",
                        "E4 WRONG_TYPE",
                        "B5 REQUIRED",
                        "E5 BAD_VALUE",
                        "C6 NOT_FOUND",
                        "E6 OUT_OF_RANGE");
        assertThat(components()).isEmpty();
    }

    @Test
    void saysWhatWouldHappenAndDoesNotDoIt() {
        Object[] kept = {"A", "1#", 1, "XL-SLAB", 6};
        send(WorkbookFile.of(HEADERS, kept, new Object[] {"B", "1#", 1, "XL-SLAB", 6}))
                .then()
                .statusCode(200);
        byte[] next = WorkbookFile.of(
                HEADERS, kept, new Object[] {"B", "1#", 2, "XL-SLAB", 6}, new Object[] {"C", "1#", 1, "XL-SLAB", 6});
        dryRun(next)
                .then()
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":1,\"updated\":1,\"unchanged\":1,\"dryRun\":true,\"ignoredColumns\":[],\"notInThisBill\":0,\"warnings\":[],\"totalWarnings\":0}"));
        byte[] faulty = WorkbookFile.of(
                HEADERS,
                kept,
                new Object[] {"B", "1#", 2, "XL-SLAB", 6},
                new Object[] {"C", "1#", 1, "XL-SLAB", 6},
                new Object[] {"D", "7#", 1, "XL-NONE", 6});
        dryRun(faulty)
                .then()
                .statusCode(422)
                .body("created", equalTo(1))
                .body("updated", equalTo(1))
                .body("unchanged", equalTo(1))
                .body("refused", equalTo(1))
                .body("dryRun", equalTo(true))
                .body("errors.column", contains("B", "D"));
        assertThat(components()).containsExactly("A on 1 exterior null plan 6", "B on 1 exterior null plan 6");
    }

    @Test
    void namesMissingRepeatedAndMismeasuredHeadersOnceAndNotForEveryRow() {
        byte[] file = WorkbookFile.of(
                new Object[] {"构件编号", "楼层", "规格编号", "楼层", "质量 (kN)"},
                new Object[] {"A", 1, "XL-SLAB", 1, 0.9},
                new Object[] {"B", 1, "XL-SLAB", 1, 0.9});
        JsonPath json = send(file).then().statusCode(422).extract().jsonPath();
        assertThat(json.getList("errors.code")).containsExactly("REQUIRED", "DUPLICATE", "UNKNOWN_VALUE");
        assertThat(json.getList("errors.column")).containsExactly(null, "D", "E");
        assertThat(json.getList("errors.message"))
                .containsExactly("缺少该列；请添加", "前面已有相同标题的列；请删除其中一列", "单位“kn”无法换算；该列为 质量 / Mass (kg)");
        assertThat(json.getString("errors[0].header")).isEqualTo("单体建筑 / Building");
    }

    @Test
    void readsCellsWhicheverWayAProgramWritesThem() {
        Map<String, String> parts = WorkbookFile.parts("""
                <row><c t="inlineStr"><is><r><t>构件</t></r><r><t>编号</t></r><rPh sb="0" eb="1"><t>gou</t></rPh></is></c>
                <c t="s"><v>0</v></c><c t="str"><f>"楼"&amp;"层"</f><v>楼层</v></c><c t="inlineStr"><is><t>spec</t></is></c>
                <c t="inlineStr"><is><t>外墙</t></is></c></row>
                <row r="7"><c r="A7" t="inlineStr"><is><t xml:space="preserve"> H-1 </t></is></c><c t="inlineStr"><is><t>1#</t></is></c>
                <c r="D7" t="str"><v>XL-SLAB</v></c><c r="C7"><v>2</v></c><c r="E7" t="b"><v>1</v></c></row>
                <row/>""");
        send(WorkbookFile.zip(parts)).then().statusCode(200).body("created", equalTo(1));
        assertThat(components()).containsExactly("H-1 on 2 exterior true plan null");
    }

    @Test
    void refusesFilesThatAreNoWorkbooksAndSaysWhy() throws Exception {
        byte[] good = WorkbookFile.of(HEADERS, new Object[] {"A", "1#", 1, "XL-SLAB", 6});
        assertThat(refusal("构件,层数".getBytes(StandardCharsets.UTF_8))).isEqualTo("NO_HEADERS");
        assertThat(refusal("构件".getBytes(StandardCharsets.UTF_16))).isEqualTo("NO_HEADERS");
        assertThat(refusal("<table>".getBytes(StandardCharsets.UTF_8))).isEqualTo("NO_WORKBOOK");
        assertThat(refusal(new byte[0])).isEqualTo("NO_WORKBOOK");
        assertThat(refusal(java.util.Arrays.copyOf(good, good.length / 2))).isEqualTo("NO_WORKBOOK");
        assertThat(refusal(WorkbookFile.zip(Map.of("a.txt", "a")))).isEqualTo("NO_WORKBOOK");
        assertThat(refusal(oldFormat())).isEqualTo("OLD_FORMAT");
        assertThat(refusal(encrypted(good))).isEqualTo("ENCRYPTED");
        assertThat(refusal(WorkbookFile.of(new Object[] {"a", "b"}))).isEqualTo("NO_HEADERS");
        Map<String, String> macros = WorkbookFile.parts("");
        macros.put("xl/vbaProject.bin", "");
        assertThat(refusal(WorkbookFile.zip(macros))).isEqualTo("MACROS");
        macros.remove("xl/vbaProject.bin");
        macros.computeIfPresent(
                "[Content_Types].xml", (name, text) -> text.replace(".sheet.main", ".sheet.macroEnabled.main"));
        assertThat(refusal(WorkbookFile.zip(macros))).isEqualTo("MACROS");
    }

    @Test
    void refusesWhatIsMadeToHurt() {
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        for (String part : new String[] {"xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}) {
            Map<String, String> parts = WorkbookFile.parts("");
            parts.computeIfPresent(part, (name, text) -> entity + text.replace("单体建筑", "&e;"));
            assertThat(refusal(WorkbookFile.zip(parts))).isEqualTo("DOCTYPE");
        }
        assertThat(refusal(WorkbookFile.zip(WorkbookFile.parts(" ".repeat(70_000_000)))))
                .isEqualTo("BOMB");
        assertThat(refusal(WorkbookFile.zip(WorkbookFile.parts("<row r=\"1048577\"/>"))))
                .isEqualTo("TOO_MANY_CELLS");
        assertThat(refusal(WorkbookFile.zip(WorkbookFile.parts("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"))))
                .isEqualTo("TOO_MANY_CELLS");
        send(new byte[21_000_000]).then().statusCode(413).contentType("application/problem+json");
        given().multiPart("other", "a.xlsx", new byte[1])
                .post("/api/v1/projects/" + project + "/components/import")
                .then()
                .statusCode(422)
                .body("errors.parameter", contains("file"));
    }

    @Test
    void exportsABillThatImportsAgainAsUnchanged() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"components": [
                          {"code": "_x0041_", "mark": "=1+1", "building": "1#", "storey": "1", "spec": "XL-SLAB", "position": "@A\\n-B",
                           "exterior": false, "count": 3, "quantities": {"massKg": 123456789012.123456789, "planAreaM2": 6.10}},
                          {"code": "+2", "mark": "-3", "building": "1#", "storey": "2", "spec": "XL-SLAB", "exterior": true},
                          {"code": "cancelled", "building": "1#", "storey": "2", "spec": "XL-SLAB"}]}""")
                .post("/api/v1/projects/" + project + "/components")
                .then()
                .statusCode(200);
        operator().store("/api/v1/projects/" + project + "/components/cancelled/cancel", "");
        byte[] export = given().get("/api/v1/projects/" + project + "/components/export")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"components.xlsx\"")
                .extract()
                .asByteArray();
        assertThat(WorkbookFile.part(export, "xl/worksheets/sheet1.xml"))
                .contains("<is><t>=1+1</t></is>")
                .doesNotContain("<f>", "cancelled");
        send(export)
                .then()
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":0,\"updated\":0,\"unchanged\":2,\"dryRun\":false,\"ignoredColumns\":[],\"notInThisBill\":0,\"warnings\":[],\"totalWarnings\":0}"));
    }

    @Test
    void sendsTheWorkbookBackWithItsFaultyCellsMarked() throws Exception {
        Map<String, Object[][]> sheets = new LinkedHashMap<>();
        sheets.put("说明", new Object[][] {{"请填写"}});
        sheets.put("清单", new Object[][] {
            {"构件清单"},
            {"构件编号", "单体建筑", "楼层", "规格编号", "备注"},
            {"A", "1#", 1, "XL-SLAB", "=1+1"},
            {"B", "9#", 1, "XL-NONE", "b"}
        });
        Response answer = given().multiPart("file", "bill.xlsx", WorkbookFile.of(sheets))
                .accept(Upload.XLSX + ", application/problem+json")
                .post("/api/v1/projects/" + project + "/components/import");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith(Upload.XLSX);
        try (XSSFWorkbook marked = new XSSFWorkbook(new ByteArrayInputStream(answer.asByteArray()))) {
            assertThat(WorkbookFile.shown(marked)).isEqualTo("""
                            说明
                            请填写
                            清单
                            构件清单
                            构件编号|单体建筑|楼层|规格编号|备注|错误 / Errors
                            A|1#|1|XL-SLAB|2
                            B|[9#]|1|[XL-NONE]|b|B: 项目中没有该单体建筑；请先登记，或核对编号; D: 构件规格库中没有该规格；请核对编号或先登记
                            """);
        }
        assertThat(components()).isEmpty();
        sheets.get("清单")[3] = new Object[] {"B", "1#", 1, "XL-SLAB", "b"};
        Response success = given().multiPart("file", "bill.xlsx", WorkbookFile.of(sheets))
                .accept(Upload.XLSX)
                .post("/api/v1/projects/" + project + "/components/import");
        assertThat(success.statusCode()).isEqualTo(200);
        assertThat(success.contentType()).startsWith(Upload.XLSX);
        assertThat(components()).hasSize(2);
        given().multiPart("file", "bill.xlsx", new byte[3])
                .accept(Upload.XLSX)
                .post("/api/v1/projects/" + project + "/components/import")
                .then()
                .statusCode(422)
                .contentType("application/problem+json");
    }

    private String refusal(byte[] file) {
        return send(file)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.parameter", contains("file"))
                .extract()
                .jsonPath()
                .getString("errors[0].code");
    }

    private static byte[] oldFormat() throws java.io.IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createSheet();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] encrypted(byte[] file) throws java.io.IOException, GeneralSecurityException {
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var stream = encryptor.getDataStream(container)) {
                stream.write(file);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            container.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private List<String> components() {
        return given()
                .get("/api/v1/projects/" + project + "/components")
                .jsonPath(JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL))
                .<Map<String, Object>>getList("items")
                .stream()
                .map(item -> item.get("code") + " on " + item.get("storey") + " exterior " + item.get("exterior")
                        + " plan " + ((Map<?, ?>) item.get("quantities")).get("planAreaM2"))
                .toList();
    }

    private Response send(byte[] file) {
        return given().multiPart("file", "bill.xlsx", file).post("/api/v1/projects/" + project + "/components/import");
    }

    private Response dryRun(byte[] file) {
        return given().multiPart("file", "bill.xlsx", file)
                .queryParam("dryRun", true)
                .post("/api/v1/projects/" + project + "/components/import");
    }
}
