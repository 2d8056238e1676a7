package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class ComponentCopyResourceTest {

    private static final String MIXED = """
            {"components": [
              {"code": "1#-05-DBS", "mark": "DBS", "building": "1#", "storey": "2", "spec": "CC-SLAB", "position": "A/1",
               "exterior": true, "count": 2, "quantities": {"planAreaM2": 6.25}},
              {"code": "GONE", "building": "1#", "storey": "1", "spec": "CC-SLAB"},
              {"mark": "YB-3", "building": "1#", "storeys": "1-2", "quantity": 1, "spec": "CC-SLAB"}]}""";

    @ParameterizedTest
    @CsvSource({
        "1#-05-DBS-017, 1#, 2#, 2#-05-DBS-017",
        "YB-3-03-001, 1#, 2#, 2#-YB-3-03-001",
        "10-05, 1, 2, 2-10-05",
        "1-05, 1, 2, 2-05",
        "1#05, 1#, 2#, 2#05",
        "1#, 1#, 2#, 2#",
        "楼1板, 楼, 塔, 塔-楼1板"
    })
    void aCopyIsNamedAfterItsBuilding(String code, String from, String to, String expected) {
        assertThat(ComponentCopy.renamed(code, from, to)).isEqualTo(expected);
    }

    @Test
    void makesOneBuildingLikeAnotherAndChangesNothingWhenAskedAgain() {
        project("CC1", 3);
        register("CC1", MIXED).body("created", equalTo(4));
        operator().post("/api/v1/projects/CC1/components/GONE/cancel", "").statusCode(200);
        copy("CC1", "2#", "1#").statusCode(200).body("created", equalTo(3));
        copy("CC1", "2#", "1#").body("created", equalTo(0)).body("unchanged", equalTo(3));
        given().queryParam("building", "2#")
                .get("/api/v1/projects/CC1/components")
                .then()
                .body("items.code", contains("2#-05-DBS", "2#-YB-3-01-001", "2#-YB-3-02-001"));
        assertThat(given().get("/api/v1/projects/CC1/components/{code}", "2#-05-DBS")
                        .asString())
                .isEqualTo("""
                {"code":"2#-05-DBS","mark":"DBS","building":"2#","storey":"2","spec":"CC-SLAB","specRevision":1,"position":"A/1",\
                "exterior":true,"count":2,"quantities":{"planAreaM2":6.25},"totals":{"planAreaM2":6.25},"stage":"DESIGNED",\
                "holds":[],"version":1}""");
        register("CC1", MIXED.replace("A/1", "B/1").replaceAll("\\{\"code\": \"GONE\".*\\R", ""))
                .body("updated", equalTo(1));
        copy("CC1", "2#", "1#").body("updated", equalTo(1)).body("unchanged", equalTo(2));
    }

    @Test
    void listsTheStoreysThatTheOtherBuildingLacksAndStoresNothing() {
        project("CC2", 1);
        register("CC2", MIXED).body("created", equalTo(4));
        copy("CC2", "2#", "1#")
                .statusCode(422)
                .body("errors.parameter", contains("from"))
                .body("errors.value", contains("2"))
                .body(
                        "errors.message",
                        contains("building 2# has no such storey, and 2 components of building 1# are on it"));
        given().queryParam("building", "2#")
                .get("/api/v1/projects/CC2/components")
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void asksForAnotherBuildingOfTheProject() {
        project("CC3", 3);
        copy("CC3", "2#", "").statusCode(422).body("errors.code", contains("REQUIRED"));
        copy("CC3", "2#", "9#").statusCode(422).body("errors.code", contains("NOT_FOUND"));
        copy("CC3", "2#", "２＃").statusCode(422).body("errors.code", contains("INCONSISTENT"));
        copy("CC3", "9#", "1#").statusCode(404);
        copy("NONE", "2#", "1#").statusCode(404);
        copy("CC3", "2#", "1#").statusCode(200).body("created", equalTo(0));
    }

    @Test
    void refusesACopyOfWhatIsMadeOrTakenNamingIt() {
        project("CC4", 3);
        register("CC4", MIXED).body("created", equalTo(4));
        copy("CC4", "2#", "1#").body("created", equalTo(4));
        operator().post("/api/v1/projects/CC4/events", """
                {"events": [{"eventId": "0191f3c2-0000-7000-8000-00000000cc41", "component": "2#-GONE", "type": "RELEASE",
                 "occurredAt": "2026-05-04T08:00:00+08:00", "factory": "F1"}]}""").body("applied", equalTo(1));
        copy("CC4", "2#", "1#").statusCode(200).body("unchanged", equalTo(4));
        register("CC4", """
                {"components": [{"code": "GONE", "building": "1#", "storey": "1", "spec": "CC-SLAB", "count": 5}]}""").body("updated", equalTo(1));
        copy("CC4", "2#", "1#").statusCode(409).body("errors.value", contains("2#-GONE"));
    }

    @Test
    void numbersAMarkOfSeveralBuildingsWithoutAClashAndTheSameWayAgain() {
        project("CC5", 3);
        String lot = """
                {"components": [{"mark": "YB-3", "building": "%s", "storeys": "1-2", "quantity": 1, "spec": "CC-SLAB"}]}""";
        for (int times = 0; times < 2; times++) {
            register("CC5", lot.formatted("1#")).statusCode(200).body(times == 0 ? "created" : "unchanged", equalTo(2));
            register("CC5", lot.formatted("2#")).statusCode(200).body(times == 0 ? "created" : "unchanged", equalTo(2));
        }
        given().get("/api/v1/projects/CC5/components")
                .then()
                .body("items.code", contains("2#-YB-3-01-001", "2#-YB-3-02-001", "YB-3-01-001", "YB-3-02-001"));
        copy("CC5", "2#", "1#").body("unchanged", equalTo(2));
        project("CC6", 3);
        String both = """
                {"components": [
                  {"mark": "YB-3", "building": "2#", "storeys": "1", "quantity": 1, "spec": "CC-SLAB"},
                  {"mark": "YB-3", "building": "1#", "storeys": "1-2", "quantity": 1, "spec": "CC-SLAB"}]}""";
        register("CC6", both).body("created", equalTo(3));
        register("CC6", both).body("unchanged", equalTo(3));
        given().get("/api/v1/projects/CC6/components")
                .then()
                .body("items.code", contains("1#-YB-3-01-001", "YB-3-01-001", "YB-3-02-001"));
        register("CC6", """
                {"components": [
                  {"code": "2#-YB-3-02-001", "building": "2#", "storey": "1", "spec": "CC-SLAB"},
                  {"code": "YB-3-01-001", "building": "2#", "storey": "1", "spec": "CC-SLAB"},
                  {"mark": "YB-3", "building": "2#", "storeys": "1-2", "quantity": 1, "spec": "CC-SLAB"}]}""")
                .statusCode(422)
                .body("errors.pointer", contains("/components/2/mark", "/components/2/mark"))
                .body("errors.code", contains("DUPLICATE", "DUPLICATE"));
    }

    @Test
    void copiesTenThousandComponentsInSecondsDespiteConcurrentCopies() throws Exception {
        project("CC7", 3);
        register("CC7", """
                {"components": [{"mark": "YB-3", "building": "1#", "storeys": "1-3", "quantity": 1000, "spec": "CC-SLAB"},
                  {"mark": "DBS", "building": "1#", "storeys": "1-3", "quantity": 1000, "spec": "CC-SLAB"},
                  {"mark": "PCB", "building": "1#", "storeys": "1-3", "quantity": 1000, "spec": "CC-SLAB"},
                  {"mark": "KTB", "building": "1#", "storeys": "1-3", "quantity": 400, "spec": "CC-SLAB"}]}""").body("created", equalTo(10_200));
        long start = System.nanoTime();
        ExecutorService senders = Executors.newFixedThreadPool(2);
        Callable<Integer> send =
                () -> copy("CC7", "2#", "1#").statusCode(200).extract().path("created");
        int created = 0;
        for (Future<Integer> answer : senders.invokeAll(List.of(send, send))) {
            created += answer.get();
        }
        senders.shutdown();
        assertThat(created).isEqualTo(10_200);
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(30);
    }

    private static ValidatableResponse copy(String project, String to, String from) {
        return given().contentType(ContentType.JSON)
                .queryParam("from", from)
                .post("/api/v1/projects/{p}/buildings/{b}/components/copy", project, to)
                .then();
    }

    private static void project(String code, int storeysOfTheSecond) {
        new SmallProject(code)
                .slab("CC-SLAB", "\"planAreaM2\": 6.1")
                .building("1#", 3)
                .building("2#", storeysOfTheSecond);
    }

    private static ValidatableResponse register(String project, String bill) {
        return operator().post("/api/v1/projects/" + project + "/components", bill);
    }
}
