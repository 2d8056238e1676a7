package org.prefabtracker.project;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.startsWith;
import static org.prefabtracker.Api.operator;

import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.workbook.WorkbookFile;

@DatabaseTest
class TakeOffWorkbookResourceTest {

    private static final Object[] HEADERS = {"单体建筑", "阶段", "指标", "数值", "缺项原因", "依据"};

    private static int projects;
    private String project;

    @BeforeEach
    void project() {
        project = "XT" + ++projects;
        operator()
                .store(
                        "/api/v1/projects",
                        "{\"code\": \"" + project + "\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        for (String building : new String[] {"1#", "2#"}) {
            operator().store("/api/v1/projects/" + project + "/buildings", """
                    {"code": "%s", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""".formatted(building));
        }
    }

    @Test
    void declaresTheQuantitiesOfManyBuildingsAndExportsThemUnchanged() {
        byte[] file = WorkbookFile.of(
                HEADERS,
                new Object[] {"1#", null, "planArea", 9310.5, null, "JS-02"},
                new Object[] {"1#", "设计", "全装修", "是", null, null},
                new Object[] {"1#", "DESIGN", "厨房墙面顶面地面总面积", null, "office", "JS-04"},
                new Object[] {"1#", "竣工", "planArea", "9,300", null, null},
                new Object[] {"2#", null, "卫生间", null, null, null});
        send(file)
                .then()
                .statusCode(200)
                .body(
                        startsWith(
                                "{\"created\":3,\"updated\":0,\"unchanged\":0,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[{"));
        String declared = given().get("/api/v1/projects/{project}/buildings/{building}/take-off", project, "1#")
                .asString();
        assertThat(declared).contains("""
                "measures":{"fullDecoration":true,"planArea":9310.5},"sources":{"planArea":"JS-02"},\
                "absent":[{"what":"kitchen","reason":"office","evidence":"JS-04"}],"version":1""");
        byte[] export =
                given().get("/api/v1/projects/" + project + "/take-off/export").asByteArray();
        send(export)
                .then()
                .body(
                        startsWith(
                                "{\"created\":0,\"updated\":0,\"unchanged\":3,\"dryRun\":false,\"ignoredColumns\":[],\"warnings\":[{"));
    }

    @Test
    void answersEveryFaultInItsCell() {
        send(WorkbookFile.of(
                        HEADERS,
                        new Object[] {"1#", null, "planArea", -1, null, null},
                        new Object[] {"1#", null, "planArea", 5, null, null},
                        new Object[] {"9#", null, "envelopeArea", 5, null, null},
                        new Object[] {"2#", null, "envelopeArea", null, null, null},
                        new Object[] {"2#", null, "fullDecoration", 7, null, null},
                        new Object[] {"2#", null, "height", "tall", null, null}))
                .then()
                .statusCode(422)
                .body("errors.row", contains(2, 3, 4, 5, 6, 7, 7))
                .body("errors.column", contains("D", "C", "A", "D", "D", "C", "D"));
    }

    private Response send(byte[] file) {
        return given().multiPart("file", "take-off.xlsx", file)
                .post("/api/v1/projects/" + project + "/take-off/import");
    }
}
