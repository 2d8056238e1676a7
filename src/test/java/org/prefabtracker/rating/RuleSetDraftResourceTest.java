package org.prefabtracker.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class RuleSetDraftResourceTest {

    private static final String DRAFTS = "/api/v1/rule-sets/drafts";
    private static final String TEXT = ShippedRuleSetsTest.text("cn-sh-precast-ratio-2019.yaml");

    @Inject
    Jdbi jdbi;

    @Test
    void keepsADraftAndShowsItChecked() {
        String text = TEXT.replace("cn-sh-precast-ratio-2019", "cn-sh-precast-ratio-2027")
                .replace("validTo: 2025-08-31", "# no end")
                .replace("atLeast: 40", "atLeast: 45")
                .replace("qualifies: true", "qualifies: false");

        Response sent = post(text, "shanghai-2027.yaml");

        assertThat(sent.statusCode()).isEqualTo(201);
        String id = sent.path("id");
        JsonNode draft = json(sent.asString());
        assertThat(draft.get("official").booleanValue()).isFalse();
        assertThat(draft.get("content")
                        .get("prerequisites")
                        .get(0)
                        .get("atLeast")
                        .intValue())
                .isEqualTo(45);
        ((com.fasterxml.jackson.databind.node.ObjectNode) draft).remove(java.util.List.of("content", "recordedAt"));
        assertThat(draft)
                .isEqualTo(json("""
                {"id": "%1$s", "ruleSet": "cn-sh-precast-ratio-2027", "name": "上海市装配式建筑单体预制率（计算方法一）",
                 "document": "沪建建材〔2019〕765号", "jurisdiction": "CN-31", "validFrom": "2019-12-01",
                 "provisional": false, "official": false, "file": "shanghai-2027.yaml", "recordedBy": "%2$s",
                 "examples": [{"name": "812.4 m3 precast, 1187.6 m3 cast in place", "percent": 40.62, "qualifies": false}],
                 "impact": "/api/v1/rule-sets/drafts/%1$s/impact"}""".formatted(id, sent.path("recordedBy").toString())));
        assertThat(sent.header("Location")).isEqualTo(DRAFTS + "/" + id);

        assertThat(post(text, "again.yaml").statusCode()).isEqualTo(200);
        given().get(DRAFTS + "/" + id).then().statusCode(200).body("file", equalTo("shanghai-2027.yaml"));
        given().get(DRAFTS + "/" + id + "/text")
                .then()
                .contentType("application/yaml")
                .body(equalTo(text));
        given().get(DRAFTS + "?limit=1000").then().body("items.id", hasItem(id));
        given().get(DRAFTS + "/0123").then().statusCode(404);
    }

    @Test
    void neverRatesByADraft() {
        post(TEXT.replace("cn-sh-precast-ratio-2019", "cn-sh-never"), null)
                .then()
                .statusCode(201);
        new RatedBuilding("RSD1", "\"structure\": \"CONCRETE\", \"use\": \"PUBLIC\", \"storeys\": 1");
        given().get("/api/v1/rule-sets").then().body("items.id.findAll { it == 'cn-sh-never' }.size()", equalTo(0));
        given().get("/api/v1/rule-sets/cn-sh-never").then().statusCode(404);
        given().get("/api/v1/projects/RSD1/buildings/B/ratings/cn-sh-never")
                .then()
                .statusCode(404);
        given().contentType("application/json")
                .body("""
                        {"ruleSet": "cn-sh-never", "reason": "a try"}""")
                .put("/api/v1/projects/RSD1/buildings/B/rule-set")
                .then()
                .statusCode(422);
        given().contentType("application/json")
                .body("""
                        {"entries": [{"from": "2026-01-01", "ruleSet": "cn-sh-never", "source": "a try"}]}""")
                .put("/api/v1/regions/3101/rule-set")
                .then()
                .statusCode(422);
    }

    /** The draft is the file of an edition in force with one thing wrong. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            clause: 沪建建材〔2019〕765号, kind: PERCENT, atLeast: 40 | clause: x, kind: ITEM, item: nothing | NOT_FOUND | /prerequisites/0/item | 47
            jurisdiction: CN-31   | jurisdiction: CN-31\\nreplaces: cn-sh-precast-ratio-2019 | INCONSISTENT | /replaces | 7
            points: 100           | from: 80, to: 50, low: 5, high: 10 | UNKNOWN_FIELD | /groups/0/items/0/points/from | 43
            kind: PROPORTIONAL, points: 100 | kind: LINEAR, from: 80, to: 50, low: 5, high: 10 | OUT_OF_RANGE | /groups/0/items/0/points/to | 43
            percent: 40.62        | percent: 40.63  | INCONSISTENT | /examples/0/gives | 55
            atLeast: 40           | atLeast: .nan   | BAD_VALUE    | /prerequisites/0/atLeast | 47
            validFrom: 2019-12-01 | validFrom: 20026-12-01 | WRONG_TYPE | /validFrom | 7
            validTo: 2025-08-31   | validTo: 2015-08-31 | OUT_OF_RANGE | /validTo | 8
            quantity: concreteVolumeM3 | quantity: volume | UNKNOWN_VALUE | /groups/0/items/0/measured/components/quantity | 41
            uses:                 | use:            | UNKNOWN_FIELD | /use | 11
            """)
    void namesFileLineAndFieldOfWhatIsWrongAndKeepsNothing(
            String right, String wrong, String code, String pointer, int line) {
        assertThat(TEXT).contains(right);
        long before = drafts();

        Response refused = post(TEXT.replace(right, wrong.replace("\\n", "\n")), "mine.yaml");

        refused.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.file", everyItem(equalTo("mine.yaml")))
                .body("errors.findAll { it.pointer == '" + pointer + "' }.code", hasItem(code))
                .body("errors.find { it.pointer == '" + pointer + "' }.line", equalTo(line));
        assertThat(drafts()).isEqualTo(before);
    }

    @Test
    void answersEverythingWrongAtOnce() {
        String text = TEXT.replace("atLeast: 40", "atLeast: much")
                .replace("ties: HALF_UP", "ties: SOMEHOW")
                .replace("basis: VERIFIED", "basis: TRUE");
        post(text, null)
                .then()
                .statusCode(422)
                .body("totalErrors", equalTo(4))
                .body("errors.file", everyItem(equalTo("draft.yaml")))
                .body("errors.line", equalTo(java.util.List.of(14, 28, 35, 47)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"groups: [", "a: b: c", "\t- x", "{\"id\": ", "--- 1\n--- 2", "a: \u0000", "id: !!java.io.File x"
            })
    void answersWhatIsNoYamlWithItsLine(String text) {
        post(text, "x.yaml").then().statusCode(400).body("errors[0].file", equalTo("x.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "text", "[1, 2]", "null", "{}", "id: &a [*a]", "? [a]\n: b"})
    void refusesWhatIsNoRuleSet(String text) {
        post(text, null).then().statusCode(422).body("errors.size()", org.hamcrest.Matchers.greaterThan(0));
    }

    @Test
    void refusesTextThatIsTooLongOrEmptyOrNoText() {
        post("", null).then().statusCode(400);
        post("# " + "x".repeat(2_100_000), null).then().statusCode(413);
        given().contentType("application/yaml")
                .body(new byte[] {(byte) 0xc3, 0x28})
                .post(DRAFTS)
                .then()
                .statusCode(400);
        given().contentType("image/png")
                .body(new byte[] {1})
                .post(DRAFTS)
                .then()
                .statusCode(415);
    }

    @Test
    void takesWhatItAnswersAsADraftAgain() {
        for (JsonNode ruleSet :
                json(given().get("/api/v1/rule-sets").asString()).get("items")) {
            String content = given().get(
                            "/api/v1/rule-sets/" + ruleSet.get("id").asText())
                    .asString();
            Response sent =
                    given().contentType("application/json").body(content).post(DRAFTS);
            assertThat(sent.statusCode()).as(sent.asString()).isIn(200, 201);
            assertThat(json(sent.asString()).get("content")).isEqualTo(json(content));
        }
    }

    @Test
    void publishesTheSchema() {
        given().get("/api/v1/rule-sets/schema")
                .then()
                .statusCode(200)
                .contentType(containsString("application/schema+json"))
                .body("title", equalTo("Rule set"))
                .body("'$defs'.measured.oneOf.size()", equalTo(7));
    }

    private long drafts() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from rule_set_draft")
                .mapTo(Long.class)
                .one());
    }

    private static Response post(String text, String file) {
        return given().contentType("application/yaml; charset=utf-8")
                .queryParams(file == null ? java.util.Map.of() : java.util.Map.of("file", file))
                .body(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(DRAFTS);
    }
}
