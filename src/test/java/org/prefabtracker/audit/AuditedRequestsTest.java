package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.audit.AuditTrail.XLSX;
import static org.prefabtracker.audit.AuditTrail.as;
import static org.prefabtracker.audit.AuditTrail.get;
import static org.prefabtracker.audit.AuditTrail.kept;
import static org.prefabtracker.audit.AuditTrail.lines;
import static org.prefabtracker.audit.AuditTrail.project;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Which requests the audit records, and what it must not record. */
@DatabaseTest
class AuditedRequestsTest {

    @Test
    void recordsOnlyTheOutcomeOfARefusedRequest() {
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
    void recordsTheLoginOfARefusedSignInWhereItExists() {
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
    void recordsExportsAndReadsOfTheOperator() {
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
    void recordsReadsOfPathsInAnySpelling() {
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
    void recordsAPostThatOnlyReadsAsARead() {
        project("AUD15");
        byte[] bill = get("/api/v1/projects/AUD15/components/export").asByteArray();
        for (String query : List.of("dryRun=true", "dryRun=false")) {
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
    void failsARequestThatCannotBeRecorded() throws SQLException {
        project("AUD10");
        try (Owner owner = new Owner()) {
            owner.execute("revoke insert on audit_unsealed from prefab_app");
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
                owner.execute("grant insert on audit_unsealed to prefab_app");
            }
        }
        given().get("/api/v1/projects/AUD11").then().statusCode(404);
    }

    @Test
    void recordsAndLogsNoSecrets() throws SQLException {
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
}
