package org.prefabtracker.joint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.TestDatabase;
import org.prefabtracker.rating.RatedBuilding;

/** Walls of 30 m3 of 100, slabs of 60 m2 of 100: what joints add is read off the ratios. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class JointResourceTest {

    private static final String STOREYS = """
            "structure": "CONCRETE", "use": "RESIDENTIAL", "storeyList": [{"code": "-1", "kind": "BASEMENT"},
              {"code": "1", "kind": "ABOVE_GROUND", "planAreaM2": 63}, {"code": "2", "kind": "ABOVE_GROUND"}]""";
    private static final String ALL =
            "{\"measures\": {\"planArea\": 100, \"verticalConcreteVolume\": 100, \"fullDecoration\": true}}";

    private static final String STRIP = """
            {"code": "J-1", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 600, "volumeM3": 2}""";
    private static final String WIDE = """
            {"code": "J-2", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 601, "volumeM3": 2}""";
    private static final String RING = """
            {"code": "J-3", "kind": "RING_BEAM", "joins": ["W-2"], "heightMm": 300, "volumeM3": 1.5, "source": "GS-12"}""";
    private static final String SLABS = """
            {"code": "S-9", "kind": "SLAB_STRIP", "joins": ["S-1", "S-2"], "widthMm": 300, "areaM2": 2.5, "position": "A/3"}""";
    private static final String BELOW = """
            {"code": "J-4", "kind": "RING_BEAM", "storey": "-1", "joins": ["W-1"], "heightMm": 200, "volumeM3": 1}""";

    @Inject
    Jdbi jdbi;

    private final String project = "JO-" + UUID.randomUUID().toString().substring(0, 8);
    private final String buildings = "/api/v1/projects/" + project + "/buildings/";
    private final String joints = buildings + "B/joints";

    private RatedBuilding building() {
        return new RatedBuilding(project, STOREYS)
                .takeOff("DESIGN", ALL)
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 10}")
                .component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 20}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("B", "W-3", "2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 0}")
                .built();
    }

    private Response register(String... rows) {
        return post("", "{\"joints\": [" + String.join(",", rows) + "]}");
    }

    private Response post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(joints + path);
    }

    /** @param ifMatch null where the phase was not declared before */
    private Response takeOff(String phase, String ifMatch, String body) {
        return given().contentType(ContentType.JSON)
                .headers(ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch))
                .body(body)
                .put(buildings + "B/take-off?phase=" + phase);
    }

    private JsonNode listed(String query) {
        return read(joints + "?limit=10" + (query.isEmpty() ? "" : "&") + query);
    }

    private JsonNode item(String lens, int index) {
        return read(buildings + "B/ratings/cn-gbt-51129-2017?lens=" + lens).at("/groups/0/items/" + index);
    }

    @Test
    void createsChangesAndLeavesJointsByTheirCode() {
        building();
        register(STRIP, SLABS).then().statusCode(200).body(equalTo("{\"created\":2,\"updated\":0,\"unchanged\":0}"));
        register(
                        STRIP.replace("[\"W-1\", \"W-2\"]", "[\"W-2\", \"W-1\", \"W-2\"]")
                                .replace("600", "600.0"),
                        WIDE)
                .then()
                .body(equalTo("{\"created\":1,\"updated\":0,\"unchanged\":1}"));
        register(STRIP.replace("600", "500"), WIDE.replace("\"W-1\", ", ""), SLABS)
                .then()
                .body(equalTo("{\"created\":0,\"updated\":2,\"unchanged\":1}"));

        assertThat(listed("")).isEqualTo(json("""
                {"items": [
                  {"code": "J-1", "kind": "WALL_STRIP", "storey": "1", "joins": ["W-1", "W-2"], "widthMm": 500, "volumeM3": 2,
                   "castInPlaceSide": false, "version": 2},
                  {"code": "J-2", "kind": "WALL_STRIP", "storey": "1", "joins": ["W-2"], "widthMm": 601, "volumeM3": 2,
                   "castInPlaceSide": false, "version": 2},
                  {"code": "S-9", "kind": "SLAB_STRIP", "storey": "1", "joins": ["S-1", "S-2"], "widthMm": 300, "areaM2": 2.5,
                   "castInPlaceSide": false, "position": "A/3", "version": 1}],
                 "next": null}"""));
        JsonNode versions = read(joints + "/J-2/versions");
        assertThat(each(versions.get("items"), "/version")).isEqualTo(List.of("2", "1"));
        assertThat(versions.at("/items/1/joins")).isEqualTo(json("[\"W-1\", \"W-2\"]"));
        assertThat(versions.at("/items/0/recordedBy").asText()).isEqualTo("operator");
    }

    @Test
    void addsTheJointsThatCountToTheNumeratorsAndLeadsToThem() {
        building();
        register(STRIP, WIDE, RING, SLABS, BELOW).then().statusCode(200);

        JsonNode walls = item("DESIGN", 0);
        JsonNode slabs = item("DESIGN", 1);

        assertThat(told(walls.get("numerator"))).isEqualTo("33.5");
        assertThat(told(walls.get("tracked"))).isEqualTo("30");
        assertThat(told(walls.at("/joints/adds"))).isEqualTo("3.5");
        assertThat(walls.at("/joints/counting").asInt()).isEqualTo(2);
        assertThat(walls.at("/joints/notCounting").asInt()).isEqualTo(2);
        assertThat(walls.at("/joints/why")).isEqualTo(json("{\"TOO_WIDE\": 1, \"STOREY\": 1}"));
        JsonNode counting = read(walls.at("/joints/href").asText());
        assertThat(each(counting.get("items"), "/code")).isEqualTo(List.of("J-1", "J-3"));
        assertThat(counting.at("/items/1")).isEqualTo(json("""
                {"code": "J-3", "kind": "RING_BEAM", "storey": "1", "joins": ["W-2"], "heightMm": 300, "volumeM3": 1.5,
                 "castInPlaceSide": false, "source": "GS-12", "version": 1, "counts": true,
                 "verdicts": [{"item": "q1a", "clause": "4.0.3", "counts": true, "adds": 1.5, "unit": "m3"}]}"""));
        assertThat(told(slabs.get("numerator"))).isEqualTo("62.5");
        assertThat(each(read(slabs.at("/joints/href").asText()).get("items"), "/code"))
                .isEqualTo(List.of("S-9"));
        JsonNode others = listed("ruleSet=cn-gbt-51129-2017&item=q1a&counts=false");
        assertThat(each(others.get("items"), "/code")).isEqualTo(List.of("J-2", "J-4"));
        assertThat(others.at("/items/0/verdicts/0/why")).isEqualTo(json("""
                [{"why": "TOO_WIDE", "clause": "4.0.3", "message": "its width of 601 mm is more than 600 mm"}]"""));
        assertThat(others.at("/items/1/verdicts/0/why/0/message").asText())
                .isEqualTo("storey -1 is a BASEMENT; rated are ABOVE_GROUND, ROOF_TOWER");
    }

    @Test
    void filtersAndPages() {
        building();
        register(STRIP, WIDE, RING, SLABS, BELOW);

        assertThat(each(listed("kind=ring_beam").get("items"), "/code")).isEqualTo(List.of("J-3", "J-4"));
        assertThat(each(listed("storey=-1").get("items"), "/code")).isEqualTo(List.of("J-4"));
        assertThat(each(
                        listed("ruleSet=cn-gbt-51129-2017&counts=true&kind=WALL_STRIP")
                                .get("items"),
                        "/code"))
                .isEqualTo(List.of("J-1"));
        assertThat(each(listed("ruleSet=my-ibs-cis18").get("items"), "/verdicts/0/why/0/why"))
                .containsOnly("NO_RULE");
        JsonNode first = read(joints + "?ruleSet=cn-gbt-51129-2017&counts=true&limit=2");
        assertThat(each(first.get("items"), "/code")).isEqualTo(List.of("J-1", "J-3"));
        JsonNode second = listed("ruleSet=cn-gbt-51129-2017&counts=true&cursor="
                + first.get("next").asText());
        assertThat(each(second.get("items"), "/code")).isEqualTo(List.of("S-9"));
        assertThat(second.get("next").isNull()).isTrue();
        for (String wrong : List.of(
                "counts=true",
                "item=q1a",
                "kind=WELD",
                "ruleSet=cn-gbt-51129-2017&item=q9",
                "counts=maybe",
                "lens=BUILT")) {
            given().get(joints + "?" + wrong).then().statusCode(422);
        }
        given().get(joints + "?ruleSet=none").then().statusCode(404);
        given().get(joints + "/J-9").then().statusCode(404);
        given().get(buildings + "C/joints").then().statusCode(404);
    }

    @Test
    void countsUnderALensOnceAllThatItJoinsDoes() {
        RatedBuilding building = building();
        register(STRIP, RING);
        building.installed("W-2");

        assertThat(told(item("INSTALLED", 0).get("numerator"))).isEqualTo("21.5");
        assertThat(item("INSTALLED", 0).at("/joints/why")).isEqualTo(json("{\"NOT_AT_LENS\": 1}"));
        assertThat(listed("ruleSet=cn-gbt-51129-2017&lens=INSTALLED")
                        .at("/items/0/verdicts/0/why/0/message")
                        .asText())
                .isEqualTo("W-1 does not count under INSTALLED");
        building.installed("W-1");
        assertThat(told(item("INSTALLED", 0).get("numerator"))).isEqualTo("33.5");
        building.happened("W-1", "CONNECT {\"joint\": \"POST_CAST\"}", "ACCEPT {\"inspector\": \"Li\"}");
        building.happened("W-2", "CONNECT {\"joint\": \"POST_CAST\"}", "ACCEPT {\"inspector\": \"Li\"}");
        assertThat(told(item("ACCEPTED", 0).get("numerator"))).isEqualTo("33.5");
        building.happened("W-2", "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}");
        assertThat(told(item("ACCEPTED", 0).get("numerator"))).isEqualTo("10");
    }

    @Test
    void showsThatAComponentWasTakenOutOfTheBill() {
        building();
        register(STRIP, RING);
        String cancel = "/api/v1/projects/" + project + "/components/W-1/";
        given().post(cancel + "cancel").then().statusCode(200);

        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("21.5");
        assertThat(item("DESIGN", 0).at("/joints/why")).isEqualTo(json("{\"CANCELLED_COMPONENT\": 1}"));
        assertThat(listed("ruleSet=cn-gbt-51129-2017&counts=false")
                        .at("/items/0/verdicts/0/why/0/message")
                        .asText())
                .isEqualTo("W-1 was taken out of the bill");
        register(STRIP, RING).then().body("unchanged", equalTo(2));
        given().post(cancel + "reinstate").then().statusCode(200);
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("33.5");
    }

    @Test
    void coversAStoreyNoFurtherThanItsPlanArea() {
        building();
        register(SLABS.replace("2.5", "3")).then().statusCode(200);
        assertThat(item("DESIGN", 1).get("status").asText()).isEqualTo("SCORED");
        register(SLABS.replace("2.5", "3.001")).then().statusCode(200);

        assertThat(item("DESIGN", 1).get("status").asText()).isEqualTo("INVALID");
        assertThat(item("DESIGN", 1).get("message").asText())
                .isEqualTo("storey 1: components and joints cover 63.001 m2 of a plan area of 63 m2");
    }

    @Test
    void refusesJointsWhoseSumIsDeclared() {
        building();
        for (String phase : List.of("DESIGN", "AS_BUILT")) {
            takeOff(
                    phase,
                    phase.equals("DESIGN") ? "*" : null,
                    ALL.replace("{\"planArea\"", "{\"verticalJointConcreteVolume\": 0, \"planArea\""));
            register(STRIP, SLABS, RING)
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/joints/0/kind", "/joints/2/kind"))
                    .body("errors[0].code", equalTo("CONFLICT"))
                    .body("errors[0].message", containsString("phase " + phase))
                    .body("errors[0].message", containsString("verticalJointConcreteVolume"));
            takeOff(phase, "*", ALL).then().statusCode(200);
        }
        assertThat(listed("").get("items")).isEmpty();
        takeOff("DESIGN", "*", ALL.replace("{\"planArea\"", "{\"verticalJointConcreteVolume\": 5, \"planArea\""));
        register(SLABS).then().statusCode(200);
    }

    @Test
    void refusesToDeclareTheSumOfJointsThatAreListed() {
        building();
        register(STRIP, RING).then().statusCode(200);
        String both = ALL.replace(
                "{\"planArea\"", "{\"verticalJointConcreteVolume\": 5, \"countedStripArea\": 1, \"planArea\"");

        for (String phase : List.of("DESIGN", "AS_BUILT")) {
            takeOff(phase, phase.equals("DESIGN") ? "*" : null, both)
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/measures/verticalJointConcreteVolume"))
                    .body("errors[0].message", containsString("lists 2 joints"));
        }
        takeOff("AS_BUILT", null, "{\"measures\": {\"countedStripArea\": 1}}")
                .then()
                .statusCode(201);
        post("/cancel", "{\"codes\": [\"J-1\", \"J-3\"]}").then().statusCode(200);
        takeOff("DESIGN", "*", both).then().statusCode(200);
        post("/reinstate", "{\"codes\": [\"J-1\"]}")
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("/codes/0"));
    }

    /** Many times both at once: one of them is refused, whichever comes later. */
    @Test
    void neverHasBothHoweverTheyMeet() {
        building();
        String declared = ALL.replace("{\"planArea\"", "{\"verticalJointConcreteVolume\": 5, \"planArea\"");
        for (int i = 0; i < 8; i++) {
            CompletableFuture<Integer> listing =
                    CompletableFuture.supplyAsync(() -> register(STRIP).statusCode());
            CompletableFuture<Integer> declaring = CompletableFuture.supplyAsync(
                    () -> takeOff("DESIGN", "*", declared).statusCode());
            assertThat(List.of(listing.join(), declaring.join())).containsExactlyInAnyOrder(200, 409);
            String code = "J-1";
            if (listing.join() == 200) {
                post("/cancel", "{\"codes\": [\"" + code + "\"]}").then().statusCode(200);
                takeOff("DESIGN", "*", declared).then().statusCode(200);
                takeOff("DESIGN", "*", ALL).then().statusCode(200);
                post("/reinstate", "{\"codes\": [\"" + code + "\"]}").then().statusCode(200);
                post("/cancel", "{\"codes\": [\"" + code + "\"]}").then().statusCode(200);
                return;
            }
            takeOff("DESIGN", "*", ALL).then().statusCode(200);
        }
    }

    @Test
    void cancelsAndReinstatesAndKeepsOnRecord() {
        building();
        register(STRIP, RING);
        post("/cancel", "{\"codes\": [\"J-1\", \"J-1\"]}")
                .then()
                .body(equalTo("{\"created\":0,\"updated\":1,\"unchanged\":0}"));
        post("/cancel", "{\"codes\": [\"J-1\"]}").then().body(equalTo("{\"created\":0,\"updated\":0,\"unchanged\":1}"));

        assertThat(each(listed("").get("items"), "/code")).isEqualTo(List.of("J-3"));
        assertThat(read(joints + "/J-1?ruleSet=cn-gbt-51129-2017")
                        .get("cancelled")
                        .asBoolean())
                .isTrue();
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("31.5");
        register(STRIP)
                .then()
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/joints/0/code"))
                .body("errors[0].message", equalTo("it was cancelled; reinstate it before it is sent again"));
        post("/cancel", "{\"codes\": [\"J-3\", \"J-9\", \"a b\"]}").then().statusCode(422);
        post("/reinstate", "{\"codes\": [\"J-1\"]}").then().statusCode(200);
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("33.5");
        assertThat(each(read(joints + "/J-1/versions").get("items"), "/cancelled"))
                .isEqualTo(List.of("false", "true", "false"));
    }

    @Test
    void editsASingleJointByItsTag() {
        building();
        given().contentType(ContentType.JSON)
                .body(STRIP)
                .put(joints + "/J-1")
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"");
        String narrower = STRIP.replace("600", "500");
        given().contentType(ContentType.JSON)
                .body(narrower)
                .put(joints + "/J-1")
                .then()
                .statusCode(428);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"7\"")
                .body(narrower)
                .put(joints + "/J-1")
                .then()
                .statusCode(412);
        given().get(joints + "/J-1").then().header("ETag", "\"1\"").body("widthMm", equalTo(600));
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body(narrower)
                .put(joints + "/J-1")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        given().contentType(ContentType.JSON)
                .body(narrower)
                .put(joints + "/J-1")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(narrower)
                .put(joints + "/J-2")
                .then()
                .statusCode(422);
    }

    @Test
    void answersEverythingThatIsWrongAtOnceAndStoresNothing() {
        RatedBuilding building = building();
        building.building("C", STOREYS)
                .component("C", "C-W", "1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 1}")
                .built();
        register(
                        STRIP,
                        STRIP,
                        STRIP.replace("J-1", "J-5").replace("\"widthMm\": 600, ", ""),
                        RING.replace("J-3", "J-6").replace("W-2", "W-9"),
                        RING.replace("J-3", "J-7").replace("W-2", "C-W"),
                        RING.replace("J-3", "J-8").replace("\"W-2\"", "\"W-2\", \"W-3\""),
                        BELOW.replace("\"-1\"", "\"7\""),
                        SLABS.replace("S-9", "S-8").replace("\"areaM2\": 2.5", "\"volumeM3\": 1"),
                        SLABS.replace("\"kind\"", "\"building\": \"C\", \"kind\""))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/joints/1/code",
                                "/joints/2/widthMm",
                                "/joints/3/joins",
                                "/joints/4/joins",
                                "/joints/5/storey",
                                "/joints/6/storey",
                                "/joints/7/areaM2",
                                "/joints/8/building"))
                .body("errors[0].code", equalTo("DUPLICATE"))
                .body("errors[2].code", equalTo("NOT_FOUND"))
                .body("errors[3].message", equalTo("component C-W belongs to another building than B"))
                .body(
                        "errors[4].message",
                        equalTo("the components it joins are on 2 storeys; state the storey of the joint"));
        register(
                        STRIP.replace("600", "0"),
                        STRIP.replace("J-1", "cancel"),
                        STRIP.replace("2}", "1e400}"),
                        STRIP.replace("[\"W-1\", \"W-2\"]", "[]"),
                        STRIP.replace("\"W-1\"", "null"),
                        STRIP.replace("WALL_STRIP", "WELD"),
                        STRIP.replace("J-1", "J\\u0000"),
                        STRIP.replace("\"kind\"", "\"depth\": 1, \"kind\""))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        org.hamcrest.Matchers.hasItems(
                                "/joints/0/widthMm",
                                "/joints/1/code",
                                "/joints/2/volumeM3",
                                "/joints/3/joins",
                                "/joints/4/joins/0",
                                "/joints/5/kind",
                                "/joints/6/code",
                                "/joints/7/depth"));
        post("", "{\"joints\": []}").then().statusCode(422);
        post("", "{").then().statusCode(400);
        assertThat(listed("").get("items")).isEmpty();
    }

    @Test
    void knowsTheJointsOfAMoment() throws Exception {
        building();
        String none = now();
        register(STRIP, RING);
        String two = now();
        register(STRIP.replace("600", "601"));
        post("/cancel", "{\"codes\": [\"J-3\"]}");
        String rating = buildings + "B/ratings/cn-gbt-51129-2017?knownAt=";

        assertThat(told(read(rating + none).at("/groups/0/items/0/numerator"))).isEqualTo("30");
        JsonNode then = read(rating + two).at("/groups/0/items/0");
        assertThat(told(then.get("numerator"))).isEqualTo("33.5");
        assertThat(each(read(then.at("/joints/href").asText()).get("items"), "/code"))
                .isEqualTo(List.of("J-1", "J-3"));
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("30");
        given().get(joints + "?ruleSet=cn-gbt-51129-2017&knownAt=2020-01-01")
                .then()
                .statusCode(422);
    }

    private static String now() throws InterruptedException {
        Thread.sleep(5);
        Instant now = Instant.now();
        Thread.sleep(5);
        return now.toString();
    }

    @Test
    void keepsTheStoreyThatAJointIsOf() {
        building();
        register(BELOW.replace("\"W-1\"", "\"W-1\""));
        given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("""
                        {"code": "B", "name": "b", "floorAreaM2": 1000, "structure": "CONCRETE", "use": "RESIDENTIAL",
                         "storeyList": [{"code": "1", "kind": "ABOVE_GROUND"}, {"code": "2", "kind": "ABOVE_GROUND"}]}""")
                .put(buildings + "B")
                .then()
                .statusCode(409)
                .body("errors[0].value", equalTo("-1"));
    }

    @Test
    void cannotDeleteOrRewriteTheHistory() {
        for (String sql : List.of(
                "delete from joint",
                "update joint_version set width_mm = 1",
                "delete from joint_version",
                "update joint_component set version = 1",
                "delete from joint_component")) {
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(sql)))
                    .as(sql)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void takesTenThousandAtOnceAndAgain() {
        building();
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> RING.replace("J-3", "R-" + i).replace("1.5", "0.0001"))
                .collect(Collectors.joining(",", "{\"joints\": [", "]}"));
        post("", many).then().statusCode(200).body("created", equalTo(10_000));
        post("", many).then().statusCode(200).body("unchanged", equalTo(10_000));
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("31");
    }
}
