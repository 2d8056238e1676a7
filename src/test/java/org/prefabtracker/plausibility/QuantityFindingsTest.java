package org.prefabtracker.plausibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.plausibility.Site.NOTHING;

import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** Amounts that contradict each other: totals of a rating, casting lots, installed pieces, storeys. */
@DatabaseTest
class QuantityFindingsTest {

    @Test
    void findsARatingAboveTheTotalInTheDesignAndAsBuilt() {
        Site site =
                new Site("PF-TOTAL").bill("1#", "1", "PF-WALL", "W1").takeOff("1#", "\"verticalConcreteVolume\": 1.2");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"MORE_THAN_TOTAL","severity":"ERROR","building":"1#","subject":"q1a",\
                "figures":{"expected":1.2,"found":1.5,"unit":"m3"},\
                "message":"item q1a of cn-gbt-51129-2017 under DESIGN: more counts than there is","pieces":1,"evidence":[\
                {"href":"/api/v1/projects/PF-TOTAL/buildings/1%23/ratings/cn-gbt-51129-2017?lens=DESIGN"},\
                {"href":"/api/v1/projects/PF-TOTAL/buildings/1%23/ratings/cn-gbt-51129-2017/items/q1a/components?lens=DESIGN"}]}],\
                "next":null}""");
        site.made("W1", "F1", null, "TOTAL-1");
        assertThat(site.found("?kind=MORE_THAN_TOTAL")).contains("under DESIGN", "under PRODUCED");
    }

    @Test
    void findsNothingInARatingThatCountsExactlyTheTotal() {
        Site site =
                new Site("PF-TOTAL2").bill("1#", "1", "PF-WALL", "W1").takeOff("1#", "\"verticalConcreteVolume\": 1.5");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsALotOfLessConcreteThanThePiecesCastInItHold() {
        Site site = new Site("PF-LOT")
                .bill("1#", "1", "PF-WALL", "W1", "W2")
                .made("W1", "F1", "{\"batch\": \"B-1\", \"concreteVolumeM3\": 2.9}", "LOT-1")
                .made("W2", "F1", "{\"batch\": \"B-1\"}", "LOT-1");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"CAST_BELOW_PIECES","severity":"ERROR","building":"1#","subject":"B-1",\
                "figures":{"expected":3,"found":2.9,"unit":"m3"},\
                "message":"lot B-1 of F1 is of 2.9 m3 of concrete; the pieces cast in it hold 3 m3","since":…,"pieces":2,\
                "evidence":[{"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-LOT/components/W1/events"},\
                {"component":"W2","tag":…,"event":"%s","href":"/api/v1/projects/PF-LOT/components/W2/events"}]}],"next":null}""".formatted(site.id(2), site.id(5)));
    }

    @Test
    void findsNothingInLotsThatAreEnoughOrMayBe() {
        Site site = new Site("PF-LOT2").bill("1#", "1", "PF-WALL", "W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8");
        site.made("W1", "F1", "{\"batch\": \"enough\", \"concreteVolumeM3\": 3}", "LOT-2");
        site.made("W2", "F1", "{\"batch\": \"enough\", \"concreteVolumeM3\": 1}", "LOT-2");
        site.made("W3", "F1", "{\"batch\": \"rounded\", \"concreteVolumeM3\": 1.49}", "LOT-2");
        site.made("W4", "F1", "{\"batch\": \"without volume\"}", "LOT-2");
        site.made("W5", "F1", "{\"batch\": \"of two makers\", \"concreteVolumeM3\": 1.5}", "LOT-2");
        site.made("W6", "F2", "{\"batch\": \"of two makers\", \"concreteVolumeM3\": 1.5}", "LOT-2b");
        site.report("W7", "RELEASE \"factory\": \"F1\"");
        site.report("W7", "STEP \"step\": \"CAST\", \"records\": {\"batch\": \"inner leaf\", \"concreteVolumeM3\": 1}");
        site.report(
                "W7", "STEP \"step\": \"CAST\", \"records\": {\"batch\": \"outer leaf\", \"concreteVolumeM3\": 0.5}");
        site.report("W8", "RELEASE \"factory\": \"F1\"");
        site.report("W8", "STEP \"step\": \"CAST\", \"records\": {\"batch\": \"taken back\", \"concreteVolumeM3\": 1}");
        String cast = site.id(site.told());
        assertThat(site.found("")).contains("taken back");
        site.report("W8", "VOID \"voids\": \"" + cast + "\", \"reason\": \"other piece\"");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsInstalledPiecesThatAMakerWhoRecordsCastingDidNotCast() {
        Site site = new Site("PF-CAST").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", "{}", "CAST-1").made("W2", "F1", null, "CAST-1").installed("W1");
        assertThat(site.found("")).isEqualTo(NOTHING);
        site.installed("W2");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"INSTALLED_MORE_THAN_CAST","severity":"WARNING","building":"1#","subject":"PF-WALL",\
                "figures":{"expected":1,"found":2,"unit":"pieces"},\
                "message":"F1 records its casting, yet of 2 installed pieces of PF-WALL only 1 were cast on record","pieces":1,\
                "evidence":[{"component":"W2","tag":…,"href":"/api/v1/projects/PF-CAST/components/W2/events"}]}],"next":null}""");
    }

    @Test
    void findsNothingWherePiecesAreBoughtInOrOfSteel() {
        Site site = new Site("PF-CAST2").bill("1#", "1", "PF-WALL", "W1", "W2").bill("1#", "1", "PF-BEAM", "B1");
        site.made("W1", "F1", "{}", "CAST-2")
                .made("W2", "trader", null, "CAST-3")
                .made("B1", "F1", null, "CAST-2");
        site.installed("W1").installed("W2").installed("B1");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsAStoreyWithFarFewerPiecesThanThoseAroundIt() {
        Site site = new Site("PF-THIN").bill("1#", "1-3", "PF-SLAB", "YB", 4);
        site.bill("1#", "4-4", "PF-SLAB", "YB", 1).bill("1#", "5-7", "PF-SLAB", "YB", 4);
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"THIN_STOREY","severity":"WARNING","building":"1#","storey":"4","subject":"SLAB",\
                "figures":{"expected":4,"found":1,"unit":"pieces"},\
                "message":"storey 4 has 1 pieces of SLAB; the storeys below and above have 4 or more","since":…,"evidence":[\
                {"href":"/api/v1/projects/PF-THIN/components?building=1%23&storey=4&category=SLAB"}]}],"next":null}""");
    }

    @Test
    void findsAStoreyWithoutPiecesAfterComponentsAreCancelled() {
        Site site = new Site("PF-THIN2").bill("1#", "1-7", "PF-SLAB", "YB", 3);
        assertThat(site.found("")).isEqualTo(NOTHING);
        for (int i = 1; i <= 3; i++) {
            given().post("/api/v1/projects/PF-THIN2/components/YB-05-00" + i + "/cancel")
                    .then()
                    .statusCode(200);
        }
        JsonPath found = JsonPath.from(site.get(""));
        assertThat(found.getList("items.storey")).containsExactly("5");
        assertThat(found.getList("items.figures.found")).containsExactly(0);
    }

    @Test
    void findsNoThinStoreyAtTheEndsWhereATowerBeginsOrWhereLittleIsMissing() {
        Site site = new Site("PF-THIN3").building("podium", "\"storeys\": 8").building("small", "\"storeys\": 7");
        site.building("basement", """
                "storeyList": [{"code": "-1", "kind": "BASEMENT"}, {"code": "1", "kind": "ABOVE_GROUND"},
                  {"code": "2", "kind": "ABOVE_GROUND"}, {"code": "3", "kind": "ABOVE_GROUND"}, {"code": "4", "kind": "ABOVE_GROUND"}]""");
        site.bill("1#", "3-5", "PF-SLAB", "ends", 9).bill("1#", "7-7", "PF-SLAB", "ends", 1);
        site.bill("podium", "1-4", "PF-SLAB", "podium", 20).bill("podium", "5-8", "PF-SLAB", "podium", 5);
        site.bill("small", "1-3", "PF-SLAB", "small", 2).bill("small", "5-7", "PF-SLAB", "small", 2);
        site.bill("basement", "-1", "PF-SLAB", "basement", 9).bill("basement", "1-1", "PF-SLAB", "basement", 9);
        site.bill("basement", "3-4", "PF-SLAB", "basement", 9);
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsConcretePiecesThatPassedWithoutACastingAndNoneOfSteel() {
        Site site = new Site("PF-UNCAST").bill("1#", "1", "PF-WALL", "W1", "W2").bill("1#", "1", "PF-BEAM", "B1");
        site.made("W1", "F1", null, "U-1").made("W2", "F1", "{}", "U-1").made("B1", "F1", null, "U-1");
        assertThat(site.found("?kind=PASSED_WITHOUT_CASTING")).isEqualTo("""
                {"items":[{"kind":"PASSED_WITHOUT_CASTING","severity":"WARNING","building":"1#","subject":"PF-WALL",\
                "message":"1 pieces of PF-WALL of F1 passed inspection without a casting on record","pieces":1,\
                "evidence":[{"component":"W1","tag":…,"href":"/api/v1/projects/PF-UNCAST/components/W1/events"}]}],"next":null}""");
    }

    @Test
    void findsComponentsWhoseConcreteDoesNotFitTheSizeOfTheirSpec() {
        Site site = new Site("PF-SIZE");
        operator().store("/api/v1/specs", """
                {"code": "PF-BLOCK", "name": "n", "category": "SLAB", "material": "CONCRETE", "lengthMm": 3000, "widthMm": 1000,
                 "heightMm": 100, "quantities": {"concreteVolumeM3": 0.3}}""");
        site.bill("1#", "1", "PF-BLOCK", "S1");
        assertThat(site.found("")).isEqualTo(NOTHING);
        operator().store("/api/v1/projects/PF-SIZE/components", """
                {"components": [{"code": "S2", "building": "1#", "storey": "1", "spec": "PF-BLOCK", "quantities": {"concreteVolumeM3": 30}}]}""");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"UNLIKELY_SIZE","severity":"WARNING","building":"1#","subject":"PF-BLOCK",\
                "figures":{"expected":0.3,"found":30,"unit":"m3"},\
                "message":"1 components of PF-BLOCK: concrete of 30 m3 differs from length x width x height, 0.3 m3, by more than 30 %",\
                "since":…,"evidence":[{"href":"/api/v1/projects/PF-SIZE/components?building=1%23&spec=PF-BLOCK"}]}],"next":null}""");
    }

    @Test
    void findsADeclaredAreaThatDoesNotFitTheFloorArea() {
        Site site = new Site("PF-AREA").takeOff("1#", "\"planArea\": 15");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"UNLIKELY_AREA","severity":"WARNING","building":"1#","subject":"planArea",\
                "figures":{"expected":750,"found":15,"unit":"m2"},\
                "message":"take-off of phase DESIGN: planArea of 15 m2 does not fit a floor area of 1500 m2, expected are 750 to 1950 m2",\
                "since":…,"evidence":[{"href":"/api/v1/projects/PF-AREA/buildings/1%23/take-off?phase=DESIGN"}]}],"next":null}""");
    }

    @Test
    void findsAHomeThatIsFullyDecoratedAndHasNoKitchen() {
        Site site = new Site("PF-HOME").building("2#", "\"storeys\": 3");
        for (String building : new String[] {"1#", "2#"}) {
            given().contentType("application/json")
                    .body("{\"measures\": {\"fullDecoration\": " + building.equals("1#")
                            + "}, \"absent\": [\"kitchen\", \"partition\"]}")
                    .put("/api/v1/projects/PF-HOME/buildings/{b}/take-off", building)
                    .then()
                    .statusCode(201);
        }
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"ABSENT_DESPITE_DECORATION","severity":"WARNING","building":"1#","subject":"kitchen",\
                "message":"the take-off of phase DESIGN declares full decoration and no kitchen, which every residential building has",\
                "since":…,"evidence":[{"href":"/api/v1/projects/PF-HOME/buildings/1%23/take-off?phase=DESIGN"}]}],"next":null}""");
    }

    @Test
    void findsVerticalMembersOfAnotherMaterialThanTheStructure() {
        Site site = new Site("PF-MIX");
        operator().store("/api/v1/specs", """
                {"code": "PF-STEEL-COLUMN", "name": "n", "category": "COLUMN", "material": "STEEL", "quantities": {"massKg": 900}}""");
        site.bill("1#", "1", "PF-STEEL-COLUMN", "C1", "C2").bill("1#", "1", "PF-WALL", "W1");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"OTHER_MATERIAL","severity":"WARNING","building":"1#","subject":"COLUMN",\
                "figures":{"found":2,"unit":"pieces"},\
                "message":"2 vertical members are of STEEL in a building whose structure is CONCRETE; they count as what they are",\
                "since":…,"evidence":[{"href":"/api/v1/projects/PF-MIX/components?building=1%23&category=COLUMN"}]}],"next":null}""");
    }
}
