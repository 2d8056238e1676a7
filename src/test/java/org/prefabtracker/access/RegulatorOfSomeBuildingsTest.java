package org.prefabtracker.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.Api;
import org.prefabtracker.DatabaseTest;

/**
 * A project of the city 6505 with the buildings A and B there and a building N, of 10 m², in the county 632301: what the regulators of
 * both see of it and do in it follows the region of each building.
 */
@DatabaseTest
class RegulatorOfSomeBuildingsTest {

    private static final String RULES = "cn-gbt-51129-2017";

    @Inject
    Jdbi jdbi;

    private String project;
    private Api operator;
    private Api county;
    private Api city;
    private Api designer;
    private Supplier<RequestSpecification> countyRequests;

    @BeforeEach
    void aProjectWithBuildingsOfTwoRegions() {
        project = "PARTLY-" + UUID.randomUUID().toString().substring(0, 8);
        operator = Api.operator();
        countyRequests = regulator("PARTLY-COUNTY", "632301");
        county = Api.as(countyRequests);
        city = Api.as(regulator("PARTLY-CITY", "6505"));
        designer = Api.as(Cast.of(jdbi, "PARTLY-DESIGNER", OrganisationKind.DESIGNER));
        designer.store("/api/v1/projects", """
                {"code": "%s", "name": "n", "regionCode": "650502"}""".formatted(project));
        for (String building : List.of("A", "B", "N")) {
            designer.store(path("/buildings"), building(building, building.equals("N") ? "\"632301\"" : "null"));
        }
        operator.store("/api/v1/specs", """
                {"code": "PARTLY-WALL", "name": "墙", "category": "SHEAR_WALL", "material": "CONCRETE",
                 "quantities": {"concreteVolumeM3": 1}, "status": "RELEASED"}""");
        designer.store(path("/components"), """
                {"components": [
                 {"code": "A-1", "building": "A", "storey": "1", "spec": "PARTLY-WALL"},
                 {"code": "A-2", "building": "A", "storey": "1", "spec": "PARTLY-WALL"},
                 {"code": "B-1", "building": "B", "storey": "1", "spec": "PARTLY-WALL"},
                 {"code": "N-1", "building": "N", "storey": "1", "spec": "PARTLY-WALL"},
                 {"code": "N-2", "building": "N", "storey": "1", "spec": "PARTLY-WALL"}]}""");
        for (String building : List.of("A", "N")) {
            designer.store(path("/buildings/" + building + "/joints"), """
                    {"joints": [{"code": "J-1", "kind": "WALL_STRIP", "joins": ["%1$s-1", "%1$s-2"], "widthMm": 500, "volumeM3": 2}]}""".formatted(building));
            operator.store(path("/buildings/" + building + "/evaluations"), """
                    {"ruleSet": "%s", "lens": "DESIGN"}""".formatted(RULES));
        }
        operator.store(path("/events"), """
                {"events": [%s, %s]}""".formatted(release("A-1"), release("N-1")));
    }

    private Supplier<RequestSpecification> regulator(String code, String region) {
        long person = jdbi.inTransaction(handle -> {
            long organisation = Cast.organisation(handle, code, OrganisationKind.REGULATOR);
            handle.execute("update organisation set region_code = ? where id = ?", region, organisation);
            return Cast.person(handle, "of-" + code.toLowerCase(), organisation, EnumSet.allOf(Role.class));
        });
        return () -> Cast.as(person);
    }

    private static String building(String code, String region) {
        return """
                {"code": "%s", "name": "n", "regionCode": %s, "use": "RESIDENTIAL", "structure": "CONCRETE", "storeys": 3,
                 "floorAreaM2": 10}""".formatted(code, region);
    }

    private static String release(String component) {
        return """
                {"eventId": "%s", "type": "RELEASE", "occurredAt": "2026-01-05T08:00:00+08:00", "component": "%s", "factory": "F"}""".formatted(UUID.randomUUID(), component);
    }

    private String path(String rest) {
        return "/api/v1/projects/" + project + rest;
    }

