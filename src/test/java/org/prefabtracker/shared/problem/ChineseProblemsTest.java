package org.prefabtracker.shared.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

/** With Accept-Language: zh a problem is wholly in Chinese, and so are warnings and refusals of events. */
@DatabaseTest
class ChineseProblemsTest {

    private final String project = "ZH-" + UUID.randomUUID().toString().substring(0, 8);
    private final String href = "/api/v1/projects/" + project;

    @BeforeEach
    void register() {
        operator().store("/api/v1/projects", """
                {"code": "%s", "name": "中文", "regionCode": "320115"}""".formatted(project));
        operator().store(href + "/buildings", """
                {"code": "1#", "name": "b", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 100}""");
        operator().store("/api/v1/specs", """
                {"code": "ZH-SLAB", "name": "板", "category": "SLAB", "material": "CONCRETE",
                 "quantities": {"planAreaM2": 6}}""");
        operator().store(href + "/components", """
                {"components": [{"code": "S-1", "building": "1#", "storey": "1", "spec": "ZH-SLAB"},
                 {"code": "S-2", "building": "1#", "storey": "1", "spec": "ZH-SLAB"}]}""");
        operator().store(href + "/events?atomic=true", """
                {"events": [{"eventId": "%s", "component": "S-2", "type": "RELEASE", "occurredAt": "2026-05-01",
                 "factory": "F"}]}""".formatted(UUID.randomUUID()));
    }

    private static RequestSpecification chinese() {
        return given().header("Accept-Language", "zh").contentType("application/json");
    }

    @Test
    void problemsOfEveryStatusAreWhollyInChinese() {
        inChinese(400, chinese().body("{").post(href + "/events"));
        inChinese(401, chinese().noFilters().get("/api/v1/projects"));
        inChinese(404, chinese().get("/api/v1/projects/NOWHERE"));
        inChinese(404, chinese().get("/api/v1/nothing"));
        inChinese(404, chinese().get(href + "/components/NONE"));
        inChinese(405, chinese().delete("/api/v1/specs/ZH-SLAB"));
        inChinese(406, chinese().accept("image/png").get("/api/v1/projects"));
        inChinese(409, chinese().body("""
                {"code": "%s", "name": "other", "regionCode": "320115"}""".formatted(project)).post("/api/v1/projects"));
        inChinese(409, chinese().body("""
                {"code": "ZH-SLAB", "name": "板", "category": "SLAB", "material": "CONCRETE",
                 "quantities": {"planAreaM2": 7}}""").post("/api/v1/specs"));
        inChinese(
                409,
                chinese().header("If-Match", given().get(href).header("ETag")).delete(href));
        inChinese(
                412,
                chinese().header("If-Match", "\"99\"").body("{\"mark\": \"M\"}").patch(href + "/components/S-1"));
        inChinese(414, chinese().get("/api/v1/projects?q=" + "a".repeat(20_000)));
        inChinese(415, chinese().contentType("text/plain").body("x").post("/api/v1/projects"));
        inChinese(422, chinese().get("/api/v1/projects?limit=0&nothing=1"));
        inChinese(422, chinese().body("""
                {"components": [{"code": "a b", "building": "9#", "storey": "77", "spec": "NONE", "count": -1, "colour": 1}]}""").post(href + "/components"));
        inChinese(422, chinese().body("""
                {"code": "R", "ruleSet": "none", "measure": {"kind": "PERCENT", "atLeast": 500}, "source": {}}""").post(href + "/requirements"));
        inChinese(
                422,
                chinese()
                        .body("{\"events\": [{\"type\": \"CAST\", \"occurredAt\": \"soon\"}]}")
                        .post(href + "/events"));
        inChinese(428, chinese().body("{\"mark\": \"M\"}").patch(href + "/components/S-1"));
    }

    private static void inChinese(int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        for (String path : List.of("title", "detail")) {
            assertThat(isChinese(answer.path(path))).as(answer.asString()).isTrue();
        }
        List<String> messages = answer.path("errors.message");
        if (messages != null) {
            assertThat(messages).isNotEmpty().allMatch(ChineseProblemsTest::isChinese);
        }
        assertThat(answer.header("Vary")).isNotNull();
    }

    /** Whether a sentence is Chinese; names of fields and values stay, such as the codes that are refused. */
    private static boolean isChinese(String text) {
        String sentence = text.replace("import export copy", "");
        return sentence.matches("(?s).*\\p{IsHan}.*")
                && !sentence.matches("(?s).*\\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\\b.*");
    }

    @Test
    void refusalsOfEventsAreInChinese() {
        String batch = """
                {"events": [
                  {"eventId": "%s", "component": "S-1", "type": "SHIP", "occurredAt": "2026-05-04", "shipment": "L"},
                  {"eventId": "%s", "component": "NONE", "type": "STEP", "occurredAt": "2026-05-04", "step": "CAST"}]}""".formatted(UUID.randomUUID(), UUID.randomUUID());
        assertThat(chinese().body(batch).post(href + "/events").<List<String>>path("outcomes.message"))
                .hasSize(2)
                .allMatch(ChineseProblemsTest::isChinese);
        Response atomic = chinese().body(batch).post(href + "/events?atomic=true");
        inChinese(409, atomic);
        assertThat(atomic.<List<String>>path("outcomes.message")).hasSize(2).allMatch(ChineseProblemsTest::isChinese);
        assertThat(given().contentType("application/json")
                        .body(batch)
                        .post(href + "/events")
                        .<List<String>>path("outcomes.message"))
                .noneMatch(ChineseProblemsTest::isChinese);
    }

    @Test
    void warningsAreInTheLanguageOfTheRequest() {
        String spec = """
                {"code": "ZH-ODD-%s", "name": "墙", "category": "SHEAR_WALL", "material": "CONCRETE", "lengthMm": 1000,
                 "widthMm": 1000, "heightMm": 1000, "quantities": {"concreteVolumeM3": 5}}""".formatted(project);
        assertThat(chinese().body(spec).post("/api/v1/specs").<List<String>>path("warnings.message"))
                .isNotEmpty()
                .allMatch(ChineseProblemsTest::isChinese);
        assertThat(given().contentType("application/json")
                        .body(spec)
                        .post("/api/v1/specs")
                        .<List<String>>path("warnings.message"))
                .isNotEmpty()
                .noneMatch(ChineseProblemsTest::isChinese);
    }
}
