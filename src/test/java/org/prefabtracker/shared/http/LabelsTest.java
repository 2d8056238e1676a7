package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.prefabtracker.Api.operator;

import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

/** Enums are taken in Chinese; answers keep their names in the API and add labels in the language that is asked for. */
@DatabaseTest
class LabelsTest {

    private static final String API = "/api/v1";

    @BeforeEach
    void project() {
        operator().store(API + "/projects", "{\"code\": \"LA\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store(API + "/projects/LA/buildings", """
                {"code": "A", "name": "b", "structure": "混凝土", "use": "住宅", "storeyList": [{"code": "1", "kind": "地上"}],
                 "floorAreaM2": 1500}""");
        operator().store(API + "/specs", """
                {"code": "LA-F", "name": "外墙", "category": "外墙", "material": "混凝土", "features": ["保温一体化"],
                 "basis": "件", "quantities": {"faceAreaM2": 8, "concreteVolumeM3": 1}, "status": "发布"}""");
        operator().store(API + "/projects/LA/components", """
                {"components": [{"code": "LA-1", "building": "A", "storey": "1", "spec": "LA-F"},
                 {"code": "LA-2", "building": "A", "storey": "1", "spec": "LA-F"}]}""");
    }

    private static Response get(String language, String path) {
        return (language == null ? given() : given().header("Accept-Language", language)).get(API + path);
    }

    @Test
    void enumsAreTakenInChineseAndAnsweredByTheirNamesInTheApi() {
        operator()
                .get(API + "/projects/LA/buildings/A")
                .body("structure", is("CONCRETE"), "use", is("RESIDENTIAL"), "storeyList[0].kind", is("ABOVE_GROUND"));
        operator()
                .get(API + "/specs/LA-F")
                .body(
                        "category",
                        is("FACADE_PANEL"),
                        "features",
                        contains("INSULATION_INTEGRATED"),
                        "status",
                        is("RELEASED"));
    }

    @Test
    void aValueThatCouldMeanTwoIsRefused() {
        operator()
                .post(API + "/specs", """
                        {"code": "LA-X", "name": "x", "category": "外墙板", "material": "CONCRETE", "quantities": {"faceAreaM2": 8}}""")
                .statusCode(422)
                .body("errors[0].pointer", is("/category"))
                .body("errors[0].message", is("can mean several; give one of SHEAR_WALL, FACADE_PANEL"));
    }

    @Test
    void eventsAndTakeOffsAreTakenInChineseToo() {
        operator().post(API + "/projects/LA/events", """
                        {"events": [{"eventId": "0191f3c2-0000-7000-8000-00000000a001", "type": "下达生产", "component": "LA-1",
                          "factory": "F", "occurredAt": "2026-05-04"}]}""").body("outcomes[0].outcome", is("APPLIED"));
        operator()
                .put(
                        API + "/projects/LA/buildings/A/take-off?phase=设计",
                        null,
                        "{\"measures\": {}, \"absent\": [\"厨房\"]}")
                .statusCode(201)
                .body("phase", is("DESIGN"), "absent[0].what", is("kitchen"));
    }

    @Test
    void labelsFollowTheLanguageThatIsAskedFor() {
        get("zh-CN,zh;q=0.9", "/specs/LA-F")
                .then()
                .header("Content-Language", is("zh-CN"))
                .header("Vary", is("Accept-Language"))
                .body("category", is("FACADE_PANEL"), "categoryLabel", is("外挂墙板"))
                .body("featuresLabels", contains("保温一体化"));
        get("en", "/specs/LA-F").then().body("categoryLabel", is("facade panel"), "materialLabel", is("concrete"));
        get("zh", "/projects/LA/components/LA-2").then().body("stageLabel", is("已设计"));
        get("zh", "/projects/LA/buildings").then().body("items[0].useLabel", is("居住建筑"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "de", "zh;q=0", ""})
    void withoutALanguageOfTheirsAnswersHaveNoLabels(String language) {
        String plain = get(null, "/specs/LA-F").asString();
        assertThat(plain).doesNotContain("Label");
        assertThat(get(language, "/specs/LA-F").asString()).isEqualTo(plain);
    }

    /** What is stored is the same whatever language the request asks for. */
    @Test
    void nothingThatIsStoredHasLabels() {
        given().header("Accept-Language", "zh")
                .contentType("application/json")
                .body("""
                        {"code": "S", "name": "c", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeyList":
                         [{"code": "1", "kind": "ABOVE_GROUND"}], "floorAreaM2": 1500}""")
                .post(API + "/projects/LA/buildings")
                .then()
                .statusCode(201)
                .body("useLabel", is("居住建筑"));
        assertThat(get(null, "/projects/LA/buildings/S").asString()).doesNotContain("Label");
    }

    @Test
    void everyTimeHasTheOffsetOfTheSystem() {
        String all = get(null, "/projects/LA/components/LA-1/events").asString()
                + get(null, "/audit?limit=5").asString()
                + get(null, "/me").asString()
                + get(null, "/tokens").asString()
                + get(null, "/projects/LA/buildings/A/take-off?phase=DESIGN").asString();
        assertThat(all).doesNotContainPattern("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"startedOn", "completionAcceptedOn"})
    void aDateOfABuildingIsAtMostTenYearsAhead(String field) {
        operator()
                .post(API + "/projects/LA/buildings", """
                        {"code": "Z", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500,
                         "%s": "2150-01-01"}""".formatted(field))
                .statusCode(422)
                .body("errors.pointer", contains("/" + field))
                .body("errors[0].message", is("at most 10 years from today"));
    }
}
