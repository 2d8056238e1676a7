package org.prefabtracker.workbook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.job.JobHandler;
import org.prefabtracker.shared.persistence.Transactions;

/** Imports that outlive their request answer what they would have answered in it. */
@DatabaseTest
class ImportJobTest {

    private static final Object[] HEADERS = {"规格编号", "名称", "类别", "材料"};

    @Inject
    ImportJob kind;

    @Test
    void answersWhatTheRequestWouldHaveAnswered() {
        JsonPath done = ended(send(given(), HEADERS, spec("IJ-1", "SLAB"), spec("IJ-2", "SLAB")));
        assertThat(done.getString("kind")).isEqualTo("specs-import");
        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("done")).isEqualTo(2);
        assertThat(done.getInt("total")).isEqualTo(2);
        assertThat(done.getMap("result"))
                .isEqualTo(Map.of(
                        "created",
                        2,
                        "updated",
                        0,
                        "unchanged",
                        0,
                        "dryRun",
                        false,
                        "ignoredColumns",
                        List.of(),
                        "warnings",
                        List.of(),
                        "totalWarnings",
                        0));
        given().get("/api/v1/specs/IJ-2").then().statusCode(200);
        JsonPath failed = ended(send(given(), HEADERS, spec("IJ-3", "SLAB"), spec("IJ-4", "SLAP")));
        assertThat(failed.getString("state")).isEqualTo("FAILED");
        assertThat(failed.getInt("done")).isEqualTo(2);
        assertThat(failed.getInt("problem.status")).isEqualTo(422);
        assertThat(failed.getString("problem.errors[0].column")).isEqualTo("C");
        assertThat(failed.getString("workbook")).isNull();
        given().get("/api/v1/specs/IJ-3").then().statusCode(404);
        given().get("/api/v1/jobs/nonsense").then().statusCode(404);
        given().get("/api/v1/jobs/0191f3c2-0000-7000-8000-000000000001").then().statusCode(404);
        given().get("/api/v1/jobs/nonsense/workbook").then().statusCode(404);
    }

    @Test
    void saysTheTotalOfItsRowsBeforeTheFirstIsDone(@TempDir Path folder) throws Exception {
        Path file = Files.write(
                folder.resolve("specs.xlsx"),
                WorkbookFile.of(
                        new Object[] {"规格", "一期"},
                        new Object[] {"规格编号", "名称", "类别", "材料", "备注", "示例"},
                        new Object[] {"IJ-E", "板", "SLAB", "CONCRETE", null, "√"},
                        new Object[] {"IJ-5", "板", "SLAB", "CONCRETE"},
                        new Object[] {null, " ", null, null, "a remark alone is no row"},
                        new Object[] {"IJ-6", "板", "SLAB", "CONCRETE"}));
        List<String> told = new ArrayList<>();
        JobHandler.Progress progress = new JobHandler.Progress() {
            @Override
            public void total(long total) {
                told.add("of " + total);
            }

            @Override
            public void done(long done) {
                told.add(done + " done");
            }
        };
        JobHandler.Work work =
                new JobHandler.Work("specs-import", Map.of("dryRun", "true"), file, folder.resolve("marked"), progress);
        Transactions.write(() -> kind.run(work));
        assertThat(told).containsExactly("of 2", "1 done", "2 done");
    }

    @Test
    void givesTheMarkedWorkbookOfTheRequestWhereThatIsAccepted() throws Exception {
        Object[][] rows = {HEADERS, spec("IJ-7", "SLAB"), spec("IJ-8", "SLAP"), spec("IJ/9", "SLAB")};
        Response inRequest = given().multiPart("file", "specs.xlsx", WorkbookFile.of(rows))
                .accept(Upload.XLSX)
                .post("/api/v1/specs/import");
        assertThat(inRequest.statusCode()).isEqualTo(422);
        String location = send(given().accept(Upload.XLSX), rows);
        JsonPath failed = ended(location);
        assertThat(failed.getString("state")).isEqualTo("FAILED");
        assertThat(failed.getString("workbook")).isEqualTo(location + "/workbook");
        Response marked = given().get(location + "/workbook");
        assertThat(marked.statusCode()).isEqualTo(200);
        assertThat(marked.contentType()).startsWith(Upload.XLSX);
        assertThat(marked.header("Content-Disposition")).isEqualTo("attachment; filename=\"marked.xlsx\"");
        assertThat(shown(marked)).isEqualTo(shown(inRequest)).contains("[SLAP]", "[IJ/9]", "错误 / Errors");
    }

    @Test
    void givesAWorkbookOfSuccessTooButNoneOfWhatIsNoWorkbook() throws Exception {
        String success = send(given().accept(Upload.XLSX), HEADERS, spec("IJ-10", "SLAB"));
        assertThat(ended(success).getString("state")).isEqualTo("DONE");
        assertThat(shown(given().get(success + "/workbook"))).isEqualTo("""
                Sheet1
                规格编号|名称|类别|材料|错误 / Errors
                IJ-10|板|SLAB|CONCRETE
                """);
        String nonsense = send(given().accept(Upload.XLSX), "<nonsense>".getBytes());
        JsonPath failed = ended(nonsense);
        assertThat(failed.getString("problem.errors[0].code")).isEqualTo("NO_WORKBOOK");
        assertThat(failed.getString("workbook")).isNull();
        given().get(nonsense + "/workbook").then().statusCode(404).contentType("application/problem+json");
    }

    private static Object[] spec(String code, String category) {
        return new Object[] {code, "板", category, "CONCRETE"};
    }

    private static String shown(Response workbook) throws Exception {
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(workbook.asByteArray()))) {
            return WorkbookFile.shown(read);
        }
    }

    private static String send(RequestSpecification request, Object[]... rows) {
        return send(request, WorkbookFile.of(rows));
    }

    private static String send(RequestSpecification request, byte[] file) {
        Response accepted = request.multiPart("file", "specs.xlsx", file)
                .header("Prefer", "respond-async")
                .post("/api/v1/specs/import");
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.contentType()).startsWith("application/json");
        assertThat(accepted.header("Preference-Applied")).isEqualTo("respond-async");
        String location = "/api/v1/jobs/" + accepted.jsonPath().getString("id");
        assertThat(accepted.header("Location")).endsWith(location);
        return location;
    }

    private static JsonPath ended(String location) {
        long end = System.nanoTime() + 30_000_000_000L;
        JsonPath job = given().get(location).jsonPath();
        while (List.of("QUEUED", "RUNNING").contains(job.getString("state")) && System.nanoTime() < end) {
            job = given().get(location).jsonPath();
        }
        return job;
    }
}
