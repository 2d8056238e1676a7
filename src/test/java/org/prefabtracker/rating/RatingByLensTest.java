package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.STEEL;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.evidence;
import static org.prefabtracker.rating.RatedBuilding.items;
import static org.prefabtracker.rating.RatedBuilding.told;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.facts.Lens;

/** What counts under each lens, from the stages of the pieces and the phases of the take-off. */
@DatabaseTest
class RatingByLensTest {

    @Test
    void countsUnderEachLensThosePiecesThatHaveComeSoFar() {
        RatedBuilding building = new RatedBuilding("RR2", CONCRETE + ", \"completionAcceptedOn\": \"2026-06-01\"")
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 20}")
                .component("S-3", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("S-4", "R-SLAB", "\"count\": 4, \"quantities\": {\"planAreaM2\": 10}");
        building.happened(
                "S-1", "RELEASE {\"factory\": \"F1\"}", "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}");
        building.installed("S-2")
                .happened("S-2", "CONNECT {\"joint\": \"POST_CAST\"}", "ACCEPT {\"inspector\": \"Li\"}");
        building.installed("S-3")
                .happened(
                        "S-3",
                        "CONNECT {\"joint\": \"POST_CAST\"}",
                        "ACCEPT {\"inspector\": \"Li\"}",
                        "HOLD {\"number\": \"NC-1\", \"reason\": \"crack\"}");
        building.happened(
                "S-4",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL {\"netQuantity\": 3}");

        Map<String, String> tracked = new LinkedHashMap<>();
        for (Lens lens : Lens.values()) {
            JsonNode rating = building.rating(lens.name());
            JsonNode q1b = rating.at("/groups/0/items/1");
            JsonNode evidence = RatedBuilding.read(q1b.at("/evidence/href").asText());
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode component : evidence.get("items")) {
                sum = sum.add(component.get("adds").decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(q1b.get("tracked").decimalValue());
            tracked.put(
                    lens.name(),
                    "%s %s %s held, %s"
                            .formatted(
                                    rating.get("kind").asText(),
                                    each(evidence.get("items"), "/code"),
                                    q1b.at("/evidence/held"),
                                    told(q1b.get("tracked"))));
        }
        assertThat(tracked)
                .containsExactly(
                        Map.entry("DESIGN", "PRE_EVALUATION [S-1, S-2, S-3, S-4] 1 held, 70"),
                        Map.entry("PRODUCED", "PROGRESS [S-1, S-2, S-3, S-4] 1 held, 70"),
                        Map.entry("DELIVERED", "PROGRESS [S-2, S-3, S-4] 1 held, 60"),
                        Map.entry("INSTALLED", "PROGRESS [S-2, S-3, S-4] 1 held, 57.5"),
                        Map.entry("ACCEPTED", "PROJECT_EVALUATION [S-2] 0 held, 20"));
        assertThat(building.rating("INSTALLED").at("/result/qualifies").isNull())
                .isTrue();
        assertThat(building.rating("ACCEPTED").at("/result/qualifies").isBoolean())
                .isTrue();
    }

    @Test
    void readsNumeratorsAsBuiltOnlyAndTotalsFromTheDesignByDefault() {
        RatedBuilding building =
                new RatedBuilding("RR3", CONCRETE).takeOff("DESIGN", """
                        {"measures": {"planArea": 100, "dryFloorArea": 80, "kitchenArea": 50, "kitchenDryArea": 45,
                          "bathroomArea": 60, "bathroomDryArea": 60, "bathroomFitted": true, "fullDecoration": true},
                         "absent": ["partition"]}""").takeOff("AS_BUILT", """
                        {"measures": {"bathroomArea": 64, "bathroomDryArea": 48, "kitchenDryArea": 45}}""");

        assertThat(items(building.rating("DESIGN")))
                .containsEntry("q3a", "SCORED 80 6")
                .containsEntry("q3b", "SCORED 90 6")
                .containsEntry("q3c", "SCORED 100 6")
                .containsEntry("decoration", "SCORED 100 6")
                .containsEntry("q2c", "NOT_APPLICABLE");
        assertThat(items(building.rating("INSTALLED")))
                .containsEntry("q3a", "MISSING 0")
                .containsEntry("q3b", "MISSING 0")
                .containsEntry("q3c", "MISSING 0")
                .containsEntry("decoration", "MISSING 0")
                .containsEntry("q2c", "NOT_APPLICABLE");
        RatedBuilding fitted = new RatedBuilding("RR4", CONCRETE)
                .takeOff("DESIGN", "{\"measures\": {\"kitchenArea\": 50}}")
                .takeOff("AS_BUILT", """
                        {"measures": {"kitchenDryArea": 45, "kitchenFitted": true, "bathroomArea": 10, "bathroomDryArea": 10,
                          "bathroomFitted": false, "fullDecoration": false}}""");
        assertThat(items(fitted.rating("INSTALLED")))
                .containsEntry("q3b", "SCORED 90 6")
                .containsEntry("q3c", "SCORED 0 0")
                .containsEntry("decoration", "SCORED 0 0");
        assertThat(each(fitted.rating("INSTALLED").at("/groups/2/items/2/declared"), "/phase"))
                .containsExactly("AS_BUILT", "DESIGN");
    }

    @ParameterizedTest
    @CsvSource({"DESIGN, SCORED 100 30", "PRODUCED, SCORED 50 23.3", "INSTALLED, SCORED 50 23.3"})
    void countsVerticalMembersOfSteelByMass(String lens, String q1a) {
        String project = "RR6-" + lens;
        RatedBuilding building = new RatedBuilding(project, STEEL)
                .component("C-1", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .component("C-2", "R-COLUMN", "\"quantities\": {\"massKg\": 500}")
                .component("G-1", "R-BEAM", "\"quantities\": {\"massKg\": 900}")
                .installed("C-2");

        assertThat(items(building.rating(lens))).containsEntry("q1a", q1a);
        assertThat(each(evidence(building.rating(lens), 0), "/unit")).contains("kg");
    }

    @Test
    void earnsAllPointsOnceAllSteelIsInstalledThatIsToBe() {
        RatedBuilding building = new RatedBuilding("RR13", STEEL)
                .component("C-1", "R-COLUMN", "\"count\": 3, \"quantities\": {\"massKg\": 1000}")
                .component("C-2", "R-COLUMN", "\"quantities\": {\"massKg\": 500}");
        building.happened(
                "C-1",
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE");

        assertThat(q1a(building, "DELIVERED")).isEqualTo("1000 of 1500 kg: 27 []");
        assertThat(q1a(building, "INSTALLED")).isEqualTo("0 of 1500 kg: 0 []");

        building.happened("C-1", "INSTALL {\"netQuantity\": 2}");

        String waste =
                "333.333333333 kg of 1500 kg in the bill is waste of installed lots (netQuantity) and counts on neither side";
        assertThat(q1a(building, "DELIVERED")).isEqualTo("1000 of 1500 kg: 27 []");
        assertThat(q1a(building, "INSTALLED")).isEqualTo("666.666666667 of 1166.666666667 kg: 24.9 [" + waste + "]");
        assertThat(q1a(building, "ACCEPTED")).isEqualTo("0 of 1166.666666667 kg: 0 [" + waste + "]");

        building.installed("C-2");

        assertThat(q1a(building, "INSTALLED")).isEqualTo("1166.666666667 of 1166.666666667 kg: 30 [" + waste + "]");
        assertThat(each(evidence(building.rating("INSTALLED"), 0), "/adds")).containsExactly("666.666666667", "500");
    }

    /** By mass, with what a reviewer is to be told besides how it is counted. */
    private static String q1a(RatedBuilding building, String lens) {
        JsonNode q1a = building.rating(lens).at("/groups/0/items/0");
        return "%s of %s %s: %s %s"
                .formatted(
                        told(q1a.get("numerator")),
                        told(q1a.get("denominator")),
                        q1a.get("unit").asText(),
                        told(q1a.get("score")),
                        each(q1a.get("notes"), "").stream()
                                .filter(note -> !note.contains("by mass at the lens"))
                                .toList());
    }
}
