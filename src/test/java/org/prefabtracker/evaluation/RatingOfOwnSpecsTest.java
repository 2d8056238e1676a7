package org.prefabtracker.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.as;
import static org.prefabtracker.Api.operator;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.workbook.WorkbookFile;

/** A building of two parts of one code and revision: the standard's is a slab of 10 m2, the designer's own a beam of 20 m2. */
@DatabaseTest
class RatingOfOwnSpecsTest {

    private static final String RULES = "cn-gbt-51129-2017";

    @Inject
    Jdbi jdbi;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String spec = "RO-" + mark;
    private final String base = "/api/v1/projects/RO-" + mark;
    private final String ratings = base + "/buildings/B/ratings/" + RULES;

    private Supplier<RequestSpecification> designer;
    private Supplier<RequestSpecification> owner;
    private final Supplier<RequestSpecification> operator = () -> given();

    @BeforeEach
    void building() {
        designer = Cast.of(jdbi, "RO-DESIGNER", OrganisationKind.DESIGNER);
        owner = Cast.of(jdbi, "RO-OWNER", OrganisationKind.OWNER);
        spec(operator, "SLAB", "10");
        spec(designer, "BEAM", "20");
        as(designer)
                .post(
                        "/api/v1/projects",
                        "{\"code\": \"RO-" + mark + "\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        as(designer).post(base + "/buildings", """
                {"code": "B", "name": "b", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 1500}""");
        designer.get()
                .contentType(ContentType.JSON)
                .body("{\"kinds\": [\"OWNER\"]}")
                .put(base + "/parties/RO-OWNER")
                .then()
                .statusCode(200);
        designer.get()
                .contentType(ContentType.JSON)
                .body("{\"measures\": {\"planArea\": 100, \"verticalConcreteVolume\": 50}}")
                .put(base + "/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(201);
        as(designer).post(base + "/components", """
                {"components": [{"code": "OWN", "building": "B", "storey": "1", "spec": "%1$s"},
                  {"code": "STD", "building": "B", "storey": "1", "spec": "%1$s", "specOwner": "STANDARD"}]}""".formatted(spec)).statusCode(200);
    }

    private void spec(Supplier<RequestSpecification> as, String category, String area) {
        as(as).post("/api/v1/specs", """
                {"code": "%s", "name": "n", "category": "%s", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": %s, "massKg": 1}}""".formatted(spec, category, area)).statusCode(201);
    }

    @Test
    void countsEachByItsOwnSpecAndNamesTheOwner() {
        item("q1b").body("numerator", equalTo(30));
        owner.get()
                .get(ratings + "/items/q1b/components?lens=DESIGN")
                .then()
                .body("items.code", contains("OWN", "STD"))
                .body("items.specOwner", contains("RO-DESIGNER", null))
                .body("items.category", contains("BEAM", "SLAB"))
                .body("items.adds", contains(20, 10));
    }

    @Test
    void anEvaluationIsComputedAgainWithEachSpecInIt() {
        as(operator)
                .post(base + "/buildings/B/evaluations", "{\"ruleSet\": \"" + RULES + "\", \"lens\": \"DESIGN\"}")
                .statusCode(201);
        byte[] snapshot =
                operator.get().get(base + "/buildings/B/evaluations/1/snapshot").asByteArray();
        assertThat(new String(snapshot, StandardCharsets.UTF_8))
                .contains("\"spec\":\"" + spec + "\",\"specOwner\":\"RO-DESIGNER\",\"specRevision\":1")
                .contains("\"spec\":\"" + spec + "\",\"specRevision\":1")
                .contains("\"owner\":\"RO-DESIGNER\"");
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        int exit = RecomputeCommand.run(
                new ByteArrayInputStream(snapshot), again, new PrintStream(OutputStream.nullOutputStream()), "-");
        assertThat(exit).isEqualTo(RecomputeCommand.DONE);
        assertThat(again.toByteArray())
                .isEqualTo(operator.get()
                        .get(base + "/buildings/B/evaluations/1/result")
                        .asByteArray());

        as(designer)
                .patchCurrent(base + "/components/OWN", "{\"specOwner\": \"STANDARD\"}")
                .statusCode(200);
        as(operator)
                .post(base + "/buildings/B/evaluations", "{\"ruleSet\": \"" + RULES + "\", \"lens\": \"DESIGN\"}")
                .statusCode(201);
        owner.get()
                .get(base + "/buildings/B/evaluations/2/diff?from=1")
                .then()
                .statusCode(200)
                .body("components.changed", equalTo(1))
                .body("components.items[0].from.specOwner", equalTo("RO-DESIGNER"))
                .body("components.items[0].to.specOwner", equalTo(null));
    }

    @Test
    void theReportTellsTheTwoApart() throws IOException {
        byte[] workbook =
                owner.get().get(ratings + "/report?lens=DESIGN&format=xlsx").asByteArray();
        assertThat(WorkbookFile.shown(new XSSFWorkbook(new ByteArrayInputStream(workbook))))
                .contains(spec + " (RO-DESIGNER)")
                .contains(spec + "|");
    }

    @Test
    void whatIfSwapsToTheOwnSpecOrToWhoseverIsSaid() {
        String other = "RO-OTHER-" + mark;
        as(designer).post("/api/v1/specs", """
                {"code": "%s", "name": "n", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 90}}""".formatted(other)).statusCode(201);
        swap(designer, "STD", spec, "").statusCode(200).body(numerator("q1b"), equalTo(40));
        swap(designer, "OWN", spec, ", \"specOwner\": \"STANDARD\"").body(numerator("q1b"), equalTo(20));
        swap(owner, "STD", spec, "").body(numerator("q1b"), equalTo(30));
        swap(owner, "STD", spec, ", \"specOwner\": \"RO-DESIGNER\"").body(numerator("q1b"), equalTo(40));
        swap(operator, "STD", other, ", \"specOwner\": \"RO-DESIGNER\"").body(numerator("q1b"), equalTo(110));
        swap(owner, "STD", other, ", \"specOwner\": \"RO-DESIGNER\"")
                .statusCode(422)
                .body("errors.message", contains("RO-DESIGNER has no such spec that you may see"));
        swap(owner, "STD", "ABSENT", ", \"specOwner\": \"RO-DESIGNER\"")
                .statusCode(422)
                .body("errors.message", contains("RO-DESIGNER has no such spec that you may see"));
        swap(owner, "STD", spec, ", \"specOwner\": \"RO-DESIGNER\", \"specRevision\": 2")
                .statusCode(422)
                .body("errors.message", contains("the spec has no such revision"));
        whatIf(owner, "{\"kind\": \"REMOVE\", \"which\": {\"spec\": \"" + spec + "\", \"specOwner\": \"RO-DESIGNER\"}}")
                .body("applied[0].components", equalTo(1))
                .body(numerator("q1b"), equalTo(10));
        whatIf(owner, "{\"kind\": \"REMOVE\", \"which\": {\"spec\": \"" + spec + "\", \"specOwner\": \"STANDARD\"}}")
                .body(numerator("q1b"), equalTo(20));
    }

    @Test
    void aLabelNamesTheOwnerOfTheSpec() {
        operator().post(base + "/events", """
                {"events": [{"eventId": "%s", "component": "OWN", "type": "RELEASE", "occurredAt": "2026-05-04", "factory": "F"}]}""".formatted(UUID.randomUUID())).body("applied", equalTo(1));
        String tag = owner.get().get(base + "/components/OWN").path("tag");
        owner.get()
                .get("/api/v1/tags/" + tag)
                .then()
                .body("spec", equalTo(spec))
                .body("specOwner", equalTo("RO-DESIGNER"));
        owner.get().get(ratings + "/sensitivity?lens=DESIGN").then().statusCode(200);
    }

    private ValidatableResponse item(String id) {
        return owner.get()
                .get(ratings + "?lens=DESIGN")
                .then()
                .statusCode(200)
                .rootPath("groups.items.flatten().find { it.id == '" + id + "' }");
    }

    private static String numerator(String item) {
        return "after.groups.items.flatten().find { it.id == '" + item + "' }.numerator";
    }

    private ValidatableResponse swap(Supplier<RequestSpecification> as, String component, String to, String more) {
        return whatIf(as, """
                {"kind": "SWAP_SPEC", "which": {"components": ["%s"]}, "spec": "%s"%s}""".formatted(component, to, more));
    }

    private ValidatableResponse whatIf(Supplier<RequestSpecification> as, String change) {
        return as(as).post(ratings + "/what-if", "{\"changes\": [" + change + "]}");
    }
}
