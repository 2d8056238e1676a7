package org.prefabtracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Malformed requests, made from the API document and its examples: wrong types, huge and boundary values, unicode, empty
 * values, deep nesting, broken bodies. The same seed makes the same requests.
 */
final class HostileRequests {

    /** A request; {@code body} is null where there is none. */
    record Hostile(String method, String operation, String path, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            String sent = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            return method + " " + shortened(path) + " " + headers + " " + shortened(sent);
        }

        private static String shortened(String text) {
            return text.length() <= 600 ? text : text.substring(0, 600) + "… (" + text.length() + ")";
        }
    }

    private record Operation(String method, String path, JsonNode described, List<JsonNode> parameters) {}

    /** What is there in the demo, so that not every request ends with 404. */
    private static final Map<String, List<String>> THERE = Map.of(
            "project", List.of("DEMO"),
            "building", List.of("1#", "2#"),
            "ruleSet", List.of("cn-gbt-51129-2017", "cn-js-three-boards-2017", "my-ibs-cis18"),
            "item", List.of("q1a", "q1b", "boards"),
            "code", List.of("1#-01-NQ-01", "NQ-3029", "3201", "32", "CN", "TD-1"),
            "year", List.of("2025", "2026"),
            "number", List.of("1"));

    private static final List<String> WORDS = List.of(
            "",
            "a",
            " ",
            "..",
            "\u0000",
            "\u0001",
            "é",
            "１＃",
            "💥".repeat(40),
            "a".repeat(700),
            "-1",
            "0",
            "1e400",
            "99999999999999999999999",
            "2147483648",
            "-2147483649",
            "NaN",
            "Infinity",
            "null",
            "true",
            "20026",
            "0000-00-00",
            "2026-02-30",
            "2026-02-28T25:00:00Z",
            "+999999999-12-31",
            "2026-11-25T00:00:00+99:00",
            "\ufeff",
            "';drop table x;--",
            "{}",
            "[]",
            "<x/>",
            "=1+1",
            "1.5",
            "Z",
            "CN",
            "32",
            "320115",
            "1#",
            "DEMO",
            "DESIGN",
            "ACCEPTED",
            "installed",
            "%",
            "_",
            "\\",
            "\ud7ff",
            "２０２６",
            "2026-01-01",
            "2025-06-20");

    private static final List<JsonNode> VALUES = values();

    private static final List<String> TAGS =
            List.of("\"1\"", "*", "1", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "\"99999999999999999999\"");

    private final Random random;
    private final List<Operation> operations = new ArrayList<>();

    HostileRequests(JsonNode document, long seed) {
        random = new Random(seed);
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    if (List.of("get", "post", "put", "patch", "delete").contains(operation.getKey())) {
                        List<JsonNode> parameters = new ArrayList<>();
                        path.getValue().path("parameters").forEach(parameters::add);
                        operation
                                .getValue()
                                .path("parameters")
                                .forEach(parameter -> parameters.add(
                                        parameter.has("$ref")
                                                ? document.at(parameter
                                                        .path("$ref")
                                                        .asText()
                                                        .substring(1))
                                                : parameter));
                        operations.add(new Operation(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.getValue(),
                                parameters));
                    }
                }));
    }

    private static List<JsonNode> values() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ArrayNode deep = nodes.arrayNode();
        for (int i = 0; i < 60; i++) {
            deep = nodes.arrayNode().add(deep);
        }
        List<JsonNode> values = new ArrayList<>(List.of(
                NullNode.instance,
                BooleanNode.TRUE,
                BooleanNode.FALSE,
                nodes.objectNode(),
                nodes.arrayNode(),
                nodes.arrayNode().addNull(),
                nodes.objectNode().putNull("a"),
                nodes.objectNode().put("", 1),
                deep,
                DoubleNode.valueOf(1.5),
                TextNode.valueOf("a".repeat(5_000))));
        for (String number : List.of(
                "0", "-1", "1e300", "1e-300", "2147483648", "9223372036854775808", "-1e30", "0.1234567890123456789")) {
            values.add(DecimalNode.valueOf(new BigDecimal(number)));
        }
        WORDS.forEach(word -> values.add(TextNode.valueOf(word)));
        return values;
    }

    Hostile next() {
        Operation operation = one(operations);
        String path = operation.path();
        List<String> query = new ArrayList<>();
        Map<String, String> headers = new java.util.TreeMap<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(word(name)));
                case "query" -> {
                    if (random.nextBoolean()) {
                        query.add(encoded(name) + "=" + encoded(word(parameter)));
                    }
                }
                case "header" -> {
                    if (random.nextBoolean()) {
                        headers.put(name, one(TAGS));
                    }
                }
                default -> throw new IllegalStateException("a parameter in " + parameter.path("in"));
            }
        }
        if (random.nextInt(3) == 0) {
            headers.put(one(List.of("If-Match", "If-None-Match")), one(TAGS));
        }
        byte[] body = body(operation, headers);
        return new Hostile(
                operation.method(),
                operation.method() + " " + operation.path(),
                path + (query.isEmpty() ? "" : "?" + String.join("&", query)),
                headers,
                body);
    }

    private byte[] body(Operation operation, Map<String, String> headers) {
        JsonNode content = operation.described().path("requestBody").path("content");
        if (content.isEmpty()) {
            return null;
        }
        String type = content.fieldNames().next();
        JsonNode example = content.path(type).path("example");
        if (type.startsWith("multipart/")) {
            headers.put("Content-Type", type + "; boundary=xx");
            return ("--xx\r\nContent-Disposition: form-data; name=\"" + one(List.of("file", "x"))
                            + "\"; filename=\"f.xlsx\"\r\n\r\n"
                            + one(List.of("PK\u0003\u0004", "hello", "", "\u00d0\u00cf\u0011\u00e0"))
                            + "\r\n--xx--\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        headers.put("Content-Type", random.nextInt(40) == 0 ? "text/plain" : type);
        if (random.nextInt(50) == 0) {
            return "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        }
        byte[] text = changed(example.isMissingNode() ? one(VALUES) : example, 0)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return random.nextInt(20) == 0 ? Arrays.copyOf(text, text.length / 2) : text;
    }

    private JsonNode changed(JsonNode value, int depth) {
        if (depth > 0 && random.nextInt(6) == 0) {
            return one(VALUES);
        }
        if (value instanceof ObjectNode object) {
            ObjectNode changed = JsonNodeFactory.instance.objectNode();
            object.fields().forEachRemaining(member -> {
                int way = random.nextInt(20);
                if (way > 0) {
                    changed.set(member.getKey(), way < 7 ? changed(member.getValue(), depth + 1) : member.getValue());
                }
            });
            if (random.nextInt(10) == 0) {
                changed.set(one(WORDS), one(VALUES));
            }
            return changed;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode changed = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> changed.add(random.nextBoolean() ? changed(element, depth + 1) : element));
            int size = changed.size();
            for (int i = 0; random.nextInt(10) == 0 && i < 50 * size; i++) {
                changed.add(changed.get(i % size));
            }
            return changed;
        }
        return one(VALUES);
    }

    private String word(String parameter) {
        List<String> there = THERE.get(parameter);
        return there != null && random.nextInt(4) > 0 ? one(there) : one(WORDS);
    }

    private String word(JsonNode parameter) {
        List<String> closed = new ArrayList<>();
        parameter.path("schema").path("enum").forEach(value -> closed.add(value.asText()));
        return !closed.isEmpty() && random.nextBoolean()
                ? one(closed)
                : word(parameter.path("name").asText());
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
