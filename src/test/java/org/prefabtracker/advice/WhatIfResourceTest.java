package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.advice.WhatIfFixture.ask;
import static org.prefabtracker.advice.WhatIfFixture.building;
import static org.prefabtracker.advice.WhatIfFixture.refused;
import static org.prefabtracker.advice.WhatIfFixture.spec;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.each;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class WhatIfResourceTest {

    @Inject
    Jdbi jdbi;

    @Test
    void showsTheChangesOfTheWholeAndOfEachItem() {
        building("WI5", CONCRETE);

        JsonNode answer = ask("WI5", "cn-gbt-51129-2017", "DESIGN", """
                {"kind": "SWAP_SPEC", "which": {"components": ["S-1"]}, "spec": "R-BEAM", "quantities": {"planAreaM2": 650}}""");

        assertThat(answer.get("change")).isEqualTo(json("""
                {"percent": -7.00, "qualifiedBefore": false, "qualifiesAfter": false, "items": [
                  {"id": "q1b", "name": "梁、板、楼梯、阳台、空调板等构件", "nameEn": "beams, slabs, stairs, balconies, AC slabs",
                   "scoreChange": -7,
                   "from": {"status": "SCORED", "numerator": 820, "denominator": 1000, "ratioPercent": 82, "score": 20},
                   "to": {"status": "SCORED", "numerator": 730, "denominator": 1000, "ratioPercent": 73, "score": 13}}]}"""));
        assertThat(answer.get("applied")).isEqualTo(json("""
                [{"change": 0, "kind": "SWAP_SPEC", "components": 1, "ownQuantities": 1}]"""));
    }

    @Test
    void storesNothing() {
        building("WI6", CONCRETE).installed("W-1");
        Map<String, String> before = tables();

        ask("WI6", "cn-gbt-51129-2017", "INSTALLED", """
                {"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "R-BEAM"},
                {"kind": "ADD", "spec": "R-SLAB", "storeys": "1-3", "quantity": 100},
                {"kind": "REMOVE", "which": {"components": ["F-1"]}},
                {"kind": "TAKE_OFF", "phase": "AS_BUILT", "measures": {"fullDecoration": true}},
                {"kind": "SCRAP", "which": {"stage": "INSTALLED"}},
                {"kind": "ADVANCE", "which": {"mark": "W"}, "to": "ACCEPTED"}""");

        assertThat(before).isNotEmpty();
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void namesEverythingThatIsWrongAtOnceAndWhere() {
        building("WI7", CONCRETE)
                .building("C", CONCRETE)
                .component("C", "OTHER-1", "1", "R-SLAB", "\"mark\": \"O\"")
                .built();

        JsonNode problem = refused("WI7", """
                {"lens": "DESIGN", "changes": [
                  {"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "NO-SUCH"},
                  {"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "R-BEAM", "specRevision": 9},
                  {"kind": "REMOVE", "which": {"components": ["OTHER-1", "W-1", "W-9"]}},
                  {"kind": "REMOVE", "which": {"storeys": "2-4, 屋面"}},
                  {"kind": "ADD", "spec": "R-SLAB", "storeys": "1-3,9"},
                  {"kind": "SCRAP", "which": {"components": ["S-1"], "tags": ["00001-00001-X"]}},
                  {"kind": "TAKE_OFF", "measures": {"planArea": 0, "noSuch": 1, "fullDecoration": 3}, "absent": ["partition"]}]}""");

        assertThat(each(problem.get("errors"), "/pointer"))
                .containsExactlyInAnyOrder(
                        "/changes/0/spec",
                        "/changes/1/specRevision",
                        "/changes/2/which/components/0",
                        "/changes/2/which/components/2",
                        "/changes/3/which/storeys",
                        "/changes/3/which/storeys",
                        "/changes/4/storeys",
                        "/changes/5/which/components/0",
                        "/changes/5/which/tags/0",
                        "/changes/6/measures/planArea",
                        "/changes/6/measures/noSuch",
                        "/changes/6/measures/fullDecoration",
                        "/changes/6/absent/0/what",
                        "/changes/6/absent/0/what");
    }

    @Test
    void namesWhatABodyItselfHasWrong() {
        building("WI8", CONCRETE);

        JsonNode problem = refused("WI8", """
                {"lens": "GUESSED", "changes": [
                  {"kind": "EXPLODE"},
                  {"kind": "REMOVE", "which": {}},
                  {"kind": "REMOVE"},
                  {"kind": "ADD", "spec": "a/b", "storeys": "1", "quantity": 0, "quantities": {"massKg": -1}, "colour": "red"},
                  {"kind": "ADVANCE", "which": {"mark": "S", "specRevision": 1}, "to": "SCRAPPED"},
                  {"kind": "TAKE_OFF"}]}""");

        assertThat(each(problem.get("errors"), "/pointer"))
                .containsExactlyInAnyOrder(
                        "/lens",
                        "/changes/0/kind",
                        "/changes/1/which",
                        "/changes/2/which",
                        "/changes/3/spec",
                        "/changes/3/quantity",
                        "/changes/3/quantities/massKg",
                        "/changes/3/colour",
                        "/changes/4/which",
                        "/changes/4",
                        "/changes/5");
        assertThat(each(refused("WI8", "{\"changes\": []}").get("errors"), "/pointer"))
                .containsExactly("/changes");
        assertThat(each(refused("WI8", "{\"changes\": [null, {}, 3]}").get("errors"), "/pointer"))
                .containsExactlyInAnyOrder("/changes/0", "/changes/1", "/changes/2");
    }

    @Test
    void requiresTheLengthForASpecPerMetre() {
        building("WI9", CONCRETE);
        spec("WI-WALL", "SHEAR_WALL", "PIECE", "\"concreteVolumeM3\": 2", "");
        assertThat(each(refused("WI9", """
                                {"changes": [{"kind": "ADD", "spec": "WI-WALL", "storeys": "1-3", "quantities": {"structuralConcreteVolumeM3": 3}}]}""").get("errors"), "/pointer"))
                .containsExactly("/changes/0/quantities/structuralConcreteVolumeM3");
        spec("WI-BEAM", "BEAM", "METRE", "\"planAreaM2\": 0.3", "");

        JsonNode problem = refused("WI9", """
                {"changes": [{"kind": "SWAP_SPEC", "which": {"mark": "S"}, "spec": "WI-BEAM"},
                             {"kind": "ADD", "spec": "WI-BEAM", "storeys": "1"}]}""");

        assertThat(each(problem.get("errors"), "/pointer"))
                .containsExactlyInAnyOrder("/changes/0/quantities/lengthM", "/changes/1/quantities/lengthM");
        assertThat(refused("WI9", """
                        {"changes": [{"kind": "ADD", "spec": "R-SLAB", "storeys": "1-3", "quantity": 1000},
                          %s]}""".formatted(
                                        "{\"kind\": \"ADD\", \"spec\": \"R-SLAB\", \"storeys\": \"1-3\", \"quantity\": 1000},"
                                                        .repeat(40)
                                                + "{\"kind\": \"ADD\", \"spec\": \"R-SLAB\", \"storeys\": \"1\"}"))
                        .at("/errors/0/message")
                        .asText())
                .isEqualTo("makes more than 100000 components with the changes before it");
    }

    @Test
    void refusesChangesWhoseWorkWouldTakeTooLong() {
        building("WI-LONG", CONCRETE);
        String add = "{\"kind\": \"ADD\", \"spec\": \"R-SLAB\", \"storeys\": \"1-3\", \"quantity\": 1000}";
        String swap = ", {\"kind\": \"SWAP_SPEC\", \"which\": {\"category\": \"SLAB\"}, \"spec\": \"R-SLAB\"}";

        JsonNode problem =
                refused("WI-LONG", "{\"changes\": [" + (add + ", ").repeat(5) + add + swap.repeat(900) + "]}");

        assertThat(each(problem.get("errors"), "/pointer")).containsExactly("/changes");
        assertThat(problem.at("/errors/0/code").asText()).isEqualTo("OUT_OF_RANGE");
        // as many that each name one component are no work
        String named = ", {\"kind\": \"SWAP_SPEC\", \"which\": {\"components\": [\"S-1\"]}, \"spec\": \"R-SLAB\"}";
        assertThat(ask("WI-LONG", "cn-gbt-51129-2017", "DESIGN", (add + ", ").repeat(5) + add + named.repeat(900))
                        .get("applied"))
                .hasSize(906);
    }

    /** How many rows each table has and the last transaction that wrote one of them; but for the audit, which keeps that it was asked. */
    private Map<String, String> tables() {
        return jdbi.withHandle(handle -> {
            Map<String, String> tables = new TreeMap<>();
            handle.createQuery("""
                            select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname = 'public' and c.relkind = 'r' and relname <> 'flyway_schema_history'
                              and relname not like 'audit%' and has_table_privilege(c.oid, 'select')""")
                    .mapTo(String.class)
                    .forEach(table -> tables.put(
                            table,
                            handle.createQuery("select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from "
                                            + table)
                                    .mapTo(String.class)
                                    .one()));
            return tables;
        });
    }
}
