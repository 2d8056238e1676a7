package org.prefabtracker.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;

/** Compares the facts of two evaluations. Pure. */
final class FactDiff {

    private static final ObjectMapper TREES = new ObjectMapper();

    /**
     * Fields that state when and by whom a value was declared, and the day. The evaluations state them; they have no effect
     * on a figure.
     */
    private static final Set<String> IGNORED = Set.of("version", "declaredAt", "declaredBy", "today");

    private FactDiff() {}

    /** The facts as a tree, without the joints, which are compared one by one. */
    static JsonNode tree(BuildingFacts facts) throws IOException {
        return ((ObjectNode) TREES.readTree(CanonicalJson.of(facts))).without("joints");
    }

    /** Compares two trees; elements of a list with a code or name are matched by it. */
    static void compare(String place, JsonNode from, JsonNode to, List<EvaluationDiff.FactChange> changes) {
        if (Objects.equals(from, to)) {
            return;
        }
        Map<String, JsonNode> before = members(from);
        Map<String, JsonNode> after = members(to);
        if (before == null || after == null) {
            changes.add(new EvaluationDiff.FactChange(place, from, to));
            return;
        }
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(IGNORED);
        for (String name : names) {
            String below = place + "/" + name.replace("~", "~0").replace("/", "~1");
            compare(below, before.get(name), after.get(name), changes);
        }
    }

    private static Map<String, JsonNode> members(JsonNode node) {
        Map<String, JsonNode> members = new TreeMap<>();
        if (node != null && node.isObject()) {
            node.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
            return members;
        }
        if (node != null && node.isArray()) {
            for (JsonNode element : node) {
                JsonNode name = element.path(element.has("code") ? "code" : "what");
                if (!name.isTextual()) {
                    return null;
                }
                members.put(name.asText(), element);
            }
            return members;
        }
        return null;
    }

    /** The declared quantity at the place of a change; null where it is none. */
    static DeclaredQuantity measure(EvaluationDiff.FactChange fact) {
        String[] steps = fact.place().split("/");
        return steps.length == 5 && steps[1].equals("takeOffs") && steps[3].equals("measures")
                ? DeclaredQuantity.find(steps[4]).orElse(null)
                : null;
    }

    /** The changes of declared quantities, the largest effect on points first. */
    static List<EvaluationDiff.DeclaredChange> declared(
            List<EvaluationDiff.FactChange> facts,
            Map<String, JsonNode> before,
            Map<String, JsonNode> after,
            Map<String, BigDecimal> weights) {
        List<EvaluationDiff.DeclaredChange> changes = new ArrayList<>();
        for (EvaluationDiff.FactChange fact : facts) {
            DeclaredQuantity measure = measure(fact);
            if (measure != null) {
                TakeOff.Phase phase = TakeOff.Phase.valueOf(fact.place().split("/")[2]);
                Set<String> items = new LinkedHashSet<>();
                List.of(before, after)
                        .forEach(side ->
                                side.forEach((id, item) -> item.path("declared").forEach(value -> {
                                    if (value.path("measure").asText().equals(measure.key())
                                            && value.path("phase").asText().equals(phase.name())) {
                                        items.add(id);
                                    }
                                })));
                changes.add(new EvaluationDiff.DeclaredChange(
                        phase, measure, measure.unit(), value(fact.from()), value(fact.to()), List.copyOf(items)));
            }
        }
        Function<EvaluationDiff.DeclaredChange, BigDecimal> weight = change -> change.items().stream()
                .map(item -> weights.getOrDefault(item, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        changes.sort(Comparator.comparing(weight).reversed().thenComparing(change -> change.measure()
                .key()));
        return changes;
    }

    private static Object value(JsonNode declared) {
        return declared == null ? null : declared.isBoolean() ? (Object) declared.booleanValue() : decimal(declared);
    }

    private static BigDecimal decimal(JsonNode text) {
        return text.isTextual() ? new BigDecimal(text.asText()) : null;
    }
}
