package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.joint.JointExclusion;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.measure.JointEligibility;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.input.Constraints;

/** GB/T 51129-2017 4.0.3 and 4.0.5 as its rule set has them. */
class JointEligibilityTest {

    private static final String TEXT = ShippedRuleSetsTest.text("cn-gbt-51129-2017.yaml");
    private static final RuleSet RULES = RuleSets.read("test.yaml", TEXT, Constraints.validator());

    @ParameterizedTest(name = "{0} {1} x {2} on {3}, joins {4}: {5}")
    @CsvSource(nullValues = "-", textBlock = """
            WALL_STRIP,       600,     -,       -,   SHEAR_WALL SHEAR_WALL,              q1a 2.5
            WALL_STRIP,       600.001, -,       -,   SHEAR_WALL SHEAR_WALL,              TOO_WIDE
            WALL_STRIP,       601,     -,       -,   SHEAR_WALL SHEAR_WALL,              TOO_WIDE
            WALL_STRIP,       200,     9000,    -,   SHEAR_WALL DUCTILE_WALL_PANEL,      q1a 2.5
            WALL_STRIP,       -,       -,       -,   SHEAR_WALL SHEAR_WALL,              UNSTATED
            WALL_STRIP,       600,     -,       -,   SHEAR_WALL,                         JOINS_TOO_FEW
            WALL_STRIP,       601,     -,       -,   SHEAR_WALL PARTITION_PANEL,         TOO_WIDE JOINS_TOO_FEW
            WALL_STRIP,       600,     -,       -,   SHEAR_WALL SHEAR_WALL COLUMN,       q1a 2.5
            RING_BEAM,        -,       300,     -,   SHEAR_WALL,                         q1a 2.5
            RING_BEAM,        -,       300.001, -,   SHEAR_WALL,                         TOO_HIGH
            RING_BEAM,        -,       301,     -,   SHEAR_WALL,                         TOO_HIGH
            RING_BEAM,        900,     300,     -,   DUCTILE_WALL_PANEL,                 q1a 2.5
            RING_BEAM,        -,       300,     -,   BEAM,                               JOINS_TOO_FEW
            BEAM_COLUMN_CORE, -,       -,       -,   COLUMN BEAM BEAM,                   q1a 2.5
            BEAM_COLUMN_CORE, 2000,    2000,    -,   COLUMN,                             q1a 2.5
            BEAM_COLUMN_CORE, -,       -,       -,   BEAM BEAM,                          JOINS_TOO_FEW
            COLUMN_JOINT,     -,       500,     500, COLUMN COLUMN,                      q1a 2.5
            COLUMN_JOINT,     -,       501,     500, COLUMN COLUMN,                      TOO_HIGH
            COLUMN_JOINT,     -,       501,     700, COLUMN COLUMN,                      q1a 2.5
            COLUMN_JOINT,     -,       500,     500, COLUMN,                             JOINS_TOO_FEW
            COLUMN_JOINT,     -,       500,     -,   COLUMN COLUMN,                      UNSTATED
            COLUMN_JOINT,     -,       -,       500, COLUMN COLUMN,                      UNSTATED
            SLAB_STRIP,       300,     -,       -,   SLAB SLAB,                          q1b 7
            SLAB_STRIP,       300.001, -,       -,   SLAB SLAB,                          TOO_WIDE
            SLAB_STRIP,       301,     -,       -,   SLAB SLAB,                          TOO_WIDE
            SLAB_STRIP,       300,     -,       -,   SLAB BEAM,                          q1b 7
            SLAB_STRIP,       300,     -,       -,   SLAB METAL_DECK,                    JOINS_TOO_FEW
            """)
    void countsUpToTheLimitAndNotBeyond(
            JointKind kind, BigDecimal width, BigDecimal height, BigDecimal side, String joins, String comesTo) {
        assertThat(told(joint(kind, width, height, side, false, joins), facts()))
                .isEqualTo(comesTo);
    }

