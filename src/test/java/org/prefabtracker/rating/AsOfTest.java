package org.prefabtracker.rating;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

/** Slabs of 10 m2 each on a plan area of 100: a slab that counts is 10 percent of q1b. */
@DatabaseTest
class AsOfTest {

    private static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";
    private static final String RATING = "/api/v1/projects/%s/buildings/B/ratings/cn-gbt-51129-2017";

    private final String project;

    AsOfTest() {
        project = "ASOF-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private RatedBuilding building(String... slabs) {
        RatedBuilding building =
                new RatedBuilding(project, CONCRETE).takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}");
        for (String slab : slabs) {
            building.component(slab, "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}");
        }
        return building.built();
    }

    /** {@code RELEASE 2026-05-01T08:00:00+08:00} and further members. */
    private String report(String component, String type, String occurredAt, String more) {
        String id = UUID.randomUUID().toString();
        given().contentType(ContentType.JSON)
                .body("""
                        {"events": [{"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "%s"%s}]}""".formatted(id, component, type, occurredAt, more))
                .post("/api/v1/projects/{p}/events?atomic=true", project)
                .then()
                .statusCode(200);
        return id;
    }

    private void produced(String component, String releasedAt, String passedAt) {
        report(component, "RELEASE", releasedAt, ", \"factory\": \"F1\"");
        report(component, "QC_PASS", passedAt, ", \"inspector\": \"Wu\", \"certificate\": \"C\"");
    }

    /** The percent of q1b's ratio. */
    private String slabs(String query) {
        return told(read(RATING.formatted(project) + "?" + query).at("/groups/0/items/1/ratioPercent"));
    }

    private static String now() throws InterruptedException {
        Thread.sleep(5);
        Instant now = Instant.now();
        Thread.sleep(5);
        return now.toString();
    }

    @Test
    void countsWhatHadHappenedByThen() {
        building("S-1", "S-2");
        produced("S-1", "2026-05-01T08:00:00+08:00", "2026-05-02T16:00:00+08:00");
        produced("S-2", "2026-05-01T08:00:00+08:00", "2026-05-09T16:00:00+08:00");

        assertThat(slabs("lens=PRODUCED&asOf=2026-05-02T15:59:59%2B08:00")).isEqualTo("0");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-02T16:00:00%2B08:00")).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-08")).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-09")).isEqualTo("20");
        assertThat(slabs("lens=PRODUCED")).isEqualTo("20");
    }

    @Test
    void answersItsMomentAndLeadsToTheComponentsOfThatMoment() {
        building("S-1", "S-2");
        produced("S-1", "2026-05-01T08:00:00+08:00", "2026-05-02T16:00:00+08:00");
        produced("S-2", "2026-05-01T08:00:00+08:00", "2026-05-09T16:00:00+08:00");

        JsonNode rating = read(RATING.formatted(project) + "?lens=PRODUCED&asOf=2026-05-05T00:00:00Z");

        assertThat(rating.get("asOf").asText()).isEqualTo("2026-05-05T08:00:00+08:00");
        assertThat(rating.has("knownAt")).isFalse();
        JsonNode evidence = rating.at("/groups/0/items/1/evidence");
        assertThat(evidence.get("components").asInt()).isEqualTo(1);
        assertThat(read(evidence.get("href").asText())).isEqualTo(json("""
                        {"items": [{"code": "S-1", "storey": "1", "spec": "R-SLAB", "category": "SLAB", "stage": "PRODUCED",
                          "tag": "%s", "held": false, "adds": 10, "unit": "m2",
                          "events": "/api/v1/projects/%s/components/S-1/events"}], "next": null}""".formatted(
                        read("/api/v1/projects/" + project + "/components/S-1")
                                .get("tag")
                                .asText(),
                        project)));
        JsonNode all = read(
                "/api/v1/projects/" + project + "/ratings/cn-gbt-51129-2017?lens=PRODUCED&asOf=2026-05-05T00:00:00Z");
        assertThat(all.at("/items/0/result")).isEqualTo(rating.get("result"));
        assertThat(read(all.at("/items/0/href").asText())).isEqualTo(rating);
    }

    @Test
    void countsWhatWasKnownThen() throws Exception {
        building("S-1");
        String before = now();
        produced("S-1", "2026-05-01T08:00:00+08:00", "2026-05-02T16:00:00+08:00");
        String known = now();

        assertThat(slabs("lens=PRODUCED&asOf=2026-05-03&knownAt=" + before)).isEqualTo("0");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-03&knownAt=" + known)).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&knownAt=" + before)).isEqualTo("0");
    }

    @Test
    void takesBackWhatIsVoidedFromTheMomentThatIsKnown() throws Exception {
        building("S-1");
        report("S-1", "RELEASE", "2026-05-01T08:00:00+08:00", ", \"factory\": \"F1\"");
        String pass = report(
                "S-1", "QC_PASS", "2026-05-02T16:00:00+08:00", ", \"inspector\": \"Wu\", \"certificate\": \"C\"");
        String believed = now();
        report(
                "S-1",
                "VOID",
                "2026-05-20T08:00:00+08:00",
                ", \"voids\": \"" + pass + "\", \"reason\": \"another piece\"");

        assertThat(slabs("lens=PRODUCED&asOf=2026-05-03&knownAt=" + believed)).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-03")).isEqualTo("0");
    }

    /**
     * The events of a day without a time: those that a later event needs had happened before it; all had happened at the end
     * of the day.
     */
    @Test
    void countsAnEventWithoutATimeAtTheEndOfItsDayOrBeforeAnEventThatNeedsIt() {
        building("S-1");
        produced("S-1", "2026-05-01", "2026-05-04");
        report("S-1", "SHIP", "2026-05-04T10:00:00+08:00", ", \"shipment\": \"S\"");

        assertThat(slabs("lens=PRODUCED&asOf=2026-05-04T09:59:00%2B08:00")).isEqualTo("0");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-04T10:00:00%2B08:00")).isEqualTo("10");
        anotherWhoseDayIsOver("T-1");
    }

    private void anotherWhoseDayIsOver(String slab) {
        given().contentType(ContentType.JSON)
                .body("""
                        {"components": [{"code": "%s", "building": "B", "storey": "2", "spec": "R-SLAB",
                          "quantities": {"planAreaM2": 10}}]}""".formatted(slab))
                .post("/api/v1/projects/{p}/components", project)
                .then()
                .statusCode(200);
        produced(slab, "2026-05-01", "2026-05-04");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-04T23:00:00%2B08:00")).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-04T23:59:59%2B08:00")).isEqualTo("20");
    }

    @Test
    void readsBillAndTakeOffAsTheyWereKnown() throws Exception {
        building("S-1");
        String first = now();
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"measures\": {\"planArea\": 200}}")
                .put("/api/v1/projects/{p}/buildings/B/take-off?phase=DESIGN", project)
                .then()
                .statusCode(200);
        String second = now();
        given().contentType(ContentType.JSON)
                .body("""
                        {"components": [{"code": "S-1", "building": "B", "storey": "1", "spec": "R-SLAB",
                          "quantities": {"planAreaM2": 30}}]}""")
                .post("/api/v1/projects/{p}/components", project)
                .then()
                .statusCode(200);

        assertThat(slabs("lens=DESIGN&knownAt=" + first)).isEqualTo("10");
        assertThat(slabs("lens=DESIGN&knownAt=" + second)).isEqualTo("5");
        assertThat(slabs("lens=DESIGN")).isEqualTo("15");
        assertThat(each(
                        read(RATING.formatted(project) + "/items/q1b/components?lens=DESIGN&knownAt=" + second)
                                .get("items"),
                        "/adds"))
                .isEqualTo(List.of("10"));
    }

    @Test
    void knowsWhichPieceFilledAComponentBeforeTheyWereExchanged() {
        building("S-1", "S-2");
        report("S-1", "RELEASE", "2026-05-01T08:00:00+08:00", ", \"factory\": \"F1\"");
        produced("S-2", "2026-05-01T08:00:00+08:00", "2026-05-02T08:00:00+08:00");
        report("S-1", "EXCHANGE", "2026-05-03T08:00:00+08:00", ", \"with\": \"S-2\"");
        String items = RATING.formatted(project) + "/items/q1b/components?lens=PRODUCED&asOf=";

        assertThat(each(read(items + "2026-05-02").get("items"), "/code")).isEqualTo(List.of("S-2"));
        assertThat(each(read(items + "2026-05-03").get("items"), "/code")).isEqualTo(List.of("S-1"));
    }

    @Test
    void takesAnExchangeBackFromTheMomentThatIsKnown() throws Exception {
        building("S-1", "S-2", "S-3");
        for (String slab : List.of("S-1", "S-2")) {
            report(slab, "RELEASE", "2026-05-01", ", \"factory\": \"F1\"");
        }
        produced("S-3", "2026-05-01", "2026-05-02");
        String again = report("S-1", "EXCHANGE", "2026-05-03", ", \"with\": \"S-3\"");
        report("S-1", "EXCHANGE", "2026-05-04", ", \"with\": \"S-2\"");
        String items = RATING.formatted(project) + "/items/q1b/components?lens=PRODUCED&asOf=";

        assertThat(each(read(items + "2026-05-02").get("items"), "/code")).isEqualTo(List.of("S-3"));
        assertThat(each(read(items + "2026-05-03").get("items"), "/code")).isEqualTo(List.of("S-1"));
        assertThat(each(read(items + "2026-05-04").get("items"), "/code")).isEqualTo(List.of("S-2"));

        String believed = now();
        JsonNode last =
                read("/api/v1/projects/" + project + "/components/S-2/events").at("/items");
        String second = last.get(last.size() - 1).at("/event/eventId").asText();
        report("S-2", "VOID", "2026-05-20", ", \"voids\": \"" + second + "\", \"reason\": \"not so\"");
        report("S-1", "VOID", "2026-05-20", ", \"voids\": \"" + again + "\", \"reason\": \"not so\"");

        assertThat(each(read(items + "2026-05-04").get("items"), "/code")).isEqualTo(List.of("S-3"));
        assertThat(each(read(items + "2026-05-04&knownAt=" + believed).get("items"), "/code"))
                .isEqualTo(List.of("S-2"));
    }

    /** The former piece is scrapped; the RELEASE of its successor is dated earlier. */
    @Test
    void countsAComponentOnceWhereLateReportsMakeTwoOfItsPiecesLive() {
        building("S-1");
        produced("S-1", "2026-05-01", "2026-05-02");
        report("S-1", "SCRAP", "2026-05-10", ", \"reason\": \"crack\"");
        produced("S-1", "2026-05-05", "2026-05-06");

        assertThat(slabs("lens=PRODUCED&asOf=2026-05-03")).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-07")).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-10")).isEqualTo("10");
        assertThat(slabs("lens=PRODUCED&asOf=2026-05-01")).isEqualTo("0");
    }

    @Test
    void saysThatABuildingWasNotKnownThen() {
        building("S-1");
        for (String path : List.of("?", "/items/q1b/components?")) {
            given().get(RATING.formatted(project) + path + "knownAt=2020-01-01")
                    .then()
                    .statusCode(422)
                    .body("errors[0].parameter", equalTo("knownAt"))
                    .body("errors[0].message", equalTo("the building was not registered then"));
        }
        assertThat(read("/api/v1/projects/" + project + "/ratings/cn-gbt-51129-2017?knownAt=2020-01-01")
                        .get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESIGN", "PRODUCED", "DELIVERED", "INSTALLED", "ACCEPTED"})
    void isOfNowWhatItIsWithoutAMoment(String lens) {
        RatedBuilding building = new RatedBuilding(project, CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100, \"verticalConcreteVolume\": 50}}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}")
                .component("S-2", "R-SLAB", "\"count\": 7, \"quantities\": {\"planAreaM2\": 33.333}")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 3.3}")
                .component("M-1", "R-MODULE", "\"count\": 2")
                .component("S-3", "R-SLAB", "\"quantities\": {\"planAreaM2\": 5}");
        building.installed("S-1").installed("W-1");
        building.happened(
                "S-2",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL {\"netQuantity\": 3}");
        building.happened(
                "M-1", "RELEASE {\"factory\": \"F1\"}", "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}");
        building.happened("S-1", "HOLD {\"number\": \"H-1\", \"reason\": \"crack\"}");

        JsonNode live = building.rating(lens);
        JsonNode then = read(
                RATING.formatted(project) + "?lens=" + lens + "&asOf=" + Instant.now() + "&knownAt=" + Instant.now());

        assertThat(then.get("result")).isEqualTo(live.get("result"));
        for (String member :
                List.of("/score", "/ratioPercent", "/numerator", "/evidence/components", "/evidence/held")) {
            assertThat(each(then.findValues("items").get(0), member))
                    .isEqualTo(each(live.findValues("items").get(0), member));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "asOf=20026-05-01T00:00:00Z, asOf, WRONG_TYPE",
        "asOf=%2B20026-05-01T00:00:00Z, asOf, OUT_OF_RANGE",
        "asOf=yesterday, asOf, WRONG_TYPE",
        "asOf=2026-05-01T00:00:00, asOf, WRONG_TYPE",
        "knownAt=2026-02-30, knownAt, WRONG_TYPE",
        "knownAt=1066-10-14, knownAt, OUT_OF_RANGE",
        "asOf=2199-01-01T00:00:00Z, asOf, OUT_OF_RANGE",
        "asOf=%2B999999999-12-31, asOf, WRONG_TYPE",
        "knownAt=2020-01-01, knownAt, OUT_OF_RANGE"
    })
    void refusesWhatIsNoMomentOfThePast(String query, String parameter, String code) {
        building();
        given().urlEncodingEnabled(false)
                .get(RATING.formatted(project) + "?" + query)
                .then()
                .statusCode(422)
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].code", equalTo(code))
                .body("totalErrors", equalTo(1));
    }
}
