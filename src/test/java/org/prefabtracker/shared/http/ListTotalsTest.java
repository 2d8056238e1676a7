package org.prefabtracker.shared.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.prefabtracker.Api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

/** With {@code count=true} a list says how many items there are on all pages; otherwise it does not count. */
@DatabaseTest
class ListTotalsTest {

    private static final String API = "/api/v1";
    private static final String P = API + "/projects/LT";

    @BeforeEach
    void project() {
        operator().store(API + "/projects", "{\"code\": \"LT\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        for (String building : new String[] {"A", "B", "C"}) {
            operator().store(P + "/buildings", """
                    {"code": "%s", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500,
                     "startedOn": "2026-01-05"}""".formatted(building));
        }
        operator().store(P + "/components", """
                {"components": [{"mark": "LT", "building": "A", "storeys": "1-3", "quantity": 3, "spec": "DBS1-67-3620-31"}]}""");
        operator().store(P + "/buildings/A/joints", """
                {"joints": [{"code": "J1", "kind": "SLAB_STRIP", "joins": ["LT-01-001", "LT-01-002"], "widthMm": 300, "areaM2": 1.08},
                  {"code": "J2", "kind": "SLAB_STRIP", "joins": ["LT-02-001", "LT-02-002"], "widthMm": 301, "areaM2": 1.08}]}""");
        for (String code : new String[] {"R1", "R2"}) {
            operator().store(P + "/requirements", """
                    {"code": "%s", "ruleSet": "cn-gbt-51129-2017", "measure": {"kind": "PERCENT", "atLeast": 50},
                     "source": {"document": "d"}}""".formatted(code));
        }
        given().contentType("application/json")
                .body("{\"ruleSet\": \"cn-gbt-51129-2017\"}")
                .post(P + "/buildings/A/evaluations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/components?",
                "/components?storey=2",
                "/components?q=LT-1",
                "/buildings?",
                "/requirements?",
                "/requirements?withdrawn=true",
                "/compliance?trend=0",
                "/findings?",
                "/buildings/A/joints?",
                "/buildings/A/joints?storey=1",
                "/buildings/A/joints?ruleSet=cn-gbt-51129-2017&counts=true",
                "/buildings/A/evaluations?",
                "/buildings/A/evaluations?lens=DESIGN",
                "/buildings/A/ratings/cn-gbt-51129-2017/items/q1b/components?",
                "/api/v1/specs?q=DBS1-67",
                "/api/v1/specs?category=STAIR&material=CONCRETE",
                "/api/v1/specs?standard=15G366-1&q=DBS",
                "/api/v1/projects?",
                "/api/v1/organisations?",
                "/api/v1/directory?kind=DESIGNER",
                "/api/v1/people?",
                "/api/v1/regions?parent=32",
                "/api/v1/regions?q=南京",
                "/api/v1/regions/3201/share/buildings?year=2026",
                "/api/v1/regions/3201/share/buildings?year=2026&prefab=false",
                "/api/v1/regions/32/share/declared?year=2026",
                "/api/v1/rule-sets/drafts?",
                "/api/v1/audit?project=LT&method=POST"
            })
    void theTotalIsTheNumberOfItemsOfAllPages(String list) {
        String path = list.startsWith("/api") ? list : P + list;
        List<Object> items = new ArrayList<>();
        String cursor = null;
        Integer total = null;
        do {
            JsonPath page = operator()
                    .get(path + (path.endsWith("?") ? "" : "&") + "limit=400&count=true"
                            + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(page.getList("items"));
            total = total == null ? page.getInt("total") : total;
            cursor = page.getString("next");
        } while (cursor != null && items.size() < 4_000);
        if (cursor == null) {
            assertThat(total).isEqualTo(items.size());
        } else {
            assertThat(total).isGreaterThan(items.size());
        }
    }

    @Test
    void theTotalIsTheSameOnEveryPage() {
        String cursor = operator()
                .get(P + "/components?limit=2&count=true")
                .body("total", is(9), "items", hasSize(2))
                .extract()
                .path("next");
        operator().get(P + "/components?limit=5&count=true&cursor=" + cursor).body("total", is(9), "items", hasSize(5));
    }

    @Test
    void withoutBeingAskedNothingIsCounted() {
        operator().get(P + "/components").body("total", nullValue());
        operator().get(P + "/components?count=false").body("total", nullValue());
        operator().get(P + "/components?count=all").statusCode(422);
    }

    @Test
    void everyListOfPagesTakesIt() throws IOException {
        JsonNode document =
                new ObjectMapper().readTree(given().get("/q/openapi").asString());
        List<String> without = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            List<String> names = new ArrayList<>();
            path.getValue()
                    .path("get")
                    .path("parameters")
                    .forEach(parameter -> names.add(parameter.path("name").asText()));
            if (names.contains("cursor") && !names.contains("count")) {
                without.add(path.getKey());
            }
        });
        assertThat(without).isEmpty();
    }
}
