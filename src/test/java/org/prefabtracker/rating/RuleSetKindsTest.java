package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Example;
import org.prefabtracker.rating.ruleset.ExampleBuilding;
import org.prefabtracker.rating.ruleset.ExampleComponent;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.RuleSetValidator;
import org.prefabtracker.rating.ruleset.Settings;
import org.prefabtracker.shared.input.Constraints;
import org.prefabtracker.shared.problem.Violations;

/** What the engine can say beyond the rule sets that come along, by made-up ones. */
class RuleSetKindsTest {

    private static final Validator VALIDATOR = Constraints.validator();

    private static final String HEAD = """
            id: made-up-2026
            name: 虚构
            nameEn: made up
            document: none
            jurisdiction: CN
            validFrom: 2026-01-01
            unit: building
            uses: [PUBLIC]
            """;

    /** Items as Beijing's annex of 2017 has them: absent points leave the whole, and a band ends with a step. */
    private static final String BEIJING = HEAD + """
            settings: {ties: HALF_UP, ratioRounding: NONE, scoreDecimals: 2, percentDecimals: 2, gaps: LOWER_GRADE, cavityCounts: false,
              compositeVertical: BY_CONCRETE, storeyKinds: [ABOVE_GROUND]}
            groups:
              - id: Q
                name: Q
                nameEn: Q
                clause: annex
                basis: VERIFIED
                max: 86
                items:
                  - {id: envelope, name: 围护, nameEn: envelope, clause: annex, basis: VERIFIED,
                     measured: {kind: RATIO, declared: [envelopeNonMasonryOther], denominator: envelopeArea, undeclared: ZERO},
                     points: {kind: LINEAR_THEN_STEP, from: 50, to: 80, low: 5, high: 10, then: 11}}
                  - {id: kitchen, name: 厨房, nameEn: kitchen, clause: annex, basis: VERIFIED, absentWith: kitchen,
                     measured: {kind: RATIO, declared: [kitchenDryArea], denominator: kitchenArea, undeclared: ZERO},
                     points: {kind: AT_LEAST, from: 70, points: 10}}
                  - {id: heating, name: 采暖, nameEn: heating pipes, clause: annex, basis: VERIFIED, absentWith: bathroom,
                     measured: {kind: RATIO, declared: [bathroomDryArea], denominator: bathroomArea, undeclared: ZERO},
                     points: {kind: AT_LEAST, from: 70, points: 4}}
            percent: {kind: POINTS_OF_WHAT_IS_THERE, of: 100, clause: annex}
            prerequisites: []
            grades: []
            examples:
              - {name: neither kitchens nor heating, ratios: {envelope: 80}, gives: {points: {Q: 11}, absent: 14, percent: 12.79, qualifies: false}}
            """;

    @ParameterizedTest
    @CsvSource({"49.99, 0.00", "50, 5.00", "65, 7.50", "79.99, 10.00", "79.9, 9.98", "80, 11.00", "100, 11.00"})
    void interpolatesABandAndThenSteps(String percent, String points) {
        Map<String, MeasurementOutcome> readings = new LinkedHashMap<>();
        readings.put("envelope", known(percent));
        readings.put(
                "kitchen",
                new MeasurementOutcome.NotApplicable(
                        new AbsentFeature(AbsentFeature.What.KITCHEN, null, null), TakeOff.Phase.DESIGN));
        readings.put(
                "heating",
                new MeasurementOutcome.NotApplicable(
                        new AbsentFeature(AbsentFeature.What.BATHROOM, null, null), TakeOff.Phase.DESIGN));

        Score score = Score.of(read(BEIJING), readings);

        assertThat(score.items().get("envelope")).isEqualTo(points);
        assertThat(score.absent()).isEqualByComparingTo("14");
    }

