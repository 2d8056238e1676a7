package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.Api.operator;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong with a body by itself and what contradicts its address or what exists is answered together, each at its place.
 * Bills: ComponentResourceTest. The project AF has a building 1# of three storeys and a component S on the second.
 */
@DatabaseTest
class AllFaultsAtOnceTest {

    private static final String API = "/api/v1";

    @BeforeEach
    void project() {
        operator().store(API + "/projects", "{\"code\": \"AF\", \"name\": \"n\", \"regionCode\": \"320115\"}");
        operator().store(API + "/projects/AF/buildings", """
                {"code": "B", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
        operator().store(API + "/projects/AF/components", """
                {"components": [{"code": "S", "building": "B", "storey": "2", "spec": "DBS1-67-3620-31"}]}""");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            PUT | /specs/AF-SLAB | {"code": "AF-OTHER", "name": "x", "category": "SLAB", "material": "STONE", "lengthMm": -1, "quantities": {}} | /code OUT_OF_RANGE, /lengthMm OUT_OF_RANGE, /material UNKNOWN_VALUE
            POST | /projects | {"code": "a/b", "regionCode": "999999"} | /code BAD_CODE, /name REQUIRED, /regionCode NOT_FOUND
            PUT | /projects/AF | {"code": "AF2", "name": "", "regionCode": "999999"} | /code OUT_OF_RANGE, /name REQUIRED, /regionCode NOT_FOUND
            POST | /projects/AF/buildings | {"code": "C", "name": "c", "structure": "STRAW", "use": "PUBLIC", "storeys": 3, "aboveGroundAreaM2": 5, "regionCode": "999999"} | /floorAreaM2 REQUIRED, /regionCode NOT_FOUND, /structure UNKNOWN_VALUE
            PUT | /projects/AF/buildings/B | {"code": "C", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 1, "floorAreaM2": -1} | /code OUT_OF_RANGE, /floorAreaM2 OUT_OF_RANGE, /storeyList CONFLICT
            POST | /projects/AF/events | {"events": [{"eventId": "x", "component": "S", "type": "RELEASE", "occurredAt": "some day"}, null, {"tag": 5, "type": "SHIP", "project": "P", "occurredAt": "2026-05-04", "eventId": "0191f3c2-0000-7000-8000-0000000af001", "shipment": 7}]} | /events/0/eventId WRONG_TYPE, /events/0/factory REQUIRED, /events/0/occurredAt WRONG_TYPE, /events/1 REQUIRED, /events/2/project INCONSISTENT, /events/2/shipment WRONG_TYPE, /events/2/tag WRONG_TYPE
            POST | /events | {"events": [{"component": "S", "type": "PAINT"}, {"type": "ACCEPT", "occurredAt": "2026-05-04"}]} | /events/0/eventId REQUIRED, /events/0/occurredAt REQUIRED, /events/0/project REQUIRED, /events/0/type UNKNOWN_VALUE, /events/1/component REQUIRED, /events/1/eventId REQUIRED, /events/1/inspector REQUIRED
            PUT | /regions/3709/rule-set | {"entries": [{"ruleSet": "none"}, {"from": "2020-01-01", "ruleSet": 5}, null]} | /entries/0/from REQUIRED, /entries/0/ruleSet NOT_FOUND, /entries/1/ruleSet WRONG_TYPE, /entries/2 REQUIRED
            PUT | /projects/AF/buildings/B/rule-set | {"ruleSet": "none"} | /reason REQUIRED, /ruleSet NOT_FOUND
            POST | /projects/AF/buildings/B/evaluations | {"ruleSet": "none", "lens": "BUILT", "asOf": "2199-01-01"} | /asOf OUT_OF_RANGE, /lens UNKNOWN_VALUE, /ruleSet NOT_FOUND
            POST | /projects/AF/buildings/B/ratings/cn-gbt-51129-2017/what-if | {"lens": "GUESSED", "changes": [{"kind": "SWAP_SPEC", "which": {"storeys": "9"}, "spec": "none"}, {"kind": "ADD", "quantity": 0}, null, {"kind": "REMOVE"}]} | /changes/0/spec NOT_FOUND, /changes/0/which/storeys NOT_FOUND, /changes/1/quantity OUT_OF_RANGE, /changes/1/spec REQUIRED, /changes/1/storeys REQUIRED, /changes/2 REQUIRED, /changes/3/which REQUIRED, /lens UNKNOWN_VALUE
            PATCH | /projects/AF/components/S | {"position": "a", "position": "b"} | /position DUPLICATE
            POST | /people | {"login": "af-boss", "name": "n", "roles": ["BOSS"]} | /roles/0 UNKNOWN_VALUE
            PUT | /people/operator | {"login": "operator", "name": "n", "roles": ["BOSS"]} | /roles/0 UNKNOWN_VALUE
            PUT | /regions/3709/targets/2026 | {"byClass": {"BIG": 1, "KEY": 2, "重点推进地区": 3}} | /byClass/BIG UNKNOWN_VALUE, /byClass/重点推进地区 DUPLICATE
            POST | /specs | {"code": "AF-X", "name": "x", "category": "SLAB", "material": "CONCRETE", "features": ["X"], "quantities": {"planAreaM2": 1}, "parts": [{"category": "Y", "features": ["Z"], "quantities": {}}]} | /features/0 UNKNOWN_VALUE, /parts/0/category UNKNOWN_VALUE, /parts/0/features/0 UNKNOWN_VALUE
            PUT | /projects/AF/buildings/B/take-off?phase=DESIGN | {"measures": {"planArea": 1, "planArea": 2}, "absent": ["moat"]} | /absent/0/what REQUIRED, /measures/planArea DUPLICATE
            PATCH | /projects/AF/components/S | {"code": "T", "storey": "99", "count": 0, "glue": 1} | /code OUT_OF_RANGE, /count OUT_OF_RANGE, /glue UNKNOWN_FIELD, /storey NOT_FOUND
            """)
    void areAnsweredWithTheirPlaces(String method, String path, String body, String violations) {
        Response answer = given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body(body)
                .request(method, API + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        List<Map<String, String>> errors = answer.jsonPath().getList("errors");
        assertThat(errors)
                .extracting(error -> error.get("pointer") + " " + error.get("code"))
                .containsExactly(violations.split(", "));
    }
}
