package org.prefabtracker.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of the API with what it answers, as openapi/examples.yaml tells them; the head of that file says what the members mean.
 *
 * @param name the method, the path and, where a call has several examples, what sets this one apart
 * @param answer missing where the answer is no JSON, or another example shows it
 */
record Example(String name, JsonNode content, JsonNode answer) {

    /** Refers to the answer of another example: {@code as GET /api/v1/specs/{code}}. */
    private static final String AS = "as ";

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** All of them, in the order in which they work. */
    static List<Example> all() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream("openapi/examples.yaml")) {
            JsonNode all = new YAMLMapper().readTree(file);
            List<Example> examples = new ArrayList<>();
            all.properties()
                    .forEach(each -> examples.add(new Example(
                            each.getKey(),
                            each.getValue(),
                            resolved(each.getValue().path("answer"), all))));
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode resolved(JsonNode node, JsonNode all) {
        if (node instanceof TextNode text && text.textValue().startsWith(AS)) {
            JsonNode other = all.path(text.textValue().substring(AS.length())).path("answer");
            return other.isMissingNode() ? node : resolved(other, all);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), resolved(member.getValue(), all)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.forEach(element -> copy.add(resolved(element, all)));
            return copy;
        }
        return node;
    }

    /** Such as {@code GET /api/v1/specs/{code}}. */
    String call() {
        return name.split(" \\| ")[0];
    }

    /** Whether it is set apart from the first of its call. */
    boolean isFurther() {
        return !name.equals(call());
    }

    String method() {
        return call().split(" ")[0];
    }

    String path() {
        return call().split(" ")[1];
    }

    int status() {
        return content.path("status").asInt(200);
    }

    /** The media type of the answer. */
    String type() {
        String type = content.path("type").asText("application/json");
        return type.equals("xlsx") ? XLSX : type;
    }

    /** Missing where nothing, or a workbook, is sent. */
    JsonNode request() {
        return content.path("request");
    }
}