    @Test
    void refusesABandThatIsUpsideDownAndAStepDownwards() {
        assertThatThrownBy(() -> read(BEIJING.replace("from: 50, to: 80, low", "from: 80, to: 50, low")))
                .hasMessageContaining("/points/to (50): above 80, where the range begins");
        assertThatThrownBy(() -> read(BEIJING.replace("then: 11", "then: 9")))
                .hasMessageContaining("/points/then (9): not below high");
    }

    /** Coverage to 4 places, each row to 3 and then to 2, the total to none: the form of Singapore's BDAS 2014. */
    private static final String SINGAPORE =
            HEAD + """
            settings: {ties: HALF_UP, ratioRounding: NONE, percentDecimals: 0, gaps: LOWER_GRADE, cavityCounts: false,
              compositeVertical: BY_CONCRETE, storeyKinds: [ABOVE_GROUND],
              steps: {ratio: [{decimals: 4, mode: HALF_UP}],
                points: [{decimals: 3, mode: HALF_UP}, {decimals: 2, mode: HALF_UP}]}}
            groups:
              - id: structure
                name: 结构
                nameEn: structure
                clause: BDAS
                basis: VERIFIED
                max: 45
                items:
                  - {id: row1, name: 1, nameEn: row 1, clause: BDAS, basis: VERIFIED,
                     weight: {input: mainStructureWeight},
                     measured: {kind: RATIO, declared: [precastSystemArea], denominator: constructionArea, undeclared: ZERO},
                     points: {kind: PROPORTIONAL, points: 45}}
                  - {id: row2, name: 2, nameEn: row 2, clause: BDAS, basis: VERIFIED,
                     weight: {input: envelopeWeight},
                     measured: {kind: RATIO, declared: [otherSystemArea], denominator: constructionArea, undeclared: ZERO},
                     points: {kind: PROPORTIONAL, points: 45}}
            percent: {kind: SUM_OF_POINTS, clause: BDAS}
            prerequisites: []
            grades: []
            examples:
              - {name: a, ratios: {row1: 70, row2: 30}, weights: {row1: 1, row2: 0.75},
                 gives: {points: {structure: 41.63}, absent: 0, percent: 42, qualifies: false}}
              - {name: b, ratios: {row1: 33.33, row2: 66.67}, weights: {row1: 0.9, row2: 0.75},
                 gives: {points: {structure: 36.00}, absent: 0, percent: 36, qualifies: false}}
            """.replace("name: 1,", "name: '1',").replace("name: 2,", "name: '2',");

    @ParameterizedTest
    @CsvSource({
        "700, 1.0, 300, 0.75, 31.50, 10.13, 41.63, 42",
        "333.3, 0.9, 666.7, 0.75, 13.50, 22.50, 36.00, 36",
        // 45 x 0.33333 x 0.9 is 13.49987 unrounded; by its steps the row is 45 x 0.3333 x 0.9 = 13.49865, 13.499, 13.50
        "333.33, 0.9, 0, 1, 13.50, 0.00, 13.50, 14"
    })
    void roundsStepByStep(
            BigDecimal area1,
            BigDecimal index1,
            BigDecimal area2,
            BigDecimal index2,
            String row1,
            String row2,
            String structure,
            String total) {
        BigDecimal all = new BigDecimal("1000");
        Map<String, MeasurementOutcome> readings = Map.of(
                "row1", new MeasurementOutcome.Known(Fractions.ratio(area1, all), Fractions.of(index1)),
                "row2", new MeasurementOutcome.Known(Fractions.ratio(area2, all), Fractions.of(index2)));

        Score score = Score.of(read(SINGAPORE), readings);

        assertThat(score.items().get("row1")).isEqualTo(row1);
        assertThat(score.items().get("row2")).isEqualTo(row2);
        assertThat(score.groups().get("structure")).isEqualTo(structure);
        assertThat(score.percent()).isEqualTo(total);
    }

