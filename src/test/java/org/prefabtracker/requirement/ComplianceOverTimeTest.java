package org.prefabtracker.requirement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.rating.RatedBuilding.told;
import static org.prefabtracker.requirement.SlabProject.ratio;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** Compliance as of a moment, its trend, and what was known then. */
@DatabaseTest
class ComplianceOverTimeTest {

    private final SlabProject project = new SlabProject();

    /** Late reports, events known to the day, an exchange, holds and a lot: whatever a rating as of a moment has to settle. */
    @Test
    void agreesPointByPointWithTheRatingsAsOfThoseMoments() {
        RatedBuilding building = project.slabs(6);
        building.component("L-1", "R-SLAB", "\"count\": 7, \"quantities\": {\"planAreaM2\": 33.333}")
                .built();
        project.produced("S-1", "2026-01-31");
        project.produced("S-2", "2026-02-28T23:59:00+08:00");
        project.report("S-3", "RELEASE", "2026-02-01", ", \"factory\": \"F1\"");
        project.produced("S-4", "2026-03-01T00:00:00+08:00");
        project.report("S-3", "EXCHANGE", "2026-03-10", ", \"with\": \"S-4\"");
        project.produced("L-1", "2026-02-14");
        for (String component : List.of("S-1", "L-1")) {
            project.report(component, "SHIP", "2026-03-02", ", \"shipment\": \"S\"");
            project.report(component, "RECEIVE", "2026-03-03", "");
            project.report(component, "INSTALL", "2026-03-31", component.equals("L-1") ? ", \"netQuantity\": 3" : "");
            project.report(component, "CONNECT", "2026-04-01", ", \"joint\": \"POST_CAST\"");
            project.report(component, "ACCEPT", "2026-04-30", ", \"inspector\": \"Li\"");
        }
        project.report("S-1", "HOLD", "2026-05-20T09:00:00+08:00", ", \"number\": \"H-1\", \"reason\": \"crack\"");
        for (String lens : List.of("DESIGN", "PRODUCED", "DELIVERED", "INSTALLED", "ACCEPTED")) {
            project.demand("R-" + lens, ratio(50), ", \"lens\": \"" + lens + "\"");
            project.demand("P-" + lens, "{\"kind\": \"PERCENT\", \"atLeast\": 50}", ", \"lens\": \"" + lens + "\"");
        }
        for (String moment :
                List.of("asOf=2026-06-10&trend=6", "trend=12", "asOf=2026-06-10&trend=3&knownAt=" + Instant.now())) {
            List<String> values = new ArrayList<>();
            for (JsonNode item : project.compliance(moment).get("items")) {
                JsonNode told = item.at("/buildings/0");
                boolean percent = item.at("/requirement/measure/kind").asText().equals("PERCENT");
                List<JsonNode> points = new ArrayList<>();
                told.get("lenses").forEach(points::add);
                told.get("trend").forEach(points::add);
                for (JsonNode point : points) {
                    JsonNode rating = read(point.get("rating").asText());
                    assertThat(told(point.get("value")))
                            .isEqualTo(told(rating.at(percent ? "/result/percent" : "/groups/0/items/1/ratioPercent")));
                    assertThat(point.get("kind")).isEqualTo(rating.get("kind"));
                    assertThat(point.get("lens")).isEqualTo(rating.get("lens"));
                    if (point.has("asOf")) {
                        assertThat(point.get("asOf")).isEqualTo(rating.get("asOf"));
                    }
                }
                values.add(item.at("/requirement/code").asText() + " " + each(told.get("trend"), "/value"));
            }
            assertThat(values).hasSize(10);
            if (moment.equals("asOf=2026-06-10&trend=6")) {
                // at the ends of December to May; 3 of 7 times 33.333 are 14.2855…
                assertThat(values)
                        .contains(
                                "R-DESIGN [93.333, 93.333, 93.333, 93.333, 93.333, 93.333]",
                                "R-PRODUCED [0, 10, 53.333, 63.333, 63.333, 63.333]",
                                "R-DELIVERED [0, 0, 0, 43.333, 43.333, 43.333]",
                                "R-INSTALLED [0, 0, 0, 24.2855, 24.2855, 24.2855]",
                                "R-ACCEPTED [0, 0, 0, 0, 24.2855, 14.2855]");
            }
        }
    }

    @Test
    void theTrendHasSixMonthsByDefault() {
        project.slabs(1);
        project.demand("LC-1", ratio(50), "");
        YearMonth month = YearMonth.from(LocalDate.now(ZoneId.of("Asia/Shanghai")));
        JsonNode trend = project.compliance("limit=1").at("/items/0/buildings/0/trend");
        assertThat(each(trend, "/asOf")).hasSize(6).last().asString().startsWith(month.minusMonths(1) + "-");
        assertThat(project.compliance("trend=0").at("/items/0/buildings/0").has("trend"))
                .isFalse();
        assertThat(project.compliance("trend=36").at("/items/0/buildings/0/trend"))
                .hasSize(36);
    }

    @Test
    void knowsRequirementsOnlyFromWhenTheyWereRegistered() throws InterruptedException {
        project.slabs(8);
        Thread.sleep(5);
        Instant before = Instant.now();
        Thread.sleep(5);
        project.demand("LC-1", ratio(70), ", \"lens\": \"DESIGN\"");
        Thread.sleep(5);
        Instant first = Instant.now();
        Thread.sleep(5);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"reason\": \"gone\"}")
                .post(project.href() + "/requirements/LC-1/withdraw")
                .then()
                .statusCode(200);
        assertThat(project.states("knownAt=" + before)).isEmpty();
        assertThat(project.states("knownAt=" + first)).containsExactly("LC-1 MET true B MET");
        assertThat(project.states("limit=9")).isEmpty();
        given().get(project.href() + "/compliance?building=B&knownAt=2020-01-01")
                .then()
                .statusCode(422)
                .body("errors[0].message", equalTo("the building was not registered then"));
        given().get(project.href() + "/compliance?knownAt=2020-01-01")
                .then()
                .statusCode(200)
                .body("items", empty());
    }
}
