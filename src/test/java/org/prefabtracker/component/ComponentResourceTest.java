package org.prefabtracker.component;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class ComponentResourceTest {

    private static final String LOT = """
            {"components": [{"mark": "YB-3", "building": "1#", "storeys": "2-3", "quantity": 2, "spec": "CR-SLAB"}]}""";

    @Inject
    Jdbi jdbi;

    @Test
    void numbersTheComponentsOfAMarkAndTakesThemAgainAsUnchanged() {
        project("CR1");
        register("CR1", LOT).statusCode(200).body("created", equalTo(4)).body("unchanged", equalTo(0));
        register("CR1", LOT).statusCode(200).body("created", equalTo(0)).body("unchanged", equalTo(4));
        given().queryParam("storey", "3")
                .get("/api/v1/projects/CR1/components")
                .then()
                .body("items.code", contains("YB-3-03-001", "YB-3-03-002"))
                .body("items.stage", contains("DESIGNED", "DESIGNED"));
    }

    @Test
    void amountsToTheSpecTimesItsCountOrLengthUnlessTheDesignerSaidOtherwise() {
        project("CR2");
        register("CR2", """
                {"components": [
                  {"code": "S", "building": "1#", "storey": "1", "spec": "CR-SLAB", "count": 3, "quantities": {"massKg": 5}},
                  {"code": "B", "building": "1#", "storey": "1", "spec": "CR-BEAM", "quantities": {"lengthM": 6.25}}]}""").statusCode(200);
        given().get("/api/v1/projects/CR2/components/S")
                .then()
                .body("totals.planAreaM2", equalTo(18.3f))
                .body("totals.massKg", equalTo(5))
                .body("quantities.massKg", equalTo(5));
        String beam = given().get("/api/v1/projects/CR2/components/B").asString();
        Assertions.assertThat(beam).contains("\"totals\":{\"massKg\":408.750,\"lengthM\":6.25}");
    }

    @Test
    void answersEveryFaultOfABillAtItsPlaceAndStoresNothingOfIt() {
        project("CR3");
        register("CR3", """
                {"components": [
                  {"code": "ok", "building": "1#", "storey": "1", "spec": "CR-SLAB"},
                  {"code": "ok", "building": "1#", "storey": "1", "spec": "CR-SLAB"},
                  {"code": "a", "building": "9#", "storey": "1", "spec": "CR-NONE"},
                  {"code": "b", "building": "1#", "storey": "99", "spec": "CR-BEAM"}]}""")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/components/1/code",
                                "/components/2/building",
                                "/components/2/spec",
                                "/components/3/quantities/lengthM",
                                "/components/3/storey"))
                .body("totalErrors", equalTo(5));
        given().get("/api/v1/projects/CR3/components").then().body("items.size()", equalTo(0));
    }

    @Test
    void refusesMoreStructuralConcreteThanConcreteWhicheverOfThemIsTheSpecs() {
        project("CR13");
        operator().post("/api/v1/specs", """
                {"code": "CR-SANDWICH", "name": "夹心墙", "category": "SHEAR_WALL", "material": "CONCRETE", "status": "RELEASED",
                 "features": ["INSULATION_INTEGRATED"],
                 "quantities": {"concreteVolumeM3": 2, "structuralConcreteVolumeM3": 1.5}}""");
        String row = "{\"code\": \"%s\", \"building\": \"1#\", \"storey\": \"1\", \"spec\": \"CR-SANDWICH\", %s}";
        register(
                        "CR13",
                        "{\"components\": ["
                                + String.join(
                                        ",",
                                        List.of(
                                                row.formatted("W-1", "\"quantities\": {\"concreteVolumeM3\": 1.2}"),
                                                row.formatted(
                                                        "W-2",
                                                        "\"count\": 2, \"quantities\": {\"concreteVolumeM3\": 2.999}"),
                                                row.formatted(
                                                        "W-3",
                                                        "\"quantities\": {\"structuralConcreteVolumeM3\": 2.01}"),
                                                row.formatted("W-4", "\"quantities\": {\"concreteVolumeM3\": 1.5}"),
                                                row.formatted(
                                                        "W-5",
                                                        "\"quantities\": {\"concreteVolumeM3\": 1.2, \"structuralConcreteVolumeM3\": 0.9}")))
                                + "]}")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/components/0/quantities/structuralConcreteVolumeM3",
                                "/components/1/quantities/structuralConcreteVolumeM3",
                                "/components/2/quantities/structuralConcreteVolumeM3"))
                .body("errors.code", contains("INCONSISTENT", "INCONSISTENT", "INCONSISTENT"))
                .body(
                        "errors[0].message",
                        equalTo(
                                "its structural concrete, 1.5 m3, is more than its concrete, 1.2 m3, of which it is a part; where one of"
                                        + " them is not the spec's, state structuralConcreteVolumeM3 too"));
        register("CR13", "{\"components\": [" + row.formatted("W-5", "\"quantities\": {}") + "]}")
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"quantities\": {\"concreteVolumeM3\": 1.2}}")
                .patch("/api/v1/projects/CR13/components/W-5")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/quantities/structuralConcreteVolumeM3"))
                .body("errors.code", contains("INCONSISTENT"));
        given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"quantities\": {\"concreteVolumeM3\": 1.2, \"structuralConcreteVolumeM3\": 0.9}}")
                .patch("/api/v1/projects/CR13/components/W-5")
                .then()
                .statusCode(200)
                .body("totals.structuralConcreteVolumeM3", equalTo(0.9f));
    }

    @Test
    void answersWhatIsWrongWithTheBodyTogetherWithWhatContradictsTheProjectInTheOrderOfTheRows() {
        project("CR10");
        register("CR10", """
                {"components": [
                  {"code": "a", "building": "9#", "storey": "1", "spec": "CR-SLAB", "count": 0},
                  {"code": "b", "building": "1#", "storey": "99", "spec": "CR-NONE", "glue": 1},
                  7,
                  {"code": "c", "building": "1#", "storey": 1, "spec": "CR-BEAM", "quantities": {"lengthM": "long", "massKg": -1}},
                  {"code": "a", "building": "1#", "storey": "1", "spec": "CR-SLAB", "position": "x\\u0000", "specRevision": 3000000000},
                  {"mark": "M", "building": "1#", "storeys": "3-4", "quantity": 1, "spec": "CR-SLAB", "exterior": "yes"},
                  {"code": "d", "storey": "1", "spec": "a/b", "quantities": {"massKg": 1e999999999}},
                  {"code": "ok1", "building": "1#", "storey": "1", "spec": "CR-SLAB"},
                  null,
                  {"code": "ok2", "building": "1#", "storey": "1", "spec": "CR-SLAB"},
                  {"code": "e", "building": "8#", "storey": "1", "spec": "CR-SLAB", "storeys": "1-2"}]}""")
                .statusCode(422)
                .body("totalErrors", equalTo(20))
                .body(
                        "errors.collect { it.pointer.substring('/components/'.length()) + ' ' + it.code }",
                        contains(
                                "0/building NOT_FOUND",
                                "0/count OUT_OF_RANGE",
                                "1/glue UNKNOWN_FIELD",
                                "1/spec NOT_FOUND",
                                "1/storey NOT_FOUND",
                                "2 WRONG_TYPE",
                                "3/quantities/lengthM WRONG_TYPE",
                                "3/quantities/massKg OUT_OF_RANGE",
                                "3/storey WRONG_TYPE",
                                "4/code DUPLICATE",
                                "4/position BAD_TEXT",
                                "4/specRevision OUT_OF_RANGE",
                                "5/exterior WRONG_TYPE",
                                "5/storeys NOT_FOUND",
                                "6/building REQUIRED",
                                "6/quantities/massKg OUT_OF_RANGE",
                                "6/spec BAD_CODE",
                                "8 REQUIRED",
                                "10 INCONSISTENT",
                                "10/building NOT_FOUND"));
        given().get("/api/v1/projects/CR10/components").then().body("items.size()", equalTo(0));
    }

    @Test
    void refusesABillThatIsTooLongOrNoneByItself() {
        project("CR11");
        String row = "{\"code\": \"a\", \"building\": \"9#\", \"storey\": \"1\", \"spec\": \"CR-SLAB\"},";
        register("CR11", "{\"components\": [" + row.repeat(10_000) + row.replace("},", "}]}"))
                .statusCode(422)
                .body("errors.pointer", contains("/components"));
        register("CR11", "{\"components\": 7, \"glue\": 1}")
                .statusCode(422)
                .body("errors.pointer", contains("/components", "/glue"));
    }

    @Test
    void doesNotRepeatWhatIsTooLongForEveryComponentOfAMark() {
        project("CR12");
        register("CR12", LOT.replace("YB-3", "M".repeat(500_000)).replace("\"quantity\": 2", "\"quantity\": 1000"))
                .statusCode(422)
                .body("errors.pointer", contains("/components/0/mark"));
    }

    @Test
    void refusesRangesThatGoDownwardsAndRowsThatWouldExpandWithoutBound() {
        project("CR6");
        register("CR6", LOT.replace("2-3", "3-2"))
                .statusCode(422)
                .body("errors.pointer", contains("/components/0"))
                .body("errors.code", contains("INCONSISTENT"));
        register("CR6", LOT.replace("2-3", "-999-999").replace("\"quantity\": 2", "\"quantity\": 1000"))
                .statusCode(422)
                .body("errors.pointer", contains("/components/0/quantity"));
        given().get("/api/v1/projects/CR6/components").then().body("items.size()", equalTo(0));
    }

    @Test
    void keepsEveryVersionOfAChangedComponent() {
        project("CR4");
        String bill = """
                {"components": [{"code": "S", "building": "1#", "storey": "%s", "spec": "CR-SLAB"}]}""";
        register("CR4", bill.formatted("1")).body("created", equalTo(1));
        register("CR4", bill.formatted("2")).body("updated", equalTo(1));
        given().contentType(ContentType.JSON)
                .post("/api/v1/projects/CR4/components/S/cancel")
                .then()
                .statusCode(200)
                .body("stage", equalTo("CANCELLED"));
        given().contentType(ContentType.JSON)
                .post("/api/v1/projects/CR4/components/S/cancel")
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"");
        List<String> versions = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select v.version || ' storey ' || s.code || ' cancelled ' || v.cancelled
                        from component_version v join project p on p.id = v.project_id
                        join storey s on s.project_id = v.project_id and s.building_id = v.building_id and s.id = v.storey_id
                        where p.code = 'CR4' order by v.version""").mapTo(String.class).list());
        Assertions.assertThat(versions).containsExactly("1 storey 1 cancelled false", "2 storey 2 cancelled false");
    }

    @Test
    void keepsTheStoreysThatComponentsHaveOrHad() {
        project("CR9");
        String bill = """
                {"components": [{"code": "S", "building": "1#", "storey": "%s", "spec": "CR-SLAB"}]}""";
        register("CR9", bill.formatted("2")).body("created", equalTo(1));
        register("CR9", bill.formatted("1")).body("updated", equalTo(1));
        String lower = """
                {"code": "1#", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": %d, "floorAreaM2": 1500}""";
        change(lower.formatted(1), "\"1\"")
                .statusCode(409)
                .body("errors.pointer", contains("/storeyList"))
                .body("errors.value", contains("2"));
        change(lower.formatted(2), "\"1\"").statusCode(200).body("storeyList.code", contains("1", "2"));
    }

    private static ValidatableResponse change(String building, String version) {
        return given().contentType(ContentType.JSON)
                .header("If-Match", version)
                .body(building)
                .put("/api/v1/projects/CR9/buildings/{b}", "1#")
                .then();
    }

    @Test
    void refusesACancelledComponentUntilItIsReinstated() {
        project("CR7");
        String bill = """
                {"components": [{"code": "S", "building": "1#", "storey": "%s", "spec": "CR-SLAB"}]}""";
        register("CR7", bill.formatted("1")).body("created", equalTo(1));
        operator().post("/api/v1/projects/CR7/components/S/cancel", "").statusCode(200);
        register("CR7", bill.formatted("2"))
                .statusCode(409)
                .body("errors.pointer", contains("/components/0/code"))
                .body("errors.message", contains("it was cancelled; reinstate it before it is sent again"));
        for (int times = 0; times < 2; times++) {
            operator()
                    .post("/api/v1/projects/CR7/components/S/reinstate", "")
                    .statusCode(200)
                    .header("ETag", "\"3\"")
                    .body("stage", equalTo("DESIGNED"));
        }
        register("CR7", bill.formatted("2")).body("updated", equalTo(1));
    }

    @Test
    void filtersByKnownStages() {
        project("CR8");
        register("CR8", LOT).statusCode(200);
        given().queryParam("stage", "designed")
                .get("/api/v1/projects/CR8/components")
                .then()
                .body("items.size()", equalTo(4));
        given().queryParam("stage", "FINISHED")
                .get("/api/v1/projects/CR8/components")
                .then()
                .statusCode(422)
                .body(
                        "errors[0].message",
                        equalTo(
                                "one of DESIGNED, RELEASED, IN_PRODUCTION, PRODUCED, SHIPPED, DELIVERED, INSTALLED, ACCEPTED, CANCELLED"));
    }

    @Test
    void settlesTheSameBillSentByManyAtOnce() throws Exception {
        project("CR5");
        ExecutorService senders = Executors.newFixedThreadPool(4);
        Callable<Integer> send = () -> register("CR5", LOT).extract().statusCode();
        for (Future<Integer> status : senders.invokeAll(List.of(send, send, send, send))) {
            Assertions.assertThat(status.get()).isEqualTo(200);
        }
        senders.shutdown();
        given().get("/api/v1/projects/CR5/components").then().body("items.size()", equalTo(4));
    }

    private static void project(String code) {
        new SmallProject(code)
                .slab("CR-SLAB", "\"planAreaM2\": 6.1, \"massKg\": 900")
                .building("1#", 3);
        operator().store("/api/v1/specs", """
                {"code": "CR-BEAM", "name": "钢梁", "category": "BEAM", "material": "STEEL", "status": "RELEASED", "basis": "METRE",
                 "quantities": {"massKg": 65.4}}""");
    }

    private static ValidatableResponse register(String project, String bill) {
        return operator().post("/api/v1/projects/" + project + "/components", bill);
    }
}
