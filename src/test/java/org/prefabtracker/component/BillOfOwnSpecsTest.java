package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.as;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.workbook.WorkbookFile;

/**
 * Two designers in one project, each with a slab BS-SLAB of its own besides the standard's: of 2 m2, of 3 m2, and the standard's
 * of 1 m2.
 */
@DatabaseTest
class BillOfOwnSpecsTest {

    private static final String SPEC = """
            {"code": "%s", "name": "板", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
             "quantities": {"planAreaM2": %s}}""";

    @Inject
    Jdbi jdbi;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String slab = "BS-SLAB-" + mark;
    private final String project = "BS-" + mark;
    private final String base = "/api/v1/projects/" + project;

    private Supplier<RequestSpecification> first;
    private Supplier<RequestSpecification> second;
    private final Supplier<RequestSpecification> operator = () -> given();

    @BeforeEach
    void project() {
        first = Cast.of(jdbi, "BS-FIRST", OrganisationKind.DESIGNER);
        second = Cast.of(jdbi, "BS-SECOND", OrganisationKind.DESIGNER);
        as(operator).post("/api/v1/specs", SPEC.formatted(slab, "1")).statusCode(201);
        as(first).post("/api/v1/specs", SPEC.formatted(slab, "2")).statusCode(201);
        as(second).post("/api/v1/specs", SPEC.formatted(slab, "3")).statusCode(201);
        as(first)
                .post(
                        "/api/v1/projects",
                        "{\"code\": \"" + project + "\", \"name\": \"n\", \"regionCode\": \"320115\"}")
                .statusCode(201);
        for (String building : List.of("1#", "2#")) {
            as(first).post(base + "/buildings", """
                    {"code": "%s", "name": "b", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""".formatted(building)).statusCode(201);
        }
        first.get()
                .contentType(ContentType.JSON)
                .body("{\"kinds\": [\"DESIGNER\"]}")
                .put(base + "/parties/BS-SECOND")
                .then()
                .statusCode(200);
    }

    @Test
    void aCodeIsThatOfTheOwnSpecBeforeTheStandardsUnlessTheOwnerIsSaid() {
        bill(first, row("A", slab, ""), row("B", slab, "\"specOwner\": \"STANDARD\""), row("C", "DBS1-67-3620-31", ""))
                .statusCode(200);
        bill(second, row("D", slab, ""), row("E", slab, "\"specOwner\": \"BS-FIRST\""))
                .statusCode(200);
        bill(operator, row("F", slab, ""), row("G", slab, "\"specOwner\": \"BS-SECOND\""))
                .statusCode(200);

        JsonPath all =
                as(second).get(base + "/components").statusCode(200).extract().jsonPath();

        assertThat(all.getList("items.code")).containsExactly("A", "B", "C", "D", "E", "F", "G");
        assertThat(all.getList("items.specOwner"))
                .containsExactly("BS-FIRST", null, null, "BS-SECOND", "BS-FIRST", null, "BS-SECOND");
        assertThat(all.getList("items.totals.planAreaM2").stream()
                        .map(Object::toString)
                        .toList())
                .containsExactly("2", "1", "6.0192", "3", "2", "1", "3");
        as(operator)
                .get(base + "/components?spec=" + slab)
                .statusCode(200)
                .body("items.code", contains("A", "B", "D", "E", "F", "G"));
    }

    @Test
    void aSpecOfAnotherDesignerThatNoComponentUsesCannotBeNamed() {
        String unknown = "BS-FIRST has no such spec that you may see";
        bill(second, row("E", slab, "\"specOwner\": \"BS-FIRST\""))
                .statusCode(422)
                .body("errors.pointer", contains("/components/0/spec"))
                .body("errors.message", contains(unknown));
        bill(second, row("E", "ABSENT", "\"specOwner\": \"BS-FIRST\""))
                .statusCode(422)
                .body("errors.message", contains(unknown));
        bill(second, row("E", slab, "\"specOwner\": \"NOBODY\""))
                .statusCode(422)
                .body("errors.message", contains("NOBODY has no such spec that you may see"));
        bill(first, row("A", slab, "")).statusCode(200);
        revise(first, "1", "20");

        bill(second, row("E", slab, "\"specOwner\": \"BS-FIRST\"")).statusCode(200);
        as(second)
                .get(base + "/components/E")
                .statusCode(200)
                .body("specRevision", equalTo(1))
                .body("totals.planAreaM2", equalTo(2));
        bill(second, row("F", slab, "\"specOwner\": \"BS-FIRST\", \"specRevision\": 2"))
                .statusCode(422)
                .body("errors.message", contains("the spec has no such revision"));
        bill(second, row("A", slab, "\"specRevision\": 2"))
                .statusCode(422)
                .body("errors.message", contains("the spec has no such revision"));
        bill(first, row("A", slab, "\"specRevision\": 2")).body("updated", equalTo(1));
        bill(second, row("F", slab, "\"specOwner\": \"BS-FIRST\", \"specRevision\": 2"))
                .statusCode(200);
        second.get().get("/api/v1/specs/" + slab + "?owner=BS-FIRST").then().statusCode(404);
    }

