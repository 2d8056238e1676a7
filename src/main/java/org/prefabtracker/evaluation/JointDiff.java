package org.prefabtracker.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.rating.measure.JointEligibility;
import org.prefabtracker.rating.ruleset.RuleSetReader;

/**
 * The differences between the joint schedules of two snapshots. Pure.
 *
 * @param items the joints that differ, the largest effect first, at most {@value #LISTED}
 */
public record JointDiff(long added, long removed, long changed, List<Change> items) {

    static final int LISTED = 1_000;

    /**
     * A joint that differs, or counts differently.
     *
     * @param from and {@code to}: its states; null where it is not in the schedule
     * @param items what it adds to each item, where that differs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JointChange")
    public record Change(
            String code, EvaluationDiff.Kind change, State from, State to, List<EvaluationDiff.Effect> items) {}

    /** A joint of a snapshot, with its verdicts. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JointState")
    public record State(JointFact joint, boolean counts, List<JointEligibility.Verdict> verdicts) {}

    static JointDiff of(Snapshot before, Snapshot after, Map<String, BigDecimal> denominators) {
        Map<String, State> earlier = states(before);
        Map<String, State> later = states(after);
        Set<String> codes = new TreeSet<>(earlier.keySet());
        codes.addAll(later.keySet());
        Map<Change, BigDecimal> weights = new LinkedHashMap<>();
        long[] kinds = new long[EvaluationDiff.Kind.values().length];
        for (String code : codes) {
            State from = earlier.get(code);
            State to = later.get(code);
            List<EvaluationDiff.Effect> effects = EffectDiff.between(adds(from), adds(to), denominators);
            if (from != null && to != null && effects.isEmpty() && from.joint().equals(to.joint())) {
                continue;
            }
            EvaluationDiff.Kind kind = from == null
                    ? EvaluationDiff.Kind.ADDED
                    : to == null ? EvaluationDiff.Kind.REMOVED : EvaluationDiff.Kind.CHANGED;
            kinds[kind.ordinal()]++;
            weights.put(
                    new Change(code, kind, from, to, effects),
                    effects.stream()
                            .map(effect -> EffectDiff.weight(effect, denominators))
                            .reduce(BigDecimal.ZERO, BigDecimal::max));
        }
        return new JointDiff(
                kinds[EvaluationDiff.Kind.ADDED.ordinal()],
                kinds[EvaluationDiff.Kind.REMOVED.ordinal()],
                kinds[EvaluationDiff.Kind.CHANGED.ordinal()],
                weights.entrySet().stream()
                        .sorted(Map.Entry.<Change, BigDecimal>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(entry -> entry.getKey().code()))
                        .limit(LISTED)
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static Map<String, State> states(Snapshot snapshot) {
        JointEligibility judge = new JointEligibility(
                RuleSetReader.readChecked(snapshot.ruleSet().text()), snapshot.facts());
        return snapshot.facts().joints().stream().collect(Collectors.toMap(JointFact::code, joint -> {
            List<JointEligibility.Verdict> verdicts = judge.of(joint);
            return new State(joint, verdicts.stream().anyMatch(JointEligibility.Verdict::counts), verdicts);
        }));
    }

    private static Map<String, BigDecimal> adds(State state) {
        Map<String, BigDecimal> adds = new LinkedHashMap<>();
        if (state != null) {
            state.verdicts().stream()
                    .filter(JointEligibility.Verdict::counts)
                    .forEach(verdict -> adds.put(verdict.item(), verdict.adds()));
        }
        return adds;
    }
}
