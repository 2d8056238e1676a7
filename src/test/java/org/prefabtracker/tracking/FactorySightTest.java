package org.prefabtracker.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.prefabtracker.Api.operator;

import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;

/** A slab of one factory, one of another and one that is not released yet: each factory sees only its own. */
@DatabaseTest
class FactorySightTest {

    private static final String OWN = "/api/v1/projects/OWN";

    @Inject
    Jdbi jdbi;

    private Cast cast;

    @BeforeEach
    void slabs() {
        cast = Cast.of(jdbi);
        operator().post("/api/v1/specs", """
                {"code": "FS-SLAB", "name": "叠合板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 6.1}}""");
        operator().post(OWN + "/buildings", """
                {"code": "FS", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        as(OrganisationKind.DESIGNER).post(OWN + "/components", """
                {"components": [{"code": "OURS", "building": "FS", "storey": "1", "spec": "FS-SLAB"},
                  {"code": "THEIRS", "building": "FS", "storey": "1", "spec": "FS-SLAB"},
                  {"code": "NOBODYS", "building": "FS", "storey": "1", "spec": "FS-SLAB"}]}""").statusCode(200);
        report(as(OrganisationKind.DESIGNER), "OURS", "RELEASE", "\"factory\": \"CAST-FACTORY\"");
        // the operator takes over what another system released
        report(as(OrganisationKind.OPERATOR), "THEIRS", "RELEASE", "\"factory\": \"ANOTHER\"");
    }

    private Api as(OrganisationKind kind) {
        return Api.as(() -> cast.as(kind));
    }

    private RequestSpecification factory() {
        return cast.as(OrganisationKind.FACTORY);
    }

    @Test
    void seesItsOwnComponentsAndNoOthersByAnyDoor() throws IOException {
        factory().get(OWN + "/components").then().body("items.code", equalTo(List.of("OURS")));
        factory().get(OWN + "/components?q=THEIRS").then().body("items", equalTo(List.of()));
        factory().get(OWN + "/components/OURS").then().statusCode(200);
        String hidden = factory()
                .get(OWN + "/components/THEIRS")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String absent = factory()
                .get(OWN + "/components/ABSENT")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(hidden.replace("THEIRS", "ABSENT")).isEqualTo(absent);
        factory().get(OWN + "/components/OURS/events").then().body("items.tag", everyItem(equalTo(tag("OURS"))));
        factory().get(OWN + "/components/THEIRS/events").then().statusCode(404);
        factory().get(OWN + "/progress").then().body("items[0].planned.pieces", equalTo(1));
        factory().get(OWN + "/progress?factory=ANOTHER").then().statusCode(422);
        assertThat(codes(factory().get(OWN + "/components/export").asByteArray()))
                .containsExactly("OURS");
        assertThat(codes(cast.as(OrganisationKind.CONTRACTOR)
                        .get(OWN + "/components/export")
                        .asByteArray()))
                .contains("OURS", "THEIRS", "NOBODYS");
    }

    @Test
    void onlyTheOperatorMovesAProjectWithBuildingsToAnotherRegion() {
        String elsewhere = "{\"code\": \"OWN\", \"name\": \"OWN\", \"regionCode\": \"330102\"}";
        String version = cast.as(OrganisationKind.DESIGNER).get(OWN).header("ETag");
        cast.as(OrganisationKind.DESIGNER)
                .contentType("application/json")
                .header("If-Match", version)
                .body(elsewhere)
                .put(OWN)
                .then()
                .statusCode(403);
        cast.as(OrganisationKind.REGULATOR).get(OWN).then().statusCode(200);
    }

    @Test
    void readsTheLabelsOfItsOwnPiecesOnly() {
        factory().get("/api/v1/tags/" + tag("OURS")).then().statusCode(200).body("component", equalTo("OURS"));
        factory().get("/api/v1/tags/" + tag("OURS") + "/events").then().statusCode(200);
        factory().get("/api/v1/tags/" + tag("THEIRS")).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        factory().get("/api/v1/tags/" + tag("THEIRS") + "/events").then().statusCode(404);
    }

    @Test
    void isAFactoryWhereItTakesPartAsOneWhateverItIsElsewhere() {
        RequestSpecification builder =
                jdbi.withHandle(handle -> cast.of(handle, "FS-BUILDER", OrganisationKind.CONTRACTOR, "FACTORY"));
        RequestSpecification maker =
                jdbi.withHandle(handle -> cast.of(handle, "FS-MAKER", OrganisationKind.FACTORY, "CONTRACTOR"));
        builder.get("/api/v1/tags/" + tag("OURS")).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        builder.get("/api/v1/tags/" + tag("OURS") + "/events").then().statusCode(404);
        maker.get("/api/v1/tags/" + tag("OURS")).then().statusCode(200);
        maker.get("/api/v1/tags/" + tag("OURS") + "/events").then().statusCode(200);
    }

    @Test
    void reportsOnItsOwnPiecesOnlyWhicheverWayTheyAreNamed() {
        outcome(as(OrganisationKind.FACTORY), "\"component\": \"THEIRS\"", "UNKNOWN");
        outcome(as(OrganisationKind.FACTORY), "\"component\": \"NOBODYS\"", "UNKNOWN");
        outcome(as(OrganisationKind.FACTORY), "\"tag\": \"" + tag("THEIRS") + "\"", "UNKNOWN");
        outcome(as(OrganisationKind.FACTORY), "\"component\": \"OURS\"", "APPLIED");
        as(OrganisationKind.FACTORY)
                .post(
                        "/api/v1/events",
                        "{\"events\": [" + step("\"tag\": \"" + tag("THEIRS") + "\"") + ", "
                                + step("\"tag\": \"" + tag("OURS") + "\"") + "]}")
                .body("outcomes.outcome", equalTo(List.of("UNKNOWN", "APPLIED")));
    }

    @Test
    void nothingIsReleasedToAFactoryThatTakesNoPart() {
        as(OrganisationKind.DESIGNER)
                .post(
                        OWN + "/events",
                        "{\"events\": [" + event("NOBODYS", "RELEASE", "\"factory\": \"CAST-FACTORX\"") + ", "
                                + event("NOBODYS", "RELEASE", "\"factory\": \"CAST-DESIGNER\"") + "]}")
                .body("outcomes.outcome", equalTo(List.of("REFUSED", "REFUSED")))
                .body("outcomes.code", everyItem(equalTo("NO_SUCH_FACTORY")))
                .body(
                        "outcomes[0].message",
                        equalTo("there is no factory CAST-FACTORX among the parties of this project"));
    }

    @Test
    void isRefusedWhatIsNotItsToReportAndSaysSoEventByEvent() {
        as(OrganisationKind.FACTORY)
                .post(
                        OWN + "/events",
                        "{\"events\": [" + event("OURS", "RECEIVE", "\"result\": \"ok\"") + ", "
                                + step("\"component\": \"OURS\"") + "]}")
                .body("outcomes.outcome", equalTo(List.of("REFUSED", "APPLIED")))
                .body("outcomes[0].code", equalTo("NOT_ALLOWED"));
        as(OrganisationKind.CONTRACTOR)
                .post(OWN + "/events", "{\"events\": [" + step("\"component\": \"OURS\"") + "]}")
                .body("outcomes[0].code", equalTo("NOT_ALLOWED"));
    }

    @Test
    void anOrganisationCannotVoidEventsOfAnother() {
        String id = UUID.randomUUID().toString();
        as(OrganisationKind.FACTORY)
                .post(
                        OWN + "/events",
                        "{\"events\": [{\"eventId\": \"" + id
                                + "\", \"type\": \"STEP\", \"step\": \"CAST\", \"component\": \"OURS\", \"occurredAt\": \"2026-05-04T09:00:00+08:00\"}]}")
                .body("applied", equalTo(1));
        String taken =
                "{\"events\": [" + event("OURS", "VOID", "\"voids\": \"" + id + "\", \"reason\": \"typo\"") + "]}";
        as(OrganisationKind.CONTRACTOR).post(OWN + "/events", taken).body("outcomes[0].code", equalTo("NOT_ALLOWED"));
        as(OrganisationKind.FACTORY)
                .post(OWN + "/events", taken.replace("\"reason\"", "\"reason\""))
                .body("outcomes[0].outcome", equalTo("APPLIED"));
    }

    @Test
    void onlyASupervisorWitnessesEventsOfAnotherOrganisation() {
        String check = event("OURS", "STEP", "\"step\": \"CONCEALED_CHECK\"");
        String id = check.substring(check.indexOf("Id\": \"") + 6, check.indexOf("\", \"component"));
        as(OrganisationKind.FACTORY)
                .post(OWN + "/events", "{\"events\": [" + check + "]}")
                .body("applied", equalTo(1));
        String witness = "{\"events\": [" + event("OURS", "WITNESS", "\"witnesses\": \"" + id + "\"") + "]}";
        for (OrganisationKind kind :
                new OrganisationKind[] {OrganisationKind.FACTORY, OrganisationKind.CONTRACTOR, OrganisationKind.OWNER
                }) {
            as(kind).post(OWN + "/events", witness).body("outcomes[0].code", equalTo("NOT_ALLOWED"));
        }
        as(OrganisationKind.SUPERVISOR).post(OWN + "/events", witness).body("applied", equalTo(1));
        String ownCheck = event("OURS", "STEP", "\"step\": \"CONCEALED_CHECK\", \"note\": \"by the supervisor\"");
        String ownId = ownCheck.substring(ownCheck.indexOf("Id\": \"") + 6, ownCheck.indexOf("\", \"component"));
        as(OrganisationKind.SUPERVISOR)
                .post(OWN + "/events", "{\"events\": [" + ownCheck + "]}")
                .body("applied", equalTo(1));
        as(OrganisationKind.SUPERVISOR)
                .post(
                        OWN + "/events",
                        "{\"events\": [" + event("OURS", "WITNESS", "\"witnesses\": \"" + ownId + "\"") + "]}")
                .body("outcomes[0].message", equalTo("an organisation cannot witness what it reported itself"));
        String taken =
                "{\"events\": [" + event("OURS", "VOID", "\"voids\": \"" + id + "\", \"reason\": \"typo\"") + "]}";
        as(OrganisationKind.FACTORY).post(OWN + "/events", taken).body("outcomes[0].code", equalTo("NO_SUCH_EVENT"));
    }

    @Test
    void recordsForWhomAnEventWasReported() {
        report(as(OrganisationKind.FACTORY), "OURS", "STEP", "\"step\": \"CAST\"");
        List<String> reported =
                jdbi.withHandle(handle -> handle.select("""
                        select distinct o.code from event e join organisation o on o.id = e.organisation_id
                        join project p on p.id = e.project_id where p.code = 'OWN' and e.type = 'STEP' and e.content::jsonb->>'step' = 'CAST'""").mapTo(String.class).list());
        assertThat(reported).containsExactly("CAST-FACTORY");
    }

    @Test
    void aScannerKnowsNothingOfProjectsThatAreNotItsOwn() {
        operator().post("/api/v1/projects/FOREIGN/buildings", """
                {"code": "FS", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        operator().post("/api/v1/projects/FOREIGN/components", """
                {"components": [{"code": "C", "building": "FS", "storey": "1", "spec": "FS-SLAB"}]}""");
        as(OrganisationKind.CONTRACTOR)
                .post(
                        "/api/v1/events",
                        "{\"events\": ["
                                + event("C", "HOLD", "\"project\": \"FOREIGN\", \"number\": \"N1\", \"reason\": \"x\"")
                                + "]}")
                .body("outcomes[0].outcome", equalTo("UNKNOWN"))
                .body("outcomes[0].message", equalTo("there is no such project"));
        cast.as(OrganisationKind.CONTRACTOR)
                .get("/api/v1/projects?limit=1000")
                .then()
                .body("items.code", hasItem("OWN"))
                .body("items.code", not(hasItem("FOREIGN")));
        cast.as(OrganisationKind.REGULATOR)
                .get("/api/v1/projects?limit=1000")
                .then()
                .body("items.code", hasItem("OWN"))
                .body("items.code", not(hasItem("FOREIGN")));
    }

    @Test
    void aJobIsKnownToWhoBeganItAndRecordsWhatItDoesForThem() throws InterruptedException {
        byte[] bill = cast.as(OrganisationKind.DESIGNER)
                .get(OWN + "/components/export")
                .asByteArray();
        String location = cast.as(OrganisationKind.DESIGNER)
                .header("Prefer", "respond-async")
                .multiPart("file", "bill.xlsx", bill)
                .post(OWN + "/components/import")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        String path = location.substring(location.indexOf("/api"));
        String state = "QUEUED";
        for (int i = 0; i < 200 && !Set.of("DONE", "FAILED").contains(state); i++) {
            Thread.sleep(50);
            state = cast.as(OrganisationKind.DESIGNER)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("state");
        }
        assertThat(state).isEqualTo("DONE");
        cast.as(OrganisationKind.CONTRACTOR).get(path).then().statusCode(404);
    }

    private String tag(String component) {
        return given().get(OWN + "/components/" + component).then().extract().path("tag");
    }

    private static void outcome(Api caller, String named, String outcome) {
        caller.post(OWN + "/events", "{\"events\": [" + step(named) + "]}")
                .body("outcomes[0].outcome", equalTo(outcome));
    }

    private static String step(String named) {
        return """
                {"eventId": "%s", "type": "STEP", "step": "CAST", "occurredAt": "2026-05-04T09:00:00+08:00", %s}""".formatted(UUID.randomUUID(), named);
    }

    private static String event(String component, String type, String more) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T08:00:00+08:00", %s}""".formatted(
                        UUID.nameUUIDFromBytes((component + type + more).getBytes(StandardCharsets.UTF_8)),
                        component,
                        type,
                        more);
    }

    private static void report(Api caller, String component, String type, String more) {
        caller.post(OWN + "/events", "{\"events\": [" + event(component, type, more) + "]}")
                .body("refused", equalTo(0));
    }

    private static Set<String> codes(byte[] workbook) throws IOException {
        Set<String> codes = new TreeSet<>();
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            for (Row row : read.getSheetAt(0)) {
                codes.add(row.getCell(0) == null ? "" : row.getCell(0).toString());
            }
        }
        codes.retainAll(Set.of("OURS", "THEIRS", "NOBODYS"));
        return codes;
    }
}
