package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FindingResourceTest {

    private static final String PASSED = "\"inspector\": \"Wu\", \"certificate\": \"HG\"";
    private static final String HELD = "\"number\": \"NC-1\", \"reason\": \"edge broken\"";

    @Test
    void findsAHoldThatContradictsWhatCameLaterAndKeepsFindingItOnceClosed() {
        project("FD1");
        shipped("FD1", "C1");
        shipped("FD1", "C2");
        report("FD1", event("FD1late", "C1", "QC_FAIL", "06T08:00:00+08:00", HELD))
                .body("applied", equalTo(1));
        // in time, and on record in time
        report("FD1", event("FD1in time", "C2", "HOLD", "08T08:00:00+08:00", HELD))
                .body("applied", equalTo(1));
        report("FD1", event("FD1over", "C1", "UNHOLD", "09T08:00:00+08:00", HELD))
                .body("applied", equalTo(1));
        String answer = given().get("/api/v1/projects/FD1/findings")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String tag = given().get("/api/v1/projects/FD1/components/C1")
                .then()
                .extract()
                .path("tag");
        assertThat(answer.replaceAll("\"recordedAt\":\"[0-9T:.Z+-]+\"", "\"recordedAt\":…"))
                .isEqualTo("""
                {"items":[{"kind":"LATE_HOLD","component":"C1","tag":"%s","number":"NC-1","event":"%s",\
                "occurredAt":"2026-05-06T08:00:00+08:00","recordedAt":…,"contradicts":["SHIP"]}],"next":null}""".formatted(tag, id("FD1late")));
    }

    @Test
    void findsNothingWhereTheHoldWasClosedBeforeOrIsTakenBack() {
        project("FD2");
        shipped("FD2", "C1");
        shipped("FD2", "C2");
        report(
                        "FD2",
                        event("FD2a", "C1", "HOLD", "06T08:00:00+08:00", HELD),
                        event("FD2b", "C1", "UNHOLD", "06T09:00:00+08:00", HELD),
                        event("FD2c", "C2", "HOLD", "06T08:00:00+08:00", HELD))
                .body("applied", equalTo(3));
        given().get("/api/v1/projects/FD2/findings").then().body("items.component", contains("C2"));
        report(
                        "FD2",
                        event(
                                "FD2d",
                                "C2",
                                "VOID",
                                "09T08:00:00+08:00",
                                "\"voids\": \"%s\", \"reason\": \"r\"".formatted(id("FD2c"))))
                .body("applied", equalTo(1));
        given().get("/api/v1/projects/FD2/findings").then().body("items.size()", equalTo(0));
    }

    @Test
    void givesFindingsPageByPage() {
        project("FD3");
        for (String component : new String[] {"C1", "C2", "C3"}) {
            shipped("FD3", component);
            report("FD3", event("FD3" + component, component, "HOLD", component.equals("C2") ? "08" : "06", HELD))
                    .body("applied", equalTo(1));
        }
        String next = given().queryParam("limit", 1)
                .get("/api/v1/projects/FD3/findings")
                .then()
                .body("items.component", contains("C1"))
                .extract()
                .path("next");
        given().queryParam("limit", 1)
                .queryParam("cursor", next)
                .get("/api/v1/projects/FD3/findings")
                .then()
                .body("items.component", contains("C3"))
                .body("next", nullValue());
        given().queryParam("cursor", "eA")
                .get("/api/v1/projects/FD3/findings")
                .then()
                .statusCode(422);
        given().get("/api/v1/projects/NONE/findings").then().statusCode(404);
    }

    private static void shipped(String project, String component) {
        report(
                        project,
                        event(project + component + 1, component, "RELEASE", "04", "\"factory\": \"F1\""),
                        event(project + component + 2, component, "QC_PASS", "05", PASSED),
                        event(project + component + 3, component, "SHIP", "07T08:00:00+08:00", "\"shipment\": \"S\""))
                .body("applied", equalTo(3));
    }

    private static void project(String code) {
        post("/api/v1/specs", """
                {"code": "FD-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6.1}}""");
        post("/api/v1/projects", "{\"code\": \"" + code + "\", \"name\": \"n\", \"regionCode\": \"320115\"}")
                .statusCode(201);
        post("/api/v1/projects/" + code + "/buildings", """
                {"code": "1#", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""").statusCode(201);
        post("/api/v1/projects/" + code + "/components", """
                {"components": [{"code": "C1", "building": "1#", "storey": "1", "spec": "FD-SLAB"},
                  {"code": "C2", "building": "1#", "storey": "1", "spec": "FD-SLAB"},
                  {"code": "C3", "building": "1#", "storey": "1", "spec": "FD-SLAB"}]}""").statusCode(200);
    }

    private static String event(String name, String component, String type, String time, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-%s", %s}""".formatted(id(name), component, type, time, more);
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ValidatableResponse report(String project, String... events) {
        return post("/api/v1/projects/" + project + "/events", "{\"events\": [" + String.join(",", events) + "]}");
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }
}
