package org.prefabtracker.plausibility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.plausibility.Site.NOTHING;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.access.Cast;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.TestTokens;

/** Serial numbers and certificates that more pieces have than can be. */
@DatabaseTest
class DuplicateFindingsTest {

    @Inject
    Jdbi jdbi;

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
        // a party of only one of the projects does not learn that there is the other
        Supplier<RequestSpecification> designer = Cast.of(jdbi, "PF-DESIGNER", OrganisationKind.DESIGNER);
        takesPart("PF-SER2", "DESIGNER");
        designer.get().get("/api/v1/projects/PF-SER2/findings").then().body("items", equalTo(List.of()));
        // a party that is only a factory of the other sees there what was released to it
        takesPart("PF-SER3", "FACTORY");
        designer.get().get("/api/v1/projects/PF-SER2/findings").then().body("items", equalTo(List.of()));
        takesPart("PF-SER3", "CONTRACTOR");
        designer.get()
                .get("/api/v1/projects/PF-SER2/findings")
                .then()
                .body("items.elsewhere", equalTo(List.of(List.of("PF-SER3"))));
        String token = TestTokens.ofProject("cast-of-PF-DESIGNER", "PF-SER2");
        given().noFilters()
                .header("Authorization", "Bearer " + token)
                .get("/api/v1/projects/PF-SER2/findings")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    private static void takesPart(String project, String kind) {
        given().contentType("application/json")
                .body("{\"kinds\": [\"" + kind + "\"]}")
                .put("/api/v1/projects/" + project + "/parties/PF-DESIGNER")
                .then()
                .statusCode(200);
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
    void findsACertificateOfTwoProjectsButNotOneForManyPiecesOfOneProject() {
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
        assertThat(JsonPath.from(one.get("?kind=SAME_CERTIFICATE")).getList("items.pieces"))
                .containsExactly(2);
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
}
