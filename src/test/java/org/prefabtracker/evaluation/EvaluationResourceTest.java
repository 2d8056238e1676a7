package org.prefabtracker.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.DatabaseTest;
import org.prefabtracker.rating.RatedBuilding;

/** Storing and reading evaluations. */
@DatabaseTest
class EvaluationResourceTest extends EvaluationFixture {

    private record Recomputed(int exit, byte[] result, String said) {}

    private static Recomputed recompute(byte[] snapshot, String... expected) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = expected.length == 0 ? new String[] {"-"} : new String[] {"-", expected[0]};
        int exit = RecomputeCommand.run(
                new ByteArrayInputStream(snapshot),
                result,
                new PrintStream(said, true, StandardCharsets.UTF_8),
                arguments);
        return new Recomputed(exit, result.toByteArray(), said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void storesTheRatingWithItsComponentsAndRules() throws IOException {
        RatedBuilding building = building();
        building.installed("S-1");
        building.happened("S-4", "RELEASE {\"factory\": \"F1\"}");
        JsonNode shown = building.rating("INSTALLED");

        Response answer = operator()
                .post(base, "{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"INSTALLED\"}")
                .extract()
                .response();

        answer.then().statusCode(201).header("Location", Matchers.endsWith(base + "/1"));
        JsonNode evaluation = json(answer.asString());
        byte[] snapshot = bytes(evaluation.get("href").asText() + "/snapshot");
        byte[] result = bytes(base + "/1/result");
        assertThat(evaluation.get("result")).isEqualTo(shown.get("result"));
        assertThat(evaluation.get("sha256").asText()).isEqualTo(sha256(snapshot));
        assertThat(evaluation.get("resultSha256").asText()).isEqualTo(sha256(result));
        assertThat(evaluation.get("rating")).isEqualTo(json(text(result)));
        assertThat(each(evaluation.at("/rating/groups/0/items"), "/ratioPercent"))
                .isEqualTo(each(shown.at("/groups/0/items"), "/ratioPercent"));
        assertThat(snapshot).isEqualTo(new JsonCanonicalizer(text(snapshot)).getEncodedUTF8());
        assertThat(result).isEqualTo(new JsonCanonicalizer(text(result)).getEncodedUTF8());
        JsonNode rests = json(text(snapshot));
        assertThat(each(rests.get("components"), "/code")).isEqualTo(List.of("M-1", "S-1", "S-2", "S-3", "S-4", "W-1"));
        JsonNode slab = rests.at("/components/1");
        JsonNode events = RatedBuilding.read("/api/v1/projects/" + project + "/components/S-1/events");
        assertThat(slab).isEqualTo(json("""
                        {"amount": "1", "amountInBill": "1", "code": "S-1", "count": 1, "counts": true, "event": "%s", "holds": [],
                         "quantities": {"planAreaM2": "10", "structuralConcreteVolumeM3": "0"}, "spec": "R-SLAB", "specRevision": 1,
                         "stage": "INSTALLED", "storey": "1", "tag": "%s"}""".formatted(
                        events.at("/items/4/event/eventId").asText(),
                        events.at("/items/4/tag").asText())));
        assertThat(rests.get("facts").has("joints")).isFalse();
        assertThat(rests.at("/facts/takeOffs/DESIGN/measures")).isEqualTo(json("""
                        {"fullDecoration": true, "planArea": "100", "verticalConcreteVolume": "50.25"}"""));
        assertThat(rests.at("/ruleSet/sha256").asText())
                .isEqualTo(sha256(rests.at("/ruleSet/text").asText().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void returnsTheSameEvaluationUntilSomethingChanges() {
        RatedBuilding building = building();
        JsonNode first = frozen("PRODUCED");

        Response again = operator()
                .post(base, "{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"PRODUCED\"}")
                .extract()
                .response();
        building.happened(
                "S-1", "RELEASE {\"factory\": \"F1\"}", "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}");
        JsonNode changed = frozen("PRODUCED");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again.asString())).isEqualTo(first);
        assertThat(changed.get("number").asInt()).isEqualTo(2);
        assertThat(changed.get("sha256")).isNotEqualTo(first.get("sha256"));
        assertThat(RatedBuilding.read(base + "/1")).isEqualTo(first);
    }

    @Test
    void isStoredOnceForConcurrentRequests() {
        building();
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> operator()
                        .post(base, "{\"ruleSet\": \"cn-gbt-51129-2017\"}")
                        .extract()
                        .statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).sorted().toList())
                .isEqualTo(List.of(200, 200, 200, 200, 200, 201));
        assertThat(RatedBuilding.read(base).get("items")).hasSize(1);
    }

