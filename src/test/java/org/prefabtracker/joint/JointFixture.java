package org.prefabtracker.joint;

import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.prefabtracker.rating.RatedBuilding;

/** Walls of 30 m3 of 100, slabs of 60 m2 of 100: the ratios show what joints add. */
abstract class JointFixture {

    static final String STOREYS = """
            "structure": "CONCRETE", "use": "RESIDENTIAL", "storeyList": [{"code": "-1", "kind": "BASEMENT"},
              {"code": "1", "kind": "ABOVE_GROUND", "planAreaM2": 63}, {"code": "2", "kind": "ABOVE_GROUND"}]""";

    static final String ALL =
            "{\"measures\": {\"planArea\": 100, \"verticalConcreteVolume\": 100, \"fullDecoration\": true}}";

    static final String STRIP = """
            {"code": "J-1", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 600, "volumeM3": 2}""";

    static final String WIDE = """
            {"code": "J-2", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 601, "volumeM3": 2}""";

    static final String RING = """
            {"code": "J-3", "kind": "RING_BEAM", "joins": ["W-2"], "heightMm": 300, "volumeM3": 1.5, "source": "GS-12"}""";

    static final String SLABS = """
            {"code": "S-9", "kind": "SLAB_STRIP", "joins": ["S-1", "S-2"], "widthMm": 300, "areaM2": 2.5, "position": "A/3"}""";

    static final String BELOW = """
            {"code": "J-4", "kind": "RING_BEAM", "storey": "-1", "joins": ["W-1"], "heightMm": 200, "volumeM3": 1}""";
    final String project = "JO-" + UUID.randomUUID().toString().substring(0, 8);
    final String buildings = "/api/v1/projects/" + project + "/buildings/";
    final String joints = buildings + "B/joints";

    RatedBuilding building() {
        return new RatedBuilding(project, STOREYS)
                .takeOff("DESIGN", ALL)
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 10}")
                .component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 20}")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30}")
                .component("B", "W-3", "2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 0}")
                .built();
    }

    ValidatableResponse register(String... rows) {
        return operator().post(joints, "{\"joints\": [" + String.join(",", rows) + "]}");
    }

    /** @param ifMatch null where the phase was not declared before */
    ValidatableResponse takeOff(String phase, String ifMatch, String body) {
        return operator().put(buildings + "B/take-off?phase=" + phase, ifMatch, body);
    }

    JsonNode listed(String query) {
        return read(joints + "?limit=10" + (query.isEmpty() ? "" : "&") + query);
    }

    JsonNode item(String lens, int index) {
        return read(buildings + "B/ratings/cn-gbt-51129-2017?lens=" + lens).at("/groups/0/items/" + index);
    }
}
