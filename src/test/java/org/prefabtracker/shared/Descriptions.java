package org.prefabtracker.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What openapi/descriptions.yaml says; the head of that file explains its sections. */
record Descriptions(
        Map<String, String> properties,
        Map<String, String> overrides,
        Map<String, String> schemas,
        Map<String, String> parameters,
        Set<String> omitted,
        Set<String> nullable) {

    static Descriptions read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream("openapi/descriptions.yaml")) {
            JsonNode all = new YAMLMapper().readTree(file);
            return new Descriptions(
                    section(all, "properties"),
                    section(all, "overrides"),
                    section(all, "schemas"),
                    section(all, "parameters"),
                    list(all, "omitted"),
                    list(all, "nullable"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> list(JsonNode all, String name) {
        Set<String> entries = new TreeSet<>();
        all.path(name).forEach(each -> entries.add(each.asText()));
        return entries;
    }

    private static Map<String, String> section(JsonNode all, String name) {
        Map<String, String> entries = new TreeMap<>();
        all.path(name)
                .properties()
                .forEach(each -> entries.put(each.getKey(), each.getValue().asText()));
        return entries;
    }
}
