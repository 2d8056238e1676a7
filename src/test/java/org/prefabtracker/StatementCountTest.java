package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the hot paths the number of statements does not grow with the number of rows. Batches of events: ExchangeResourceTest. */
@DatabaseTest
class StatementCountTest {

    private static final String API = "/api/v1/projects/";

    @Inject
    StatementLog statements;

    @BeforeEach
    void listen() {
        statements.start();
    }

    @AfterEach
    void stop() {
        statements.stop();
    }

    @Test
    void registersAThousandComponentsInAsManyStatementsAsTen() {
        project("STC1", "A");
        bill("STC1", "A", "warm", 1);
        assertThat(counted(() -> bill("STC1", "A", "many", 1_000)))
                .isEqualTo(counted(() -> bill("STC1", "A", "few", 10)));
    }

    @Test
    void listsAndRatesManyComponentsAndBuildingsInAsManyStatementsAsFew() {
        project("STC2", "A");
        bill("STC2", "A", "few", 3);
        project("STC3", "A", "B", "C", "D");
        for (String building : List.of("A", "B", "C", "D")) {
            bill("STC3", building, "many-" + building, 200);
        }
        for (String path : List.of(
                "/components?limit=1000",
                "/buildings",
                "/progress?by=building,storey,category",
                "/buildings/A/ratings/cn-gbt-51129-2017?lens=DESIGN",
                "/buildings/A/ratings/cn-gbt-51129-2017?lens=PRODUCED&asOf=2026-05-01&knownAt=" + Instant.now(),
                "/buildings/A/ratings/cn-gbt-51129-2017/items/q1b/components?lens=DESIGN&limit=1000",
                "/buildings/A/ratings/cn-gbt-51129-2017/advice?target=50",
                "/buildings/A/ratings/cn-gbt-51129-2017/sensitivity?lens=DESIGN",
                "/buildings/A/ratings/cn-gbt-51129-2017/report?format=xlsx",
                "/buildings/A/ratings/cn-gbt-51129-2017/report?format=xlsx&lens=PRODUCED&asOf=2026-05-01",
                "/ratings/cn-gbt-51129-2017?lens=INSTALLED",
                "/findings?limit=1000")) {
            assertThat(counted(() -> get("STC3" + path))).as(path).isEqualTo(counted(() -> get("STC2" + path)));
        }
    }

    @Test
    void asksWhatIfOfManyComponentsAndChangesInAsManyStatementsAsOfFew() {
        project("STC6", "A");
        bill("STC6", "A", "few", 3);
        project("STC7", "A");
        bill("STC7", "A", "many", 200);
        assertThat(counted(() -> whatIf("STC7", 50))).isEqualTo(counted(() -> whatIf("STC6", 1)));
    }

    private static void whatIf(String project, int changes) {
        post(
                API + project + "/buildings/A/ratings/cn-gbt-51129-2017/what-if",
                IntStream.rangeClosed(1, changes)
                        .mapToObj(i -> """
                                {"kind": "SWAP_SPEC", "which": {"storeys": "1"}, "spec": "DBS1-67-3620-31"}""")
                        .collect(Collectors.joining(",", "{\"changes\": [", "]}")));
    }

    @Test
    void registersListsAndRatesManyJointsInAsManyStatementsAsFew() {
        project("STC8", "A");
        bill("STC8", "A", "slab", 3);
        project("STC9", "A");
        bill("STC9", "A", "slab", 200);
        joints("STC8", "warm", 1);
        assertThat(counted(() -> joints("STC9", "many", 1_000))).isEqualTo(counted(() -> joints("STC8", "few", 10)));
        for (String path : List.of(
                "/joints?limit=1000",
                "/joints?limit=1000&ruleSet=cn-gbt-51129-2017&item=q1b&counts=true",
                "/ratings/cn-gbt-51129-2017?lens=DESIGN",
                "/ratings/cn-gbt-51129-2017?lens=PRODUCED&knownAt=" + Instant.now())) {
            assertThat(counted(() -> get("STC9/buildings/A" + path)))
                    .as(path)
                    .isEqualTo(counted(() -> get("STC8/buildings/A" + path)));
        }
    }