    @Test
    void seesTheBuildingsOfItsRegionAndWhatBelongsToThem() {
        county.get(path("")).statusCode(200);
        county.get("/api/v1/projects?limit=1000").body("items.code", hasItem(project));
        county.get(path("/buildings?count=true"))
                .body("items.code", contains("N"))
                .body("total", equalTo(1));
        county.get(path("/components")).body("items.code", contains("N-1", "N-2"));
        county.get(path("/buildings/N/joints")).body("items.code", contains("J-1"));
        county.get(path("/buildings/N/evaluations")).body("items", not(empty()));
        county.get(path("/components/N-1/events")).body("items", not(empty()));
        city.get(path("/buildings")).body("items.code", contains("A", "B"));
        city.get(path("/components")).body("items.code", contains("A-1", "A-2", "B-1"));
        operator.get(path("/buildings")).body("items.code", contains("A", "B", "N"));
        designer.get(path("/components?limit=1000")).body("items.code", contains("A-1", "A-2", "B-1", "N-1", "N-2"));
    }

    @Test
    void seesNothingOfABuildingElsewhere() {
        for (String call : List.of(
                "/buildings/A",
                "/buildings/A/take-off",
                "/buildings/A/joints",
                "/buildings/A/evaluations",
                "/buildings/A/evaluations/1",
                "/buildings/A/ratings/" + RULES,
                "/buildings/A/ratings",
                "/buildings/A/rule-set",
                "/buildings/A/ratings/" + RULES + "/report",
                "/buildings/A/ratings/" + RULES + "/advice",
                "/components/A-1",
                "/components/A-1/events")) {
            assertThat(county.get(path(call)).extract().statusCode()).as(call).isEqualTo(404);
        }
        city.get(path("/buildings/N")).statusCode(404);
        city.get(path("/components/N-1")).statusCode(404);
        String tag = operator.get(path("/components/A-1")).extract().asString();
        String ofA = tag.replaceAll("(?s).*\"tag\":\"([^\"]+)\".*", "$1");
        assertThat(ofA).hasSize(11);
        county.get("/api/v1/tags/" + ofA).statusCode(404);
        county.get("/api/v1/tags/" + ofA + "/events").statusCode(404);
        city.get("/api/v1/tags/" + ofA).statusCode(200);
    }

    @Test
    void countsOnlyTheBuildingsOfItsRegion() {
        assertThat(sum(county.get(path("/progress")))).isEqualTo(2);
        assertThat(sum(city.get(path("/progress")))).isEqualTo(3);
        assertThat(sum(operator.get(path("/progress")))).isEqualTo(5);
        String exported = countyRequests
                .get()
                .accept("application/json")
                .get(path("/components?limit=1000"))
                .asString();
        assertThat(exported).doesNotContain("A-1").contains("N-1");
        assertThat(county.get(path("/ratings/" + RULES)).extract().asString())
                .contains("\"N\"")
                .doesNotContain("\"A\"");
        assertThat(county.get(path("/compliance")).extract().asString())
                .doesNotContain("\"A\"")
                .doesNotContain("\"B\"");
        assertThat(county.get(path("/findings?limit=1000")).extract().asString())
                .doesNotContain("A-");
    }

