package org.prefabtracker.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.hamcrest.Matchers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.TestDatabase;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.shared.text.Sha256;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EvaluationResourceTest {

    private static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";

    @Inject
    Jdbi jdbi;

    private final String project = "EV-" + UUID.randomUUID().toString().substring(0, 8);
    private final String base = "/api/v1/projects/" + project + "/buildings/B/evaluations";

    /** Slabs of 10, 20 and 30.5 m2 on 100, a wall of 5 m3 on 50, modules with parts, and a lot of 7 slabs of 14 m2. */
    private RatedBuilding building() {
        return new RatedBuilding(project, CONCRETE)
                .takeOff("DESIGN", """
                        {"measures": {"planArea": 100, "verticalConcreteVolume": 50.25, "fullDecoration": true},
                         "sources": {"planArea": "JS-02"}, "absent": [{"what": "kitchen", "reason": "office"}]}""")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 20}")
                .component("S-3", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30.5}")
                .component("S-4", "R-SLAB", "\"count\": 7, \"quantities\": {\"planAreaM2\": 14}")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 5}")
                .component("M-1", "R-MODULE", "\"mark\": \"模块·1\"")
                .built();
    }

    private Response post(String body) {
        return given().contentType(ContentType.JSON).body(body).post(base);
    }

    private JsonNode frozen(String lens) {
        return json(post("{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"" + lens + "\"}")
                .then()
                .statusCode(201)
                .extract()
                .asString());
    }

    private byte[] bytes(String path) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private record Recomputed(int exit, byte[] result, String said) {}

    private static Recomputed recompute(byte[] snapshot, String... expected) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = expected.length == 0 ? new String[] {"-"} : new String[] {"-", expected[0]};
        int exit = RecomputeCommand.run(
                new ByteArrayInputStream(snapshot),
                result,
                new PrintStream(said, true, StandardCharsets.UTF_8),
                arguments);
        return new Recomputed(exit, result.toByteArray(), said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void freezesTheRatingThatIsShownWithAllItRestsOn() throws IOException {
        RatedBuilding building = building();
        building.installed("S-1");
        building.happened("S-4", "RELEASE {\"factory\": \"F1\"}");
        JsonNode shown = building.rating("INSTALLED");

        Response answer = post("{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"INSTALLED\"}");

        answer.then().statusCode(201).header("Location", Matchers.endsWith(base + "/1"));
        JsonNode evaluation = json(answer.asString());
        byte[] snapshot = bytes(evaluation.get("href").asText() + "/snapshot");
        byte[] result = bytes(base + "/1/result");
        assertThat(evaluation.get("result")).isEqualTo(shown.get("result"));
        assertThat(evaluation.get("sha256").asText()).isEqualTo(sha256(snapshot));
        assertThat(evaluation.get("resultSha256").asText()).isEqualTo(sha256(result));
        assertThat(evaluation.get("rating")).isEqualTo(json(text(result)));
        assertThat(each(evaluation.at("/rating/groups/0/items"), "/ratioPercent"))
                .isEqualTo(each(shown.at("/groups/0/items"), "/ratioPercent"));
        assertThat(snapshot).isEqualTo(new JsonCanonicalizer(text(snapshot)).getEncodedUTF8());
        assertThat(result).isEqualTo(new JsonCanonicalizer(text(result)).getEncodedUTF8());
        JsonNode rests = json(text(snapshot));
        assertThat(each(rests.get("components"), "/code")).isEqualTo(List.of("M-1", "S-1", "S-2", "S-3", "S-4", "W-1"));
        JsonNode slab = rests.at("/components/1");
        JsonNode events = RatedBuilding.read("/api/v1/projects/" + project + "/components/S-1/events");
        assertThat(slab).isEqualTo(json("""
                        {"amount": "1", "amountInBill": "1", "code": "S-1", "count": 1, "counts": true, "event": "%s", "holds": [],
                         "quantities": {"planAreaM2": "10", "structuralConcreteVolumeM3": "0"}, "spec": "R-SLAB", "specRevision": 1,
                         "stage": "INSTALLED", "storey": "1", "tag": "%s"}""".formatted(
                        events.at("/items/4/event/eventId").asText(),
                        events.at("/items/4/tag").asText())));
        assertThat(rests.get("facts").has("joints")).isFalse();
        assertThat(rests.at("/facts/takeOffs/DESIGN/measures")).isEqualTo(json("""
                        {"fullDecoration": true, "planArea": "100", "verticalConcreteVolume": "50.25"}"""));
        assertThat(rests.at("/ruleSet/sha256").asText())
                .isEqualTo(sha256(rests.at("/ruleSet/text").asText().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isTheSameWhenItIsSentAgainUntilSomethingChanges() {
        RatedBuilding building = building();
        JsonNode first = frozen("PRODUCED");

        Response again = post("{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"PRODUCED\"}");
        building.happened(
                "S-1", "RELEASE {\"factory\": \"F1\"}", "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}");
        JsonNode changed = frozen("PRODUCED");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again.asString())).isEqualTo(first);
        assertThat(changed.get("number").asInt()).isEqualTo(2);
        assertThat(changed.get("sha256")).isNotEqualTo(first.get("sha256"));
        assertThat(RatedBuilding.read(base + "/1")).isEqualTo(first);
    }

    @Test
    void isMadeOnceHoweverManyAskAtOnce() {
        building();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> post("{\"ruleSet\": \"cn-gbt-51129-2017\"}").statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).sorted().toList())
                .isEqualTo(List.of(200, 200, 200, 200, 200, 201));
        assertThat(RatedBuilding.read(base).get("items")).hasSize(1);
    }

    @Test
    void listsTheLatestFirstInPages() {
        RatedBuilding building = building();
        for (String lens : List.of("DESIGN", "PRODUCED", "INSTALLED")) {
            frozen(lens);
        }
        building.happened("S-1", "RELEASE {\"factory\": \"F1\"}");
        frozen("DESIGN");

        JsonNode page = RatedBuilding.read(base + "?limit=3");

        assertThat(each(page.get("items"), "/number")).isEqualTo(List.of("4", "3", "2"));
        assertThat(each(page.get("items"), "/lens")).isEqualTo(List.of("DESIGN", "INSTALLED", "PRODUCED"));
        assertThat(page.at("/items/0").has("rating")).isFalse();
        assertThat(each(
                        RatedBuilding.read(base + "?limit=3&cursor="
                                        + page.get("next").asText())
                                .get("items"),
                        "/number"))
                .isEqualTo(List.of("1"));
        assertThat(each(RatedBuilding.read(base + "?lens=DESIGN").get("items"), "/number"))
                .isEqualTo(List.of("4", "1"));
        assertThat(RatedBuilding.read(base + "?ruleSet=another").get("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESIGN", "PRODUCED", "DELIVERED", "INSTALLED", "ACCEPTED"})
    void givesTheSameBytesWhenItIsComputedAgain(String lens) {
        RatedBuilding building = building();
        building.installed("S-1").installed("W-1").installed("M-1");
        building.happened(
                "S-4",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL {\"netQuantity\": 3}",
                "HOLD {\"number\": \"H-1\", \"reason\": \"crack\"}");
        JsonNode evaluation = frozen(lens);

        Recomputed again =
                recompute(bytes(base + "/1/snapshot"), evaluation.get("sha256").asText());

        assertThat(again.said())
                .startsWith("snapshot " + evaluation.get("sha256").asText() + ": 6 components");
        assertThat(again.exit()).isEqualTo(RecomputeCommand.DONE);
        assertThat(again.result()).isEqualTo(bytes(base + "/1/result"));
    }

    @Test
    void hasAnotherHashOnceAnyComponentInItIsChanged() {
        building();
        JsonNode evaluation = frozen("DESIGN");
        String snapshot = text(bytes(base + "/1/snapshot"));
        String result = text(bytes(base + "/1/result"));

        for (String component : List.of("S-1", "S-2", "S-3", "S-4", "W-1", "M-1")) {
            int at = snapshot.indexOf("\"code\":\"" + component + "\"");
            String forged = snapshot.substring(0, at)
                    + snapshot.substring(at).replaceFirst("\"storey\":\"1\"", "\"storey\":\"2\"");
            assertThat(forged).isNotEqualTo(snapshot);
            Recomputed again = recompute(
                    forged.getBytes(StandardCharsets.UTF_8),
                    evaluation.get("sha256").asText());
            assertThat(sha256(forged.getBytes(StandardCharsets.UTF_8)))
                    .isNotEqualTo(evaluation.get("sha256").asText());
            assertThat(again.exit()).isEqualTo(RecomputeCommand.ANOTHER);
            assertThat(again.result()).isEmpty();
        }
        String smaller = snapshot.replace("\"planAreaM2\":\"30.5\"", "\"planAreaM2\":\"3.5\"");
        assertThat(text(recompute(smaller.getBytes(StandardCharsets.UTF_8)).result()))
                .isNotEqualTo(result);
    }

    /** J-1 counts once W-1 and W-2 do, J-2 is too wide. */
    private RatedBuilding withJoints() {
        RatedBuilding building = building()
                .component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 5}")
                .built();
        joints("""
                {"code": "J-1", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 600.0, "volumeM3": 2.010},
                {"code": "J-2", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 601, "volumeM3": 1}""");
        return building;
    }

    private void joints(String rows) {
        given().contentType(ContentType.JSON)
                .body("{\"joints\": [" + rows + "]}")
                .post("/api/v1/projects/{p}/buildings/B/joints", project)
                .then()
                .statusCode(200);
    }

    @Test
    void freezesTheJointsAndComputesThemAgain() {
        RatedBuilding building = withJoints();
        building.installed("W-1");
        JsonNode shown = building.rating("INSTALLED");

        JsonNode evaluation = frozen("INSTALLED");

        byte[] snapshot = bytes(base + "/1/snapshot");
        assertThat(json(text(snapshot)).at("/facts/joints/0")).isEqualTo(json("""
                {"castInPlaceSide": false, "code": "J-1", "kind": "WALL_STRIP", "storey": "1", "volumeM3": "2.01", "widthMm": "600",
                 "joins": [{"component": "W-1", "categories": ["SHEAR_WALL"], "seen": "COUNTS"},
                   {"component": "W-2", "categories": ["SHEAR_WALL"], "seen": "NOT_YET"}]}"""));
        assertThat(evaluation.at("/rating/groups/0/items/0/joints")).isEqualTo(json("""
                {"adds": "0", "counting": 0, "notCounting": 2, "why": {"NOT_AT_LENS": 2, "TOO_WIDE": 1}}"""));
        assertThat(shown.at("/groups/0/items/0/joints/why")).isEqualTo(json("{\"NOT_AT_LENS\": 2, \"TOO_WIDE\": 1}"));
        assertThat(recompute(snapshot).result()).isEqualTo(bytes(base + "/1/result"));
        building.installed("W-2");
        JsonNode later = frozen("INSTALLED");
        assertThat(later.at("/rating/groups/0/items/0/numerator").asText()).isEqualTo("12.01");
        assertThat(recompute(bytes(base + "/2/snapshot")).result()).isEqualTo(bytes(base + "/2/result"));
    }

    @Test
    void saysWhichJointsDiffer() {
        withJoints();
        frozen("DESIGN");
        joints("""
                {"code": "J-2", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 500, "volumeM3": 1},
                {"code": "J-3", "kind": "SLAB_STRIP", "joins": ["S-1", "S-2"], "widthMm": 301, "areaM2": 1}""");
        given().contentType(ContentType.JSON)
                .body("{\"codes\": [\"J-1\"]}")
                .post("/api/v1/projects/{p}/buildings/B/joints/cancel", project)
                .then()
                .statusCode(200);
        frozen("DESIGN");

        JsonNode why = RatedBuilding.read(base + "/2/diff?from=1");

        JsonNode joints = why.get("joints");
        assertThat(List.of(
                        joints.get("added").asInt(),
                        joints.get("removed").asInt(),
                        joints.get("changed").asInt()))
                .isEqualTo(List.of(1, 1, 1));
        assertThat(each(joints.get("items"), "/code")).isEqualTo(List.of("J-1", "J-2", "J-3"));
        assertThat(each(joints.get("items"), "/change")).isEqualTo(List.of("REMOVED", "CHANGED", "ADDED"));
        assertThat(joints.at("/items/1/items")).isEqualTo(json("""
                [{"item": "q1a", "from": 0, "to": 1, "ratioPoints": 1.99}]"""));
        assertThat(joints.at("/items/1/from/joint/widthMm").asInt()).isEqualTo(601);
        assertThat(joints.at("/items/1/from/verdicts/0/why/0/why").asText()).isEqualTo("TOO_WIDE");
        assertThat(joints.at("/items/1/to/counts").asBoolean()).isTrue();
        assertThat(joints.at("/items/2/to/verdicts/0/why/0/why").asText()).isEqualTo("TOO_WIDE");
        assertThat(why.get("facts")).isEmpty();
        assertThat(why.at("/components/changed").asInt()).isZero();
        assertThat(each(why.get("items"), "/id")).isEqualTo(List.of("q1a"));
    }

    @Test
    void cannotBeChangedOrDeletedByTheApplication() {
        building();
        frozen("DESIGN");

        for (String sql : List.of(
                "update evaluation set outcome = '{}'",
                "update evaluation set snapshot = ''",
                "delete from evaluation",
                "truncate evaluation")) {
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(sql)))
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void answersBytesThatNeverChangeToThoseWhoHaveThemWithoutThem() {
        building();
        JsonNode evaluation = frozen("DESIGN");
        String tag = "\"" + evaluation.get("sha256").asText() + "\"";

        given().header("If-None-Match", tag)
                .get(base + "/1/snapshot")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(Matchers.emptyString());
        given().header("If-None-Match", "\"other\"")
                .get(base + "/1/snapshot")
                .then()
                .statusCode(200);
    }

    @Test
    void freezesAMomentOfThePast() {
        RatedBuilding building = building();
        building.installed("S-1");
        String asked = "{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"INSTALLED\", \"asOf\": \"2026-05-03\"}";

        JsonNode then = json(post(asked).then().statusCode(201).extract().asString());

        assertThat(then.get("asOf").asText()).isEqualTo("2026-05-03T23:59:59.999999+08:00");
        assertThat(then.get("result"))
                .isEqualTo(RatedBuilding.read("/api/v1/projects/" + project
                                + "/buildings/B/ratings/cn-gbt-51129-2017?lens=INSTALLED&asOf=2026-05-03")
                        .get("result"));
        building.installed("S-2");
        assertThat(post(asked).statusCode()).isEqualTo(200);
        assertThat(recompute(bytes(base + "/1/snapshot")).result()).isEqualTo(bytes(base + "/1/result"));
    }

    @Test
    void refusesWhatCannotBeFrozenAllAtOnce() {
        building();
        post("{\"ruleSet\": \"none\", \"asOf\": \"20026-05-01\", \"knownAt\": \"2199-01-01\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/asOf", "/knownAt", "/ruleSet")))
                .body("errors.code", equalTo(List.of("WRONG_TYPE", "OUT_OF_RANGE", "NOT_FOUND")));
        post("{\"lens\": \"BUILT\", \"note\": 1}")
                .then()
                .statusCode(422)
                .body("errors.pointer", Matchers.containsInAnyOrder("/lens", "/note", "/ruleSet"));
        post("{\"ruleSet\": \"cn-gbt-51129-2017\", \"knownAt\": \"2020-01-01\"}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/knownAt"))
                .body("errors[0].message", equalTo("the building was not registered then"));
        given().contentType(ContentType.JSON)
                .body("{\"ruleSet\": \"cn-gbt-51129-2017\"}")
                .post("/api/v1/projects/{p}/buildings/none/evaluations", project)
                .then()
                .statusCode(404);
        assertThat(RatedBuilding.read(base).get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/1, 404",
        "/0, 404",
        "/99999999999, 404",
        "/x/snapshot, 404",
        "/1/result, 404",
        "/1/diff?from=2, 404",
        "/1/diff, 422",
        "/1/diff?from=first, 422",
        "?cursor=eA, 422",
        "?lens=BUILT, 422"
    })
    void saysWhatIsNotThere(String path, int status) {
        building();
        given().urlEncodingEnabled(false)
                .get(base + path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void saysWhyItFell() {
        RatedBuilding building = building();
        building.installed("S-1").installed("S-2").installed("S-3").installed("S-4");
        JsonNode before = frozen("INSTALLED");
        building.happened("S-3", "REMOVE {\"reason\": \"crack\", \"number\": \"H-1\"}");
        building.installed("W-1");
        register("""
                {"code": "S-5", "building": "B", "storey": "2", "spec": "R-SLAB", "quantities": {"planAreaM2": 1}}""");
        given().post("/api/v1/projects/{p}/components/M-1/cancel", project)
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("""
                        {"measures": {"planArea": 125, "verticalConcreteVolume": 50.25, "fullDecoration": false},
                         "absent": [{"what": "kitchen", "reason": "office"}]}""")
                .put("/api/v1/projects/{p}/buildings/B/take-off?phase=DESIGN", project)
                .then()
                .statusCode(200);
        JsonNode after = frozen("INSTALLED");

        JsonNode why = RatedBuilding.read(base + "/2/diff?from=1");

        assertThat(why.get("percentChange").decimalValue())
                .isEqualByComparingTo(after.at("/result/percent")
                        .decimalValue()
                        .subtract(before.at("/result/percent").decimalValue()));
        assertThat(why.at("/from/sha256")).isEqualTo(before.get("sha256"));
        assertThat(why.at("/to/sha256")).isEqualTo(after.get("sha256"));
        assertThat(each(why.get("items"), "/id")).isEqualTo(List.of("q1b", "q1a", "q3a"));
        assertThat(why.at("/items/0/scoreChange").decimalValue()).isEqualByComparingTo("-14.5");
        assertThat(why.at("/items/0/from")).isEqualTo(json("""
                        {"status": "SCORED", "numerator": 74.5, "denominator": 100, "ratioPercent": 74.5, "score": 14.5}"""));
        assertThat(why.at("/items/0/to")).isEqualTo(json("""
                        {"status": "SCORED", "numerator": 44, "denominator": 125, "ratioPercent": 35.2, "score": 0}"""));
        assertThat(why.get("takeOff")).isEqualTo(json("""
                        [{"phase": "DESIGN", "measure": "planArea", "unit": "m2", "from": 100, "to": 125, "items": ["q1b", "q3a"]},
                         {"phase": "DESIGN", "measure": "fullDecoration", "unit": "bool", "from": true, "to": false, "items": []}]"""));
        assertThat(why.get("facts")).isEqualTo(json("""
                        [{"place": "/takeOffs/DESIGN/sources/planArea", "from": "JS-02"}]"""));
        JsonNode components = why.get("components");
        assertThat(components.get("added").asInt()).isEqualTo(1);
        assertThat(components.get("removed").asInt()).isEqualTo(1);
        assertThat(components.get("changed").asInt()).isEqualTo(2);
        assertThat(each(components.get("items"), "/code")).isEqualTo(List.of("S-3", "W-1", "M-1", "S-5"));
        assertThat(each(components.get("items"), "/change"))
                .isEqualTo(List.of("CHANGED", "CHANGED", "REMOVED", "ADDED"));
        assertThat(components.at("/items/0/items")).isEqualTo(json("""
                        [{"item": "q1b", "from": 30.5, "to": 0, "ratioPoints": -24.4}]"""));
        assertThat(components.at("/items/0/from/stage").asText()).isEqualTo("INSTALLED");
        assertThat(components.at("/items/0/to/stage").asText()).isEqualTo("DELIVERED");
        assertThat(components.at("/items/0/to/holds")).isEqualTo(json("[\"H-1\"]"));
        assertThat(components.at("/items/3").has("from")).isFalse();
    }

    @Test
    void listsTheComponentsThatDifferInPages() {
        RatedBuilding building = building();
        frozen("INSTALLED");
        building.installed("S-1").installed("S-2").installed("S-3").installed("W-1");
        frozen("INSTALLED");

        JsonNode first = RatedBuilding.read(base + "/2/diff?from=1&limit=3").get("components");
        JsonNode second = RatedBuilding.read(base + "/2/diff?from=1&limit=3&cursor="
                        + first.get("next").asText())
                .get("components");

        assertThat(each(first.get("items"), "/code")).isEqualTo(List.of("S-3", "S-2", "S-1"));
        assertThat(each(second.get("items"), "/code")).isEqualTo(List.of("W-1"));
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.get("changed").asInt()).isEqualTo(4);
        given().get(base + "/2/diff?from=1&cursor=eA").then().statusCode(422);
        given().get(base + "/2/diff?from=1&limit=0").then().statusCode(422);
    }

    @Test
    void findsNoDifferenceToItself() {
        building();
        frozen("DESIGN");

        JsonNode none = RatedBuilding.read(base + "/1/diff?from=1");

        assertThat(none.get("percentChange").decimalValue()).isEqualByComparingTo("0");
        assertThat(none.get("items")).isEmpty();
        assertThat(none.get("takeOff")).isEmpty();
        assertThat(none.get("facts")).isEmpty();
        assertThat(none.get("joints")).isEqualTo(json("""
                        {"added": 0, "removed": 0, "changed": 0, "items": []}"""));
        assertThat(none.get("components")).isEqualTo(json("""
                        {"added": 0, "removed": 0, "changed": 0, "items": [], "next": null}"""));
    }

    private void register(String component) {
        given().contentType(ContentType.JSON)
                .body("{\"components\": [" + component + "]}")
                .post("/api/v1/projects/{p}/components", project)
                .then()
                .statusCode(200);
    }
}
