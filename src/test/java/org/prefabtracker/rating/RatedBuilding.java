package org.prefabtracker.rating;

import static io.restassured.RestAssured.given;
import static org.prefabtracker.Api.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.prefabtracker.rating.ruleset.Fractions;

/** A building registered over REST part by part, and its ratings. */
public final class RatedBuilding {

    /** The facts of a building of three storeys. */
    public static final String CONCRETE = "\"structure\": \"CONCRETE\", \"use\": \"RESIDENTIAL\", \"storeys\": 3";

    public static final String STEEL = "\"structure\": \"STEEL\", \"use\": \"PUBLIC\", \"storeys\": 3";

    private static final String API = "/api/v1";
    private static final ObjectMapper EXACT =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static boolean specsAreThere;

    private final String project;
    private final List<String> components = new ArrayList<>();
    private int events;

    public RatedBuilding(String project, String facts) {
        this.project = project;
        if (!specsAreThere) {
            specs();
            specsAreThere = true;
        }
        operator().store(API + "/projects", """
                {"code": "%s", "name": "rated", "regionCode": "320115"}""".formatted(project));
        building("B", facts);
    }

    /** The specs of the tests; components state all quantities themselves. */
    private static void specs() {
        spec("R-WALL", "SHEAR_WALL", "CONCRETE", "");
        spec("R-SLAB", "SLAB", "CONCRETE", "");
        spec("R-BEAM", "BEAM", "STEEL", "");
        spec("R-COLUMN", "COLUMN", "STEEL", "");
        spec("R-FACADE", "FACADE_PANEL", "CONCRETE", "");
        spec("R-SANDWICH", "SHEAR_WALL", "CONCRETE", "\"INSULATION_INTEGRATED\", \"DECORATION_INTEGRATED\"");
        spec("R-PARTITION", "PARTITION_PANEL", "OTHER", "");
        spec("R-FITTED-PARTITION", "PARTITION_PANEL", "OTHER", "\"SERVICES_INTEGRATED\", \"DECORATION_INTEGRATED\"");
        spec("R-FLOOR", "FLOOR_PANEL", "OTHER", "");
        spec("R-KITCHEN", "KITCHEN_POD", "OTHER", "");
        spec("R-BATHROOM", "BATHROOM_POD", "OTHER", "");
        operator().store(API + "/specs", """
                {"code": "R-MODULE", "name": "module", "category": "VOLUMETRIC_MODULE", "material": "CONCRETE", "status": "RELEASED",
                 "quantities": {"massKg": 20000}, "parts": [
                   {"category": "SHEAR_WALL", "count": 2, "quantities": {"concreteVolumeM3": 3}},
                   {"category": "SLAB", "quantities": {"planAreaM2": 20, "concreteVolumeM3": 2.5}}]}""");
    }

    private static void spec(String code, String category, String material, String features) {
        operator().store(API + "/specs", """
                {"code": "%s", "name": "%s", "category": "%s", "material": "%s", "status": "RELEASED", "features": [%s],
                 "quantities": {"structuralConcreteVolumeM3": 0}}""".formatted(code, code, category, material, features));
    }

    public RatedBuilding building(String code, String facts) {
        operator().store(API + "/projects/" + project + "/buildings", """
                {"code": "%s", "name": "b", "floorAreaM2": 1000, %s}""".formatted(code, facts));
        return this;
    }

    /** One component on storey 1, {@code more} being JSON members. */
    public RatedBuilding component(String code, String spec, String more) {
        return component("B", code, "1", spec, more);
    }

    public RatedBuilding component(String building, String code, String storey, String spec, String more) {
        components.add("""
                {"code": "%s", "building": "%s", "storey": "%s", "spec": "%s", %s}""".formatted(code, building, storey, spec, more));
        return this;
    }

    public RatedBuilding takeOff(String phase, String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put(API + "/projects/{p}/buildings/B/take-off?phase={phase}", project, phase)
                .then()
                .statusCode(201);
        return this;
    }

    /** Registers the components added so far. */
    public RatedBuilding built() {
        if (!components.isEmpty()) {
            operator()
                    .store(
                            API + "/projects/" + project + "/components",
                            "{\"components\": [" + String.join(",", components) + "]}");
            components.clear();
        }
        return this;
    }

    /** Reports events of a component one after the other; {@code TYPE} or {@code TYPE {"member": …}}. */
    public RatedBuilding happened(String component, String... told) {
        built();
        List<String> rows = new ArrayList<>();
        for (String event : told) {
            String type = event.split(" ")[0];
            String members =
                    event.contains("{") ? ", " + event.substring(event.indexOf('{') + 1, event.lastIndexOf('}')) : "";
            events++;
            rows.add("""
                    {"eventId": "%s", "component": "%s", "type": "%s", "occurredAt": "2026-05-04T%02d:%02d:00+08:00"%s}""".formatted(
                            UUID.nameUUIDFromBytes((project + events).getBytes()),
                            component,
                            type,
                            events / 60,
                            events % 60,
                            members));
        }
        given().contentType(ContentType.JSON)
                .body("{\"events\": [" + String.join(",", rows) + "]}")
                .post(API + "/projects/{p}/events?atomic=true", project)
                .then()
                .statusCode(200);
        return this;
    }

    public RatedBuilding installed(String component) {
        return happened(
                component,
                "RELEASE {\"factory\": \"F1\"}",
                "QC_PASS {\"inspector\": \"Wu\", \"certificate\": \"C\"}",
                "SHIP {\"shipment\": \"S\"}",
                "RECEIVE",
                "INSTALL");
    }

    public JsonNode rating(String lens) {
        built();
        return read(API + "/projects/" + project + "/buildings/B/ratings/cn-gbt-51129-2017?lens=" + lens);
    }

    public JsonNode ratings(String lens) {
        built();
        return read(API + "/projects/" + project + "/ratings/cn-gbt-51129-2017?lens=" + lens);
    }

    /** Follows a link of an answer. */
    public static JsonNode read(String href) {
        return json(given().urlEncodingEnabled(false)
                .get(href)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    public static JsonNode json(String text) {
        try {
            return EXACT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A member of every element of a list, as text; of numbers without zeros at the end. */
    public static List<String> each(JsonNode list, String member) {
        List<String> values = new ArrayList<>();
        list.forEach(element -> values.add(told(element.at(member))));
        return values;
    }

    public static String told(JsonNode value) {
        return value.isNumber() ? Fractions.plain(value.decimalValue()).toPlainString() : value.asText();
    }

    /** The components that prove an item of the first group. */
    static JsonNode evidence(JsonNode rating, int item) {
        return read(rating.at("/groups/0/items/" + item + "/evidence/href").asText())
                .get("items");
    }

    /** Status, ratio and points of a rating by item. */
    static Map<String, String> items(JsonNode rating) {
        Map<String, String> items = new LinkedHashMap<>();
        for (JsonNode group : rating.get("groups")) {
            for (JsonNode item : group.get("items")) {
                items.put(
                        item.get("id").asText(),
                        (item.get("status").asText() + " " + told(item.path("ratioPercent")) + " "
                                        + told(item.path("score")))
                                .replaceAll(" +", " ")
                                .strip());
            }
        }
        return items;
    }
}