    /** All pieces planned. */
    private static int sum(ValidatableResponse progress) {
        List<Integer> planned = progress.statusCode(200).extract().path("items.planned.pieces");
        return planned.stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void actsOnTheBuildingsOfItsRegionOnly() {
        String choice = """
                {"ruleSet": "%s", "reason": "as agreed"}""".formatted(RULES);
        county.put(path("/buildings/A/rule-set"), null, choice).statusCode(404);
        county.replace(path("/buildings/N/rule-set"), null, choice);
        city.put(path("/buildings/N/rule-set"), null, choice).statusCode(404);

        county.post(path("/requirements"), requirement("R-ALL", "null")).statusCode(403);
        county.post(path("/requirements"), requirement("R-A", "\"A\"")).statusCode(422);
        county.store(path("/requirements"), requirement("R-N", "\"N\""));
        city.post(path("/requirements"), requirement("R-ALL", "null")).statusCode(403);
        city.store(path("/requirements"), requirement("R-A", "\"A\""));
        county.get(path("/requirements/R-A")).statusCode(404);
        county.get(path("/requirements")).body("items.code", contains("R-N"));
    }

    @Test
    void seesButDoesNotChangeWhatAppliesToTheWholeProject() {
        Api.as(regulator("PARTLY-NATION", "CN")).store(path("/requirements"), requirement("R-ALL", "null"));
        ValidatableResponse seen = county.get(path("/requirements/R-ALL")).statusCode(200);
        String etag = seen.extract().header("ETag");
        county.put(path("/requirements/R-ALL"), etag, requirement("R-ALL", "\"N\""))
                .statusCode(403);
        county.put(path("/requirements/R-NEW"), null, requirement("R-NEW", "null"))
                .statusCode(403);
        Api.as(() -> countyRequests.get().header("If-Match", etag))
                .post(path("/requirements/R-ALL/withdraw"), "{\"reason\": \"no\"}")
                .statusCode(403);
    }

    @Test
    void aRequirementThatMovedToABuildingElsewhereIsNotInForceHere() {
        operator.store(path("/requirements"), requirement("R-MOVED", "\"N\""));
        county.get(path("/requirements/R-MOVED")).statusCode(200);
        operator.replace(path("/requirements/R-MOVED"), "\"1\"", requirement("R-MOVED", "\"A\""));
        county.get(path("/requirements/R-MOVED")).statusCode(404);
        county.get(path("/requirements")).body("items", empty());
    }

    @Test
    void aTokenOfTheProjectSeesNoMore() {
        String token = TestTokens.ofProject("of-partly-county", project);
        Api limited = Api.as(() -> given().noFilters().header("Authorization", "Bearer " + token));
        limited.get(path("/buildings")).body("items.code", contains("N"));
        limited.get(path("/buildings/A")).statusCode(404);
        limited.get("/api/v1/projects").body("items.code", contains(project));
    }

    @Test
    void onlyTheOperatorMovesABuildingToAnotherRegion() {
        String etag = designer.get(path("/buildings/A")).extract().header("ETag");
        designer.put(path("/buildings/A"), etag, building("A", "\"632301\"")).statusCode(403);
        county.get(path("/buildings/A")).statusCode(404);
        designer.put(path("/buildings/A"), etag, building("A", "\"650502\"")).statusCode(200);
        String next = designer.get(path("/buildings/A")).extract().header("ETag");
        operator.put(path("/buildings/A"), next, building("A", "\"632301\"")).statusCode(200);
        county.get(path("/buildings/A")).statusCode(200);
        city.get(path("/buildings/A")).statusCode(404);
        county.get(path("/components/A-1/events")).body("items", not(empty()));
    }

    @Test
    void seesTheWholeProjectOnceAllItsBuildingsLieInItsRegion() {
        Api province = Api.as(regulator("PARTLY-PROVINCE", "65"));
        province.post(path("/requirements"), requirement("R-ALL", "null")).statusCode(403);
        String etag = operator.get(path("/buildings/N")).extract().header("ETag");
        operator.put(path("/buildings/N"), etag, building("N", "\"650521\"")).statusCode(200);
        province.get(path("/buildings")).body("items.code", contains("A", "B", "N"));
        province.store(path("/requirements"), requirement("R-ALL", "null"));
        county.get(path("")).statusCode(404);
    }

    private static String requirement(String code, String building) {
        return """
                {"code": "%s", "building": %s, "ruleSet": "%s", "measure": {"kind": "PERCENT", "atLeast": 50},
                 "source": {"document": "land contract"}, "lens": "DESIGN"}""".formatted(code, building, RULES);
    }

    @Test
    void readsTheDraftsOfItsRegionAndBelow() throws Exception {
        Api province = Api.as(regulator("PARTLY-PROVINCE", "65"));
        String text = "# of the city " + project + "\n"
                + new String(getClass()
                        .getResourceAsStream("/rulesets/cn-sh-precast-ratio-2019.yaml")
                        .readAllBytes());
        String drafts = "/api/v1/rule-sets/drafts";
        String id = draft(city, text).statusCode(201).extract().path("id");
        city.get(drafts + "/" + id).statusCode(200);
        province.get(drafts + "/" + id + "/text").statusCode(200);
        province.get(drafts + "?limit=1000").body("items.id", hasItem(id));
        for (String call : List.of("", "/text", "/impact?region=632301")) {
            assertThat(county.get(drafts + "/" + id + call).extract().statusCode())
                    .as(call)
                    .isEqualTo(404);
        }
        county.get(drafts + "?limit=1000").body("items.id", not(hasItem(id)));
        county.delete(drafts + "/" + id).statusCode(404);
        // who has the same text does not learn that another one has it
        String own = draft(county, text).statusCode(201).extract().path("id");
        assertThat(own).isNotEqualTo(id);
        assertThat(draft(county, text).statusCode(200).extract().<String>path("id"))
                .isEqualTo(own);
        county.delete(drafts + "/" + own).statusCode(204);
        city.get(drafts + "/" + id).statusCode(200);
    }

    private static ValidatableResponse draft(Api by, String text) {
        return by.postYaml("/api/v1/rule-sets/drafts", text);
    }
}