    @Test
    void countsASideThatIsCastInPlaceOnlyWhereTheTextDoesNotAskForPrecastOnBoth() {
        BigDecimal mm = new BigDecimal("200");
        assertThat(told(joint(JointKind.WALL_STRIP, mm, mm, mm, true, "SHEAR_WALL SHEAR_WALL"), facts()))
                .isEqualTo("CAST_IN_PLACE_SIDE");
        assertThat(told(joint(JointKind.RING_BEAM, mm, mm, mm, true, "SHEAR_WALL"), facts()))
                .isEqualTo("CAST_IN_PLACE_SIDE");
        assertThat(told(joint(JointKind.COLUMN_JOINT, mm, mm, mm, true, "COLUMN COLUMN"), facts()))
                .isEqualTo("CAST_IN_PLACE_SIDE");
        assertThat(told(joint(JointKind.SLAB_STRIP, mm, mm, mm, true, "SLAB SLAB"), facts()))
                .isEqualTo("CAST_IN_PLACE_SIDE");
        assertThat(told(joint(JointKind.BEAM_COLUMN_CORE, mm, mm, mm, true, "COLUMN BEAM"), facts()))
                .isEqualTo("q1a 2.5");
    }

    @Test
    void saysInWordsWithTheClauseWhatIsTooMuch() {
        JointFact wide = joint(JointKind.WALL_STRIP, new BigDecimal("601"), null, null, false, "SHEAR_WALL SLAB");

        assertThat(new JointEligibility(RULES, facts()).of(wide).get(0).why())
                .extracting(JointExclusion::why, JointExclusion::clause, reason -> reason.message()
                        .toString())
                .containsExactly(
                        tuple(JointExclusion.Why.TOO_WIDE, "4.0.3", "its width of 601 mm is more than 600 mm"),
                        tuple(
                                JointExclusion.Why.JOINS_TOO_FEW,
                                "4.0.3",
                                "it joins 1 of DUCTILE_WALL_PANEL, SHEAR_WALL, at least 2 are asked for"));
    }

