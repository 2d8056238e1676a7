package org.prefabtracker.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.prefabtracker.rating.Rating;

/** Compares the findings of two ratings. Pure. */
public final class ItemDiff {

    private static final ObjectMapper TREES = new ObjectMapper();

    private ItemDiff() {}

    /** The findings of a rating, by item. */
    static Map<String, JsonNode> findings(JsonNode rating) {
        Map<String, JsonNode> findings = new LinkedHashMap<>();
        rating.path("groups").forEach(group -> group.path("items")
                .forEach(item -> findings.put(item.path("id").asText(), item)));
        return findings;
    }

    /** The items that differ between two ratings, the largest change of points first. */
    public static List<EvaluationDiff.ItemChange> between(Rating before, Rating after) {
        try {
            return between(
                    findings(TREES.readTree(CanonicalJson.of(before))),
                    findings(TREES.readTree(CanonicalJson.of(after))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for the findings of the ratings. */
    static List<EvaluationDiff.ItemChange> between(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        List<EvaluationDiff.ItemChange> changes = new ArrayList<>();
        for (String id : ids) {
            EvaluationDiff.Measured from = measured(before.get(id));
            EvaluationDiff.Measured to = measured(after.get(id));
            if (!Objects.equals(from, to)) {
                JsonNode named = after.getOrDefault(id, before.get(id));
                changes.add(new EvaluationDiff.ItemChange(
                        id,
                        named.path("name").asText(),
                        named.path("nameEn").asText(),
                        orZero(to == null ? null : to.score()).subtract(orZero(from == null ? null : from.score())),
                        from,
                        to));
            }
        }
        changes.sort(Comparator.comparing(
                        (EvaluationDiff.ItemChange item) -> item.scoreChange().abs())
                .thenComparing(item -> moved(item.from(), item.to()))
                .reversed());
        return changes;
    }

    private static BigDecimal moved(EvaluationDiff.Measured from, EvaluationDiff.Measured to) {
        return orZero(to == null ? null : to.ratioPercent())
                .subtract(orZero(from == null ? null : from.ratioPercent()))
                .abs();
    }

    private static EvaluationDiff.Measured measured(JsonNode item) {
        return item == null
                ? null
                : new EvaluationDiff.Measured(
                        item.path("status").asText(),
                        item.path("message").asText(null),
                        decimal(item.path("numerator")),
                        decimal(item.path("denominator")),
                        decimal(item.path("ratioPercent")),
                        decimal(item.path("score")));
    }

    /** The denominator of each item, from the later rating where it is known there. */
    static Map<String, BigDecimal> denominators(Map<String, JsonNode> before, Map<String, JsonNode> after) {
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

    private static BigDecimal decimal(JsonNode text) {
        return text.isTextual() ? new BigDecimal(text.asText()) : null;
    }

    private static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
