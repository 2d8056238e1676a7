package org.prefabtracker.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.shared.http.Paging;

/**
 * Why one evaluation differs from another: first the items, then what they rest on, each with what weighs most first. Pure.
 *
 * @param percentChange of the whole; null where either has none
 * @param takeOff declared values that are not the same
 * @param facts what else is not the same of the building, its take-offs and whatever else is no component or joint, by place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationDiff(
        Evaluation from,
        Evaluation to,
        BigDecimal percentChange,
        List<ItemChange> items,
        List<DeclaredChange> takeOff,
        List<FactChange> facts,
        JointDiff joints,
        ComponentChanges components) {

    /** How an item was measured. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Measured(
            String status,
            String message,
            BigDecimal numerator,
            BigDecimal denominator,
            BigDecimal ratioPercent,
            BigDecimal score) {}

    /** An item that was measured otherwise; {@code from} or {@code to} is null where only one of the rule sets has it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ItemChange(
            String id, String name, String nameEn, BigDecimal scoreChange, Measured from, Measured to) {}

    /** A declared number or truth; null where it was not declared. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeclaredChange(
            TakeOff.Phase phase, DeclaredQuantity measure, String unit, Object from, Object to, List<String> items) {}

    /** What stands at a place of the facts, as it stands in the snapshots. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FactChange(String place, JsonNode from, JsonNode to) {}

    /** How many components differ, and a page of them. */
    public record ComponentChanges(long added, long removed, long changed, List<ComponentChange> items, String next) {}

    /** How a component differs. */
    public enum Kind {
        /** It is in the bill of the later evaluation only. */
        ADDED,
        /** It is in the bill of the earlier evaluation only. */
        REMOVED,
        CHANGED
    }

    /**
     * A component that is not the same.
     *
     * @param from and {@code to}: how it stood; null where it was not in the bill
     * @param items what it adds to each item, where that is not the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComponentChange(
            String code, Kind change, ComponentState from, ComponentState to, List<Effect> items) {}

    /** How a component stood, and the event that brought it there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ComponentState(
            String storey,
            String spec,
            String specOwner,
            int specRevision,
            int count,
            PieceStage stage,
            String event,
            List<String> holds,
            boolean counts) {}

    /**
     * What a component changes in an item.
     *
     * @param ratioPoints the change over what there is in all, in points of the item's percentage, to 4 decimals; null where
     *     that is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Effect(String item, BigDecimal from, BigDecimal to, BigDecimal ratioPoints) {}

    /** An evaluation and what it rests on. */
    record Side(Evaluation evaluation, Snapshot.Packed packed) {}

    private static final int SHOWN_DECIMALS = 4;

    /** To order by: finer than anything that is shown. */
    private static final int WEIGHED_DECIMALS = 20;

    private static final ObjectMapper TREES = new ObjectMapper();

    /** Who declared a value when, and the day: told by the evaluations themselves, and no reason for another figure. */
    private static final Set<String> BESIDE = Set.of("version", "declaredAt", "declaredBy", "today");

    static EvaluationDiff of(Side earlier, Side later, Page page) {
        try {
            Snapshot before = Snapshot.read(EvaluationStore.unpacked(earlier.packed), null);
            Snapshot after = Snapshot.read(EvaluationStore.unpacked(later.packed), null);
            Map<String, JsonNode> measuredBefore = findings(earlier.evaluation);
            Map<String, JsonNode> measuredAfter = findings(later.evaluation);
            List<ItemChange> items = items(measuredBefore, measuredAfter);
            Map<String, BigDecimal> weights = new HashMap<>();
            items.forEach(item -> weights.put(item.id(), item.scoreChange().abs()));
            List<FactChange> facts = new ArrayList<>();
            compare("", tree(before.facts()), tree(after.facts()), facts);
            List<DeclaredChange> declared = declared(facts, measuredBefore, measuredAfter, weights);
            facts.removeIf(fact -> measure(fact) != null);
            Map<String, BigDecimal> denominators = denominators(measuredBefore, measuredAfter);
            return new EvaluationDiff(
                    brief(earlier.evaluation),
                    brief(later.evaluation),
                    minus(percent(later.evaluation), percent(earlier.evaluation)),
                    items,
                    declared,
                    facts,
                    JointDiff.of(before, after, denominators),
                    ComponentDiff.of(earlier.packed, later.packed, before, after, denominators, page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the whole rating. */
    private static Evaluation brief(Evaluation whole) {
        return new Evaluation(
                whole.number(),
                whole.sha256(),
                whole.ruleSet(),
                whole.engine(),
                whole.lens(),
                whole.kind(),
                whole.asOf(),
                whole.knownAt(),
                whole.components(),
                whole.result(),
                whole.resultSha256(),
                whole.createdAt(),
                whole.createdBy(),
                whole.href(),
                null);
    }

    private static BigDecimal percent(Evaluation evaluation) throws IOException {
        return decimal(TREES.readTree(evaluation.rating()).path("result").path("percent"));
    }

    private static Map<String, JsonNode> findings(Evaluation evaluation) throws IOException {
        return findings(TREES.readTree(evaluation.rating()));
    }

    private static Map<String, JsonNode> findings(JsonNode rating) {
        Map<String, JsonNode> findings = new LinkedHashMap<>();
        rating.path("groups").forEach(group -> group.path("items")
                .forEach(item -> findings.put(item.path("id").asText(), item)));
        return findings;
    }

    /** How the items of two ratings differ, those whose points change most first. */
    public static List<ItemChange> items(Rating before, Rating after) {
        try {
            return items(
                    findings(TREES.readTree(CanonicalJson.of(before))),
                    findings(TREES.readTree(CanonicalJson.of(after))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ItemChange> items(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        List<ItemChange> changes = new ArrayList<>();
        for (String id : ids) {
            Measured from = measured(before.get(id));
            Measured to = measured(after.get(id));
            if (!Objects.equals(from, to)) {
                JsonNode named = after.getOrDefault(id, before.get(id));
                changes.add(new ItemChange(
                        id,
                        named.path("name").asText(),
                        named.path("nameEn").asText(),
                        orZero(to == null ? null : to.score()).subtract(orZero(from == null ? null : from.score())),
                        from,
                        to));
            }
        }
        changes.sort(
                Comparator.comparing((ItemChange item) -> item.scoreChange().abs())
                        .thenComparing(item -> moved(item.from(), item.to()))
                        .reversed());
        return changes;
    }

    private static BigDecimal moved(Measured from, Measured to) {
        return orZero(to == null ? null : to.ratioPercent())
                .subtract(orZero(from == null ? null : from.ratioPercent()))
                .abs();
    }

    private static Measured measured(JsonNode item) {
        return item == null
                ? null
                : new Measured(
                        item.path("status").asText(),
                        item.path("message").asText(null),
                        decimal(item.path("numerator")),
                        decimal(item.path("denominator")),
                        decimal(item.path("ratioPercent")),
                        decimal(item.path("score")));
    }

    /** What there is in all of each item, by the later evaluation where it knows that. */
    private static Map<String, BigDecimal> denominators(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Map<String, BigDecimal> denominators = new HashMap<>();
        List.of(before, after)
                .forEach(side -> side.forEach((id, item) -> {
                    BigDecimal denominator = decimal(item.path("denominator"));
                    if (denominator != null && denominator.signum() > 0) {
                        denominators.put(id, denominator);
                    }
                }));
        return denominators;
    }

    /** Without the joints, which are compared one by one. */
    private static JsonNode tree(BuildingFacts facts) throws IOException {
        return ((ObjectNode) TREES.readTree(CanonicalJson.of(facts))).without("joints");
    }

    /** Walks two trees; what is listed by code or name is compared by it. */
    private static void compare(String place, JsonNode from, JsonNode to, List<FactChange> changes) {
        if (Objects.equals(from, to)) {
            return;
        }
        Map<String, JsonNode> before = members(from);
        Map<String, JsonNode> after = members(to);
        if (before == null || after == null) {
            changes.add(new FactChange(place, from, to));
            return;
        }
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(BESIDE);
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

    private static DeclaredQuantity measure(FactChange fact) {
        String[] steps = fact.place().split("/");
        return steps.length == 5 && steps[1].equals("takeOffs") && steps[3].equals("measures")
                ? DeclaredQuantity.find(steps[4]).orElse(null)
                : null;
    }

    private static List<DeclaredChange> declared(
            List<FactChange> facts,
            Map<String, JsonNode> before,
            Map<String, JsonNode> after,
            Map<String, BigDecimal> weights) {
        List<DeclaredChange> changes = new ArrayList<>();
        for (FactChange fact : facts) {
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
                changes.add(new DeclaredChange(
                        phase, measure, measure.unit(), value(fact.from()), value(fact.to()), List.copyOf(items)));
            }
        }
        Function<DeclaredChange, BigDecimal> weight = change -> change.items().stream()
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

    private static BigDecimal minus(BigDecimal to, BigDecimal from) {
        return to == null || from == null ? null : new BigDecimal(CanonicalJson.plain(to.subtract(from)));
    }

    private static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** Where the contributions to items are not the same. */
    static List<Effect> effects(
            Map<String, BigDecimal> from, Map<String, BigDecimal> to, Map<String, BigDecimal> denominators) {
        if (from.equals(to)) {
            return List.of();
        }
        Set<String> items = new LinkedHashSet<>(from.keySet());
        items.addAll(to.keySet());
        List<Effect> effects = new ArrayList<>();
        for (String item : items) {
            BigDecimal before = from.getOrDefault(item, BigDecimal.ZERO);
            BigDecimal after = to.getOrDefault(item, BigDecimal.ZERO);
            if (before.compareTo(after) != 0) {
                BigDecimal denominator = denominators.get(item);
                effects.add(new Effect(
                        item,
                        before,
                        after,
                        denominator == null ? null : shown(ratioPoints(after.subtract(before), denominator))));
            }
        }
        return effects;
    }

    /** How much of the percentage of its item an effect is, exact to more decimals than are shown; 0 where that is not known. */
    static BigDecimal weight(Effect effect, Map<String, BigDecimal> denominators) {
        BigDecimal denominator = denominators.get(effect.item());
        return denominator == null
                ? BigDecimal.ZERO
                : ratioPoints(effect.to().subtract(effect.from()), denominator).abs();
    }

    /** A part of a percentage, exact to more decimals than anything shown. */
    private static BigDecimal ratioPoints(BigDecimal change, BigDecimal denominator) {
        return change.multiply(BigDecimal.valueOf(100)).divide(denominator, WEIGHED_DECIMALS, RoundingMode.HALF_UP);
    }

    private static BigDecimal shown(BigDecimal ratioPoints) {
        return new BigDecimal(CanonicalJson.plain(ratioPoints.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP)));
    }

    /**
     * Which of the components that differ to list.
     *
     * @param after the last one before it; null: from the first
     */
    record Page(Paging paging, Weighed after) {

        /** How heavily a component that differs weighs, and which it is: the order of the list. */
        record Weighed(BigDecimal weight, String code) {

            static final Comparator<Weighed> HEAVIEST_FIRST =
                    Comparator.comparing(Weighed::weight).reversed().thenComparing(Weighed::code);

            String cursor() {
                return CanonicalJson.plain(weight) + " " + code;
            }
        }

        /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the cursor or the limit is none */
        static Page of(Paging paging) {
            String cursor = paging.after();
            if (cursor.isEmpty()) {
                return new Page(paging, null);
            }
            int space = cursor.indexOf(' ');
            if (!cursor.substring(0, Math.max(space, 0)).matches("[0-9]{1,40}(\\.[0-9]{1,20})?")) {
                throw paging.foreign();
            }
            return new Page(
                    paging, new Weighed(new BigDecimal(cursor.substring(0, space)), cursor.substring(space + 1)));
        }
    }
}
