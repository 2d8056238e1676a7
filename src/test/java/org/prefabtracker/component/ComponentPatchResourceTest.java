package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class ComponentPatchResourceTest {

    @Inject
    Jdbi jdbi;

    @Test
    void changesWhatThePatchSaysTakesBackWhatItNullsAndKeepsTheRest() {
        project("PC1");
        patch("PC1", "\"1\"", """
                {"storey": "2", "position": null, "quantities": {"massKg": null, "planAreaM2": 6.250}}""").statusCode(200).header("ETag", "\"2\"");
        assertThat(given().get("/api/v1/projects/PC1/components/S").asString()).isEqualTo("""
                {"code":"S","mark":"YB-1","building":"1#","storey":"2","spec":"PC-SLAB","specRevision":1,"count":2,\
                "quantities":{"planAreaM2":6.25},"totals":{"massKg":1800,"planAreaM2":6.25},"stage":"DESIGNED","holds":[],\
                "version":2}""");
        patch("PC1", "\"2\"", "{\"quantities\": null, \"count\": null}").body("totals.massKg", equalTo(900));
        List<String> versions = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select v.version || ' ' || v.mass_kg || ' ' || v.position from component_version v
                        join project p on p.id = v.project_id where p.code = 'PC1' and v.version = 1""").mapTo(String.class).list());
        assertThat(versions).containsExactly("1 5 A/1");
    }

    @Test
    void isTakenAsPlainJsonTooAndChangesNothingWhereItSaysWhatIs() {
        project("PC2");
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"storey\": \"1\", \"code\": \"Ｓ\"}")
                .patch("/api/v1/projects/PC2/components/S")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
    }

    @Test
    void asksForTheVersionItWasMadeFrom() {
        project("PC3");
        patch("PC3", null, "{\"storey\": \"2\"}").statusCode(428);
        patch("PC3", "\"7\"", "{\"storey\": \"2\"}").statusCode(412);
        patch("PC3", "\"1\"", "{\"storey\": \"2\"}").statusCode(200);
        patch("PC3", "\"1\"", "{\"storey\": \"3\"}").statusCode(412);
    }

    @Test
    void answersEverythingWrongWithAPatchAtItsPlace() {
        project("PC4");
        patch("PC4", "\"1\"", """
                {"colour": null, "count": 0, "exterior": "yes", "mark": 5, "quantities": {"massKg": -1, "weight": 3},
                 "stage": "RELEASED", "spec": null}""")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/colour",
                                "/count",
                                "/exterior",
                                "/mark",
                                "/quantities/massKg",
                                "/quantities/weight",
                                "/stage",
                                "/spec"));
        patch("PC4", "\"1\"", "{\"storey\": \"99\", \"spec\": \"NONE\"}")
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/storey", "/spec"));
        patch("PC4", "\"1\"", "{\"code\": \"T\"}").statusCode(422);
        patch("PC4", "\"1\"", "{\"quantities\": {\"massKg\": 1e999999999}}").statusCode(422);
        for (String notAPatch : List.of("[]", "5", "null")) {
            patch("PC4", "\"1\"", notAPatch).statusCode(422);
        }
        patch("PC4", "\"1\"", "").statusCode(400);
        patch("PC4", "\"1\"", "{").statusCode(400);
        given().contentType(ContentType.TEXT)
                .body("x")
                .patch("/api/v1/projects/PC4/components/S")
                .then()
                .statusCode(415);
        given().contentType(ContentType.JSON)
                .body("{}")
                .patch("/api/v1/projects/PC4/components/NONE")
                .then()
                .statusCode(404);
    }

    @Test
    void isFrozenOnceReleasedAndOnceCancelled() {
        project("PC5");
        operator().post("/api/v1/projects/PC5/events", """
                {"events": [{"eventId": "0191f3c2-0000-7000-8000-00000000c501", "component": "S", "type": "RELEASE",
                 "occurredAt": "2026-05-04T08:00:00+08:00", "factory": "F1"}]}""").statusCode(200);
        patch("PC5", "\"1\"", "{\"position\": \"B/2\"}").statusCode(409);
        project("PC6");
        operator().post("/api/v1/projects/PC6/components/S/cancel", "").statusCode(200);
        patch("PC6", "\"2\"", "{\"position\": \"B/2\"}").statusCode(409);
    }

    private static ValidatableResponse patch(String project, String ifMatch, String body) {
        var request = given().contentType("application/merge-patch+json").body(body.getBytes());
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.patch("/api/v1/projects/" + project + "/components/S").then();
    }

    private static void project(String code) {
        new SmallProject(code)
                .slab("PC-SLAB", "\"planAreaM2\": 6.1, \"massKg\": 900")
                .building("1#", 3)
                .bill("""
                {"code": "S", "mark": "YB-1", "building": "1#", "storey": "1", "position": "A/1", "spec": "PC-SLAB",
                 "count": 2, "quantities": {"massKg": 5}}""");
    }
}