    @Test
    void aComponentKeepsItsSpecAndRevisionWhenAnotherUserSendsTheBillAgain() {
        String other = "BS-OTHER-" + mark;
        as(operator).post("/api/v1/specs", SPEC.formatted(other, "1")).statusCode(201);
        String[] rows = {row("A", slab, ""), row("O", other, "")};
        bill(first, rows).body("created", equalTo(2));
        revise(first, "1", "20");
        as(first).post("/api/v1/specs", SPEC.formatted(other, "7")).statusCode(201);

        for (Supplier<RequestSpecification> anybody : List.of(first, second, operator)) {
            bill(anybody, rows).body("unchanged", equalTo(2));
            as(anybody)
                    .patchCurrent(base + "/components/A", "{\"position\": null}")
                    .statusCode(200);
        }

        as(first)
                .get(base + "/components/A")
                .statusCode(200)
                .body("specOwner", equalTo("BS-FIRST"))
                .body("specRevision", equalTo(1))
                .body("totals.planAreaM2", equalTo(2));
        as(first)
                .get(base + "/components/O")
                .statusCode(200)
                .body("specOwner", equalTo(null))
                .body("totals.planAreaM2", equalTo(1));
        as(first)
                .patchCurrent(base + "/components/O", "{\"specOwner\": \"BS-FIRST\"}")
                .statusCode(200)
                .body("totals.planAreaM2", equalTo(7));
        as(first)
                .patchCurrent(base + "/components/O", "{\"specOwner\": \"STANDARD\"}")
                .statusCode(200)
                .body("totals.planAreaM2", equalTo(1));
        as(first)
                .patchCurrent(base + "/components/O", "{\"spec\": \"" + slab + "\"}")
                .statusCode(200)
                .body("totals.planAreaM2", equalTo(20));
    }

    @Test
    void aBillOfAllKindsOfSpecsIsTakenBackAsUnchangedByEverybody() {
        bill(first, row("A", slab, ""), row("B", slab, "\"specOwner\": \"STANDARD\""), row("C", "DBS1-67-3620-31", ""))
                .statusCode(200);
        bill(second, row("D", slab, ""), row("E", slab, "\"specOwner\": \"BS-FIRST\""))
                .statusCode(200);
        revise(first, "1", "20");
        for (Supplier<RequestSpecification> writer : List.of(first, second, operator)) {
            byte[] exported = writer.get().get(base + "/components/export").asByteArray();
            for (Supplier<RequestSpecification> reader : List.of(first, second, operator)) {
                as(reader)
                        .upload(base + "/components/import", "bill.xlsx", exported)
                        .statusCode(200)
                        .body(
                                equalTo(
                                        "{\"created\":0,\"updated\":0,\"unchanged\":5,\"dryRun\":false,\"ignoredColumns\":[],\"notInThisBill\":0,\"warnings\":[],\"totalWarnings\":0}"));
            }
        }
    }

    @Test
    void aWorkbookNamesTheOwnerInAColumn() {
        Object[] headers = {"构件编号", "单体建筑", "楼层", "规格编号", "规格所属"};
        as(first)
                .upload(
                        base + "/components/import",
                        "bill.xlsx",
                        WorkbookFile.of(headers, new Object[] {"A", "1#", 1, slab, null}, new Object[] {
                            "B", "1#", 1, slab, "STANDARD"
                        }))
                .statusCode(200)
                .body("created", equalTo(2));
        as(first).get(base + "/components").statusCode(200).body("items.totals.planAreaM2", contains(2, 1));
        first.get()
                .multiPart(
                        "file", "bill.xlsx", WorkbookFile.of(headers, new Object[] {"C", "1#", 1, slab, "BS-SECOND"}))
                .post(base + "/components/import")
                .then()
                .statusCode(422)
                .body("errors[0].column", equalTo("D"))
                .body("errors[0].message", equalTo("BS-SECOND 没有您可见的该规格"));
    }

    @Test
    void aCopyOfABuildingHasTheSameSpecsForEveryUser() {
        bill(first, row("1#-A", slab, ""), row("1#-B", slab, "\"specOwner\": \"STANDARD\""))
                .statusCode(200);
        revise(first, "1", "20");

        as(second)
                .post(base + "/buildings/2%23/components/copy?from=1%23", "")
                .statusCode(200)
                .body("created", equalTo(2));

        as(second)
                .get(base + "/components?building=2%23")
                .statusCode(200)
                .body("items.code", contains("2#-A", "2#-B"))
                .body("items.specOwner", contains("BS-FIRST", null))
                .body("items.totals.planAreaM2", contains(2, 1));
        as(first).post(base + "/buildings/2%23/components/copy?from=1%23", "").body("unchanged", equalTo(2));
    }

    @Test
    void anotherProjectOfTheSecondDesignerKnowsNothingOfTheFirstOnes() {
        bill(first, row("A", slab, "")).statusCode(200);
        String own = "BS-OWN-" + mark;
        as(second).post("/api/v1/projects", "{\"code\": \"" + own + "\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        as(second).post("/api/v1/projects/" + own + "/buildings", """
                {"code": "1#", "name": "b", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        as(second)
                .post(
                        "/api/v1/projects/" + own + "/components",
                        "{\"components\": [" + row("A", slab, "\"specOwner\": \"BS-FIRST\"") + "]}")
                .statusCode(422);
    }

    private static String row(String code, String spec, String more) {
        return """
                {"code": "%s", "building": "1#", "storey": "1", "spec": "%s"%s}""".formatted(code, spec, more.isEmpty() ? "" : ", " + more);
    }

    private ValidatableResponse bill(Supplier<RequestSpecification> as, String... rows) {
        return as(as).post(base + "/components", "{\"components\": [" + String.join(", ", rows) + "]}");
    }

    /** The own slab becomes of another area, where it is of the revision. */
    private void revise(Supplier<RequestSpecification> as, String revision, String area) {
        as.get()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"" + (Integer.parseInt(revision) * 2 + 1) + "\"")
                .body(SPEC.formatted(slab, area))
                .put("/api/v1/specs/" + slab)
                .then()
                .statusCode(200);
    }
}
