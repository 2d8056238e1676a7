package org.prefabtracker.requirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.told;
import static org.prefabtracker.requirement.SlabProject.ratio;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** When a requirement is due, met, not met or without data, in the whole and by building. */
@DatabaseTest
class ComplianceStatesTest {

    @Inject
    Jdbi jdbi;

    private final SlabProject project = new SlabProject();

    @Test
    void isDueByStartCompletionAndDeadline() {
        project.slabs(8)
                .building("C", CONCRETE + ", \"startedOn\": \"2026-03-01\", \"completionAcceptedOn\": \"2026-06-30\"")
                .building("D", CONCRETE);
        project.demand("1-DESIGN", ratio(80), ", \"lens\": \"DESIGN\", \"building\": \"B\"");
        project.demand("2-DESIGN", ratio(90), ", \"lens\": \"DESIGN\"");
        project.demand("3-ACCEPTED", ratio(50), "");
        project.demand("4-INSTALLED", ratio(50), ", \"lens\": \"INSTALLED\", \"deadline\": \"2026-05-31\"");

        assertThat(project.states("asOf=2026-02-28"))
                .containsExactly(
                        "1-DESIGN MET true B MET",
                        "2-DESIGN NOT_MET false B NOT_MET, C PENDING, D PENDING",
                        "3-ACCEPTED PENDING false B PENDING, C PENDING, D PENDING",
                        "4-INSTALLED PENDING false B PENDING, C PENDING, D PENDING");
        assertThat(project.states("asOf=2026-05-31").get(3))
                .isEqualTo("4-INSTALLED PENDING false B PENDING, C PENDING, D PENDING");
        assertThat(project.states("asOf=2026-06-30&building=C"))
                .containsExactly(
                        "2-DESIGN NOT_MET false C NOT_MET",
                        "3-ACCEPTED NOT_MET false C NOT_MET",
                        "4-INSTALLED OVERDUE false C OVERDUE");
        assertThat(project.states("asOf=2026-06-30").get(2))
                .isEqualTo("3-ACCEPTED NOT_MET false B PENDING, C NOT_MET, D PENDING");
    }

    @Test
    void tellsMissingAndAbsentAndImpossibleDataFromWhatIsTooLow() {
        project.slabs(12).takeOff("AS_BUILT", "{\"measures\": {}, \"absent\": [\"partition\"]}");
        project.demand("1", ratio(50), ", \"lens\": \"DESIGN\"");
        project.demand("2", "{\"kind\": \"ITEM_RATIO\", \"item\": \"q3a\", \"atLeast\": 50}", ", \"lens\": \"DESIGN\"");
        project.demand("3", "{\"kind\": \"PERCENT\", \"atLeast\": 50}", ", \"lens\": \"ACCEPTED\"");
        project.demand("4", "{\"kind\": \"PERCENT\", \"atLeast\": 50}", ", \"lens\": \"DESIGN\"");
        operator().store(project.href() + "/requirements", """
                {"code": "5", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "ITEM_RATIO", "item": "q2c", "atLeast": 50},
                 "lens": "DESIGN", "source": {"document": "d"}}""");
        List<String> told = new ArrayList<>();
        for (JsonNode item : project.compliance("trend=0").get("items")) {
            JsonNode building = item.at("/buildings/0");
            told.add(item.at("/requirement/code").asText() + " "
                    + building.get("state").asText() + " "
                    + building.path("met").asText() + " " + building.get("data").asText() + " "
                    + building.path("value").asText() + " "
                    + building.path("lacks").size() + " "
                    + building.at("/lacks/0/item").asText() + " "
                    + building.at("/lacks/0/message").asText());
        }
        assertThat(told)
                .containsExactly(
                        "1 NOT_MET false INVALID  1 q1b more counts than there is",
                        "2 NOT_MET false MISSING  1 q3a no component in the bill, and dryFloorArea not declared",
                        "3 PENDING false MISSING 0 8 q1a verticalConcreteVolume is not declared",
                        "4 NOT_MET false INVALID 0 11 q1a verticalConcreteVolume is not declared",
                        "5 NOT_MET false MISSING  1 q2c partitionArea is not declared");
        JsonNode accepted = project.compliance("trend=0").at("/items/4/buildings/0/lenses/4");
        assertThat(accepted.get("data").asText()).isEqualTo("NOT_APPLICABLE");
        assertThat(accepted.has("met")).isFalse();
    }

