package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.input.Constraints;

class RuleSetsTest {

    private static final Validator VALIDATOR = Constraints.validator();
    private static final String TEXT = text();

    private static String text() {
        try (var stream = RuleSetsTest.class.getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static java.util.List<GoldenVector> goldenVectors() {
        return GoldenVector.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenVectors")
    void givesTheGoldenVector(GoldenVector vector) {
        RuleSet ruleSet = read(TEXT);
        Map<String, MeasurementOutcome> readings = new HashMap<>();
        vector.ratios().forEach((item, percent) -> {
            if (percent != null) {
                readings.put(
                        item, new MeasurementOutcome.Known(Fractions.of(percent).divide(100)));
            } else if (item.equals("q1a")) {
                readings.put(item, known("100")); // of steel: full under DESIGN
            } else {
                readings.put(
                        item,
                        new MeasurementOutcome.NotApplicable(
                                new AbsentFeature(AbsentFeature.What.KITCHEN, null, null), TakeOff.Phase.DESIGN));
            }
        });
        readings.put("decoration", known(vector.decorated() ? "100" : "0"));

        Score score = Score.of(ruleSet, readings);

        assertThat(score.groups())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(vector.groups());
        assertThat(score.absent()).isEqualByComparingTo(vector.absent());
        assertThat(score.percent()).isEqualTo(vector.percent());
        assertThat(score.qualifies()).isEqualTo(vector.qualifies());
        assertThat(score.grade()).isEqualTo(vector.grade());
    }

    @Test
    void isFinalBecauseEveryRuleIsReadOrWellKnown() {
        assertThat(read(TEXT).provisional()).isFalse();
        assertThat(read(TEXT.replaceFirst("basis: RECALLED_HIGH", "basis: RECALLED_LOW"))
                        .provisional())
                .isTrue();
    }

    /** 35 to 80 earns 20 to 30: 0.05 points are 0.225 percent of ratio, so 35.225 lies in the middle of 20.0 and 20.1. */
    @ParameterizedTest
    @CsvSource({
        "HALF_UP, 35.225, 20.1",
        "HALF_EVEN, 35.225, 20.0",
        "HALF_UP, 35.675, 20.2",
        "HALF_EVEN, 35.675, 20.2",
        "HALF_UP, 35.2249999999, 20.0"
    })
    void roundsTiesAsTheSettingSays(String ties, String percent, BigDecimal points) {
        RuleSet ruleSet = read(TEXT.replace("ties: HALF_UP", "ties: " + ties));
        assertThat(Score.of(ruleSet, readings("q1a", percent)).items().get("q1a"))
                .isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 35.2249, 20.0",
        "TWO_DECIMALS, 35.2249, 20.0",
        "ONE_DECIMAL, 35.26, 20.1",
        "NONE, 34.96, 0.0",
        "ONE_DECIMAL, 34.96, 20.0"
    })
    void roundsRatiosFirstWhereTheSettingSaysSo(String rounding, String percent, BigDecimal points) {
        RuleSet ruleSet = read(TEXT.replace("ratioRounding: NONE", "ratioRounding: " + rounding));
        assertThat(Score.of(ruleSet, readings("q1a", percent)).items().get("q1a"))
                .isEqualTo(points);
    }

    /** 50 + 5 + 2 + 5 + 2 + 6 + 5.5 = 75.5 of 100. */
    @ParameterizedTest
    @CsvSource({"LOWER_GRADE, A", "NO_GRADE, "})
    void givesAPercentBetweenTwoGradesTheLowerOneAndSaysSo(String gaps, String grade) {
        RuleSet ruleSet = read(TEXT.replace("gaps: LOWER_GRADE", "gaps: " + gaps));
        Map<String, MeasurementOutcome> readings = readings("q1a", "80");
        Map.of("q1b", "80", "q2a", "80", "q2b", "50", "q2c", "50", "q2d", "50", "decoration", "100", "q3d", "65")
                .forEach((item, percent) -> readings.put(item, known(percent)));

        Score score = Score.of(ruleSet, readings);

        assertThat(score.percent()).isEqualTo("75.50");
        assertThat(score.inGap()).isTrue();
        assertThat(score.grade()).isEqualTo(grade);
    }

    @Test
    void doesNotQualifyWhereAnItemIsImpossible() {
        RuleSet ruleSet = read(TEXT);
        Map<String, MeasurementOutcome> readings = new HashMap<>();
        ruleSet.items().forEach(item -> readings.put(item.id(), known("100")));
        readings.put("q3d", new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL.of()));

        Score score = Score.of(ruleSet, readings);

        assertThat(score.percent()).isEqualTo("94.00");
        assertThat(score.incomplete()).isTrue();
        assertThat(score.qualifies()).isFalse();
        assertThat(score.grade()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from: 35, to: 80           | from: 80, to: 35             | /groups/0/items/0/points/to (35): above 80
            from: 35, to: 80           | from: .nan, to: 80           | line 51
            group: Q2, atLeast         | group: Q9, atLeast           | /prerequisites/1/group (Q9): there is no such group
            item: q1a, ratio           | item: q9, ratio              | /gradeRequires/item (q9): there is no such item
            denominator: envelopeArea  | denominator: roofArea        | /groups/1/items/1/measured/denominator (roofArea): expected one of planArea
            denominator: envelopeArea  | denominator: kitchenFitted   | it is a FACT, not a DENOMINATOR
            percent: 66.00             | percent: 66.01               | the example does not reproduce
            id: AA, from: 76           | id: AA, from: 74             | grades go upwards without overlapping
            id: q2d                    | id: q2c                      | another item has this id
            kind: AT_LEAST, from: 70   | kind: ABOUT, from: 70        | line 151
            scoreDecimals: 1           | scoreDecimal: 1              | line 16, column 3: /settings/scoreDecimal: no such field
            uses:                      | validFrom: 2018-02-01        | /validFrom (validFrom): this key is given already
            validFrom: 2018-02-01      | validFrom: 20180-02-01       | line 7, column 1: /validFrom (20180-02-01): expected a date
            validFrom: 2018-02-01      | validFrom: 20026-02-01       | line 7, column 1: /validFrom (20026-02-01): expected a date
            jurisdiction: CN           | jurisdiction: CN\\nvalidTo: 2018-01-31 | /validTo (2018-01-31): not before validFrom
            jurisdiction: CN           | jurisdiction: CN\\nreplaces: cn-gbt-51129-2017 | line 7, column 1: /replaces (cn-gbt-51129-2017): a cycle
            of: 100, clause: 4.0.1     | of: 22, clause: 4.0.1        | /percent/of (22): more than 27, the points of everything that can be absent
            of: 100, clause: 4.0.1     | of: 27, clause: 4.0.1        | /percent/of (27): more than 27, the points of everything that can be absent
            minimum: 20                | minimum: 25                  | /groups/0/minimum (25): a prerequisite asks for at least 20
            minimum: 10                | basis: VERIFIED              | this key is given already
            group: Q2, atLeast: 10     | group: Q2, atLeast: 21       | at most 20, the most the group can earn
            group: Q2, atLeast: 10     | group: Q1, atLeast: 20       | /groups/1/minimum (10): no prerequisite of kind GROUP enforces it
            basis: RECALLED_HIGH\\n        measured: {kind: FACT | absentWith: kitchen\\n        basis: RECALLED_HIGH\\n        measured: {kind: FACT | a fact is declared as true or false
            q3d: 60}                   | q3a: 60}                     | this key is given already
            q1a: 45, q1b: 78,          | q1b: 78,                     | /examples/1/ratios (q1a): it has no ratio; only an item that can be absent may be left out
            q1a: 45, q1b: 78,          | q1a: 145, q1b: 78,           | /examples/1/ratios/q1a (145): must be less than or equal to 100
            q1a: 45, q1b: 78,          | q9: 1, q1a: 45, q1b: 78,     | there is no such item
            denominator: envelopeArea  | denominator: pipelineLength  | in m2, but the denominator is in m
            settings:                  | settings: &s                 | anchors and aliases are not allowed
            grades:                    | grades: [                    | line 203
            ties: HALF_UP              | ties: SOMEHOW                | /settings/ties (SOMEHOW): expected one of HALF_UP, HALF_EVEN
            id: cn-gbt-51129-2017      | id: drafts                   | this id is reserved
            kind: RING_BEAM, clause    | kind: WALL_STRIP, clause     | line 43, column 16: /groups/0/items/0/measured/joints/1/kind (WALL_STRIP): the item has a rule for this kind already
            kind: RING_BEAM, clause    | kind: RING, clause           | line 43, column 16: /groups/0/items/0/measured/joints/1/kind (RING): expected one of WALL_STRIP
            heightUpToColumnSide: true | heightUpToColumnSide: true, heightUpToMm: 500 | /groups/0/items/0/measured/joints/3/heightUpToColumnSide (true): either this or heightUpToMm
            joins: [COLUMN], atLeast: 2 | atLeast: 2                  | line 46, column 15: /groups/0/items/0/measured/joints/3/joins: the categories of which it joins at least 2
            widthUpToMm: 600           | widthUpToMm: -600            | /groups/0/items/0/measured/joints/0/widthUpToMm (-600): must be greater than 0
            widthUpToMm: 600           | widthUpToMm: 601             | the example does not reproduce
            widthUpToMm: 300           | widthUpToMm: 299             | the example does not reproduce
            absentWith: kitchen\\n        measured:\\n          kind: RATIO | absentWith: kitchen\\n        measured:\\n          joints: [{kind: SLAB_STRIP, clause: 4.0.5}]\\n          kind: RATIO | /measured/joints (kitchen): an item that can be absent cannot count joints
            denominator: pipelineLength | denominator: pipelineLength\\n          joints: [{kind: SLAB_STRIP, clause: 4.0.5}] | /measured/joints (pipelineLength): joints have a volume in m3 and an area in m2
            """)
    void namesWhatIsWrongWithAFileAndWhere(String right, String wrong, String message) {
        String from = right.replace("\\n", "\n");
        assertThat(TEXT).contains(from);
        assertThatThrownBy(() -> read(TEXT.replace(from, wrong.replace("\\n", "\n"))))
                .isInstanceOf(RuleSets.Refused.class)
                .hasMessageContaining("test.yaml")
                .hasMessageContaining(message);
    }

    private static RuleSet read(String text) {
        return RuleSets.read("test.yaml", text, VALIDATOR);
    }

    private static MeasurementOutcome known(String percent) {
        return new MeasurementOutcome.Known(
                Fractions.of(new BigDecimal(percent)).divide(100));
    }

    /** One ratio as given, nothing known of the others. */
    private static Map<String, MeasurementOutcome> readings(String item, String percent) {
        Map<String, MeasurementOutcome> readings = new HashMap<>();
        read(TEXT)
                .items()
                .forEach(other ->
                        readings.put(other.id(), new MeasurementOutcome.Missing(RatingNote.NO_VERTICAL_MEMBER.of())));
        readings.put(item, known(percent));
        return readings;
    }
}