    @ParameterizedTest
    @CsvSource({"HALF_UP, 0.1235", "HALF_EVEN, 0.1234", "DOWN, 0.1234", "UP, 0.1235"})
    void roundsToThePlacesAndTheWayThatAStepNames(Settings.Mode mode, String rounded) {
        assertThat(Fractions.round(Fractions.of(new BigDecimal("0.12345")), List.of(new Settings.Step(4, mode))))
                .isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: POOLED     | kind: PUDDLED                   | /groups/0/items/0/measured/kind (PUDDLED): unknown kind
            [SLAB]           | [SLAB, STAIR]                   | a component could count twice
            denominator: slabArea  | denominator: wallLength   | in m2, not in m
            60%, nameEn      | 60%, name: x, nameEn            | this key is given already
            quantity: planAreaM2 | quantity: volume            | (volume): expected one of concreteVolumeM3
            slabArea: 9000   | slabArea: 0                     | /building/takeOff/measures/slabArea (0): above 0
            slabArea: 9000   | roofArea: 9000                  | no such measure; there are planArea
            slabArea: 9000,  |                                 | /examples/0/gives
            planAreaM2: 6300 | planAreaM2: .nan                | (.nan): expected a number
            planAreaM2: 6300 | planAreaM2: -1                  | /examples/0/building/components/0/quantities/planAreaM2 (-1)
            """)
    void namesWhatIsWrongWithTheOtherKinds(String right, String wrong, String message) {
        String text = ShippedRuleSetsTest.text("cn-js-three-boards-2017.yaml");
        assertThat(text).contains(right);
        assertThatThrownBy(() -> read(text.replaceFirst(
                        java.util.regex.Pattern.quote(right),
                        java.util.regex.Matcher.quoteReplacement(wrong == null ? "" : wrong))))
                .isInstanceOf(RuleSets.Refused.class)
                .hasMessageContaining("test.yaml")
                .hasMessageContaining("line ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesEditionsThatReplaceEachOther() {
        Violations violations = new Violations();
        RuleSet a = read(BEIJING.replace("id: made-up-2026", "id: made-up-a\nreplaces: made-up-b"));
        RuleSet b = read(BEIJING.replace("id: made-up-2026", "id: made-up-b\nreplaces: made-up-c"));
        RuleSet c = read(BEIJING.replace("id: made-up-2026", "id: made-up-c\nreplaces: made-up-a"));

        RuleSetValidator.check(a, Map.of("made-up-b", b, "made-up-c", c), ExampleOutcome::of, violations);

        assertThat(violations.kept()).singleElement().satisfies(violation -> assertThat(violation.message())
                .isEqualTo("a cycle: made-up-a, made-up-b, made-up-c replace each other"));
    }

    @Property(tries = 200)
    void theOrderOfGroupsAndItemsDoesNotMatter(
            @ForAll @Size(11) List<@IntRange(max = 1_000) Integer> permille, @ForAll Random random) {
        RuleSet ruleSet = GBT;
        List<RuleSet.Item> items = ruleSet.items().toList();
        Map<String, MeasurementOutcome> readings = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            readings.put(items.get(i).id(), known(BigDecimal.valueOf(permille.get(i), 1)));
        }
        List<RuleSet.Group> shuffled = new ArrayList<>();
        ruleSet.groups().forEach(group -> {
            List<RuleSet.Item> mixed = new ArrayList<>(group.items());
            Collections.shuffle(mixed, random);
            shuffled.add(new RuleSet.Group(
                    group.id(),
                    group.name(),
                    group.nameEn(),
                    group.clause(),
                    group.basis(),
                    group.max(),
                    group.minimum(),
                    mixed));
        });
        Collections.shuffle(shuffled, random);

        Score other = Score.of(withGroups(ruleSet, shuffled), readings);

        assertThat(other).isEqualTo(Score.of(ruleSet, readings));
    }

    private static final RuleSet GBT = ShippedRuleSetsTest.read("cn-gbt-51129-2017.yaml");

    /**
     * (a + b + c) / (A + B + C) + e / (4 E) in hundredths of a percent by whole numbers alone, halves up:
     * x = 10000 (n / D + e / 4 E) = 10000 (4 n E + e D) / (4 D E).
     */
    @Property(tries = 300)
    void reproducesTheThreeBoardsExactly(@ForAll @Size(8) List<@IntRange(min = 1, max = 2_000_000) Integer> amounts) {
        BigInteger n = BigInteger.ZERO;
        BigInteger d = BigInteger.ZERO;
        BigInteger[] sides = new BigInteger[8];
        for (int i = 0; i < 4; i++) {
            sides[2 * i] = BigInteger.valueOf(Math.min(amounts.get(2 * i), amounts.get(2 * i + 1)));
            sides[2 * i + 1] = BigInteger.valueOf(Math.max(amounts.get(2 * i), amounts.get(2 * i + 1)));
            if (i < 3) {
                n = n.add(sides[2 * i]);
                d = d.add(sides[2 * i + 1]);
            }
        }
        BigInteger above =
                n.multiply(sides[7]).shiftLeft(2).add(sides[6].multiply(d)).multiply(BigInteger.valueOf(10_000));
        BigInteger below = d.multiply(sides[7]).shiftLeft(2);
        BigInteger hundredths = above.shiftLeft(1).add(below).divide(below.shiftLeft(1));
        Example example = new Example(
                "any",
                null,
                null,
                null,
                new ExampleBuilding(
                        List.of(
                                component("SLAB", "PLAN_AREA", sides[0]),
                                component("STAIR", "PLAN_AREA", sides[2]),
                                component("PARTITION_PANEL", "FACE_AREA", sides[4]),
                                component("AC_SLAB", "PLAN_AREA", sides[6])),
                        List.of(),
                        new org.prefabtracker.project.TakeOff(
                                Map.of(
                                        "slabArea", number(sides[1]),
                                        "stairArea", number(sides[3]),
                                        "partitionArea", number(sides[5]),
                                        "encouragedArea", number(sides[7])),
                                null,
                                null)),
                null);

        assertThat(ExampleOutcome.of(BOARDS, example).percent()).isEqualTo(new BigDecimal(hundredths, 2));
    }

    private static final RuleSet BOARDS = ShippedRuleSetsTest.read("cn-js-three-boards-2017.yaml");

    private static ExampleComponent component(String category, String quantity, BigInteger amount) {
        BigDecimal of = new BigDecimal(amount);
        boolean plan = quantity.equals("PLAN_AREA");
        return new ExampleComponent(
                org.prefabtracker.catalogue.Category.valueOf(category),
                null,
                null,
                new org.prefabtracker.catalogue.Quantities(
                        null, null, null, null, null, plan ? of : null, plan ? null : of, null));
    }

    private static com.fasterxml.jackson.databind.JsonNode number(BigInteger value) {
        return com.fasterxml.jackson.databind.node.DecimalNode.valueOf(new BigDecimal(value));
    }

    private static RuleSet withGroups(RuleSet r, List<RuleSet.Group> groups) {
        return new RuleSet(
                r.id(),
                r.name(),
                r.nameEn(),
                r.document(),
                r.jurisdiction(),
                r.validity(),
                r.unit(),
                r.uses(),
                r.settings(),
                groups,
                r.percent(),
                r.prerequisites(),
                r.gradeRequires(),
                r.grades(),
                r.examples());
    }

    private static RuleSet read(String text) {
        return RuleSets.read("test.yaml", text, VALIDATOR);
    }

    private static MeasurementOutcome known(String percent) {
        return known(new BigDecimal(percent));
    }

    private static MeasurementOutcome known(BigDecimal percent) {
        return new MeasurementOutcome.Known(Fractions.of(percent).divide(BigFraction.of(100)));
    }
}
