package org.prefabtracker.plausibility;

import static io.restassured.RestAssured.given;
import static org.prefabtracker.Api.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/** A project of one or more buildings built over REST: its bill and the events of its pieces, each report a request of its own. */
final class Site {

    /** The answer where nothing is found. */
    static final String NOTHING = "{\"items\":[],\"next\":null}";

    /** The members of a hold and of its end. */
    static final String HELD = "\"number\": \"NC-1\", \"reason\": \"edge broken\"";

    private static final String API = "/api/v1";

    private final String project;
    private int told;

    /** A project with the building {@code 1#} of seven storeys, and specs of a wall of 1.5 m3, a slab and a steel beam. */
    Site(String project) {
        this.project = project;
        spec("PF-WALL", "SHEAR_WALL", "CONCRETE", "\"concreteVolumeM3\": 1.5");
        spec("PF-SLAB", "SLAB", "CONCRETE", "\"planAreaM2\": 6.1");
        spec("PF-BEAM", "BEAM", "STEEL", "\"lengthM\": 8");
        operator().store(API + "/projects", """
                {"code": "%s", "name": "n", "regionCode": "320115"}""".formatted(project));
        building("1#", "\"storeys\": 7");
    }

    private static void spec(String code, String category, String material, String quantities) {
        operator().store(API + "/specs", """
                {"code": "%s", "name": "%s", "category": "%s", "material": "%s", "status": "RELEASED", "quantities": {%s}}""".formatted(code, code, category, material, quantities));
    }

    Site building(String code, String storeys) {
        operator().store(API + "/projects/" + project + "/buildings", """
                {"code": "%s", "name": "b", "structure": "CONCRETE", "use": "RESIDENTIAL", "floorAreaM2": 1500, %s}""".formatted(code, storeys));
        return this;
    }

    Site bill(String building, String storey, String spec, String... codes) {
        List<String> rows = new ArrayList<>();
        for (String code : codes) {
            rows.add("""
                    {"code": "%s", "building": "%s", "storey": "%s", "spec": "%s"}""".formatted(code, building, storey, spec));
        }
        operator()
                .store(
                        API + "/projects/" + project + "/components",
                        "{\"components\": [" + String.join(",", rows) + "]}");
        return this;
    }

    /** Alike components numbered by storey, such as {@code YB-04-001}. */
    Site bill(String building, String storeys, String spec, String mark, int quantity) {
        operator().store(API + "/projects/" + project + "/components", """
                {"components": [{"mark": "%s", "building": "%s", "storeys": "%s", "quantity": %d, "spec": "%s"}]}""".formatted(
                        mark, building, storeys, quantity, spec));
        return this;
    }

    Site takeOff(String building, String measures) {
        given().contentType(ContentType.JSON)
                .body("{\"measures\": {" + measures + "}}")
                .put(API + "/projects/{p}/buildings/{b}/take-off?phase=DESIGN", project, building)
                .then()
                .statusCode(201);
        return this;
    }

    /**
     * One report of events of a component, in the order told, an hour after each other.
     *
     * @param events {@code TYPE} or {@code TYPE "member": …}
     */
    Site report(String component, String... events) {
        List<String> rows = new ArrayList<>();
        for (String event : events) {
            String type = event.split(" ")[0];
            told++;
            rows.add(row(
                    id(told),
                    component,
                    type,
                    "2026-05-%02dT%02d:00:00+08:00".formatted(1 + told / 24, told % 24),
                    event.substring(type.length())));
        }
        return send(rows);
    }

    static String row(String id, String component, String type, String at, String members) {
        return """
                {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "%s"%s}""".formatted(id, component, type, at, members.isBlank() ? "" : ", " + members);
    }

    /** Sends one batch that has to be taken as a whole. */
    Site send(List<String> rows) {
        attempt(rows).statusCode(200);
        return this;
    }

    ValidatableResponse attempt(List<String> rows) {
        return given().contentType(ContentType.JSON)
                .body("{\"events\": [" + String.join(",", rows) + "]}")
                .post(API + "/projects/{p}/events?atomic=true", project)
                .then();
    }

    /** Released to a maker, cast if {@code cast} says how, passed with a certificate. */
    Site made(String component, String factory, String cast, String certificate) {
        report(component, "RELEASE \"factory\": \"" + factory + "\"");
        if (cast != null) {
            report(component, "STEP \"step\": \"CAST\", \"records\": " + cast);
        }
        return report(component, "QC_PASS \"inspector\": \"Wu\", \"certificate\": \"" + certificate + "\"");
    }

    Site installed(String component) {
        return report(component, "SHIP \"shipment\": \"S\"", "RECEIVE", "INSTALL");
    }

    /** The id of the n-th event told of this project. */
    String id(int n) {
        return UUID.nameUUIDFromBytes((project + n).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The number of the last event told. */
    int told() {
        return told;
    }

    /**
     * What is found, times and tags left out. Pieces that passed without a casting are left out unless they are asked for: most tests
     * make pieces in as few steps as possible.
     */
    String found(String query) {
        return (query.contains("PASSED_WITHOUT_CASTING") ? get(query) : withoutUncast(get(query)))
                .replaceAll("\"(since|tag)\":\"[^\"]*\"", "\"$1\":…");
    }

    private static String withoutUncast(String found) {
        try {
            ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
            JsonNode page = mapper.readTree(found);
            Iterator<JsonNode> items = page.get("items").elements();
            while (items.hasNext()) {
                if (items.next().get("kind").asText().equals("PASSED_WITHOUT_CASTING")) {
                    items.remove();
                }
            }
            return mapper.writeValueAsString(page);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String query) {
        return given().urlEncodingEnabled(false)
                .get(API + "/projects/" + project + "/findings" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