    @Test
    void leavesOutTheBuildingsThatHaveNoSuchThing() {
        project.slabs(1).building("C", CONCRETE);
        given().contentType(ContentType.JSON)
                .body("{\"measures\": {\"kitchenArea\": 50, \"kitchenDryArea\": 45}}")
                .put(project.href() + "/buildings/C/take-off?phase=DESIGN")
                .then()
                .statusCode(201);
        project.demand(
                "LC-1", "{\"kind\": \"ITEM_RATIO\", \"item\": \"q3b\", \"atLeast\": 70}", ", \"lens\": \"DESIGN\"");
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"measures\": {\"planArea\": 100}, \"absent\": [\"kitchen\"]}")
                .put(project.href() + "/buildings/B/take-off?phase=DESIGN")
                .then()
                .statusCode(200);
        assertThat(project.states("limit=9")).containsExactly("LC-1 MET true B NOT_APPLICABLE, C MET");
        assertThat(project.states("building=B")).containsExactly("LC-1 NOT_APPLICABLE  B NOT_APPLICABLE");
    }

    @Test
    void showsOfAGradeTheMissingPercentAndTheUnmetConditions() {
        project.slabs(8);
        project.demand("LC-1", "{\"kind\": \"GRADE\", \"atLeast\": \"A\"}", ", \"lens\": \"DESIGN\"");
        JsonNode building = project.compliance("trend=1").at("/items/0/buildings/0");
        assertThat(told(building.get("value"))).isEqualTo("20");
        assertThat(told(building.get("by"))).isEqualTo("-40");
        assertThat(building.get("met").asBoolean()).isFalse();
        assertThat(each(building.get("unmet"), "/id")).containsExactly("envelope", "fullDecoration", "percent", "q1a");
        // of progress no grade is told
        assertThat(building.at("/lenses/3/lens").asText()).isEqualTo("INSTALLED");
        assertThat(told(building.at("/lenses/3/by"))).isEqualTo("-60");
        assertThat(building.at("/lenses/3").has("met")).isFalse();
    }

    @Test
    void waitsForBuildings() {
        new RatedBuilding(project.code() + "-X", CONCRETE);
        given().contentType(ContentType.JSON)
                .body("{\"code\": \"%s\", \"name\": \"n\", \"regionCode\": \"320115\"}".formatted(project.code()))
                .post("/api/v1/projects")
                .then()
                .statusCode(201);
        project.demand("LC-1", ratio(70), "");
        project.demand("LC-2", ratio(70), ", \"deadline\": \"2026-03-01\"");
        assertThat(project.states("asOf=2026-04-01")).containsExactly("LC-1 PENDING false ", "LC-2 OVERDUE false ");
    }

    @Test
    void isNotMetByARuleSetThatIsGone() {
        project.slabs(8);
        project.demand("LC-1", ratio(50), ", \"lens\": \"DESIGN\"");
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        insert into requirement (project_id, code, version, content, valid_from, recorded_at, recorded_by)
                        select r.project_id, r.code, 2, replace(r.content::text, 'cn-gbt-51129-2017', 'cn-gone')::jsonb, now(), now(),
                          r.recorded_by
                        from requirement r join project p on p.id = r.project_id and p.code = :project""").bind("project", project.code()).execute());
        assertThat(project.compliance("trend=2").at("/items/0/buildings/0")).isEqualTo(json("""
                {"building": "B", "state": "NOT_MET", "lens": "DESIGN", "met": false, "data": "NO_RULE_SET"}"""));
        given().get(project.href() + "/compliance/export").then().statusCode(200);
    }
}