    @ParameterizedTest
    @CsvSource({"-1, STOREY", "1, q1a 2.5", "R, q1a 2.5", "9, STOREY"})
    void countsOnRatedStoreysOnly(String storey, String comesTo) {
        JointFact joint = joint(JointKind.RING_BEAM, null, BigDecimal.TEN, null, false, "SHEAR_WALL");
        JointFact there = new JointFact(
                joint.code(),
                joint.kind(),
                storey,
                null,
                joint.heightMm(),
                null,
                joint.volumeM3(),
                null,
                false,
                joint.joins());
        assertThat(told(there, facts())).isEqualTo(comesTo);
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTS, COUNTS, q1a 2.5",
        "COUNTS, NOT_YET, NOT_AT_LENS",
        "NOT_YET, NOT_YET, NOT_AT_LENS NOT_AT_LENS",
        "CANCELLED, COUNTS, CANCELLED_COMPONENT"
    })
    void countsOnceEverythingCountsThatItJoins(JointFact.Seen one, JointFact.Seen other, String comesTo) {
        JointFact joint = new JointFact(
                "J",
                JointKind.WALL_STRIP,
                "1",
                BigDecimal.TEN,
                null,
                null,
                new BigDecimal("2.5"),
                null,
                false,
                List.of(
                        new JointFact.Joined("W-1", Set.of(Category.SHEAR_WALL), one),
                        new JointFact.Joined("W-2", Set.of(Category.SHEAR_WALL), other)));
        assertThat(told(joint, facts())).isEqualTo(comesTo);
    }

    @Test
    void countsWallsThatArePartsOfWhatItJoins() {
        JointFact joint = new JointFact(
                "J",
                JointKind.WALL_STRIP,
                "1",
                BigDecimal.TEN,
                null,
                null,
                new BigDecimal("2.5"),
                null,
                false,
                List.of(
                        new JointFact.Joined(
                                "M-1", Set.of(Category.VOLUMETRIC_MODULE, Category.SHEAR_WALL), JointFact.Seen.COUNTS),
                        new JointFact.Joined(
                                "M-2",
                                Set.of(Category.VOLUMETRIC_MODULE, Category.SHEAR_WALL),
                                JointFact.Seen.COUNTS)));
        assertThat(told(joint, facts())).isEqualTo("q1a 2.5");
    }

    @Test
    void countsNothingWhereTheSumIsDeclaredInAnyPhase() {
        JointFact wall = joint(JointKind.RING_BEAM, null, BigDecimal.TEN, null, false, "SHEAR_WALL");
        JointFact slab = joint(JointKind.SLAB_STRIP, BigDecimal.TEN, null, null, false, "SLAB SLAB");
        for (TakeOff.Phase phase : TakeOff.Phase.values()) {
            BuildingFacts declared = facts(StructuralSystem.CONCRETE, Map.of(phase, declared(phase)));
            assertThat(told(wall, declared)).isEqualTo("DECLARED");
            assertThat(told(slab, declared)).isEqualTo("q1b 7");
        }
    }

    @Test
    void countsNothingWhereMembersCountByTheirMass() {
        assertThat(told(
                        joint(JointKind.BEAM_COLUMN_CORE, null, null, null, false, "COLUMN"),
                        facts(StructuralSystem.STEEL, Map.of())))
                .isEqualTo("BY_MASS");
    }

    @Test
    void saysThatARuleSetCountsNoSuchJoints() {
        RuleSet other = RuleSets.read(
                "cn-js-db32t-3753-2020.yaml",
                ShippedRuleSetsTest.text("cn-js-db32t-3753-2020.yaml"),
                Constraints.validator());
        List<JointEligibility.Verdict> verdicts = new JointEligibility(other, facts())
                .of(joint(JointKind.RING_BEAM, null, BigDecimal.TEN, null, false, "SHEAR_WALL"));
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.get(0).counts()).isFalse();
        assertThat(verdicts.get(0).why())
                .extracting(JointExclusion::why, JointExclusion::clause, reason -> reason.message()
                        .toString())
                .containsExactly(tuple(
                        JointExclusion.Why.NO_RULE,
                        null,
                        "rule set cn-js-db32t-3753-2020 counts no joints of kind RING_BEAM"));
    }

    /** {@code q1a 2.5} where it counts, else the reasons. */
    private static String told(JointFact joint, BuildingFacts facts) {
        List<JointEligibility.Verdict> verdicts = new JointEligibility(RULES, facts).of(joint);
        assertThat(verdicts).hasSize(1);
        JointEligibility.Verdict verdict = verdicts.get(0);
        assertThat(verdict.counts()).isEqualTo(verdict.why().isEmpty());
        assertThat(verdict.adds().signum() > 0).isEqualTo(verdict.counts());
        return verdict.counts()
                ? verdict.item() + " " + verdict.adds()
                : verdict.why().stream().map(reason -> reason.why().name()).collect(Collectors.joining(" "));
    }

    private static JointFact joint(
            JointKind kind, BigDecimal width, BigDecimal height, BigDecimal side, boolean castInPlace, String joins) {
        return new JointFact(
                "J",
                kind,
                "1",
                width,
                height,
                side,
                new BigDecimal("2.50"),
                new BigDecimal("7"),
                castInPlace,
                Arrays.stream(joins.split(" "))
                        .map(category ->
                                new JointFact.Joined("C", Set.of(Category.valueOf(category)), JointFact.Seen.COUNTS))
                        .toList());
    }

    private static TakeOff.Declared declared(TakeOff.Phase phase) {
        return new TakeOff.Declared(
                phase,
                Map.of(
                        "verticalJointConcreteVolume",
                        com.fasterxml.jackson.databind.node.DecimalNode.valueOf(BigDecimal.ONE)),
                Map.of(),
                List.of(),
                1,
                null,
                null);
    }

    private static BuildingFacts facts() {
        return facts(StructuralSystem.CONCRETE, Map.of());
    }

    private static BuildingFacts facts(StructuralSystem structure, Map<TakeOff.Phase, TakeOff.Declared> takeOffs) {
        Building building = new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.RESIDENTIAL,
                structure,
                1,
                BigDecimal.TEN,
                null,
                null,
                null,
                List.of(
                        new Building.Storey("-1", StoreyKind.BASEMENT, null),
                        new Building.Storey("1", StoreyKind.ABOVE_GROUND, null),
                        new Building.Storey("R", StoreyKind.ROOF_TOWER, null)));
        return new BuildingFacts(building, Lens.DESIGN, LocalDate.EPOCH, List.of(), takeOffs, List.of());
    }
}
