package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prefabtracker.advice.MadeUp.advise;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.RuleSet;

/** What holds for advice on any building. */
class AdviceLawsTest {

    private static final RuleSet GBT = MadeUp.shipped("cn-gbt-51129-2017.yaml");

    private static final BigDecimal A_LITTLE = new BigDecimal("1e-9");

    private static final List<RuleSet> ALL = List.of(
            GBT,
            MadeUp.shipped("cn-js-db32t-3753-2020.yaml"),
            MadeUp.shipped("cn-js-three-boards-2017.yaml"),
            MadeUp.shipped("cn-sh-precast-ratio-2019.yaml"),
            MadeUp.shipped("my-ibs-cis18.yaml"),
            MadeUp.shipped("uk-pmv-dfe.yaml"),
            MadeUp.shipped("uk-pmv-riba.yaml"));

    @Property(tries = 120)
    void everyCombinationReachesTheTargetAndALittleLessOfAnyItemDoesNot(@ForAll Random random) {
        RatingState situation = RatingState.of(GBT, RandomBuilding.building(random, 0));
        Target target =
                switch (random.nextInt(3)) {
                    case 0 -> new Target(BigDecimal.valueOf(1 + random.nextInt(9_999), 2), null);
                    case 1 ->
                        new Target(null, GBT.grades().get(random.nextInt(3)).id());
                    default -> new Target(null, null);
                };
        TargetPoints wanted = target.wanted(situation);
        if (target.isMetBy(GBT, situation.score(), wanted)) {
            return;
        }

        List<LeastChangeSearch.Combination> found =
                LeastChangeSearch.of(situation, wanted).orElseThrow();

        assertThat(found.isEmpty()).isEqualTo(!target.isMetBy(GBT, situation.most(), wanted));
        for (LeastChangeSearch.Combination combination : found) {
            Map<String, MeasurementOutcome> readings = new LinkedHashMap<>();
            situation.measured().forEach((item, measuring) -> readings.put(item, measuring.outcome()));
            combination
                    .ratios()
                    .forEach((room, ratio) -> readings.put(room.item().id(), room.at(ratio)));
            assertThat(target.isMetBy(GBT, Score.of(GBT, readings), wanted)).isTrue();
            combination.ratios().forEach((room, ratio) -> {
                Map<String, MeasurementOutcome> less = new LinkedHashMap<>(readings);
                BigDecimal all = room.denominator() == null ? BigDecimal.valueOf(100) : room.denominator();
                less.put(
                        room.item().id(),
                        new MeasurementOutcome.Known(
                                Fractions.ratio(room.quantityAt(ratio).subtract(A_LITTLE), all)));
                // between no and yes there is nothing, and of what only a fact is missing to nothing has to be more
                boolean noLess = room.item().measured() instanceof Measured.YesNoMeasure
                        || !room.needs().isEmpty() && ratio.at().equals(room.percent());
                assertThat(!noLess && target.isMetBy(GBT, Score.of(GBT, less), wanted))
                        .as(room.item().id())
                        .isFalse();
            });
        }
    }

    @Property(tries = 600)
    void hasAnAnswerForAnyBuildingUnderAnyRuleSetAndLens(@ForAll Random random) {
        RuleSet ruleSet = ALL.get(random.nextInt(ALL.size()));
        BuildingFacts facts = RandomBuilding.anything(random);
        Target target = ruleSet.grades().isEmpty() || random.nextBoolean()
                ? new Target(BigDecimal.valueOf(1 + random.nextInt(10_000), 2), null)
                : new Target(null, ruleSet.grades().get(random.nextInt(3)).id());

        Advice advice = advise(ruleSet, facts, target);

        assertThat(advice.combinations().isEmpty()).isEqualTo(advice.reached() || !advice.reachable());
        assertThat(advice.combinations())
                .isSortedAccordingTo(Comparator.comparing((Advice.Combination combination) ->
                                combination.changes().size())
                        .thenComparing(Advice.Combination::ratioPoints));
        SafetyMargin.of(RatingState.of(ruleSet, facts))
                .forEach(reserve -> assertThat(reserve.ofScore().ratioPoints()).isNotNegative());
    }
}
