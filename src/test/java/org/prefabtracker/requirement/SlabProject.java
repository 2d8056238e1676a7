package org.prefabtracker.requirement;

import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.CONCRETE;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.prefabtracker.rating.RatedBuilding;

/**
 * A project whose building B has slabs of 10 m2 each on a plan area of 100: a slab that counts is 10 percent of q1b, and the
 * eighth brings 20 points. What is reported and demanded there, and the compliance with it.
 */
final class SlabProject {

    private final String code = "CMP-" + UUID.randomUUID().toString().substring(0, 8);
    private final String href = "/api/v1/projects/" + code;

    String code() {
        return code;
    }

    String href() {
        return href;
    }

    RatedBuilding slabs(int count) {
        RatedBuilding building = new RatedBuilding(code, CONCRETE + ", \"startedOn\": \"2026-01-05\"")
                .takeOff("DESIGN", "{\"measures\": {\"planArea\": 100}}");
        for (int i = 1; i <= count; i++) {
            building.component("S-" + i, "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}");
        }
        return building.built();
    }

    void report(String component, String type, String occurredAt, String more) {
        operator().store(href + "/events?atomic=true", """
                {"events": [{"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "%s"%s}]}""".formatted(
                        UUID.randomUUID(), component, type, occurredAt, more));
    }

    void produced(String component, String passedAt) {
        report(component, "RELEASE", "2026-01-20", ", \"factory\": \"F1\"");
        report(component, "QC_PASS", passedAt, ", \"inspector\": \"Wu\", \"certificate\": \"C\"");
    }

    void demand(String code, String measure, String more) {
        operator().store(href + "/requirements", """
                {"code": "%s", "ruleSet": "cn-gbt-51129-2017", "measure": %s, "source": {"document": "宁地合〔2024〕118号"}%s}""".formatted(code, measure, more));
    }

    JsonNode compliance(String query) {
        return read(href + "/compliance?" + query);
    }

    /** Of each requirement: its state, whether it is met, and the state of each building. */
    List<String> states(String query) {
        List<String> states = new ArrayList<>();
        for (JsonNode item : compliance("trend=0&" + query).get("items")) {
            List<String> buildings = new ArrayList<>();
            item.get("buildings")
                    .forEach(building -> buildings.add(building.get("building").asText() + " "
                            + building.get("state").asText()));
            states.add(item.at("/requirement/code").asText() + " "
                    + item.get("state").asText() + " " + item.path("met").asText() + " "
                    + String.join(", ", buildings));
        }
        return states;
    }

    static String ratio(int atLeast) {
        return "{\"kind\": \"ITEM_RATIO\", \"item\": \"q1b\", \"atLeast\": " + atLeast + "}";
    }
}
