package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.audit.AuditTrail.API;
import static org.prefabtracker.audit.AuditTrail.XLSX;
import static org.prefabtracker.audit.AuditTrail.as;
import static org.prefabtracker.audit.AuditTrail.changes;
import static org.prefabtracker.audit.AuditTrail.get;
import static org.prefabtracker.audit.AuditTrail.hex;
import static org.prefabtracker.audit.AuditTrail.kept;
import static org.prefabtracker.audit.AuditTrail.project;
import static org.prefabtracker.audit.AuditTrail.sha256;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** What the audit records of a change. */
@DatabaseTest
class AuditedChangesTest {

    @Test
    void recordsAChangeWithTheFormerValues() throws Exception {
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
    void recordsTheCountsAndTheBodyHashOfABatch() throws Exception {
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
                "project":"AUD2","region":"320115","counts":{"created":30,"updated":0,"unchanged":0,"notInThisBill":0},\
                "bodySha256":"%s","requestId":"bill"}],"next":null}""".formatted(sha256(bill)));
    }

    @Test
    void recordsTheCommonProjectOrRegionOfEventsAcrossProjects() {
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
    void recordsChangesOfEveryEditableThing() {
        project("AUD3");
        String project = "/api/v1/projects/AUD3";
        String building = project + "/buildings/A";
        API.replace(building, "\"1\"", """
                {"code": "A", "name": "c", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
        API.replace(building + "/take-off", null, "{\"measures\": {\"planArea\": 1200}}");
        API.replace(building + "/take-off", "\"1\"", "{\"measures\": {\"planArea\": 1300}}");
        API.replace(building + "/rule-set", null, "{\"ruleSet\": \"my-ibs-cis18\", \"reason\": \"agreed\"}");
        API.store(project + "/components", """
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
        API.replace(building + "/joints/J", null, joint.formatted(300));
        API.replace(building + "/joints/J", "\"1\"", joint.formatted(250));
        String demand = """
                {"code": "LC", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": %d}, "source": {"document": "d"}}""";
        API.store(project + "/requirements", demand.formatted(50));
        API.replace(project + "/requirements/LC", "\"1\"", demand.formatted(60));
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
        API.store("/api/v1/specs", spec.formatted("old"));
        API.replace("/api/v1/specs/AUD-SPEC", "\"3\"", spec.formatted("new"));
        assertThat(changes("kind=WRITE&q=AUD-SPEC"))
                .containsExactly("/api/v1/specs/AUD-SPEC /name: old -> new, /revision: 1 -> 2");
        API.replace("/api/v1/regions/650102/targets/2031", null, "{\"percent\": 30}");
        API.replace("/api/v1/regions/650102/targets/2031", "\"1\"", "{\"percent\": 40}");
        assertThat(changes("kind=WRITE&q=650102"))
                .containsExactly(
                        "/api/v1/regions/650102/targets/2031 /percent: 30 -> 40, /version: 1 -> 2",
                        "/api/v1/regions/650102/targets/2031 new");
    }

    @Test
    void recordsAJobBesideItsRequest() throws Exception {
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
                "counts":{"created":0,"updated":0,"unchanged":0,"dryRun":false,"notInThisBill":0},"requestId":"(job)"},\
                {"id":…,"at":"…","kind":"WRITE","outcome":"DONE","status":202,"person":"operator","organisation":"operator",\
                "address":"127.0.0.1","method":"POST","path":"/api/v1/projects/AUD6/components/import","project":"AUD6",\
                "region":"320115","bodySha256":"%s","requestId":"later"},""".formatted(hex(bill)));
    }
}
