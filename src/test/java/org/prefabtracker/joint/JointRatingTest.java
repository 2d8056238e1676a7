package org.prefabtracker.joint;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** What joints add to a rating. */
@DatabaseTest
class JointRatingTest extends JointFixture {

    @Test
    void addsCountingJointsToTheNumeratorsWithLinks() {
        building();
        register(STRIP, WIDE, RING, SLABS, BELOW).statusCode(200);

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
    void countsUnderALensWhenAllItsComponentsCount() {
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
    void doesNotCountJointsOfACancelledComponent() {
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
        register(STRIP, RING).body("unchanged", equalTo(2));
        given().post(cancel + "reinstate").then().statusCode(200);
        assertThat(told(item("DESIGN", 0).get("numerator"))).isEqualTo("33.5");
    }

    @Test
    void isInvalidWhereJointsExceedThePlanArea() {
        building();
        register(SLABS.replace("2.5", "3")).statusCode(200);
        assertThat(item("DESIGN", 1).get("status").asText()).isEqualTo("SCORED");
        register(SLABS.replace("2.5", "3.001")).statusCode(200);

        assertThat(item("DESIGN", 1).get("status").asText()).isEqualTo("INVALID");
        assertThat(item("DESIGN", 1).get("message").asText())
                .isEqualTo("storey 1: components and joints cover 63.001 m2 of a plan area of 63 m2");
    }
}
