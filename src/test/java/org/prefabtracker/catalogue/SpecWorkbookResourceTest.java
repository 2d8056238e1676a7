package org.prefabtracker.catalogue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.workbook.WorkbookFile;

@DatabaseTest
class SpecWorkbookResourceTest {

    @Test
    void readsClosedSetsInEitherLanguageAndLengthsByTheirUnit() {
        send(WorkbookFile.of(
                        new Object[] {"规格编号", "名称", "类别", "材料", "长 / Length (mm)", "长度 (m)", "特性", "状态", "计量单位"},
                        new Object[] {
                            "XS-1", "墙板", "facade panel", "混凝土", 3420, null, "保温一体化、DECORATION_INTEGRATED", "发布", "件"
                        },
                        new Object[] {"XS-2", "钢梁", "梁 BEAM", "Steel", null, 1, null, "released", "METRE"}))
                .then()
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":2,\"updated\":0,\"unchanged\":0,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        assertThat(given().get("/api/v1/specs/XS-1").asString())
                .isEqualTo(
                        "{\"code\":\"XS-1\",\"name\":\"墙板\",\"category\":\"FACADE_PANEL\",\"material\":\"CONCRETE\",\"lengthMm\":3420,"
                                + "\"basis\":\"PIECE\",\"features\":[\"INSULATION_INTEGRATED\",\"DECORATION_INTEGRATED\"],\"quantities\":{},"
                                + "\"parts\":[],\"externalCodes\":{},\"dataBasis\":\"DECLARED\",\"status\":\"RELEASED\",\"revision\":1}");
        given().get("/api/v1/specs/XS-2")
                .then()
                .body("quantities.lengthM", equalTo(1))
                .body("basis", equalTo("METRE"));
    }

    @Test
    void answersWhatAClosedSetDoesNotHoldAndWhichLengthIsMeant() {
        send(WorkbookFile.of(
                        new Object[] {"规格编号", "名称", "类别", "材料", "Length", "组成部分"},
                        new Object[] {"XS-3", "墙板", "墙", "混凝土", 1, "[{"}))
                .then()
                .statusCode(422)
                .body("errors.column", contains("E", "C", "F"))
                .body("errors.message[0]", equalTo("可能是：长 / Length (mm)、长度 / Length (m)；请注明单位"))
                .body("errors.message[2]", equalTo("须为 JSON，与导出文件相同"));
    }

    @Test
    void exportsACatalogueThatImportsAgainAsUnchanged() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"code": "XS-MODULE", "name": "模块", "nameEn": "module", "category": "VOLUMETRIC_MODULE", "material": "STEEL",
                         "standard": "T/CECS 507", "edition": "2018", "strengthGrade": "Q355", "lengthMm": 6000.5, "widthMm": 3000,
                         "heightMm": 3000, "basis": "PIECE", "features": ["SERVICES_INTEGRATED", "DECORATION_INTEGRATED"],
                         "quantities": {"massKg": 123456789012.123456789},
                         "parts": [{"category": "SLAB", "count": 2, "quantities": {"planAreaM2": 18}}],
                         "externalCodes": {"IFC": "=1"}, "dataBasis": "COMPUTED", "dataNote": "by hand", "status": "DRAFT"}""")
                .post("/api/v1/specs")
                .then()
                .statusCode(201);
        byte[] export = given().get("/api/v1/specs/export").asByteArray();
        send(export).then().statusCode(200).body("created", equalTo(0)).body("updated", equalTo(0));
    }

    private static Response send(byte[] file) {
        return given().multiPart("file", "specs.xlsx", file).post("/api/v1/specs/import");
    }
}
