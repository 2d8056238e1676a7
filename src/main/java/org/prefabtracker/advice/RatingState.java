package org.prefabtracker.advice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.measure.ItemMeasurement;
import org.prefabtracker.rating.ruleset.RuleSet;

/**
 * A building under a rule set, and the items that can still be raised. Pure.
 *
 * @param measured the measurement of every item
 * @param score the current score
 * @param rooms the items that can give more points, or a higher ratio that a grade needs, in the order of the rule set
 */
record RatingState(
        RuleSet ruleSet,
        BuildingFacts facts,
        Map<String, ItemMeasurement> measured,
        Score score,
        List<Headroom> rooms) {

    static RatingState of(RuleSet ruleSet, BuildingFacts facts) {
        Map<String, ItemMeasurement> measured = new LinkedHashMap<>();
        ruleSet.items().forEach(item -> measured.put(item.id(), ItemMeasurement.of(ruleSet, item, facts)));
        List<Headroom> rooms = new ArrayList<>();
        for (RuleSet.Group group : ruleSet.groups()) {
            for (RuleSet.Item item : group.items()) {
                ItemMeasurement now = measured.get(item.id());
                // to declare the fact of an absent feature would state that the feature is present
                boolean open =
                        now.outcome().asKnown().isPresent() || now.outcome().isMissing();
                Optional<DeclaredQuantity> lacking = open ? lacking(item, facts) : Optional.empty();
                ItemMeasurement then =
                        lacking.isEmpty() ? now : ItemMeasurement.of(ruleSet, item, provided(facts, lacking.get()));
                Headroom.of(
                                ruleSet,
                                group,
                                item,
                                now,
                                then,
                                lacking.stream().map(DeclaredQuantity::key).toList())
                        .ifPresent(rooms::add);
            }
        }
        return new RatingState(ruleSet, facts, measured, Score.of(ruleSet, outcomes(measured)), rooms);
    }

    private static Map<String, MeasurementOutcome> outcomes(Map<String, ItemMeasurement> measured) {
        Map<String, MeasurementOutcome> outcomes = new LinkedHashMap<>();
        measured.forEach((item, measurement) -> outcomes.put(item, measurement.outcome()));
        return outcomes;
    }

    /** The fact without which nothing of an item counts, where it is not declared as true. */
    private static Optional<DeclaredQuantity> lacking(RuleSet.Item item, BuildingFacts facts) {
        return item.measured().providedFact().filter(fact -> !facts.fact(fact).orElse(facts.lens() == Lens.DESIGN));
    }

    private static BuildingFacts provided(BuildingFacts facts, DeclaredQuantity fact) {
        TakeOff.Phase phase = facts.lens() == Lens.DESIGN ? TakeOff.Phase.DESIGN : TakeOff.Phase.AS_BUILT;
        TakeOff.Declared former = facts.takeOffs().get(phase);
        Map<String, JsonNode> measures = new HashMap<>(former == null ? Map.of() : former.measures());
        measures.put(fact.key(), BooleanNode.TRUE);
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs = new HashMap<>(facts.takeOffs());
        takeOffs.put(
                phase,
                new TakeOff.Declared(
                        phase,
                        measures,
                        former == null ? Map.of() : former.sources(),
                        former == null ? List.of() : former.absent(),
                        former == null ? 0 : former.version(),
                        null,
                        null));
        return new BuildingFacts(facts.building(), facts.lens(), facts.today(), facts.lots(), takeOffs, facts.joints());
    }

    /** The current points of an item. */
    BigFraction earned(String item) {
        return measured.get(item)
                .outcome()
                .asKnown()
                .map(known -> Score.earned(
                        ruleSet.items()
                                .filter(candidate -> candidate.id().equals(item))
                                .findFirst()
                                .orElseThrow(),
                        known,
                        ruleSet.settings()))
                .orElse(BigFraction.ZERO);
    }

    /** The current points of a group, even above its maximum. */
    BigFraction earned(RuleSet.Group group) {
        return group.items().stream().map(item -> earned(item.id())).reduce(BigFraction.ZERO, BigFraction::add);
    }

    /** The score with some items at other ratios. */
    Score with(Map<Headroom, LowerBound> ratios) {
        Map<String, MeasurementOutcome> outcomes = outcomes(measured);
        ratios.forEach((room, ratio) -> outcomes.put(room.item().id(), room.at(ratio)));
        return Score.of(ruleSet, outcomes);
    }

    /** The highest score: every item that can be raised is raised as far as possible. */
    Score most() {
        Map<Headroom, LowerBound> all = new HashMap<>();
        rooms.forEach(
                room -> all.put(room, room.steps().get(room.steps().size() - 1).ratio()));
        return with(all);
    }
}
