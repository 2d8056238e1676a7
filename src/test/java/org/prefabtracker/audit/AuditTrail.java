package org.prefabtracker.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.Api;

/** What the tests of the audit do and read; every request of {@link #API} has the id {@code x}. */
final class AuditTrail {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static final Api API = Api.as(() -> as("x"));

    private AuditTrail() {}

    static RequestSpecification as(String requestId) {
        return given().contentType(ContentType.JSON).header("X-Request-Id", requestId);
    }

    static void project(String code) {
        project(code, "320115");
        API.store("/api/v1/projects/" + code + "/buildings", """
                {"code": "A", "name": "b", "structure": "CONCRETE", "use": "PUBLIC", "storeys": 3, "floorAreaM2": 1500}""");
    }

    static void project(String code, String region) {
        API.store("/api/v1/projects", """
                {"code": "%s", "name": "n", "regionCode": "%s"}""".formatted(code, region));
    }

    static Response get(String path) {
        return given().urlEncodingEnabled(false).get(path);
    }

    /** The answer without what differs from run to run. */
    static String kept(String query) {
        Response response = get("/api/v1/audit" + query);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.asString()
                .replaceAll("\"id\":[0-9]+", "\"id\":…")
                .replaceAll("\"at\":\"[^\"]+\"", "\"at\":\"…\"");
    }

    static List<String> lines(String query) {
        return get("/api/v1/audit?" + query).jsonPath().<Map<String, Object>>getList("items").stream()
                .map(item ->
                        item.get("kind") + " " + item.get("method") + " " + item.get("path") + " " + item.get("status"))
                .toList();
    }

    /** The changes kept, the latest first, each as its path and what is different, without who and when. */
    static List<String> changes(String query) {
        return get("/api/v1/audit?" + query).jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(item -> item.containsKey("change"))
                .map(item -> item.get("path") + " " + change(item.get("change")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static String change(Object patch) {
        List<Map<String, Object>> steps = (List<Map<String, Object>>) patch;
        Map<Object, Object> former = new HashMap<>();
        List<String> told = new ArrayList<>();
        for (Map<String, Object> step : steps) {
            Object path = step.get("path");
            if (path.equals("")) {
                return "new";
            }
            if (step.get("op").equals("test")) {
                former.put(path, step.get("value"));
            } else if (!path.toString().endsWith("At") && !path.equals("/validFrom")) {
                told.add(path + ": " + (former.containsKey(path) ? former.get(path) + " -> " : "") + step.get("value"));
            }
        }
        return told.stream().sorted().collect(Collectors.joining(", "));
    }

    static String sha256(String text) throws Exception {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hex(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
