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
        Set<String> omitted) {

    static Descriptions read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream("openapi/descriptions.yaml")) {
            JsonNode all = new YAMLMapper().readTree(file);
            Set<String> omitted = new TreeSet<>();
            all.path("omitted").forEach(each -> omitted.add(each.asText()));
            return new Descriptions(
                    section(all, "properties"),
                    section(all, "overrides"),
                    section(all, "schemas"),
                    section(all, "parameters"),
                    omitted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> section(JsonNode all, String name) {
        Map<String, String> entries = new TreeMap<>();
        all.path(name)
                .properties()
                .forEach(each -> entries.put(each.getKey(), each.getValue().asText()));
        return entries;
    }

    /** The name of a schema without the digits that tell it from another class of the same name. */
    static String plain(String schema) {
        return schema.replaceAll("\\d+$", "");
    }
}
