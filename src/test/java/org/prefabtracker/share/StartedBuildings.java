package org.prefabtracker.share;

import static io.restassured.RestAssured.given;
import static org.prefabtracker.Api.operator;
import static org.prefabtracker.rating.RatedBuilding.json;
import static org.prefabtracker.rating.RatedBuilding.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hamcrest.Matchers;

/**
 * A project in a region whose buildings are of steel and prefab by their slabs: with 80 m2 of 100 they reach 66 %, with 60 m2
 * they earn nothing for slabs and fall to 46 %, below the 50 % of GB/T 51129-2017 4.0.1.
 */
final class StartedBuildings {

    static final String API = "/api/v1";

    private final String project;
    private final List<String> components = new ArrayList<>();

    StartedBuildings(String project, String region) {
        this.project = project;
        operator().store(API + "/specs", """
                {"code": "SHARE-SLAB", "name": "slab", "category": "SLAB", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"planAreaM2": 1}}""");
        operator().store(API + "/specs", """
                {"code": "SHARE-COLUMN", "name": "column", "category": "COLUMN", "material": "STEEL", "status": "RELEASED",
                 "quantities": {"massKg": 900}}""");
        operator().store(API + "/projects", """
                {"code": "%s", "name": "share", "regionCode": "%s"}""".formatted(project, region));
    }

    /** A building started on a day, with one slab and one column; {@code more} are JSON members with a comma before. */
    StartedBuildings building(String code, String startedOn, String floorAreaM2, int slabAreaM2, String more) {
        operator()
                .store(API + "/projects/" + project + "/buildings", """
                {"code": "%s", "name": "b", "structure": "STEEL", "use": "PUBLIC", "storeys": 1, "floorAreaM2": %s,
                 "startedOn": "%s" %s}""".formatted(code, floorAreaM2, startedOn, more));
        for (String phase : List.of("DESIGN", "AS_BUILT")) {
            given().contentType(ContentType.JSON)
                    .body("""
                            {"measures": {"planArea": 100, "nonLoadBearingEnvelopeArea": 100, "envelopeNonMasonryOther": 100,
                             "partitionArea": 100, "partitionNonMasonryOther": 100, "fullDecoration": true}}""")
                    .put(API + "/projects/{p}/buildings/{b}/take-off?phase=" + phase, project, code)
                    .then()
                    .statusCode(201);
        }
        components.add(slab(code, slabAreaM2));
        components.add("""
                {"code": "%1$s-column", "building": "%1$s", "storey": "1", "spec": "SHARE-COLUMN"}""".formatted(code));
        return this;
    }

    StartedBuildings building(String code, String startedOn, String floorAreaM2, int slabAreaM2) {
        return building(code, startedOn, floorAreaM2, slabAreaM2, "");
    }

    /** Registers the components added so far. */
    StartedBuildings built() {
        operator()
                .store(
                        API + "/projects/" + project + "/components",
                        "{\"components\": [" + String.join(",", components) + "]}");
        components.clear();
        return this;
    }

    private static String slab(String building, int areaM2) {
        return """
                {"code": "%1$s-slab", "building": "%1$s", "storey": "1", "spec": "SHARE-SLAB", "quantities": {"planAreaM2": %2$d, "massKg": 1}}""".formatted(building, areaM2);
    }

    /** The slab of a building gets another area, or stays as it is (409) where it is released already. */
    void slabOf(String building, int areaM2) {
        given().contentType(ContentType.JSON)
                .body("{\"components\": [" + slab(building, areaM2) + "]}")
                .post(API + "/projects/" + project + "/components")
                .then()
                .statusCode(Matchers.oneOf(200, 409));
    }

    /** The building's facts in force with some members set. */
    Response change(String building, String member, String value) {
        Response read = given().get(API + "/projects/{p}/buildings/{b}", project, building);
        com.fasterxml.jackson.databind.node.ObjectNode facts =
                (com.fasterxml.jackson.databind.node.ObjectNode) json(read.asString());
        facts.set(member, json(value));
        return given().contentType(ContentType.JSON)
                .header("If-Match", read.header("ETag"))
                .body(facts.toString())
                .put(API + "/projects/{p}/buildings/{b}", project, building);
    }

    /** Reports that slab and column of a building were made, built in and accepted. */
    void accepted(String building) {
        report(building, 2 * 7);
    }

    /** The same event by event. */
    void eventually(String building) {
        report(building, 1);
    }

    private void report(String building, int atOnce) {
        List<String> events = new ArrayList<>();
        String[] told = {
            "RELEASE\", \"factory\": \"F",
            "QC_PASS\", \"inspector\": \"W\", \"certificate\": \"C",
            "SHIP\", \"shipment\": \"S",
            "RECEIVE",
            "INSTALL",
            "CONNECT\", \"joint\": \"WELD",
            "ACCEPT\", \"inspector\": \"W"
        };
        for (String component : List.of("slab", "column")) {
            for (int i = 0; i < told.length; i++) {
                events.add("""
                        {"eventId": "%s", "component": "%s-%s", "type": "%s", "occurredAt": "2026-05-04T08:0%d:00+08:00"}""".formatted(UUID.randomUUID(), building, component, told[i], i));
            }
        }
        for (int from = 0; from < events.size(); from += atOnce) {
            given().contentType(ContentType.JSON)
                    .body("{\"events\": [" + String.join(",", events.subList(from, from + atOnce)) + "]}")
                    .post(API + "/projects/{p}/events?atomic=true", project)
                    .then()
                    .statusCode(200);
        }
    }

    JsonNode ratings(String lens) {
        return read(API + "/projects/" + project + "/ratings/cn-gbt-51129-2017?lens=" + lens);
    }
}
