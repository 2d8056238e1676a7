package org.prefabtracker.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prefabtracker.advice.MadeUp.advise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.ruleset.RuleSet;

/** Advice by GB/T 51129-2017 and by the other rule sets, on buildings with 1000 of every quantity by default. */
class AdviceBuilderTest {

    private static final RuleSet GBT = MadeUp.shipped("cn-gbt-51129-2017.yaml");

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

    private static JsonNode number(int value) {
        return DecimalNode.valueOf(BigDecimal.valueOf(value));
    }
}
