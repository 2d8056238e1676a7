package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.Api.operator;

import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** A bill that is sent again, components that move, and many that are cancelled at once. */
@DatabaseTest
class BillReplacementTest {

    private static final String API = "/api/v1/projects/";

    private static String row(String code, String building) {
        return """
                {"code": "%s", "mark": "M", "building": "%s", "storey": "1", "spec": "BR-SLAB"}""".formatted(code, building);
    }

    private static SmallProject project(String code) {
        return new SmallProject(code)
                .slab("BR-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .building("2#", 3);
    }

    private static ValidatableResponse send(String project, String query, String... rows) {
        return operator()
                .post(
                        API + project + "/components" + query,
                        Arrays.stream(rows).collect(Collectors.joining(",", "{\"components\": [", "]}")));
    }

    private static ValidatableResponse report(String project, String component, String type, String members) {
        return operator()
                .post(API + project + "/events", """
                {"events": [{"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T08:00:00+08:00", %s}]}""".formatted(UUID.randomUUID(), component, type, members))
                .body("applied", equalTo(1));
    }

    @Test
    void aBillCountsWhatItNoLongerHoldsOfItsBuildingsAndCancelsItOnlyWhereItReplaces() {
        project("BREP1").bill(row("A", "1#"), row("B", "1#"), row("C", "2#"));
        send("BREP1", "", row("A", "1#"))
                .body("unchanged", equalTo(1))
                .body("notInThisBill", equalTo(1))
                .body("cancelled", nullValue());
        operator().get(API + "BREP1/components/B").body("stage", equalTo("DESIGNED"));
        send("BREP1", "?replace=true", row("A", "1#"))
                .body("unchanged", equalTo(1))
                .body("cancelled", equalTo(1))
                .body("notInThisBill", nullValue());
        operator().get(API + "BREP1/components/B").body("stage", equalTo("CANCELLED"));
        operator().get(API + "BREP1/components/C").body("stage", equalTo("DESIGNED"));
        send("BREP1", "?replace=true", row("A", "1#")).body("cancelled", equalTo(0));
    }

    @Test
    void aReplacingBillThatLeavesOutComponentsWithLivePiecesStoresNothingAndListsThem() {
        project("BREP2").bill(row("A", "1#"), row("B", "1#"), row("D", "1#"));
        report("BREP2", "B", "RELEASE", "\"factory\": \"F\"");
        send("BREP2", "?replace=true", row("A", "1#"), row("E", "1#"))
                .statusCode(409)
                .body("errors", hasSize(1))
                .body("errors[0].value", equalTo("B"));
        operator().get(API + "BREP2/components/D").body("stage", equalTo("DESIGNED"));
        operator().get(API + "BREP2/components/E").statusCode(404);
    }

    @Test
    void aWorkbookReplacesToo() {
        project("BREP3").bill(row("A", "1#"), row("B", "1#"));
        byte[] both = given().get(API + "BREP3/components/export").asByteArray();
        send("BREP3", "", row("C", "1#"));
        operator()
                .upload(API + "BREP3/components/import?replace=true&dryRun=true", "bill.xlsx", both)
                .body("cancelled", equalTo(1))
                .body("dryRun", equalTo(true));
        operator().get(API + "BREP3/components/C").body("stage", equalTo("DESIGNED"));
        operator()
                .upload(API + "BREP3/components/import?replace=true", "bill.xlsx", both)
                .statusCode(200)
                .body("unchanged", equalTo(2))
                .body("cancelled", equalTo(1));
        operator().get(API + "BREP3/components/C").body("stage", equalTo("CANCELLED"));
        operator()
                .upload(
                        "/api/v1/specs/import?replace=true",
                        "specs.xlsx",
                        given().get("/api/v1/specs/export").asByteArray())
                .statusCode(422);
    }

    @Test
    void aComponentMovesToAnotherBuildingBeforeItsReleaseByBillAndByPatch() {
        project("BREP4").bill(row("A", "1#"), row("B", "1#"));
        send("BREP4", "", row("A", "2#"))
                .body("updated", equalTo(1))
                .body("warnings.code", contains("COMPONENT_MOVED"))
                .body("warnings[0].pointer", equalTo("/components/0/building"));
        operator()
                .get(API + "BREP4/components/A")
                .body("building", equalTo("2#"))
                .body("version", equalTo(2));
        operator()
                .patchCurrent(API + "BREP4/components/B", "{\"building\": \"2#\", \"storey\": \"3\", \"mark\": \"N\"}")
                .statusCode(200)
                .body("building", equalTo("2#"))
                .body("storey", equalTo("3"))
                .body("mark", equalTo("N"));
    }

    @Test
    void aComponentThatWasReleasedStaysInItsBuildingEvenAfterItsPieceIsScrapped() {
        project("BREP5").bill(row("A", "1#"));
        report("BREP5", "A", "RELEASE", "\"factory\": \"F\"");
        send("BREP5", "", row("A", "2#")).statusCode(409);
        report("BREP5", "A", "SCRAP", "\"reason\": \"broken\"");
        send("BREP5", "", row("A", "2#"))
                .statusCode(409)
                .body("errors[0].message", containsString("released in building 1#"));
        operator()
                .patchCurrent(API + "BREP5/components/A", "{\"building\": \"2#\"}")
                .statusCode(409);
    }

    @Test
    void manyAreCancelledByTheirCodesOrByAFilterAndWhatCannotBeIsListed() {
        project("BREP6").bill(row("A", "1#"), row("B", "1#"), row("C", "1#"), row("D", "2#"));
        report("BREP6", "B", "RELEASE", "\"factory\": \"F\"");
        for (int time = 1; time <= 2; time++) {
            operator()
                    .post(API + "BREP6/components/cancel", "{\"filter\": {\"building\": \"1#\", \"mark\": \"M\"}}")
                    .statusCode(200)
                    .body("cancelled", equalTo(time == 1 ? 2 : 0))
                    .body("unchanged", equalTo(time == 1 ? 0 : 2))
                    .body("refused", equalTo(1))
                    .body("notCancelled.component", contains("B"))
                    .body("notCancelled[0].stage", equalTo("RELEASED"));
        }
        operator().post(API + "BREP6/components/cancel", "{\"codes\": [\"D\"]}").body("cancelled", equalTo(1));
        operator().get(API + "BREP6/components/D").body("stage", equalTo("CANCELLED"));
    }

    @Test
    void cancelsNothingWhereACodeIsUnknownOrNothingIsChosen() {
        project("BREP7").bill(row("A", "1#"));
        operator()
                .post(API + "BREP7/components/cancel", "{\"codes\": [\"A\", \"Z\"]}")
                .statusCode(422)
                .body("errors.pointer", contains("/codes/1"));
        operator()
                .post(API + "BREP7/components/cancel", "{\"filter\": {\"building\": \"9#\"}}")
                .statusCode(422)
                .body("errors.pointer", contains("/filter/building"));
        operator().post(API + "BREP7/components/cancel", "{\"filter\": {}}").statusCode(422);
        operator().post(API + "BREP7/components/cancel", "{}").statusCode(422);
        operator().get(API + "BREP7/components/A").body("stage", equalTo("DESIGNED"));
    }

    @Test
    void aBillSaysWhichSpecsAreDraftsAndSpecsAreReleasedUnlessTheySaySo() {
        project("BREP8");
        operator().post("/api/v1/specs", """
                        {"code": "BR-DRAFT", "name": "n", "category": "SLAB", "material": "CONCRETE", "status": "DRAFT", "quantities": {}}""").statusCode(201).body("status", equalTo("DRAFT"));
        operator().post("/api/v1/specs", """
                        {"code": "BR-NOW", "name": "n", "category": "SLAB", "material": "CONCRETE", "quantities": {}}""").statusCode(201).body("status", equalTo("RELEASED"));
        send(
                        "BREP8",
                        "",
                        row("A", "1#"),
                        row("B", "1#").replace("BR-SLAB", "BR-DRAFT"),
                        row("C", "1#").replace("BR-SLAB", "BR-NOW"))
                .statusCode(200)
                .body("warnings.code", contains("SPEC_IS_DRAFT"))
                .body("warnings[0].pointer", equalTo("/components/1/spec"))
                .body("totalWarnings", equalTo(1));
    }
}
