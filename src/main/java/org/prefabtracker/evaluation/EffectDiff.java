package org.prefabtracker.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the amounts that a component adds to items. Pure. */
final class EffectDiff {

    private static final int SHOWN_DECIMALS = 4;

    /** For sorting: more decimals than are shown. */
    private static final int WEIGHT_DECIMALS = 20;

    private EffectDiff() {}

    /** The items to which a component adds different amounts. */
    static List<EvaluationDiff.Effect> between(
            Map<String, BigDecimal> from, Map<String, BigDecimal> to, Map<String, BigDecimal> denominators) {
        if (from.equals(to)) {
            return List.of();
        }
        Set<String> items = new LinkedHashSet<>(from.keySet());
        items.addAll(to.keySet());
        List<EvaluationDiff.Effect> effects = new ArrayList<>();
        for (String item : items) {
            BigDecimal before = from.getOrDefault(item, BigDecimal.ZERO);
            BigDecimal after = to.getOrDefault(item, BigDecimal.ZERO);
            if (before.compareTo(after) != 0) {
                BigDecimal denominator = denominators.get(item);
                effects.add(new EvaluationDiff.Effect(
                        item,
                        before,
                        after,
                        denominator == null ? null : shown(ratioPoints(after.subtract(before), denominator))));
            }
        }
        return effects;
    }

    /** The absolute change of the ratio of the item, with more decimals than are shown; 0 where the denominator is not known. */
    static BigDecimal weight(EvaluationDiff.Effect effect, Map<String, BigDecimal> denominators) {
        BigDecimal denominator = denominators.get(effect.item());
        return denominator == null
                ? BigDecimal.ZERO
                : ratioPoints(effect.to().subtract(effect.from()), denominator).abs();
    }

    /** A change in percentage points, with more decimals than are shown. */
    private static BigDecimal ratioPoints(BigDecimal change, BigDecimal denominator) {
        return change.multiply(BigDecimal.valueOf(100)).divide(denominator, WEIGHT_DECIMALS, RoundingMode.HALF_UP);
    }

    private static BigDecimal shown(BigDecimal ratioPoints) {
        return new BigDecimal(CanonicalJson.plain(ratioPoints.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP)));
    }
}
