package org.prefabtracker.plausibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;

@DatabaseTest
class FindingResourceTest {
    @Inject
    Jdbi jdbi;

    private static final String NOTHING = "{\"items\":[],\"next\":null}";
    private static final String HELD = "\"number\": \"NC-1\", \"reason\": \"edge broken\"";

    @Test
    void findsMoreInARatingThanThereIsByTheDesignAndAsBuilt() {
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
    void findsNothingInARatingWhereAllThereIsCounts() {
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
    void findsTwoPiecesOfOneMakerWithOneSerialNumber() {
        Site site = new Site("PF-SERIAL").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", "{\"serial\": \"SN-1\"}", "SER-1");
        site.report("W2", "RELEASE \"factory\": \"F1\"");
        site.report(
                "W2", "QC_PASS \"inspector\": \"Wu\", \"certificate\": \"SER-1\", \"values\": {\"serial\": \" SN-１\"}");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"SAME_SERIAL","severity":"ERROR","building":"1#","subject":"SN-1",\
                "message":"F1 gave serial number SN-1 to 2 pieces","since":…,"pieces":2,\
                "evidence":[{"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-SERIAL/components/W1/events"},\
                {"component":"W2","tag":…,"event":"%s","href":"/api/v1/projects/PF-SERIAL/components/W2/events"}]}],\
                "next":null}""".formatted(site.id(2), site.id(5)));
    }

    @Test
    void findsASerialNumberOfAMakerInAnotherProjectToo() {
        Site one = new Site("PF-SER2")
                .bill("1#", "1", "PF-WALL", "W1")
                .made("W1", "F1", "{\"serial\": \"SN-2\"}", "SER-2");
        assertThat(one.found("")).isEqualTo(NOTHING);
        new Site("PF-SER3").bill("1#", "1", "PF-WALL", "W1").made("W1", "F1", "{\"serial\": \"SN-2\"}", "SER-3");
        assertThat(one.found("")).isEqualTo("""
                {"items":[{"kind":"SAME_SERIAL","severity":"ERROR","building":"1#","subject":"SN-2",\
                "message":"F1 gave serial number SN-2 to a piece of another project too","since":…,"pieces":1,\
                "evidence":[{"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-SER2/components/W1/events"}],\
                "elsewhere":["PF-SER3"]}],"next":null}""".formatted(one.id(2)));
        // whoever takes part in one of the projects alone learns nothing else of the other
        Supplier<RequestSpecification> designer = Cast.of(jdbi, "PF-DESIGNER", OrganisationKind.DESIGNER);
        given().contentType("application/json")
                .body("{\"kinds\": [\"DESIGNER\"]}")
                .put("/api/v1/projects/PF-SER2/parties/PF-DESIGNER")
                .then()
                .statusCode(200);
        designer.get()
                .get("/api/v1/projects/PF-SER2/findings")
                .then()
                .body("items.subject", equalTo(List.of("SN-2")))
                .body("items[0].since", nullValue())
                .body("items[0].elsewhere", nullValue());
    }

    @Test
    void findsNothingWhereASerialNumberIsOfOnePieceOrOfDifferentMakers() {
        Site site = new Site("PF-SER4").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.report("W1", "RELEASE \"factory\": \"F1\"");
        site.report("W1", "STEP \"step\": \"CAST\", \"records\": {\"serial\": \"SN-4\"}");
        site.report(
                "W1", "QC_PASS \"inspector\": \"Wu\", \"certificate\": \"SER-4\", \"values\": {\"serial\": \"SN-4\"}");
        site.made("W2", "F2", "{\"serial\": \"SN-4\"}", "SER-5");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsACertificateThatStandsInTwoProjectsButNotForManyPiecesOfOne() {
        Site one = new Site("PF-CERT1").bill("1#", "1", "PF-WALL", "W1", "W2");
        one.made("W1", "F1", null, "HG-2026-1").made("W2", "F1", null, "HG-2026-1");
        assertThat(one.found("")).isEqualTo(NOTHING);
        Site two = new Site("PF-CERT2").bill("1#", "1", "PF-WALL", "W1");
        two.made("W1", "F1", null, "ＨＧ－2026-1 ");
        String passed = two.id(two.told());
        assertThat(two.found("")).isEqualTo("""
                {"items":[{"kind":"SAME_CERTIFICATE","severity":"WARNING","building":"1#","subject":"HG-2026-1",\
                "message":"certificate HG-2026-1 is used in another project too","since":…,"pieces":1,\
                "evidence":[{"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-CERT2/components/W1/events"}],\
                "elsewhere":["PF-CERT1"]}],"next":null}""".formatted(passed));
        assertThat(JsonPath.from(one.get("")).getList("items.pieces")).containsExactly(2);
        two.report("W1", "VOID \"voids\": \"" + passed + "\", \"reason\": \"wrong number\"");
        assertThat(one.found("") + two.found("")).isEqualTo(NOTHING + NOTHING);
    }

    @Test
    void findsACertificateOfPiecesOfDifferentMakers() {
        Site site = new Site("PF-CERT3").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "MK-1").made("W2", "F2", null, "MK-1");
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"SAME_CERTIFICATE","severity":"WARNING","building":"1#","subject":"MK-1",\
                "message":"certificate MK-1 is for pieces of F1, F2","since":…,"pieces":2,\
                "evidence":[{"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-CERT3/components/W1/events"},\
                {"component":"W2","tag":…,"event":"%s","href":"/api/v1/projects/PF-CERT3/components/W2/events"}]}],\
                "next":null}""".formatted(site.id(2), site.id(4)));
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
    void findsAnInstallationThatWasKnownBeforeTheDeliveryItRestsOn() {
        Site site = new Site("PF-LATE").bill("1#", "1", "PF-WALL", "W1");
        site.made("W1", "F1", null, "LATE-1").installed("W1");
        String received = site.id(site.told() - 1);
        String installed = site.id(site.told());
        String again = site.id(900);
        site.send(List.of(
                Site.row(
                        site.id(901),
                        "W1",
                        "VOID",
                        "2026-05-09",
                        "\"reason\": \"wrong day\", \"voids\": \"" + received + "\""),
                Site.row(again, "W1", "RECEIVE", "2026-05-01T04:30:00+08:00", "")));
        List<String> events = new ArrayList<>(List.of(again));
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"INSTALLED_BEFORE_DELIVERED","severity":"WARNING","building":"1#","storey":"1",\
                "component":"W1","tag":…,"message":"the installation of 2026-05-01T05:00:00+08:00 was on record before the \
                delivery it rests on, which was entered in place of another","since":…,"pieces":1,"evidence":[\
                {"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-LATE/components/W1/events"},\
                {"component":"W1","tag":…,"event":"%s","href":"/api/v1/projects/PF-LATE/components/W1/events"}]}],\
                "next":null}""".formatted(installed, events.get(0)));
    }

    @Test
    void findsNothingWhereADeliveryIsEnteredAnewBeforeOrWithTheInstallation() {
        Site site = new Site("PF-LATE2").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "LATE-2").report("W1", "SHIP \"shipment\": \"S\"", "RECEIVE");
        String received = site.id(site.told());
        site.report("W1", "VOID \"voids\": \"" + received + "\", \"reason\": \"r\"", "RECEIVE", "INSTALL");
        site.made("W2", "F1", null, "LATE-2").report("W2", "SHIP \"shipment\": \"S\"", "RECEIVE");
        received = site.id(site.told());
        site.report("W2", "VOID \"voids\": \"" + received + "\", \"reason\": \"r\"", "RECEIVE");
        site.report("W2", "INSTALL");
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void refusesADeliveryLaterThanTheInstallationSoThatNothingIsLeftToFind() {
        Site site = new Site("PF-LATE3").bill("1#", "1", "PF-WALL", "W1");
        site.made("W1", "F1", null, "LATE-3").report("W1", "SHIP \"shipment\": \"S\"");
        site.attempt(List.of(Site.row(site.id(900), "W1", "INSTALL", "2026-05-02T08:00:00+08:00", "")))
                .statusCode(409);
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void findsAHoldThatContradictsWhatCameLaterAndKeepsFindingItOnceClosed() {
        Site site = new Site("PF-HOLD").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "HOLD-1").made("W2", "F1", null, "HOLD-1");
        site.report("W1", "SHIP \"shipment\": \"S\"").report("W2", "SHIP \"shipment\": \"S\"");
        String late = site.id(901);
        site.send(List.of(Site.row(late, "W1", "QC_FAIL", "2026-05-01T04:30:00+08:00", HELD)));
        // in time, and on record in time
        site.report("W2", "HOLD " + HELD).report("W1", "UNHOLD " + HELD);
        assertThat(site.found("")).isEqualTo("""
                {"items":[{"kind":"LATE_HOLD","severity":"WARNING","building":"1#","storey":"1","component":"W1","tag":…,\
                "subject":"NC-1","message":"hold NC-1 of 2026-05-01T04:30:00+08:00 became known after SHIP, which it would have stopped",\
                "since":…,"pieces":1,"evidence":[{"component":"W1","tag":…,"event":"%s",\
                "href":"/api/v1/projects/PF-HOLD/components/W1/events"}]}],"next":null}""".formatted(late));
    }

    @Test
    void findsNoHoldThatWasClosedBeforeOrIsTakenBack() {
        Site site = new Site("PF-HOLD2").bill("1#", "1", "PF-WALL", "W1", "W2");
        site.made("W1", "F1", null, "HOLD-2").made("W2", "F1", null, "HOLD-2");
        site.report("W1", "SHIP \"shipment\": \"S\"").report("W2", "SHIP \"shipment\": \"S\"");
        site.send(List.of(
                Site.row(site.id(901), "W1", "HOLD", "2026-05-01T04:10:00+08:00", HELD),
                Site.row(site.id(902), "W1", "UNHOLD", "2026-05-01T04:20:00+08:00", HELD),
                Site.row(site.id(903), "W2", "HOLD", "2026-05-01T04:30:00+08:00", HELD)));
        assertThat(JsonPath.from(site.get("")).getList("items.component")).containsExactly("W2");
        site.report("W2", "VOID \"voids\": \"" + site.id(903) + "\", \"reason\": \"r\"");
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
    void findsAStoreyWithoutAnyOfWhatStandsAroundItOnceComponentsAreCancelled() {
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

    /** A project with a finding of five kinds, in two buildings. */
    private static Site withManyFindings(String code) {
        Site site = new Site(code).building("2#", "\"storeys\": 3");
        site.bill("1#", "1-3", "PF-SLAB", "YB", 4).bill("1#", "5-7", "PF-SLAB", "YB", 4);
        site.bill("2#", "1", "PF-WALL", "W1", "W2", "W3", "W4").takeOff("2#", "\"verticalConcreteVolume\": 5");
        site.made("W1", "F1", "{\"batch\": \"B\", \"concreteVolumeM3\": 1}", code);
        site.made("W2", "F1", null, code)
                .made("W3", "F2", null, code)
                .installed("W1")
                .installed("W2");
        for (int i = 1; i <= 3; i++) {
            String component = "W" + i;
            site.report(component, "HOLD \"number\": \"N-" + i + "\", \"reason\": \"r\"");
        }
        site.send(List.of(Site.row(site.id(901), "W1", "HOLD", "2026-05-01T01:00:00+08:00", HELD)));
        return site;
    }

    @Test
    void givesFindingsOfAllKindsPageByPageInOneOrder() {
        Site site = withManyFindings("PF-PAGES");
        List<String> all = JsonPath.from(site.get("")).getList("items.message");
        assertThat(JsonPath.from(site.get("")).getList("items.kind"))
                .containsExactly(
                        "MORE_THAN_TOTAL",
                        "CAST_BELOW_PIECES",
                        "SAME_CERTIFICATE",
                        "INSTALLED_MORE_THAN_CAST",
                        "LATE_HOLD",
                        "THIN_STOREY");
        List<String> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonPath page = JsonPath.from(site.get("?limit=1&cursor=" + next));
            assertThat(page.getList("items")).hasSize(1);
            paged.addAll(page.getList("items.message"));
            next = page.getString("next");
        }
        assertThat(paged).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "?kind=late_hold, LATE_HOLD",
        "?severity=ERROR, MORE_THAN_TOTAL CAST_BELOW_PIECES",
        "?severity=WARNING&building=2%23, SAME_CERTIFICATE INSTALLED_MORE_THAN_CAST LATE_HOLD",
        "?building=1%23, THIN_STOREY",
        "?building=3%23, ''",
        "?severity=ERROR&kind=THIN_STOREY, ''"
    })
    void filtersByKindSeverityAndBuilding(String query, String kinds) {
        String code = "PF-F" + Integer.toHexString(query.hashCode());
        assertThat(String.join(
                        " ", JsonPath.from(withManyFindings(code).get(query)).<String>getList("items.kind")))
                .isEqualTo(kinds);
    }

    @ParameterizedTest
    @CsvSource({
        "PF-BAD, ?kind=NONE, 422",
        "PF-BAD, ?severity=BAD, 422",
        "PF-BAD, ?limit=0, 422",
        "PF-BAD, ?cursor=eA, 422",
        "PF-BAD, ?cursor=TEFURV9IT0xEIHg, 422",
        "PF-BAD, ?cursor=TEFURV9IT0xEIDk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5, 422",
        "PF-BAD, /export?kind=NONE, 422",
        "PF-NONE, '', 404",
        "PF-NONE, /export, 404"
    })
    void answersWhatIsAskedWronglyWithAProblem(String project, String query, int status) {
        if (!project.equals("PF-NONE")) {
            new Site(project);
        }
        given().urlEncodingEnabled(false)
                .get("/api/v1/projects/" + project + "/findings" + query)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void exportsFindingsAsAWorkbook() throws Exception {
        Site site = withManyFindings("PF-XLSX");
        List<String> cells = new ArrayList<>();
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(given().get("/api/v1/projects/PF-XLSX/findings/export?kind=CAST_BELOW_PIECES")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asInputStream())) {
            workbook.getSheetAt(0).getRow(1).forEach(cell -> cells.add(cell.toString()));
        }
        JsonPath finding = JsonPath.from(site.get("?kind=CAST_BELOW_PIECES"));
        assertThat(cells)
                .containsExactly(
                        "错误 / ERROR",
                        "浇筑量不足 / CAST_BELOW_PIECES",
                        "2#",
                        "B",
                        "1.5",
                        "1.0",
                        "m3",
                        "F1 的浇筑批 B 混凝土为 1 m³，少于该批构件所含的 1.5 m³"
                                + " / lot B of F1 is of 1 m3 of concrete; the pieces cast in it hold 1.5 m3",
                        OffsetDateTime.parse(finding.getString("items[0].since"))
                                .toString(),
                        "1.0",
                        "",
                        "/api/v1/projects/PF-XLSX/components/W1/events");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 2]",
                "\"text\"",
                "{\"batch\": {\"deep\": [1]}, \"concreteVolumeM3\": \"2.9\", \"serial\": {\"a\": 1}}",
                "{\"batch\": 17, \"concreteVolumeM3\": -3, \"serial\": null}",
                "{\"batch\": \"B\", \"concreteVolumeM3\": 1e300, \"serial\": \"\"}",
                "{\"batch\": \"\", \"concreteVolumeM3\": 0, \"serial\": \"   \"}",
                "{\"nested\": {\"serial\": \"SN\", \"batch\": \"B\"}}"
            })
    void takesWhateverRecordsSay(String records) {
        String code = "PF-H" + Integer.toHexString(records.hashCode());
        Site site = new Site(code).bill("1#", "1", "PF-WALL", "W1").made("W1", "F1", records, code);
        assertThat(site.found("")).isEqualTo(NOTHING);
    }

    @Test
    void refusesANumberInRecordsThatCannotBeKept() {
        Site site = new Site("PF-HUGE").bill("1#", "1", "PF-WALL", "W1").report("W1", "RELEASE \"factory\": \"F1\"");
        site.attempt(List.of(Site.row(
                        site.id(900),
                        "W1",
                        "STEP",
                        "2026-05-02",
                        "\"step\": \"CAST\", \"records\": {\"concreteVolumeM3\": 1e200000}")))
                .statusCode(422);
    }

    @Test
    void takesRecordsOfAnyLength() {
        Site site = new Site("PF-LONG").bill("1#", "1", "PF-WALL", "W1");
        String records = "{\"batch\": \"" + "批".repeat(9_000) + "\", \"serial\": \"" + "ﷺ".repeat(9_000) + "\"}";
        site.made("W1", "F1", records, "ﷺ".repeat(100));
        assertThat(site.found("")).isEqualTo(NOTHING);
    }
}
