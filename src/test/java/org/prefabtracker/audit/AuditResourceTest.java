package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.audit.AuditTrail.API;
import static org.prefabtracker.audit.AuditTrail.get;
import static org.prefabtracker.audit.AuditTrail.lines;
import static org.prefabtracker.audit.AuditTrail.project;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.persistence.Transactions;

/** Reading the audit. */
@DatabaseTest
class AuditResourceTest {

    @Inject
    AuditReader entries;

    @Test
    void pagesAndFiltersTheAuditWithinARegion() {
        for (String code : List.of("AUD7", "AUD8")) {
            API.store("/api/v1/projects", """
                    {"code": "%s", "name": "n", "regionCode": "%s"}""".formatted(code, code.equals("AUD7") ? "540102" : "540121"));
        }
        get("/api/v1/projects/AUD7/buildings");
        get("/api/v1/projects/AUD7/components");
        Response first = get("/api/v1/audit?project=AUD7&limit=2");
        assertThat(first.jsonPath().getList("items.path"))
                .containsExactly("/api/v1/projects/AUD7/components", "/api/v1/projects/AUD7/buildings");
        assertThat(get("/api/v1/audit?project=AUD7&limit=2&cursor="
                                + first.jsonPath().getString("next"))
                        .jsonPath()
                        .getList("items.path"))
                .containsExactly("/api/v1/projects");
        assertThat(lines("project=AUD7&method=post&person=operator&kind=write&outcome=done&from=2026-01-01&q=PROJECTS"))
                .containsExactly("WRITE POST /api/v1/projects 201");
        for (String none : List.of("to=2026-01-01", "from=2199-01-01T00:00:00Z", "outcome=FAILED")) {
            assertThat(lines("project=AUD7&" + none)).as(none).isEmpty();
        }
        assertThat(within("5401", "/api/v1/projects/AUD")).containsExactly("AUD7", "AUD7");
        assertThat(within("540121", "projects")).containsExactly("AUD8");
        assertThat(within("CN", "/AUD7/components")).containsExactly("AUD7");
        assertThat(within("32", "/AUD7/components")).isEmpty();
    }

    private List<String> within(String region, String q) {
        Region searched = Transactions.read(() -> Region.require(region));
        return Transactions.read(() -> entries
                .search(
                        new AuditReader.Search(null, null, null, null, null, null, null, q),
                        searched,
                        Long.MAX_VALUE,
                        10)
                .stream()
                .map(AuditEntry::project)
                .toList());
    }

    @Test
    void refusesInvalidFilters() {
        assertThat(get("/api/v1/audit?method=FETCH").asString()).isEqualTo("""
                        {"type":"about:blank","status":422,"title":"Invalid","detail":"1 problem","instance":"/api/v1/audit",\
                        "errors":[{"parameter":"method","value":"FETCH","code":"UNKNOWN_VALUE","message":"one of GET, POST, PUT, PATCH, DELETE, JOB, COMMAND, LEFT_OUT","didYouMean":"PATCH"}],\
                        "totalErrors":1}""");
        for (String wrong :
                List.of("person=nobody", "from=soon", "to=2026-02-30", "kind=x", "outcome=x", "cursor=eA", "limit=0")) {
            given().get("/api/v1/audit?" + wrong).then().statusCode(422);
        }
        for (String wrong : List.of("head=abc", "from=0", "to=x")) {
            given().get("/api/v1/audit/verify?" + wrong).then().statusCode(422);
        }
    }

    @Test
    void exportsAWorkbook() throws IOException {
        project("AUD9");
        byte[] workbook = get("/api/v1/audit/export?project=AUD9").asByteArray();
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            List<String> rows = new ArrayList<>();
            read.getSheetAt(0)
                    .forEach(row -> rows.add(IntStream.of(2, 3, 4, 5, 6, 7, 9, 10, 11)
                            .mapToObj(cell -> row.getCell(cell).getStringCellValue())
                            .collect(Collectors.joining(" | "))));
            assertThat(rows)
                    .containsExactly(
                            "人员 / Person | 单位 / Organisation | 来源地址 / Address | 操作 / Kind | 方法 / Method | 资源 / Resource | "
                                    + "项目 / Project | 地区 / Region | 结果 / Outcome",
                            "operator | operator | 127.0.0.1 | WRITE | POST | /api/v1/projects | AUD9 | 320115 | DONE",
                            "operator | operator | 127.0.0.1 | WRITE | POST | /api/v1/projects/AUD9/buildings | AUD9 | 320115 | DONE");
        }
        assertThat(lines("q=audit/export?project=AUD9")).containsExactly("EXPORT GET /api/v1/audit/export 200");
    }
}
