package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.STEEL;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.items;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Data that is missing, impossible or declared absent is told from a low score. */
@DatabaseTest
class MissingAndImpossibleDataTest {

    @Test
    void givesNoPointsForImpossibleDataAndCannotQualify() {
        RatedBuilding building = new RatedBuilding("RR5", """
                        "structure": "CONCRETE", "use": "INDUSTRIAL", "storeyList": [
                          {"code": "-1", "kind": "BASEMENT", "planAreaM2": 100}, {"code": "1", "kind": "ABOVE_GROUND", "planAreaM2": 100},
                          {"code": "2", "kind": "ROOF_TOWER", "planAreaM2": 50}]""")
                .takeOff("DESIGN", """
                        {"measures": {"verticalConcreteVolume": 10, "nonLoadBearingEnvelopeArea": 10}, "absent": ["kitchen"]}""")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 10.001}")
                .component("B", "S-0", "-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 100}")
                .component("B", "S-2", "2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 50.5}")
                .component("K-1", "R-KITCHEN", "\"quantities\": {\"interiorAreaM2\": 20}");

        JsonNode rating = building.rating("DESIGN");

        assertThat(items(rating))
                .containsEntry("q1a", "INVALID 0")
                .containsEntry("q1b", "INVALID 0")
                .containsEntry("q2a", "SCORED 0 0")
                .containsEntry("q2b", "MISSING 0")
                .containsEntry("q3b", "INVALID 0");
        assertThat(rating.findValuesAsText("message"))
                .contains(
                        "more counts than there is",
                        "storey 2: components cover 50.5 m2 of a plan area of 50 m2",
                        "kitchen is declared absent, yet 1 of its components stand in the bill");
        assertThat(rating.at("/result/incomplete").booleanValue()).isTrue();
        assertThat(rating.at("/result/qualifies").booleanValue()).isFalse();
        assertThat(rating.get("byReference").booleanValue()).isTrue();
        assertThat(told(rating.at("/groups/0/items/1/denominator"))).isEqualTo("150");
    }

    @Test
    void saysWhichPhaseDeclaresAnAbsenceAndWhetherItHasAReason() {
        RatedBuilding building =
                new RatedBuilding("RR14", CONCRETE).takeOff("DESIGN", """
                        {"measures": {"planArea": 100}, "absent": ["kitchen",
                          {"what": "partition", "reason": "open plan", "evidence": "JS-04"}]}""").takeOff("AS_BUILT", """
                        {"measures": {}, "absent": ["kitchen"]}""");

        JsonNode rating = building.rating("INSTALLED");

        assertThat(rating.get("notApplicable")).isEqualTo(json("""
                        [{"what": "partition", "reason": "open plan", "evidence": "JS-04", "phase": "DESIGN", "items": ["q2c", "q2d"],
                          "points": 10},
                         {"what": "kitchen", "note": "no reason is stated", "phase": "AS_BUILT", "items": ["q3b"], "points": 6}]"""));
        assertThat(each(rating.at("/groups/1/items/2/notes"), ""))
                .containsExactly("declared absent in the take-off of phase DESIGN");
        assertThat(each(rating.at("/groups/2/items/2/notes"), ""))
                .containsExactly("declared absent in the take-off of phase AS_BUILT", "no reason is stated");
        assertThat(each(building.rating("DESIGN").get("notApplicable"), "/phase"))
                .containsExactly("DESIGN", "DESIGN");
    }

    @Test
    void ratesNoSteelWhoseMassIsNotStated() {
        RatedBuilding building = new RatedBuilding("RR11", STEEL)
                .component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .component("C-2", "R-COLUMN", "\"position\": \"B\"")
                .installed("C-1");

        JsonNode q1a = building.rating("INSTALLED").at("/groups/0/items/0");

        assertThat(q1a.get("status").asText()).isEqualTo("MISSING");
        assertThat(q1a.get("message").asText()).isEqualTo("1 vertical members in the bill do not state their mass");
    }

    @Test
    void aSteelBuildingWithoutVerticalMembersInTheBillHasNoDataForThem() {
        JsonNode q1a = new RatedBuilding("RR-NONE", STEEL)
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 8}")
                .rating("DESIGN")
                .at("/groups/0/items/0");

        assertThat(q1a.get("status").asText()).isEqualTo("MISSING");
        assertThat(q1a.get("score").decimalValue()).isZero();
    }

    @Test
    void concreteWallsInASteelBuildingAreNoMembersOfSteel() {
        RatedBuilding building = new RatedBuilding("RR-MIX", STEEL)
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 8, \"massKg\": 20000}");
        JsonNode q1a = building.rating("DESIGN").at("/groups/0/items/0");

        assertThat(q1a.get("status").asText()).isEqualTo("MISSING");
        assertThat(each(q1a.get("notes"), ""))
                .containsExactly(
                        "1 vertical members in the bill are of another material and do not count as members of STEEL");

        building.component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .built();
        q1a = building.rating("DESIGN").at("/groups/0/items/0");

        assertThat(q1a.get("score").decimalValue()).isEqualByComparingTo("30");
        assertThat(q1a.at("/evidence/components").asInt()).isEqualTo(1);
        assertThat(each(RatedBuilding.read(q1a.at("/evidence/href").asText()).get("items"), "/code"))
                .containsExactly("C-1");
    }

    @Test
    void refusesAbsentPartitionsWhereTheBillHasSome() {
        RatedBuilding building = new RatedBuilding("RR12", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}, \"absent\": [\"partition\"]}")
                .component("P-1", "R-PARTITION", "\"quantities\": {\"faceAreaM2\": 8}");

        assertThat(items(building.rating("DESIGN")))
                .containsEntry("q2c", "INVALID 0")
                .containsEntry("q2d", "INVALID 0");
    }
}
