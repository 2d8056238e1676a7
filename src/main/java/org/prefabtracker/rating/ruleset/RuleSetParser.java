package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Parses the text of a rule set, YAML or JSON, into a tree that knows the line of each field. YAML is restricted to what a
 * reader understands without further knowledge: no anchors and aliases, no repeated keys, {@code true} and {@code false} as
 * booleans, plain decimals.
 */
public final class RuleSetParser {

    /** The largest number of characters of a text. */
    public static final int LONGEST = 500_000;

    private static final int DEEPEST = 30;
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9]{1,40}\\.[0-9]{0,40}|\\.[0-9]{1,40}|[0-9]{1,40})([eE][-+]?[0-9]{1,3})?");
    private static final Pattern NO_NUMBER =
            Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|NaN|[-+]?Infinity");

    private final String file;
    private final Violations violations;
    private final Map<String, Mark> marks = new HashMap<>();

    private RuleSetParser(String file, Violations violations) {
        this.file = file;
        this.violations = violations;
    }

    /** Thrown for a text that is not YAML, with the location. */
    public static final class Unreadable extends Exception {
        public final transient ErrorLocation.Line place;

        Unreadable(ErrorLocation.Line place, String message) {
            super(message);
            this.place = place;
        }
    }

    /**
     * A parsed text.
     *
     * @param lines gives the location of a JSON Pointer: that of the field, or of the nearest one around it
     */
    record Read(JsonNode tree, RuleSetParser lines) {}

    /** Parses a text; adds a violation for every field that cannot be read. The rest is in the tree. */
    static Read read(String file, String text, Violations violations) throws Unreadable {
        RuleSetParser lines = new RuleSetParser(file, violations);
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new Unreadable(new ErrorLocation.Line(file, 1, 1, ""), "it is empty");
            }
            return new Read(lines.tree("", root), lines);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new Unreadable(
                    new ErrorLocation.Line(
                            file,
                            mark == null ? null : mark.getLine() + 1,
                            mark == null ? null : mark.getColumn() + 1,
                            null),
                    e.getProblem());
        } catch (YAMLException e) {
            throw new Unreadable(
                    new ErrorLocation.Line(file, null, null, null),
                    "it is nested too deeply, or has characters that are not text");
        }
    }

    /** The location of a field; for a missing field that of the nearest one around it. */
    ErrorLocation.Line place(String pointer) {
        String around = pointer;
        while (!marks.containsKey(around) && !around.isEmpty()) {
            around = around.substring(0, around.lastIndexOf('/'));
        }
        Mark mark = marks.get(around);
        return mark == null
                ? new ErrorLocation.Line(file, null, null, pointer)
                : new ErrorLocation.Line(file, mark.getLine() + 1, mark.getColumn() + 1, pointer);
    }

    private JsonNode tree(String pointer, Node node) {
        marks.putIfAbsent(pointer, node.getStartMark());
        if (node.getAnchor() != null) {
            violation(pointer, null, Violation.BAD_VALUE, "anchors and aliases are not allowed; repeat the value");
            return JsonNodeFactory.instance.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return object(pointer, mapping);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(tree(pointer + "/" + array.size(), element));
            }
            return array;
        }
        return scalar(pointer, (ScalarNode) node);
    }

    private ObjectNode object(String pointer, MappingNode mapping) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Map<String, JsonNode> rest = new java.util.LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : null;
            String field =
                    pointer + "/" + (key == null ? "?" : key.replace("~", "~0").replace("/", "~1"));
            marks.putIfAbsent(field, tuple.getKeyNode().getStartMark());
            if (key == null) {
                violation(field, null, Violation.WRONG_TYPE, "a key must be text");
            } else if (rest.containsKey(key) || object.has(key)) {
                violations.add(
                        new ErrorLocation.Line(
                                file,
                                tuple.getKeyNode().getStartMark().getLine() + 1,
                                tuple.getKeyNode().getStartMark().getColumn() + 1,
                                field),
                        key,
                        Violation.DUPLICATE,
                        "this key is given already");
            } else if (key.equals("kind")) {
                // first, so that the members before it are read knowing the kind
                object.set(key, tree(field, tuple.getValueNode()));
            } else {
                rest.put(key, tree(field, tuple.getValueNode()));
            }
        }
        object.setAll(rest);
        return object;
    }

    private JsonNode scalar(String pointer, ScalarNode node) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String text = node.getValue();
        if (node.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
            return nodes.textNode(text);
        }
        if (text.isEmpty() || text.equals("null") || text.equals("~")) {
            return nodes.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return nodes.booleanNode(text.equals("true"));
        }
        if (NO_NUMBER.matcher(text).matches()) {
            violation(pointer, text, Violation.BAD_VALUE, "expected a number");
            return nodes.nullNode();
        }
        if (WHOLE.matcher(text).matches()) {
            return nodes.numberNode(new BigInteger(text.startsWith("+") ? text.substring(1) : text));
        }
        return DECIMAL.matcher(text).matches()
                ? com.fasterxml.jackson.databind.node.DecimalNode.valueOf(new BigDecimal(text))
                : nodes.textNode(text);
    }

    private void violation(String pointer, Object value, String code, String message) {
        violations.add(place(pointer), value, code, message);
    }
}