    @Test
    void listsTheLatestFirstInPages() {
        RatedBuilding building = building();
        for (String lens : List.of("DESIGN", "PRODUCED", "INSTALLED")) {
            frozen(lens);
        }
        building.happened("S-1", "RELEASE {\"factory\": \"F1\"}");
        frozen("DESIGN");

        JsonNode page = RatedBuilding.read(base + "?limit=3");

        assertThat(each(page.get("items"), "/number")).isEqualTo(List.of("4", "3", "2"));
        assertThat(each(page.get("items"), "/lens")).isEqualTo(List.of("DESIGN", "INSTALLED", "PRODUCED"));
        assertThat(page.at("/items/0").has("rating")).isFalse();
        assertThat(each(
                        RatedBuilding.read(base + "?limit=3&cursor="
                                        + page.get("next").asText())
                                .get("items"),
                        "/number"))
                .isEqualTo(List.of("1"));
        assertThat(each(RatedBuilding.read(base + "?lens=DESIGN").get("items"), "/number"))
                .isEqualTo(List.of("4", "1"));
        assertThat(RatedBuilding.read(base + "?ruleSet=uk-pmv-riba").get("items"))
                .isEmpty();
    }

    @Test
    void answersNotModifiedForAKnownEtag() {
        building();
        JsonNode evaluation = frozen("DESIGN");
        String tag = "\"" + evaluation.get("sha256").asText() + "\"";

        given().header("If-None-Match", tag)
                .get(base + "/1/snapshot")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(Matchers.emptyString());
        given().header("If-None-Match", "\"other\"")
                .get(base + "/1/snapshot")
                .then()
                .statusCode(200);
    }

    @Test
    void evaluatesAnEarlierPointInTime() {
        RatedBuilding building = building();
        building.installed("S-1");
        String asked = "{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"INSTALLED\", \"asOf\": \"2026-05-03\"}";

        JsonNode then =
                json(operator().post(base, asked).statusCode(201).extract().asString());

        assertThat(then.get("asOf").asText()).isEqualTo("2026-05-03T23:59:59.999999+08:00");
        assertThat(then.get("result"))
                .isEqualTo(RatedBuilding.read("/api/v1/projects/" + project
                                + "/buildings/B/ratings/cn-gbt-51129-2017?lens=INSTALLED&asOf=2026-05-03")
                        .get("result"));
        building.installed("S-2");
        assertThat(operator().post(base, asked).extract().statusCode()).isEqualTo(200);
        assertThat(recompute(bytes(base + "/1/snapshot")).result()).isEqualTo(bytes(base + "/1/result"));
    }

    @Test
    void reportsAllViolationsOfARequest() {
        building();
        operator()
                .post(base, "{\"ruleSet\": \"none\", \"asOf\": \"20026-05-01\", \"knownAt\": \"2199-01-01\"}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/asOf", "/knownAt", "/ruleSet")))
                .body("errors.code", equalTo(List.of("WRONG_TYPE", "OUT_OF_RANGE", "NOT_FOUND")));
        operator()
                .post(base, "{\"lens\": \"BUILT\", \"note\": 1}")
                .statusCode(422)
                .body("errors.pointer", Matchers.containsInAnyOrder("/lens", "/note", "/ruleSet"));
        operator()
                .post(base, "{\"ruleSet\": \"cn-gbt-51129-2017\", \"knownAt\": \"2020-01-01\"}")
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/knownAt"))
                .body("errors[0].message", equalTo("the building was not registered then"));
        given().contentType(ContentType.JSON)
                .body("{\"ruleSet\": \"cn-gbt-51129-2017\"}")
                .post("/api/v1/projects/{p}/buildings/none/evaluations", project)
                .then()
                .statusCode(404);
        assertThat(RatedBuilding.read(base).get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/1, 404",
        "/0, 404",
        "/99999999999, 404",
        "/x/snapshot, 404",
        "/1/result, 404",
        "/1/diff?from=2, 404",
        "/1/diff, 422",
        "/1/diff?from=first, 422",
        "?cursor=eA, 422",
        "?lens=BUILT, 422"
    })
    void answersNotFound(String path, int status) {
        building();
        given().urlEncodingEnabled(false)
                .get(base + path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }
}
