package org.prefabtracker.joint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.workbook.WorkbookFile;

@DatabaseTest
class JointWorkbookResourceTest {

    private static final String STOREYS = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";
    private static final Object[] HEADERS = {
        "单体建筑", "节点编号", "节点类型", "楼层", "连接构件", "宽度 (mm)", "Height (mm)", "柱截面较小边", "体积", "水平投影面积 (m²)", "一侧现浇", "图号"
    };
    private static final Object[] STRIP = {
        "B", "J-1", "竖向后浇段", null, "W-1、W-2", 600, null, null, 0.2325, null, null, "GS-12"
    };
    private static final Object[] SLABS = {
        "C", "J-1", "slab strip", "2", "S-1, S-2", "300", null, null, null, "1,000.5", "是", null
    };

    private final String project = "JW-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void building() {
        String wall = "\"quantities\": {\"structuralConcreteVolumeM3\": 10}";
        new RatedBuilding(project, STOREYS)
                .building("C", STOREYS)
                .component("W-1", "R-WALL", wall)
                .component("W-2", "R-WALL", wall)
                .component("C", "S-1", "1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("C", "S-2", "2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .built();
    }

    private Response send(String query, byte[] file) {
        return given().multiPart("file", "joints.xlsx", file)
                .post("/api/v1/projects/" + project + "/joints/import" + query);
    }

    private byte[] exported() {
        return given().get("/api/v1/projects/" + project + "/joints/export").asByteArray();
    }

    @Test
    void registersTheJointsOfManyBuildingsAndExportsThemUnchanged() throws IOException {
        byte[] file = WorkbookFile.of(HEADERS, STRIP, SLABS);
        send("?dryRun=true", file)
                .then()
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":2,\"updated\":0,\"unchanged\":0,\"dryRun\":true,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        assertThat(read("/api/v1/projects/" + project + "/buildings/B/joints").get("items"))
                .isEmpty();
        send("", file)
                .then()
                .body(
                        equalTo(
                                "{\"created\":2,\"updated\":0,\"unchanged\":0,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        send("", file)
                .then()
                .body(
                        equalTo(
                                "{\"created\":0,\"updated\":0,\"unchanged\":2,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));

        assertThat(read("/api/v1/projects/" + project + "/buildings/C/joints/J-1"))
                .isEqualTo(json("""
                {"code": "J-1", "kind": "SLAB_STRIP", "storey": "2", "joins": ["S-1", "S-2"], "widthMm": 300, "areaM2": 1000.5,
                 "castInPlaceSide": true, "version": 1}"""));
        byte[] export = exported();
        send("", export)
                .then()
                .body(
                        equalTo(
                                "{\"created\":0,\"updated\":0,\"unchanged\":2,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(export))) {
            assertThat(WorkbookFile.shown(workbook)).contains("竖向后浇段 WALL_STRIP|1|W-1, W-2|600");
        }
    }

    @Test
    void answersEveryFaultInItsCellAndMarksThem() throws IOException {
        given().contentType(ContentType.JSON)
                .body("{\"measures\": {\"countedStripArea\": 5}}")
                .put("/api/v1/projects/{p}/buildings/C/take-off?phase=DESIGN", project)
                .then()
                .statusCode(201);
        byte[] file = WorkbookFile.of(
                HEADERS,
                STRIP,
                new Object[] {null, "J-2", "WALL_STRIP", "1", "W-1 W-2", "wide", null, null, -1, null, null, null},
                new Object[] {"B", "J-1", "圈梁", "9", "W-8", null, 200, null, 1, null, null, null},
                new Object[] {"B", "J-4", "柱间连接区", "1", null, null, null, null, null, null, null, null},
                SLABS);
        send("", file)
                .then()
                .statusCode(422)
                .body(
                        "errors.collect { it.column + it.row }",
                        contains("A3", "F3", "I3", "B4", "D4", "E4", "E5", "G5", "H5", "I5", "C6"))
                .body("errors[10].code", equalTo("CONFLICT"));
        byte[] marked = given().accept("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .multiPart("file", "joints.xlsx", file)
                .post("/api/v1/projects/" + project + "/joints/import")
                .then()
                .statusCode(422)
                .extract()
                .asByteArray();
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(marked))) {
            assertThat(WorkbookFile.shown(workbook)).contains("[wide]").contains("项目中没有构件 W-8");
        }
        send("?dryRun=true", file).then().body("created", equalTo(1)).body("refused", equalTo(4));
    }

    @Test
    void refusesATakeOffWorkbookThatDeclaresTheirSum() {
        send("", WorkbookFile.of(HEADERS, STRIP)).then().statusCode(200);
        given().multiPart(
                        "file",
                        "take-off.xlsx",
                        WorkbookFile.of(
                                new Object[] {"单体建筑", "指标", "数值"},
                                new Object[] {"C", "verticalJointConcreteVolume", 3},
                                new Object[] {"B", "verticalJointConcreteVolume", 3}))
                .post("/api/v1/projects/" + project + "/take-off/import")
                .then()
                .statusCode(409)
                .body("errors.row", contains(3))
                .body("errors.column", contains("C"));
    }
}
