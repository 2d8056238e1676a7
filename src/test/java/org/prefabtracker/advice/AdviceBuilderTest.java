package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.Score;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.RuleSet;

/** Advice by GB/T 51129-2017 and by the other rule sets, on buildings with 1000 of every quantity by default. */
class AdviceBuilderTest {

    private static final RuleSet GBT = MadeUp.shipped("cn-gbt-51129-2017.yaml");
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-05-04T08:00:00+08:00");
    private static final BigDecimal A_LITTLE = new BigDecimal("1e-9");

    @Property(tries = 120)
    void everyCombinationReachesTheTargetAndALittleLessOfAnyItemDoesNot(@ForAll Random random) {
        RatingState situation = RatingState.of(GBT, building(random, 0));
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

    private static final List<RuleSet> ALL = List.of(
            GBT,
            MadeUp.shipped("cn-js-db32t-3753-2020.yaml"),
            MadeUp.shipped("cn-js-three-boards-2017.yaml"),
            MadeUp.shipped("cn-sh-precast-ratio-2019.yaml"),
            MadeUp.shipped("my-ibs-cis18.yaml"),
            MadeUp.shipped("uk-pmv-dfe.yaml"),
            MadeUp.shipped("uk-pmv-riba.yaml"));

    @Property(tries = 600)
    void hasAnAnswerForAnyBuildingUnderAnyRuleSetAndLens(@ForAll Random random) {
        RuleSet ruleSet = ALL.get(random.nextInt(ALL.size()));
        BuildingFacts facts = anything(random);
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

    /** Any of what can be declared, in either phase, and a few lots. */
    private static BuildingFacts anything(Random random) {
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs = new HashMap<>();
        for (TakeOff.Phase phase : TakeOff.Phase.values()) {
            Map<String, JsonNode> measures = new HashMap<>();
            for (DeclaredQuantity measure : DeclaredQuantity.values()) {
                if (random.nextInt(4) > 0) {
                    boolean all = measure.role() == DeclaredQuantity.Role.DENOMINATOR;
                    measures.put(
                            measure.key(),
                            measure.role() == DeclaredQuantity.Role.FACT
                                    ? BooleanNode.valueOf(random.nextBoolean())
                                    : DecimalNode.valueOf(BigDecimal.valueOf(
                                            all
                                                    ? 1_000 + random.nextInt(1_000_000)
                                                    : random.nextInt(random.nextBoolean() ? 1_100 : 400_000),
                                            3)));
                }
            }
            List<AbsentFeature> absent = new ArrayList<>();
            for (AbsentFeature.What what : AbsentFeature.What.values()) {
                if (random.nextInt(6) == 0) {
                    absent.add(new AbsentFeature(what, null, null));
                }
            }
            takeOffs.put(phase, new TakeOff.Declared(phase, measures, Map.of(), absent, 1, null, null));
        }
        List<BuildingFacts.Lot> lots = new ArrayList<>();
        for (Category category : Category.values()) {
            if (random.nextInt(3) == 0) {
                Map<Quantity, BuildingFacts.Amount> amounts = new EnumMap<>(Quantity.class);
                for (Quantity quantity : Quantity.values()) {
                    amounts.put(
                            quantity,
                            new BuildingFacts.Amount(BigDecimal.valueOf(1 + random.nextInt(200_000), 3), 2, 1));
                }
                lots.add(new BuildingFacts.Lot(
                        "1",
                        3,
                        List.of(new BuildingFacts.Line(
                                category,
                                Set.of(Feature.values()),
                                random.nextBoolean(),
                                amounts,
                                BigDecimal.valueOf(random.nextInt(400)),
                                0,
                                BigDecimal.valueOf(200)))));
            }
        }
        Building building = new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.PUBLIC,
                StructuralSystem.values()[random.nextInt(4)],
                1,
                BigDecimal.TEN,
                null,
                null,
                null,
                null);
        return new BuildingFacts(
                building, Lens.values()[random.nextInt(5)], LocalDate.EPOCH, lots, takeOffs, List.of());
    }

    @Example
    void listsWhatIsMissingByItemAndWhatHasToChangeFirst() {
        // q1a 20 + 300/1000 below 35; q1b 740 -> 14 points; partitions 500 -> 5
        Advice advice = advise(
                GBT,
                measured(Map.of(
                        "verticalJointConcreteVolume", number(300),
                        "countedStripArea", number(740),
                        "partitionNonMasonryOther", number(500),
                        "fullDecoration", BooleanNode.FALSE)),
                new Target(BigDecimal.valueOf(40), null));

        assertThat(advice.now()).isEqualTo(new Advice.Result(new BigDecimal("19.00"), null, false));
        assertThat(advice.reached()).isFalse();
        assertThat(advice.reachable()).isTrue();
        assertThat(advice.first())
                .extracting(
                        Advice.First::why,
                        Advice.First::id,
                        first -> first.message().toString(),
                        Advice.First::items)
                .containsExactly(
                        tuple(
                                Advice.Why.PREREQUISITE,
                                "mainStructure",
                                "14 of at least 20 points",
                                List.of("q1a", "q1b")),
                        tuple(
                                Advice.Why.PREREQUISITE,
                                "envelope",
                                "5 of at least 10 points",
                                List.of("q2a", "q2b", "q2d")),
                        tuple(
                                Advice.Why.PREREQUISITE,
                                "fullDecoration",
                                "decoration earns nothing",
                                List.of("decoration")));
        assertThat(step(advice, "q1a", "20"))
                .isEqualTo(new Advice.Step(
                        new BigDecimal("20"), new BigDecimal("35"), "7/20", false, new BigDecimal("50"), null));
        assertThat(step(advice, "q1a", "20.1"))
                .isEqualTo(new Advice.Step(
                        new BigDecimal("20.1"),
                        new BigDecimal("35.225"),
                        "1409/4000",
                        false,
                        new BigDecimal("52.25"),
                        null));
        // 30.0 begins at 29.95: 79.775 %
        assertThat(step(advice, "q1a", "30").missing()).isEqualTo("497.75");
        assertThat(step(advice, "q1b", "20").missing()).isEqualTo("59.5");
        assertThat(step(advice, "q2a", "5").missing()).isEqualTo("800");
        assertThat(step(advice, "decoration", "6").ratio()).isEqualTo("1/1");
        // 5 points of q1a are less than the 5.95 of q1b; the envelope by q2b, which is before q2d; the decoration; 50
        // in all
        Advice.Combination best = advice.combinations().get(0);
        assertThat(best.changes())
                .extracting(Advice.Change::item, change -> change.to().score().toPlainString(), change -> change.to()
                        .missing())
                .containsExactly(
                        tuple("q1a", "20", new BigDecimal("50")),
                        tuple("q2b", "5", new BigDecimal("795")),
                        tuple("decoration", "6", null));
        assertThat(best.ratioPoints()).isEqualTo("184.5");
        assertThat(best.result()).isEqualTo(new Advice.Result(new BigDecimal("50.00"), null, true));
    }

    @Example
    void saysHowFarOneCanGetWhereTheTargetIsOutOfReach() {
        Advice advice = advise(
                GBT,
                MadeUp.facts(
                        Map.of("planArea", number(1_000), "verticalConcreteVolume", number(1_000)),
                        List.of(new AbsentFeature(AbsentFeature.What.KITCHEN, null, null))),
                new Target(new BigDecimal("100.01"), null));

        assertThat(advice.reachable()).isFalse();
        assertThat(advice.combinations()).isEmpty();
        assertThat(advice.most().percent()).isEqualTo("100.00");
    }

    @Example
    void advisesOnEveryOtherKindOfItem() {
        assertThat(only(
                        "cn-js-three-boards-2017.yaml",
                        "60",
                        Map.of(
                                "slabArea",
                                number(9_000),
                                "stairArea",
                                number(400),
                                "partitionArea",
                                number(7_600),
                                "partitionNonMasonryOther",
                                number(7_000),
                                "encouragedArea",
                                number(4_800))))
                // (7000 + x) / 17000 at least 59.995 %
                .extracting(Advice.Change::item, change -> change.to().missing().toPlainString())
                .containsExactly(tuple("boards", "3199.15"));
        assertThat(only("cn-sh-precast-ratio-2019.yaml", "40", Map.of("castConcreteVolume", number(1_000))))
                .extracting(Advice.Change::item, change -> change.to().missing().toPlainString())
                .containsExactly(tuple("precast", "399.95"));
        assertThat(only(
                        "uk-pmv-riba.yaml",
                        "60",
                        Map.of(
                                "grossCapitalCost",
                                number(1_000),
                                "prelimsCost",
                                number(150),
                                "siteLabourCost",
                                number(450))))
                .extracting(Advice.Change::item, change -> change.to().missing().toPlainString())
                .containsExactly(tuple("pmv", "199.95"));
        assertThat(only(
                        "uk-pmv-dfe.yaml",
                        "80",
                        Map.of(
                                "materialsCost",
                                number(520),
                                "offSiteLabourCost",
                                number(130),
                                "siteLabourCost",
                                number(350))))
                .extracting(Advice.Change::item, change -> change.to().missing().toPlainString())
                .containsExactly(tuple("pmv", "149.95"));
        // by the system of factor 1: 37.5 + 12.495 points, at 0.05 points an area of 1
        assertThat(only(
                        "my-ibs-cis18.yaml",
                        "50",
                        Map.of("constructionArea", number(1_000), "precastSystemArea", number(750))))
                .extracting(Advice.Change::item, change -> change.to().missing().toPlainString())
                .containsExactly(tuple("structure", "249.9"));
    }

    @Example
    void anItemWithoutWhichThereIsNoResultComesFirst() {
        Advice advice = advise(
                MadeUp.shipped("cn-js-db32t-3753-2020.yaml"),
                MadeUp.facts(
                        Map.of("mainStructureConcreteVolume", number(1_000), "interiorPrefabPercent", number(40)),
                        List.of()),
                new Target(BigDecimal.valueOf(30), null));

        assertThat(advice.now().percent()).isNull();
        assertThat(advice.first())
                .extracting(Advice.First::why, Advice.First::id, first -> first.message()
                        .toString())
                .containsExactly(tuple(Advice.Why.MISSING, "z2", "envelopeArea, partitionArea are not declared"));
    }

    private static List<Advice.Change> only(String ruleSet, String percent, Map<String, JsonNode> measures) {
        return advise(
                        MadeUp.shipped(ruleSet),
                        MadeUp.facts(measures, List.of()),
                        new Target(new BigDecimal(percent), null))
                .combinations()
                .get(0)
                .changes();
    }

    private static Advice advise(RuleSet ruleSet, BuildingFacts facts, Target target) {
        return new AdviceBuilder(RatingState.of(ruleSet, facts), target)
                .advice(Rating.of(ruleSet, facts, NOW, null, Rating.Leads.NOWHERE), NOW);
    }

    private static Advice.Step step(Advice advice, String item, String score) {
        return advice.items().stream()
                .filter(candidate -> candidate.id().equals(item))
                .flatMap(candidate -> candidate.steps().stream())
                .filter(step -> step.score().compareTo(new BigDecimal(score)) == 0)
                .findFirst()
                .orElseThrow();
    }

    private static BuildingFacts measured(Map<String, JsonNode> counts) {
        Map<String, JsonNode> measures = new HashMap<>(counts);
        for (String all : List.of(
                "planArea",
                "verticalConcreteVolume",
                "nonLoadBearingEnvelopeArea",
                "envelopeArea",
                "partitionArea",
                "kitchenArea",
                "bathroomArea",
                "pipelineLength")) {
            measures.put(all, number(1_000));
        }
        return MadeUp.facts(measures, List.of());
    }

    /** @param least of 1000, of what is there that counts */
    static BuildingFacts building(Random random, int least) {
        Map<String, JsonNode> measures = new HashMap<>();
        List<List<String>> sides = List.of(
                List.of("planArea", "countedStripArea", "dryFloorArea"),
                List.of("verticalConcreteVolume", "verticalJointConcreteVolume"),
                List.of("nonLoadBearingEnvelopeArea", "envelopeNonMasonryOther"),
                List.of("envelopeArea"),
                List.of("partitionArea", "partitionNonMasonryOther"),
                List.of("bathroomArea", "bathroomDryArea"),
                List.of("pipelineLength", "separatedPipelineLength"));
        BigDecimal walls = BigDecimal.ONE;
        for (List<String> side : sides) {
            BigDecimal all = BigDecimal.valueOf(1 + random.nextInt(2_000_000), 3);
            walls = side.get(0).equals("envelopeArea") ? all : walls;
            if (random.nextInt(8) > 0) {
                measures.put(side.get(0), DecimalNode.valueOf(all));
            }
            for (String counts : side.subList(1, side.size())) {
                if (random.nextInt(4) > 0) {
                    measures.put(
                            counts,
                            DecimalNode.valueOf(
                                    all.multiply(BigDecimal.valueOf(least + random.nextInt(1_000 - least), 3))));
                }
            }
        }
        measures.put("fullDecoration", BooleanNode.valueOf(random.nextBoolean()));
        if (random.nextInt(3) == 0) {
            measures.put("bathroomFitted", BooleanNode.FALSE);
        }
        BuildingFacts facts = MadeUp.facts(
                measures,
                random.nextBoolean() ? List.of(new AbsentFeature(AbsentFeature.What.KITCHEN, null, null)) : List.of());
        List<BuildingFacts.Lot> lots = new ArrayList<>();
        lots.add(new BuildingFacts.Lot(
                "1",
                1,
                List.of(new BuildingFacts.Line(
                        Category.SHEAR_WALL,
                        Set.of(Feature.INSULATION_INTEGRATED, Feature.DECORATION_INTEGRATED),
                        true,
                        Map.of(
                                Quantity.FACE_AREA,
                                new BuildingFacts.Amount(
                                        walls.multiply(BigDecimal.valueOf(least + 1 + random.nextInt(999 - least), 3)),
                                        3,
                                        0)),
                        BigDecimal.ZERO,
                        0,
                        BigDecimal.ZERO))));
        return facts.with(lots);
    }

    private static JsonNode number(int value) {
        return DecimalNode.valueOf(BigDecimal.valueOf(value));
    }
}
