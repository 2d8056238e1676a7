package org.prefabtracker.evaluation;

import static io.restassured.RestAssured.given;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.prefabtracker.rating.RatedBuilding;
import org.prefabtracker.shared.text.Sha256;

/** A building whose ratings are stored as evaluations. */
abstract class EvaluationFixture {

    static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";
    final String project = "EV-" + UUID.randomUUID().toString().substring(0, 8);
    final String base = "/api/v1/projects/" + project + "/buildings/B/evaluations";

    /** Slabs of 10, 20 and 30.5 m2 on 100, a wall of 5 m3 on 50, modules with parts, and a lot of 7 slabs of 14 m2. */
    RatedBuilding building() {
        return new RatedBuilding(project, CONCRETE)
                .takeOff("DESIGN", """
                        {"measures": {"planArea": 100, "verticalConcreteVolume": 50.25, "fullDecoration": true},
                         "sources": {"planArea": "JS-02"}, "absent": [{"what": "kitchen", "reason": "office"}]}""")
                .component("S-1", "R-SLAB", "\"quantities\": {\"planAreaM2\": 10}")
                .component("S-2", "R-SLAB", "\"quantities\": {\"planAreaM2\": 20}")
                .component("S-3", "R-SLAB", "\"quantities\": {\"planAreaM2\": 30.5}")
                .component("S-4", "R-SLAB", "\"count\": 7, \"quantities\": {\"planAreaM2\": 14}")
                .component("W-1", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 5}")
                .component("M-1", "R-MODULE", "\"mark\": \"模块·1\"")
                .built();
    }

    JsonNode frozen(String lens) {
        return json(operator()
                .post(base, "{\"ruleSet\": \"cn-gbt-51129-2017\", \"lens\": \"" + lens + "\"}")
                .statusCode(201)
                .extract()
                .asString());
    }

    byte[] bytes(String path) {
        return given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** J-1 counts once W-1 and W-2 do, J-2 is too wide. */
    RatedBuilding withJoints() {
        RatedBuilding building = building()
                .component("W-2", "R-WALL", "\"quantities\": {\"structuralConcreteVolumeM3\": 5}")
                .built();
        joints("""
                {"code": "J-1", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 600.0, "volumeM3": 2.010},
                {"code": "J-2", "kind": "WALL_STRIP", "joins": ["W-1", "W-2"], "widthMm": 601, "volumeM3": 1}""");
        return building;
    }

    void joints(String rows) {
        given().contentType(ContentType.JSON)
                .body("{\"joints\": [" + rows + "]}")
                .post("/api/v1/projects/{p}/buildings/B/joints", project)
                .then()
                .statusCode(200);
    }
}
