package org.prefabtracker.shared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether JSON has the shape of an example: the same members of the same JSON types all the way down. Of a list each element of
 * the example has to be like one of the real ones, which may be more; one of the two empty and the other not is a difference.
 */
final class Shape {

    private Shape() {}

    /** What differs, each with its JSON Pointer; empty where the example is true. */
    static List<String> differences(JsonNode example, JsonNode answer) {
        List<String> differences = new ArrayList<>();
        compare("", example, answer, differences);
        return differences;
    }

    private static void compare(String pointer, JsonNode example, JsonNode answer, List<String> differences) {
        if (example.getNodeType() != answer.getNodeType()) {
            differences.add(pointer + " is shown as " + example.getNodeType() + " and is " + answer.getNodeType());
        } else if (example.isObject()) {
            members(pointer, example, answer, differences);
        } else if (example.isArray()) {
            elements(pointer, example, answer, differences);
        }
    }

    private static void members(String pointer, JsonNode example, JsonNode answer, List<String> differences) {
        Set<String> names = new TreeSet<>();
        example.fieldNames().forEachRemaining(names::add);
        answer.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String member = pointer + "/" + name;
            if (!answer.has(name)) {
                differences.add(member + " is shown and not there");
            } else if (!example.has(name)) {
                differences.add(member + " is there and not shown");
            } else {
                compare(member, example.get(name), answer.get(name), differences);
            }
        }
    }

    private static void elements(String pointer, JsonNode example, JsonNode answer, List<String> differences) {
        if (example.isEmpty() != answer.isEmpty()) {
            differences.add(pointer + " is empty in one of them");
            return;
        }
        for (int i = 0; i < example.size(); i++) {
            List<String> fewest = null;
            for (JsonNode element : answer) {
                List<String> own = new ArrayList<>();
                compare(pointer + "/" + i, example.get(i), element, own);
                if (fewest == null || own.size() < fewest.size()) {
                    fewest = own;
                }
            }
            differences.addAll(fewest);
        }
    }
}
