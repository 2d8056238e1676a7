package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;
import org.prefabtracker.region.Region;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditResourceTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    Jdbi jdbi;

    @Inject
    AuditReader entries;

    @Test
    void keepsWhatAChangeChangedWithWhatWasThereBefore() throws Exception {
        String sent = "{\"code\": \"AUD1\", \"name\": \"old\", \"regionCode\": \"320115\"}";
        as("r-1").body(sent).post("/api/v1/projects").then().statusCode(201);
        String changed = "{\"code\": \"AUD1\", \"name\": \"new\", \"regionCode\": \"320115\"}";
        as("r-2")
                .header("If-Match", "\"1\"")
                .body(changed)
                .put("/api/v1/projects/AUD1")
                .then()
                .statusCode(200);
        assertThat(kept("?project=AUD1")).isEqualTo("""
                {"items":[{"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":200,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"PUT","path":"/api/v1/projects/AUD1","project":"AUD1","region":"320115",\
                "change":[{"op":"test","path":"/name","value":"old"},{"op":"replace","path":"/name","value":"new"}],\
                "bodySha256":"%s","requestId":"r-2"},\
                {"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":201,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"POST","path":"/api/v1/projects","project":"AUD1","region":"320115",\
                "change":[{"op":"test","path":"","value":null},{"op":"replace","path":"",\
                "value":{"code":"AUD1","name":"old","regionCode":"320115"}}],"bodySha256":"%s","requestId":"r-1"}],"next":null}""".formatted(sha256(changed), sha256(sent)));
    }

    @Test
    void keepsOfABatchTheCountsAndTheHashOfTheBody() throws Exception {
        project("AUD2");
        String bill = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> """
                        {"code": "C-%d", "building": "A", "storey": "1", "spec": "DBS1-67-3620-31"}""".formatted(i))
                .collect(Collectors.joining(",", "{\"components\": [", "]}"));
        as("bill").body(bill).post("/api/v1/projects/AUD2/components").then().statusCode(200);
        String events = """
                {"events": [{"eventId": "0191f3c2-0000-7000-8000-0000000000a1", "component": "C-1", "type": "RELEASE",
                  "occurredAt": "2026-05-04", "factory": "F1"},
                 {"eventId": "0191f3c2-0000-7000-8000-0000000000a2", "component": "none", "type": "RELEASE",
                  "occurredAt": "2026-05-04", "factory": "F1"}]}""";
        as("events")
                .body(events)
                .post("/api/v1/projects/AUD2/events?atomic=false")
                .then()
                .statusCode(200);
        assertThat(kept("?project=AUD2&q=/events")).isEqualTo("""
                {"items":[{"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":200,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"POST","path":"/api/v1/projects/AUD2/events","query":"atomic=false",\
                "project":"AUD2","region":"320115","counts":{"applied":1,"repeated":0,"refused":0,"unknown":1},\
                "bodySha256":"%s","requestId":"events"}],"next":null}""".formatted(sha256(events)));
        assertThat(kept("?project=AUD2&q=/components")).isEqualTo("""
                {"items":[{"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":200,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"POST","path":"/api/v1/projects/AUD2/components",\
                "project":"AUD2","region":"320115","counts":{"created":30,"updated":0,"unchanged":0},\
                "bodySha256":"%s","requestId":"bill"}],"next":null}""".formatted(sha256(bill)));
    }

    @Test
    void keepsOfEventsAcrossProjectsTheProjectOrTheRegionTheyHaveInCommon() {
        project("AUD-A", "320115");
        project("AUD-B", "320205");
        project("AUD-C", "440103");
        assertThat(scanned("one", "AUD-A", "AUD-A")).isEqualTo("AUD-A of 320115");
        assertThat(scanned("two", "AUD-A", "AUD-B")).isEqualTo("null of 32");
        assertThat(scanned("far", "AUD-A", "AUD-B", "AUD-C")).isEqualTo("null of null");
        assertThat(scanned("none", "AUD-NONE")).isEqualTo("null of null");
    }

    /** Of which project and region a scan of events is kept. */
    private static String scanned(String requestId, String... projects) {
        as(requestId)
                .body(Arrays.stream(projects)
                        .map(project -> """
                                {"eventId": "%s", "project": "%s", "component": "none", "type": "STEP", "step": "CAST",
                                 "occurredAt": "2026-05-04"}""".formatted(UUID.randomUUID(), project))
                        .collect(Collectors.joining(",", "{\"events\": [", "]}")))
                .post("/api/v1/events")
                .then()
                .statusCode(200);
        JsonPath entry = given().get("/api/v1/audit?q=/api/v1/events&limit=1").jsonPath();
        assertThat(entry.getString("items[0].requestId")).isEqualTo(requestId);
        return entry.getString("items[0].project") + " of " + entry.getString("items[0].region");
    }

    @Test
    void keepsChangesOfEverythingThatIsChangedOneByOne() {
        project("AUD3");
        String project = "/api/v1/projects/AUD3";
        String building = project + "/buildings/A";
        put(building, "\"1\"", """
                {"code": "A", "name": "c", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
        put(building + "/take-off", null, "{\"measures\": {\"planArea\": 1200}}");
        put(building + "/take-off", "\"1\"", "{\"measures\": {\"planArea\": 1300}}");
        put(building + "/rule-set", null, "{\"ruleSet\": \"my-ibs-cis18\", \"reason\": \"agreed\"}");
        post(project + "/components", """
                {"components": [{"code": "S-1", "building": "A", "storey": "1", "spec": "DBS1-67-3620-31"},
                  {"code": "S-2", "building": "A", "storey": "1", "spec": "DBS1-67-3620-31"}]}""");
        as("x").contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body("{\"position\": \"A-B\"}")
                .patch(project + "/components/S-1")
                .then()
                .statusCode(200);
        as("x").post(project + "/components/S-1/cancel").then().statusCode(200);
        as("x").post(project + "/components/S-1/reinstate").then().statusCode(200);
        String joint =
                "{\"code\": \"J\", \"kind\": \"SLAB_STRIP\", \"joins\": [\"S-1\", \"S-2\"], \"widthMm\": %d, \"areaM2\": 0.1}";
        put(building + "/joints/J", null, joint.formatted(300));
        put(building + "/joints/J", "\"1\"", joint.formatted(250));
        String demand = """
                {"code": "LC", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": %d}, "source": {"document": "d"}}""";
        post(project + "/requirements", demand.formatted(50));
        put(project + "/requirements/LC", "\"1\"", demand.formatted(60));
        as("x").header("If-Match", "\"2\"")
                .body("{\"reason\": \"over\"}")
                .post(project + "/requirements/LC/withdraw")
                .then()
                .statusCode(200);
        assertThat(changes("project=AUD3"))
                .containsExactly(
                        "/api/v1/projects/AUD3/requirements/LC/withdraw /version: 2 -> 3, /withdrawn: over",
                        "/api/v1/projects/AUD3/requirements/LC /measure/atLeast: 50 -> 60, /version: 1 -> 2",
                        "/api/v1/projects/AUD3/requirements new",
                        "/api/v1/projects/AUD3/buildings/A/joints/J /version: 1 -> 2, /widthMm: 300 -> 250",
                        "/api/v1/projects/AUD3/buildings/A/joints/J new",
                        "/api/v1/projects/AUD3/components/S-1/reinstate /stage: CANCELLED -> DESIGNED, /version: 3 -> 4",
                        "/api/v1/projects/AUD3/components/S-1/cancel /stage: DESIGNED -> CANCELLED, /version: 2 -> 3",
                        "/api/v1/projects/AUD3/components/S-1 /position: A-B, /version: 1 -> 2",
                        "/api/v1/projects/AUD3/buildings/A/rule-set new",
                        "/api/v1/projects/AUD3/buildings/A/take-off /measures/planArea: 1200 -> 1300, /version: 1 -> 2",
                        "/api/v1/projects/AUD3/buildings/A/take-off new",
                        "/api/v1/projects/AUD3/buildings/A /name: b -> c",
                        "/api/v1/projects/AUD3/buildings new",
                        "/api/v1/projects new");
        String spec =
                "{\"code\": \"AUD-SPEC\", \"name\": \"%s\", \"category\": \"SLAB\", \"material\": \"CONCRETE\", \"quantities\": {\"planAreaM2\": 6.1}}";
        post("/api/v1/specs", spec.formatted("old"));
        put("/api/v1/specs/AUD-SPEC", "\"2\"", spec.formatted("new"));
        assertThat(changes("kind=WRITE&q=AUD-SPEC"))
                .containsExactly("/api/v1/specs/AUD-SPEC /name: old -> new, /revision: 1 -> 2");
        put("/api/v1/regions/650102/targets/2031", null, "{\"percent\": 30}");
        put("/api/v1/regions/650102/targets/2031", "\"1\"", "{\"percent\": 40}");
        assertThat(changes("kind=WRITE&q=650102"))
                .containsExactly(
                        "/api/v1/regions/650102/targets/2031 /percent: 30 -> 40, /version: 1 -> 2",
                        "/api/v1/regions/650102/targets/2031 new");
    }

    @Test
    void keepsWhatIsRefusedOfAProjectAsAnOutcomeOnly() {
        project("AUD4");
        as("nowhere").get("/api/v1/projects/AUD4/buildings/none").then().statusCode(404);
        as("wrong")
                .body("{\"code\": 7}")
                .post("/api/v1/projects/AUD4/buildings")
                .then()
                .statusCode(422);
        as("stale")
                .header("If-Match", "\"7\"")
                .body("{\"code\": \"AUD4\", \"name\": \"n\", \"regionCode\": \"320102\"}")
                .put("/api/v1/projects/AUD4")
                .then()
                .statusCode(412);
        assertThat(kept("?project=AUD4&outcome=REFUSED")).isEqualTo("""
                {"items":[{"id":…,"at":"…","kind":"WRITE","outcome":"REFUSED","status":412,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"PUT","path":"/api/v1/projects/AUD4","project":"AUD4","region":"320115",\
                "requestId":"stale"},\
                {"id":…,"at":"…","kind":"WRITE","outcome":"REFUSED","status":422,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"POST","path":"/api/v1/projects/AUD4/buildings","project":"AUD4","region":"320115",\
                "requestId":"wrong"},\
                {"id":…,"at":"…","kind":"READ","outcome":"REFUSED","status":404,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"GET","path":"/api/v1/projects/AUD4/buildings/none","project":"AUD4","region":"320115",\
                "requestId":"nowhere"}],"next":null}""");
    }

    @Test
    void keepsOfALogInThatIsRefusedWhoseNameWasTriedWhereSomebodyHasIt() {
        assertThat(tried("by token", "Operator", "/api/v1/tokens")).isEqualTo("LOG_IN of operator");
        assertThat(tried("on page", " operator ", "/api/v1/session")).isEqualTo("LOG_IN of operator");
        assertThat(tried("by token", "nobody-has-this", "/api/v1/tokens")).isEqualTo("LOG_IN of null");
        assertThat(tried("on page", "no name at all", "/api/v1/session")).isEqualTo("LOG_IN of null");
    }

    private static String tried(String requestId, String login, String path) {
        RequestSpecification by = path.endsWith("tokens")
                ? given().noFilters().auth().preemptive().basic(login, "wrong").body("{\"name\": \"t\"}")
                : given().noFilters().body("{\"login\": \"" + login + "\", \"password\": \"wrong\"}");
        by.contentType(ContentType.JSON)
                .header("X-Request-Id", requestId.replace(' ', '-'))
                .post(path)
                .then()
                .statusCode(401);
        JsonPath entry = given().get("/api/v1/audit?limit=1&q=" + path).jsonPath();
        assertThat(entry.getString("items[0].requestId")).isEqualTo(requestId.replace(' ', '-'));
        return entry.getString("items[0].kind") + " of " + entry.getString("items[0].person");
    }

    @Test
    void keepsExportsAndLooksOfTheOperator() {
        project("AUD5");
        get("/api/v1/projects/AUD5/components/export");
        get("/api/v1/projects/AUD5/buildings/A/ratings/cn-gbt-51129-2017/report?format=xlsx");
        get("/api/v1/projects/AUD5/components?q=x");
        get("/api/v1/specs?q=DBS");
        assertThat(lines("project=AUD5&method=GET"))
                .containsExactly(
                        "READ GET /api/v1/projects/AUD5/components 200",
                        "EXPORT GET /api/v1/projects/AUD5/buildings/A/ratings/cn-gbt-51129-2017/report 200",
                        "EXPORT GET /api/v1/projects/AUD5/components/export 200");
        assertThat(lines("q=DBS")).isEmpty();
        get("/api/v1/regions/650000/share/export");
        get("/api/v1/regions/650000/share");
        assertThat(lines("q=650000")).containsExactly("EXPORT GET /api/v1/regions/650000/share/export 200");
    }

    @Test
    void keepsWhatIsAskedForInHoweverOddASpelling() {
        project("AUD14");
        for (String path : List.of(
                "/api/v1/projects/AUD14/components/%65xport",
                "/api/v1/projects/AUD14;a=b/components/export/;c=d",
                "/%61pi/v1/projects/AUD%3114/buildings/",
                "/api/v1/projects/%EF%BC%A1UD14")) {
            Response response = get(path);
            List<String> kept = lines("project=AUD14&limit=1");
            if (response.statusCode() == 200) {
                assertThat(kept)
                        .containsExactly((path.contains("xport") ? "EXPORT" : "READ") + " GET " + path + " 200");
            }
        }
    }

    @Test
    void keepsAQuestionAsSuchAlsoWhereItIsPosted() {
        project("AUD15");
        byte[] bill = get("/api/v1/projects/AUD15/components/export").asByteArray();
        for (String query : List.of("dryRun=true", "x=dryRun=true")) {
            given().urlEncodingEnabled(false)
                    .multiPart("file", "bill.xlsx", bill, XLSX)
                    .post("/api/v1/projects/AUD15/components/import?" + query)
                    .then()
                    .statusCode(200);
        }
        as("x").body("{\"changes\": []}").post("/api/v1/projects/AUD15/buildings/A/ratings/cn-gbt-51129-2017/what-if");
        assertThat(lines("project=AUD15&method=POST&limit=3"))
                .containsExactly(
                        "READ POST /api/v1/projects/AUD15/buildings/A/ratings/cn-gbt-51129-2017/what-if 422",
                        "WRITE POST /api/v1/projects/AUD15/components/import 200",
                        "READ POST /api/v1/projects/AUD15/components/import 200");
    }

    @Test
    void keepsWhatAJobDidBesideTheRequestForIt() throws Exception {
        project("AUD6");
        byte[] bill = get("/api/v1/projects/AUD6/components/export").asByteArray();
        Response accepted = given().header("Prefer", "respond-async")
                .header("X-Request-Id", "later")
                .multiPart("file", "bill.xlsx", bill, XLSX)
                .post("/api/v1/projects/AUD6/components/import");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String job = accepted.jsonPath().getString("id");
        while (get("/api/v1/jobs/" + job).jsonPath().get("result") == null) {
            Thread.sleep(50);
        }
        assertThat(kept("?project=AUD6&kind=WRITE").replace(job, "(job)")).startsWith("""
                {"items":[{"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":200,"person":"operator","organisation":"operator",\
                "method":"JOB","path":"/api/v1/jobs/(job)","project":"AUD6","region":"320115",\
                "counts":{"created":0,"updated":0,"unchanged":0,"dryRun":false},"requestId":"(job)"},\
                {"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":202,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"POST","path":"/api/v1/projects/AUD6/components/import","project":"AUD6",\
                "region":"320115","bodySha256":"%s","requestId":"later"},""".formatted(hex(bill)));
    }

    @Test
    void isReadInPagesByWhatIsAskedForAndWithinARegion() {
        for (String code : List.of("AUD7", "AUD8")) {
            post("/api/v1/projects", """
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
        for (String none : List.of("person=nobody", "to=2026-01-01", "from=2199-01-01T00:00:00Z", "outcome=FAILED")) {
            assertThat(lines("project=AUD7&" + none)).as(none).isEmpty();
        }
        assertThat(within("5401", "/api/v1/projects/AUD")).containsExactly("AUD7", "AUD7");
        assertThat(within("540121", "projects")).containsExactly("AUD8");
        assertThat(within("CN", "/AUD7/components")).containsExactly("AUD7");
        assertThat(within("32", "/AUD7/components")).isEmpty();
    }

    private List<String> within(String region, String q) {
        return jdbi.withHandle(handle -> entries
                .search(
                        handle,
                        new AuditReader.Search(null, null, null, null, null, null, null, q),
                        Region.require(handle, region),
                        Long.MAX_VALUE,
                        10)
                .stream()
                .map(AuditEntry::project)
                .toList());
    }

    @Test
    void refusesToSearchForWhatIsNone() {
        assertThat(get("/api/v1/audit?method=FETCH").asString()).isEqualTo("""
                        {"type":"about:blank","status":422,"title":"Invalid","detail":"1 problem; nothing was stored","instance":"/api/v1/audit",\
                        "errors":[{"parameter":"method","value":"FETCH","code":"UNKNOWN_VALUE","message":"one of GET, POST, PUT, PATCH, DELETE, JOB"}],\
                        "totalErrors":1}""");
        for (String wrong : List.of("from=soon", "to=2026-02-30", "kind=x", "outcome=x", "cursor=eA", "limit=0")) {
            given().get("/api/v1/audit?" + wrong).then().statusCode(422);
        }
        for (String wrong : List.of("head=abc", "from=0", "to=x")) {
            given().get("/api/v1/audit/verify?" + wrong).then().statusCode(422);
        }
    }

    @Test
    void isExportedAsAWorkbook() throws IOException {
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

    @Test
    void failsARequestThatCannotBeKept() throws SQLException {
        project("AUD10");
        try (Owner owner = new Owner()) {
            owner.execute("revoke insert on audit_entry from prefab_app");
            try {
                as("x").body("{\"code\": \"AUD11\", \"name\": \"n\", \"regionCode\": \"320115\"}")
                        .post("/api/v1/projects")
                        .then()
                        .statusCode(500)
                        .contentType("application/problem+json");
                Response export = given().get("/api/v1/projects/AUD10/components/export");
                assertThat(export.statusCode()).isEqualTo(500);
                assertThat(export.contentType()).isEqualTo("application/problem+json");
                assertThat(given().get("/api/v1/projects/none").statusCode()).isIn(404, 500);
            } finally {
                owner.execute("grant insert on audit_entry to prefab_app");
            }
        }
        given().get("/api/v1/projects/AUD11").then().statusCode(404);
    }

    @Test
    void mayNotBeChangedByTheApplication() {
        for (String sql : List.of(
                "update audit_entry set status = 200",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_batch set number = 1",
                "delete from audit_batch")) {
            assertThat(catching(() -> jdbi.useHandle(handle -> handle.execute(sql))))
                    .as(sql)
                    .contains("permission denied");
        }
    }

    private static String catching(Runnable work) {
        try {
            work.run();
            return "done";
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    @Test
    void keepsNoSecretsAndTellsNoneToTheLog() throws SQLException {
        project("AUD12");
        List<String> log = new ArrayList<>();
        Formatter formatter = new SimpleFormatter();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                log.add(formatter.format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(listener);
        try {
            for (String body : List.of(
                    "{\"code\": \"AUD13\", \"password\": \"hunter2-s3cret\"}",
                    "{\"code\": \"AUD13\", \"name\": \"n\", \"regionCode\": \"320115\", \"token\": \"hunter2-s3cret\"}",
                    "{\"password\": \"hunter2-s3cret",
                    "hunter2-s3cret")) {
                as("x").urlEncodingEnabled(false)
                        .header("Authorization", "Bearer hunter2-s3cret")
                        .header("Cookie", "session=hunter2-s3cret")
                        .header("X-Request-Id", "hunter2-s3cret but no id")
                        .body(body)
                        .post(
                                "/api/v1/projects?access_token=hunter2-s3cret&q=1&pass%77ord=hunter2-s3cret&apiKey=hunter2-s3cret");
                as("x").header("Authorization", "Basic hunter2-s3cret")
                        .get("/api/v1/projects/AUD12?token=hunter2-s3cret&a=1");
            }
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        assertThat(log).noneMatch(line -> line.contains("hunter2-s3cret"));
        try (Owner owner = new Owner()) {
            assertThat(owner.number("select count(*) from audit_entry e where e::text like '%hunter2-s3cret%'"))
                    .isZero();
            assertThat(
                            owner.number(
                                    "select count(*) from audit_entry where query = 'access_token=***&q=1&pass%77ord=***&apiKey=***'"))
                    .isEqualTo(4);
        }
    }

    private static RequestSpecification as(String requestId) {
        return given().contentType(ContentType.JSON).header("X-Request-Id", requestId);
    }

    private static void project(String code) {
        project(code, "320115");
        post("/api/v1/projects/" + code + "/buildings", """
                {"code": "A", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
    }

    private static void project(String code, String region) {
        post("/api/v1/projects", """
                {"code": "%s", "name": "n", "regionCode": "%s"}""".formatted(code, region));
    }

    private static void post(String path, String body) {
        assertThat(as("x").body(body).post(path).statusCode()).as(path).isIn(200, 201);
    }

    private static void put(String path, String ifMatch, String body) {
        RequestSpecification request = as("x").body(body);
        Response response = (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(path);
        assertThat(response.statusCode()).as(path + response.asString()).isIn(200, 201);
    }

    private static Response get(String path) {
        return given().urlEncodingEnabled(false).get(path);
    }

    /** The answer without what differs from run to run. */
    private static String kept(String query) {
        Response response = get("/api/v1/audit" + query);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.asString()
                .replaceAll("\"id\":[0-9]+", "\"id\":…")
                .replaceAll("\"at\":\"[^\"]+\"", "\"at\":\"…\"");
    }

    private static List<String> lines(String query) {
        return get("/api/v1/audit?" + query).jsonPath().<Map<String, Object>>getList("items").stream()
                .map(item ->
                        item.get("kind") + " " + item.get("method") + " " + item.get("path") + " " + item.get("status"))
                .toList();
    }

    /** The changes kept, the latest first, each as its path and what is different, without who and when. */
    private static List<String> changes(String query) {
        return get("/api/v1/audit?" + query).jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(item -> item.containsKey("change"))
                .map(item -> item.get("path") + " " + change(item.get("change")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static String change(Object patch) {
        List<Map<String, Object>> steps = (List<Map<String, Object>>) patch;
        Map<Object, Object> former = new HashMap<>();
        List<String> told = new ArrayList<>();
        for (Map<String, Object> step : steps) {
            Object path = step.get("path");
            if (path.equals("")) {
                return "new";
            }
            if (step.get("op").equals("test")) {
                former.put(path, step.get("value"));
            } else if (!path.toString().endsWith("At") && !path.equals("/validFrom")) {
                told.add(path + ": " + (former.containsKey(path) ? former.get(path) + " -> " : "") + step.get("value"));
            }
        }
        return told.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String sha256(String text) throws Exception {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
