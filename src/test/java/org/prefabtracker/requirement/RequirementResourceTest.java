package org.prefabtracker.requirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** What a land contract demands: registered, changed, withdrawn, and refused where it cannot be demanded. */
@DatabaseTest
class RequirementResourceTest {

    private static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";
    private static final String SOURCE = "\"source\": {\"document\": \"宁地合〔2024〕118号\", \"article\": \"第5.2条\"}";
    private static final String HALF = """
            {"code": "LC-1", "building": "B", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50.0}, %s,
             "lens": "DESIGN", "deadline": "2026-12-31", "note": "不低于50%%"}""".formatted(SOURCE);

    private final String project = "REQ-" + UUID.randomUUID().toString().substring(0, 8);
    private final String requirements = "/api/v1/projects/" + project + "/requirements";

    private RatedBuilding building() {
        return new RatedBuilding(project, CONCRETE);
    }

    private static RequestSpecification body(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private static JsonNode without(JsonNode node, String... members) {
        ((ObjectNode) node).remove(List.of(members));
        return node;
    }

    @Test
    void registersARequirementOnce() {
        building();
        operator().post(requirements, HALF).statusCode(201).header("ETag", "\"1\"");
        assertThat(without(read(requirements + "/LC-1"), "recordedAt")).isEqualTo(json("""
                {"code": "LC-1", "building": "B", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50}, %s,
                 "lens": "DESIGN", "deadline": "2026-12-31", "note": "不低于50%%", "version": 1, "recordedBy": "operator"}""".formatted(SOURCE)));
        operator()
                .post(requirements, HALF.replace("50.0", "50.00").replace("LC-1", "ＬＣ-1"))
                .statusCode(200)
                .header("ETag", "\"1\"");
        operator()
                .post(requirements, HALF.replace("50.0", "60"))
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/code"))
                .body(
                        "errors[0].message",
                        equalTo("the project has a different requirement with this code; change it with PUT"));
        given().get(requirements + "/LC-2").then().statusCode(404);
        given().get(requirements + "/LC-2/versions").then().statusCode(404);
    }

    @Test
    void appliesToAcceptedAndEveryBuildingByDefault() {
        building();
        operator()
                .post(requirements, """
                {"code": "LC-1", "ruleSet": "cn-gbt-51129-2017", "measure": {"atLeast": "AA", "kind": "GRADE"}, %s}""".formatted(SOURCE))
                .statusCode(201)
                .body("lens", equalTo("ACCEPTED"))
                .body("measure.atLeast", equalTo("AA"))
                .body("building", nullValue())
                .body("deadline", nullValue());
    }

    @Test
    void keepsEveryVersionOfAChange() {
        building();
        operator().post(requirements, HALF).statusCode(201);
        String changed = HALF.replace("50.0", "55");
        String href = requirements + "/LC-1";
        body(changed).put(href).then().statusCode(428);
        body(changed).header("If-Match", "\"7\"").put(href).then().statusCode(412);
        body(changed)
                .header("If-Match", "\"1\"")
                .put(href)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        // sent again it is the one there is
        body(changed)
                .header("If-Match", "\"1\"")
                .put(href)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        body(HALF)
                .header("If-Match", "\"2\"")
                .put(requirements + "/LC-2")
                .then()
                .statusCode(422);
        body(HALF.replace("LC-1", "LC-2")).put(requirements + "/LC-2").then().statusCode(201);

        given().get(href + "/versions")
                .then()
                .body("items.version", contains(2, 1))
                .body("items.measure.atLeast", contains(55, 50))
                .body("items.recordedBy", contains("operator", "operator"));
        given().get(requirements + "?limit=1").then().body("items.code", contains("LC-1"));
        String next = given().get(requirements + "?limit=1").path("next");
        given().get(requirements + "?cursor=" + next)
                .then()
                .body("items.code", contains("LC-2"))
                .body("next", nullValue());
    }

    @Test
    void settlesWritersThatComeAtOnce() {
        building();
        List<Integer> posts = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> body(HALF).post(requirements).statusCode())
                .toList();
        assertThat(posts).containsOnlyOnce(201).containsOnly(200, 201);
        List<Integer> puts = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> body(HALF.replace("50.0", String.valueOf(60 + i)))
                        .header("If-Match", "\"1\"")
                        .put(requirements + "/LC-1")
                        .statusCode())
                .toList();
        assertThat(puts).containsOnlyOnce(200).containsOnly(200, 412);
        given().get(requirements + "/LC-1/versions").then().body("items.version", contains(2, 1));
    }

    @Test
    void withdrawsWithAReasonAndPutsInForceAgain() {
        building();
        operator().post(requirements, HALF).statusCode(201);
        String withdraw = requirements + "/LC-1/withdraw";
        String reason = "{\"reason\": \"补充协议二取消\"}";
        body("{\"reason\": \" \"}")
                .header("If-Match", "\"1\"")
                .post(withdraw)
                .then()
                .statusCode(422);
        body(reason).post(withdraw).then().statusCode(428);
        body(reason)
                .header("If-Match", "\"1\"")
                .post(withdraw)
                .then()
                .statusCode(200)
                .body("withdrawn", equalTo("补充协议二取消"));
        body(reason)
                .header("If-Match", "\"1\"")
                .post(withdraw)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        body(reason)
                .header("If-Match", "\"1\"")
                .post(requirements + "/LC-9/withdraw")
                .then()
                .statusCode(404);

        given().get(requirements).then().body("items", empty());
        given().get(requirements + "?withdrawn=true").then().body("items.code", contains("LC-1"));
        operator()
                .post(requirements, HALF)
                .statusCode(409)
                .body(
                        "errors[0].message",
                        equalTo("the requirement with this code was withdrawn; put it in force again with PUT"));
        body(HALF)
                .header("If-Match", "\"2\"")
                .put(requirements + "/LC-1")
                .then()
                .statusCode(200)
                .body("withdrawn", nullValue());
        given().get(requirements + "/LC-1/versions").then().body("items.version", contains(3, 2, 1));
    }

    @Test
    void listsWhatIsDemandedOfABuilding() {
        building().building("C", CONCRETE);
        operator().post(requirements, HALF).statusCode(201);
        operator()
                .post(requirements, HALF.replace("LC-1", "LC-2").replace("\"building\": \"B\"", "\"building\": \"C\""))
                .statusCode(201);
        operator()
                .post(requirements, HALF.replace("LC-1", "LC-3").replace("\"building\": \"B\", ", ""))
                .statusCode(201);
        given().get(requirements + "?building=C").then().body("items.code", contains("LC-2", "LC-3"));
        given().get(requirements + "?building=X").then().statusCode(422);
        given().get(requirements + "?withdrawn=maybe").then().statusCode(422);
    }

    private List<String> refused(String body) {
        ValidatableResponse answer = operator().post(requirements, body).statusCode(422);
        List<String> violations = new ArrayList<>();
        json(answer.extract().asString())
                .get("errors")
                .forEach(error -> violations.add(
                        error.get("pointer").asText() + " " + error.get("code").asText()));
        given().get(requirements + "?withdrawn=false").then().body("items", empty());
        given().get(requirements + "/LC-1").then().statusCode(404);
        return violations;
    }

    @Test
    void answersEverythingThatIsWrongWithABodyAtOnce() {
        building();
        assertThat(refused("""
                {"code": "a/b", "ruleSet": " ", "measure": {"kind": "PERCENT", "atLeast": 100.5, "more": 1}, "source": {"article": "5"},
                 "lens": "SOON", "deadline": "20026-12-31", "secret": true}"""))
                .containsExactlyInAnyOrder(
                        "/code BAD_CODE",
                        "/ruleSet REQUIRED",
                        "/measure/atLeast OUT_OF_RANGE",
                        "/measure/more UNKNOWN_FIELD",
                        "/source/document REQUIRED",
                        "/lens UNKNOWN_VALUE",
                        "/deadline WRONG_TYPE",
                        "/secret UNKNOWN_FIELD");
        assertThat(refused("{}"))
                .containsExactlyInAnyOrder(
                        "/code REQUIRED", "/ruleSet REQUIRED", "/measure REQUIRED", "/source REQUIRED");
    }

    @Test
    void answersEverythingThatIsWrongWithTheProjectAtOnce() {
        building();
        assertThat(refused("""
                {"code": "LC-1", "building": "X", "ruleSet": "cn-gbt-2099", "measure": {"kind": "PERCENT", "atLeast": 50}, %s}""".formatted(SOURCE))).containsExactly("/building NOT_FOUND", "/ruleSet NOT_FOUND");
        assertThat(refused("""
                {"code": "LC-1", "building": "X", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "GRADE", "atLeast": "B"}, %s}""".formatted(SOURCE)))
                .containsExactly("/building NOT_FOUND", "/measure/atLeast UNKNOWN_VALUE");
        operator()
                .post(requirements, """
                {"code": "LC-1", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "GRADE", "atLeast": "B"}, %s}""".formatted(SOURCE))
                .body("errors[0].message", equalTo("the grades of cn-gbt-51129-2017 are A, AA, AAA"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"PERCENT\", \"atLeast\": 0}",
                "{\"kind\": \"PERCENT\", \"atLeast\": -1}",
                "{\"kind\": \"PERCENT\", \"atLeast\": 100.0001}",
                "{\"kind\": \"PERCENT\", \"atLeast\": 50.00001}",
                "{\"kind\": \"PERCENT\", \"atLeast\": 1e999999}",
                "{\"kind\": \"PERCENT\", \"atLeast\": 1e-999999}",
                "{\"kind\": \"PERCENT\", \"atLeast\": 99999999999999999999999999999999999999999999999999}",
                "{\"kind\": \"PERCENT\", \"atLeast\": \"50\"}",
                "{\"kind\": \"PERCENT\", \"atLeast\": \"NaN\"}",
                "{\"kind\": \"PERCENT\", \"atLeast\": null}",
                "{\"kind\": \"GRADE\", \"atLeast\": 2}",
                "{\"kind\": \"GRADE\", \"atLeast\": \"\"}",
                "{\"kind\": \"ITEM_RATIO\", \"item\": \"q1a\", \"atLeast\": 101}"
            })
    void refusesAThresholdThatCannotBe(String measure) {
        building();
        assertThat(refused("""
                {"code": "LC-1", "ruleSet": "cn-gbt-51129-2017", "measure": %s, %s}""".formatted(measure, SOURCE))).isNotEmpty().allSatisfy(violation -> assertThat(violation)
                .startsWith("/measure/atLeast "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kind\": \"AREA\", \"atLeast\": 1}", "{\"atLeast\": 1}", "{}", "null", "50", "\"A\""})
    void refusesAMeasureOfAnUnknownKind(String measure) {
        building();
        assertThat(refused("""
                {"code": "LC-1", "ruleSet": "cn-gbt-51129-2017", "measure": %s, %s}""".formatted(measure, SOURCE))).hasSize(1).allSatisfy(violation -> assertThat(violation)
                .startsWith("/measure"));
    }

    @Test
    void refusesAGradeOfProgressAndAGradeOfARuleSetWithoutGrades() {
        building();
        String grade = """
                {"code": "LC-1", "ruleSet": "%s", "measure": {"kind": "GRADE", "atLeast": "A"}, "lens": "%s", %s}""";
        assertThat(refused(grade.formatted("cn-gbt-51129-2017", "INSTALLED", SOURCE)))
                .containsExactly("/lens INCONSISTENT");
        assertThat(refused(grade.formatted("cn-sh-precast-ratio-2019", "DESIGN", SOURCE)))
                .containsExactly("/measure/atLeast UNKNOWN_VALUE");
    }

    @Test
    void refusesADraftForARuleSet() throws Exception {
        building();
        String text;
        try (var file = getClass().getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            text = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        String draft = given().contentType("application/yaml; charset=utf-8")
                .body(text.replace("id: cn-gbt-51129-2017", "id: cn-gbt-51129-proposed")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/api/v1/rule-sets/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String proposed : List.of(draft, "cn-gbt-51129-proposed")) {
            assertThat(refused(HALF.replace("cn-gbt-51129-2017", proposed))).containsExactly("/ruleSet NOT_FOUND");
        }
    }

    private static String ratio(String item, String building) {
        return """
                {"code": "LC-1", %s"ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "ITEM_RATIO", "item": "%s", "atLeast": 70},
                 "lens": "DESIGN", %s}""".formatted(building == null ? "" : "\"building\": \"" + building + "\", ", item, SOURCE);
    }

    @Test
    void refusesItemsThatTheRuleSetLacksOrThatHaveNoRatio() {
        building();
        assertThat(refused(ratio("q9z", "B"))).containsExactly("/measure/item NOT_FOUND");
        assertThat(refused(ratio("decoration", null))).containsExactly("/measure/item UNKNOWN_VALUE");
        operator()
                .post(requirements, ratio("decoration", null))
                .body(
                        "errors[0].message",
                        equalTo("this item is a yes or no and has no ratio; those with a ratio are "
                                + "q1a, q1b, q2a, q2b, q2c, q2d, q3a, q3b, q3c, q3d"));
    }

    @Test
    void refusesItemsThatTheBuildingDoesNotHave() {
        building().takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}, \"absent\": [\"kitchen\"]}");
        assertThat(refused(ratio("q3b", "B"))).containsExactly("/measure/item INCONSISTENT");
        operator()
                .post(requirements, ratio("q3b", "B"))
                .body("errors[0].message", equalTo("the building does not have it: kitchen is declared absent"));
        assertThat(refused(ratio("q3b", null))).containsExactly("/measure/item INCONSISTENT");
        operator()
                .post(requirements, ratio("q3b", null))
                .body("errors[0].message", equalTo("no building of the project has it: kitchen is declared absent"));
    }

    @Test
    void takesItemsThatSomeBuildingHas() {
        building()
                .building("C", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}, \"absent\": [\"kitchen\"]}");
        operator().post(requirements, ratio("q3b", null)).statusCode(201);
    }

    @Test
    void knowsNothingOfOtherProjects() {
        building();
        body(HALF).post("/api/v1/projects/NONE/requirements").then().statusCode(404);
        given().get("/api/v1/projects/NONE/requirements").then().statusCode(404);
        given().get("/api/v1/projects/NONE/compliance").then().statusCode(404);
    }
}