    private static void joints(String project, String name, int size) {
        post(
                API + project + "/buildings/A/joints",
                IntStream.rangeClosed(1, size)
                        .mapToObj(i -> """
                                {"code": "%s-%d", "kind": "SLAB_STRIP", "joins": ["slab-1", "slab-2"], "widthMm": 300, "areaM2": 0.1}""".formatted(name, i))
                        .collect(Collectors.joining(",", "{\"joints\": [", "]}")));
    }

    @Test
    void freezesAndComparesManyComponentsInAsManyStatementsAsFew() {
        project("STC4", "A");
        bill("STC4", "A", "few", 3);
        project("STC5", "A");
        bill("STC5", "A", "many", 200);
        assertThat(counted(() -> freeze("STC5"))).isEqualTo(counted(() -> freeze("STC4")));
        bill("STC4", "A", "more", 3);
        bill("STC5", "A", "more", 200);
        assertThat(counted(() -> freeze("STC5"))).isEqualTo(counted(() -> freeze("STC4")));
        String diff = "/buildings/A/evaluations/2/diff?from=1";
        assertThat(counted(() -> get("STC5" + diff))).isEqualTo(counted(() -> get("STC4" + diff)));
    }

    @Test
    void tellsComplianceWithManyRequirementsInAsManyStatementsAsWithFew() {
        project("STC10", "A");
        bill("STC10", "A", "few", 3);
        demand("STC10", 1);
        project("STC11", "A", "B", "C", "D");
        bill("STC11", "A", "many", 200);
        demand("STC11", 20);
        for (String query :
                List.of("trend=0", "trend=6", "trend=6&asOf=2026-05-01", "trend=3&knownAt=" + Instant.now())) {
            String path = "/compliance?" + query;
            assertThat(counted(() -> get("STC11" + path))).as(path).isEqualTo(counted(() -> get("STC10" + path)));
        }
        // the token and the membership of the user; the settings of row-level security for both, for the request and
        // for the
        // entry of the audit; the isolation; the entry
        int request = 2 + 4 + 1 + 1;
        // project, requirements, buildings; for all ratings buildings and take-offs; components and joints for each
        // lens
        int now = 3 + 2 + 5 * 2;
        assertThat(counted(() -> get("STC11/compliance?trend=0"))).isEqualTo(request + now);
        // how many components, their events, how to plan; then components and joints for each month and lens
        assertThat(counted(() -> get("STC11/compliance?trend=6"))).isEqualTo(request + now + 3 + 6 * 2);
    }

    private static void demand(String project, int requirements) {
        for (int i = 1; i <= requirements; i++) {
            post(API + project + "/requirements", """
                    {"code": "LC-%d", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": %d},
                     "source": {"document": "d"}}""".formatted(i, i));
        }
    }

    private static void freeze(String project) {
        post(API + project + "/buildings/A/evaluations", "{\"ruleSet\": \"cn-gbt-51129-2017\"}");
    }

    private int counted(Runnable work) {
        statements.clear();
        work.run();
        List<String> counted = statements.all();
        assertThat(counted).isNotEmpty();
        return counted.size();
    }

    private static void get(String path) {
        given().get(API + path).then().statusCode(200);
    }

    private static void project(String code, String... buildings) {
        post("/api/v1/projects", """
                {"code": "%s", "name": "n", "regionCode": "320115"}""".formatted(code));
        for (String building : buildings) {
            post(API + code + "/buildings", """
                    {"code": "%s", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""".formatted(building));
        }
    }

    private static void bill(String project, String building, String name, int size) {
        post(
                API + project + "/components",
                IntStream.rangeClosed(1, size)
                        .mapToObj(i -> """
                                {"code": "%s-%d", "building": "%s", "storey": "1", "spec": "DBS1-67-3620-31"}""".formatted(name, i, building))
                        .collect(Collectors.joining(",", "{\"components\": [", "]}")));
    }

    private static void post(String path, String body) {
        given().contentType(ContentType.JSON).body(body).post(path).then().statusCode(Matchers.oneOf(200, 201));
    }
}
