package org.prefabtracker.joint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** Registering, editing and listing joints. */
@DatabaseTest
class JointResourceTest extends JointFixture {

    @Test
    void createsUpdatesAndKeepsJointsByCode() {
        building();
        register(STRIP, SLABS)
                .statusCode(200)
                .body(equalTo("{\"created\":2,\"updated\":0,\"unchanged\":0,\"warnings\":[],\"totalWarnings\":0}"));
        register(
                        STRIP.replace("[\"W-1\", \"W-2\"]", "[\"W-2\", \"W-1\", \"W-2\"]")
                                .replace("600", "600.0"),
                        WIDE)
                .body(equalTo("{\"created\":1,\"updated\":0,\"unchanged\":1,\"warnings\":[],\"totalWarnings\":0}"));
        register(STRIP.replace("600", "500"), WIDE.replace("\"W-1\", ", ""), SLABS)
                .body(equalTo("{\"created\":0,\"updated\":2,\"unchanged\":1,\"warnings\":[],\"totalWarnings\":0}"));

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
        given().get(joints + "?ruleSet=none").then().statusCode(422);
        given().get(joints + "/J-9").then().statusCode(404);
        given().get(buildings + "C/joints").then().statusCode(404);
    }

    @Test
    void cancelsAndReinstatesWithHistory() {
        building();
        register(STRIP, RING);
        operator()
                .post(joints + "/cancel", "{\"codes\": [\"J-1\", \"J-1\"]}")
                .body(equalTo("{\"created\":0,\"updated\":1,\"unchanged\":0,\"warnings\":[],\"totalWarnings\":0}"));
        operator()
                .post(joints + "/cancel", "{\"codes\": [\"J-1\"]}")
                .body(equalTo("{\"created\":0,\"updated\":0,\"unchanged\":1,\"warnings\":[],\"totalWarnings\":0}"));

        assertThat(each(listed("").get("items"), "/code")).isEqualTo(List.of("J-3"));
        assertThat(read(joints + "/J-1?ruleSet=cn-gbt-51129-2017")
                        .get("cancelled")
                        .asBoolean())
                .isTrue();
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("31.5");
        register(STRIP)
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/joints/0/code"))
                .body("errors[0].message", equalTo("it was cancelled; reinstate it before it is sent again"));
        operator()
                .post(joints + "/cancel", "{\"codes\": [\"J-3\", \"J-9\", \"a b\"]}")
                .statusCode(422);
        operator().post(joints + "/reinstate", "{\"codes\": [\"J-1\"]}").statusCode(200);
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("33.5");
        assertThat(each(read(joints + "/J-1/versions").get("items"), "/cancelled"))
                .isEqualTo(List.of("false", "true", "false"));
    }

    @Test
    void editsAJointWithItsEtag() {
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
    void reportsAllViolationsAndStoresNothing() {
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
        operator().post(joints, "{\"joints\": []}").statusCode(422);
        operator().post(joints, "{").statusCode(400);
        assertThat(listed("").get("items")).isEmpty();
    }

    @Test
    void listsTheJointsOfAPointInTime() throws Exception {
        building();
        String none = now();
        register(STRIP, RING);
        String two = now();
        register(STRIP.replace("600", "601"));
        operator().post(joints + "/cancel", "{\"codes\": [\"J-3\"]}");
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
    void refusesToRemoveTheStoreyOfAJoint() {
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
    void registersTenThousandJointsTwice() {
        building();
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> RING.replace("J-3", "R-" + i).replace("1.5", "0.0001"))
                .collect(Collectors.joining(",", "{\"joints\": [", "]}"));
        operator().post(joints, many).statusCode(200).body("created", equalTo(10_000));
        operator().post(joints, many).statusCode(200).body("unchanged", equalTo(10_000));
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("31");
    }
}
