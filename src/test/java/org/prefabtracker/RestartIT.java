package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prefabtracker.workbook.WorkbookFile;

/** What was answered with success survives every kill; everything else is stored completely or not at all. */
class RestartIT {

    private static final int BATCH = 200;
    private static final int BILL = 10_000;

    @TempDir
    Path data;

    @Test
    void refusesADirectoryThatAnotherProcessWorksOn() throws Exception {
        try (RunningApplication first = RunningApplication.start(data)) {
            RunningApplication second = RunningApplication.launch(data);
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("is in use by another running prefab-tracker");
            given(first.api()).get("/projects").then().statusCode(200);
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersionAndLeavesItAlone() throws Exception {
        Path version = Files.createDirectories(data.resolve("postgresql")).resolve("PG_VERSION");
        Files.writeString(version, "16\n");
        RunningApplication application = RunningApplication.launch(data);
        assertThat(application.exitCode()).isEqualTo(1);
        assertThat(application.output()).contains("belongs to PostgreSQL 16");
        assertThat(version).hasContent("16");
    }

    @Test
    void beginsAgainWhereTheFirstStartWasInterrupted() throws Exception {
        Files.createDirectories(data.resolve("postgresql"));
        Files.writeString(data.resolve("postgresql/PG_VERSION"), "18\n");
        Files.writeString(data.resolve("postgresql.unfinished"), "");
        try (RunningApplication application = RunningApplication.start(data)) {
            given(application.api()).get("/projects").then().statusCode(200);
        }
    }

    @Test
    void keepsEveryAnsweredBatchOfEventsWhenTheApplicationIsKilled() throws Exception {
        eventsSurvive(RunningApplication::kill);
    }

    @Test
    void keepsEveryAnsweredBatchOfEventsWhenItsDatabaseIsKilled() throws Exception {
        eventsSurvive(RestartIT::killDatabaseFirst);
    }

    /** Four kills on one database, one after the other: what the first left must outlive the others too. */
    @Test
    void storesAnInterruptedImportWhollyOrNotAtAllWhicheverDoorItCameThroughAndWhateverWasKilled() throws Exception {
        List<Import> imports = List.of(
                new Import("JSON-1", RestartIT::sendBill, false),
                new Import("JSON-2", RestartIT::sendBill, true),
                new Import("XLSX-1", RestartIT::sendWorkbook, false),
                new Import("XLSX-2", RestartIT::sendWorkbook, true));
        Set<String> answered = new HashSet<>();
        for (Import each : imports) {
            try (RunningApplication application = RunningApplication.start(data)) {
                prepare(application.api(), each.project());
                if (succeedsThoughKilled(application, each)) {
                    answered.add(each.project());
                }
            }
        }
        try (RunningApplication application = RunningApplication.start(data)) {
            for (Import each : imports) {
                assertThat(count(application.api(), each.project(), ""))
                        .as(each.project())
                        .isIn(answered.contains(each.project()) ? List.of(BILL) : List.of(0, BILL));
                assertThat(each.sending()
                                .send(application.api(), each.project())
                                .statusCode())
                        .isEqualTo(200);
                assertThat(count(application.api(), each.project(), "")).isEqualTo(BILL);
            }
        }
    }

    @Test
    void takesUpADemoWhoseLoadingWasKilled() throws Exception {
        try (RunningApplication application = RunningApplication.launchWithDemo(data)) {
            for (int i = 0; i < 600 && !application.output().contains("loading the demo"); i++) {
                Thread.sleep(200);
            }
            Thread.sleep(3_000);
            application.kill();
            assertThat(application.output()).contains("loading the demo").doesNotContain("Listening on");
        }
        try (RunningApplication application = RunningApplication.startWithDemo(data)) {
            for (String lens : new String[] {"DESIGN [81.5, 87.55]", "INSTALLED [22.2, 28.72]"}) {
                List<?> percents = given(application.api())
                        .get("/projects/DEMO/ratings/cn-gbt-51129-2017?lens=" + lens.split(" ")[0])
                        .jsonPath()
                        .getList("items.result.percent");
                assertThat(lens).endsWith(percents.toString());
            }
        }
    }

    @Test
    void endsAnInterruptedJobWithEverythingThereOnceWhateverWasKilled() throws Exception {
        String first = submitAndKill("JOB-1", RunningApplication::kill);
        String second = submitAndKill("JOB-2", RestartIT::killDatabaseFirst);
        try (RunningApplication application = RunningApplication.start(data)) {
            for (String job : List.of(first, second)) {
                assertThat(stateAtItsEnd(application.api(), job)).isEqualTo("DONE");
            }
            assertThat(count(application.api(), "JOB-1", "")).isEqualTo(BILL);
            assertThat(count(application.api(), "JOB-2", "")).isEqualTo(BILL);
        }
    }

    private String submitAndKill(String project, Kill kill) throws Exception {
        try (RunningApplication application = RunningApplication.start(data)) {
            // what was interrupted before comes first: no job is done by two kills
            application.awaitNoJob();
            prepare(application.api(), project);
            String job = upload(application.api())
                    .header("Prefer", "respond-async")
                    .post("/projects/" + project + "/components/import")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            application.awaitWrite();
            kill.kill(application);
            return job;
        }
    }

    private static String stateAtItsEnd(RequestSpecification api, String job) throws InterruptedException {
        String state = "QUEUED";
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (List.of("QUEUED", "RUNNING").contains(state) && System.nanoTime() < end) {
            Thread.sleep(200);
            state = given(api).get("/jobs/" + job).path("state");
        }
        return state;
    }

    private interface Sending {
        Response send(RequestSpecification api, String project);
    }

    private record Import(String project, Sending sending, boolean killsDatabase) {}

    /** Sends an import and kills in the middle of it. */
    private static boolean succeedsThoughKilled(RunningApplication application, Import each) throws Exception {
        CompletableFuture<Integer> request = CompletableFuture.supplyAsync(
                () -> each.sending().send(application.api(), each.project()).statusCode());
        application.awaitWrite();
        if (each.killsDatabase()) {
            application.killDatabase();
            assertThat(request.get(1, TimeUnit.MINUTES)).isIn(200, 503);
        }
        application.kill();
        return succeeded(request);
    }

    private static Response sendBill(RequestSpecification api, String project) {
        return as(api).post("/projects/" + project + "/components", bill(BILL))
                .extract()
                .response();
    }

    private static Response sendWorkbook(RequestSpecification api, String project) {
        return upload(api).post("/projects/" + project + "/components/import");
    }

    private static RequestSpecification upload(RequestSpecification api) {
        return given(api).contentType("multipart/form-data").multiPart("file", "bill.xlsx", workbook(BILL));
    }

    private static byte[] workbook(int components) {
        Object[][] rows = new Object[components + 1][];
        rows[0] = new Object[] {"构件编号", "单体建筑", "楼层", "规格编号"};
        for (int i = 0; i < components; i++) {
            rows[i + 1] = new Object[] {"C-" + i, "1", i % 3 + 1, "KILL-SLAB"};
        }
        return WorkbookFile.of(rows);
    }

    private static void killDatabaseFirst(RunningApplication application) throws IOException, InterruptedException {
        application.killDatabase();
        Thread.sleep(500);
        application.kill();
    }

    private interface Kill {
        void kill(RunningApplication application) throws IOException, InterruptedException;
    }

    private void eventsSurvive(Kill kill) throws Exception {
        int batches = 20;
        List<String> bodies = new ArrayList<>();
        for (int batch = 0; batch < batches; batch++) {
            bodies.add(releases(batch));
        }
        int answered = 0;
        try (RunningApplication application = RunningApplication.start(data)) {
            prepare(application.api(), "K");
            as(application.api())
                    .post("/projects/K/components", bill(batches * BATCH))
                    .statusCode(200);
            CompletableFuture<Void> killer = CompletableFuture.runAsync(
                    () -> {
                        try {
                            kill.kill(application);
                        } catch (IOException | InterruptedException e) {
                            throw new CompletionException(e);
                        }
                    },
                    CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS));
            for (String body : bodies) {
                if (!succeeded(CompletableFuture.supplyAsync(() -> as(application.api())
                        .post("/projects/K/events", body)
                        .extract()
                        .statusCode()))) {
                    break;
                }
                answered++;
            }
            killer.join();
        }
        try (RunningApplication application = RunningApplication.start(data)) {
            int released = count(application.api(), "K", "RELEASED");
            assertThat(released).isIn(answered * BATCH, (answered + 1) * BATCH);
            int applied = 0;
            int repeated = 0;
            for (String body : bodies) {
                JsonPath answer = as(application.api())
                        .post("/projects/K/events", body)
                        .statusCode(200)
                        .extract()
                        .jsonPath();
                applied += answer.getInt("applied");
                repeated += answer.getInt("repeated");
            }
            assertThat(repeated).isEqualTo(released);
            assertThat(applied).isEqualTo(batches * BATCH - released);
            assertThat(count(application.api(), "K", "RELEASED")).isEqualTo(batches * BATCH);
        }
    }

    private static void prepare(RequestSpecification api, String project) {
        as(api).post("/projects", """
                {"code": "%s", "name": "Killed", "regionCode": "320102"}""".formatted(project)).statusCode(201);
        as(api).post("/projects/" + project + "/buildings", """
                {"code": "1", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 9000}""").statusCode(201);
        as(api).store("/specs", """
                {"code": "KILL-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6}}""");
    }

    private static String bill(int components) {
        return IntStream.range(0, components)
                .mapToObj(i -> """
                        {"code": "C-%d", "building": "1", "storey": "%d", "spec": "KILL-SLAB"}""".formatted(i, i % 3 + 1))
                .collect(Collectors.joining(",", "{\"components\": [", "]}"));
    }

    private static String releases(int batch) {
        return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(i -> """
                        {"eventId": "%s", "component": "C-%d", "type": "RELEASE", "occurredAt": "2026-05-04T08:00:00+08:00",
                         "factory": "F1"}""".formatted(UUID.nameUUIDFromBytes(("C-" + i).getBytes(StandardCharsets.UTF_8)), i))
                .collect(Collectors.joining(",", "{\"events\": [", "]}"));
    }

    private static int count(RequestSpecification api, String project, String stage) {
        int count = 0;
        String cursor = "";
        while (cursor != null) {
            RequestSpecification request = given(api).queryParam("limit", 1000).queryParam("cursor", cursor);
            if (!stage.isEmpty()) {
                request.queryParam("stage", stage);
            }
            JsonPath page = request.get("/projects/" + project + "/components")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            count += page.getList("items").size();
            cursor = page.getString("next");
        }
        return count;
    }

    private static Api as(RequestSpecification api) {
        return Api.as(() -> given(api));
    }

    private static boolean succeeded(CompletableFuture<Integer> request) {
        return request.handle((status, failure) -> failure == null && status == 200)
                .join();
    }
}
