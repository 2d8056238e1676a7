package org.prefabtracker.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.input.Constraints;

/** Properties that hold for every building. */
class RatingLawsTest {

    private static final RuleSet RULES = rules();
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-05-04T08:00:00+08:00");

    private static RuleSet rules() {
        try (var stream = RuleSet.class.getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            return RuleSets.read(
                    "cn-gbt-51129-2017.yaml",
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8),
                    Constraints.validator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 300)
    void morePrecastNeverLowersTheScore(
            @ForAll @Size(4) List<@IntRange(max = 5_000) Integer> amounts,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll @IntRange(min = 1, max = 5_000) int more) {
        List<Integer> raised = new ArrayList<>(amounts);
        raised.set(which, raised.get(which) + more);

        assertThat(percent(lots(raised), 1)).isGreaterThanOrEqualTo(percent(lots(amounts), 1));
    }

    @Property(tries = 200)
    void theOrderAndTheSizeOfLotsDoNotMatter(
            @ForAll @Size(4) List<@IntRange(max = 10_000) Integer> amounts, @ForAll Random random) {
        List<BuildingFacts.Lot> split = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = random.nextInt(amounts.get(i) + 1);
            split.add(lot(i, first));
            split.add(lot(i, amounts.get(i) - first));
        }
        Collections.shuffle(split, random);

        assertThat(percent(split, 1)).isEqualTo(percent(lots(amounts), 1));
    }

    @Property(tries = 200)
    void scalingAllQuantitiesChangesNothing(
            @ForAll @Size(4) List<@IntRange(max = 10_000) Integer> amounts,
            @ForAll @IntRange(min = 1, max = 1_000) int factor) {
        List<BuildingFacts.Lot> scaled = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            scaled.add(lot(i, amounts.get(i) * factor));
        }

        assertThat(percent(scaled, factor)).isEqualTo(percent(lots(amounts), 1));
    }

    @Property(tries = 300)
    void aJointMoreNeverLowersTheScore(
            @ForAll @Size(4) List<@IntRange(max = 5_000) Integer> amounts,
            @ForAll @Size(max = 6) List<@IntRange(max = 1_200) Integer> sizes,
            @ForAll @IntRange(max = 1_200) int more) {
        List<JointFact> joints =
                new ArrayList<>(sizes.stream().map(RatingLawsTest::joint).toList());
        BigDecimal before = percent(lots(amounts), joints, 1);
        joints.add(joint(more));

        assertThat(percent(lots(amounts), joints, 1)).isGreaterThanOrEqualTo(before);
    }

    /** The order in which joints are listed does not matter, nor do those that are too wide. */
    @Property(tries = 100)
    void onlyJointsThatCountMatter(
            @ForAll @Size(4) List<@IntRange(max = 5_000) Integer> amounts,
            @ForAll @Size(max = 6) List<@IntRange(max = 1_200) Integer> sizes,
            @ForAll Random random) {
        List<JointFact> joints =
                new ArrayList<>(sizes.stream().map(RatingLawsTest::joint).toList());
        List<JointFact> counting = new ArrayList<>(sizes.stream()
                .filter(size -> size <= (size % 2 == 0 ? 600 : 300))
                .map(RatingLawsTest::joint)
                .toList());
        Collections.shuffle(counting, random);

        assertThat(percent(lots(amounts), counting, 1)).isEqualTo(percent(lots(amounts), joints, 1));
    }

    /** A strip as wide as its size says, of walls where that is even, of slabs where it is odd. */
    private static JointFact joint(int size) {
        boolean walls = size % 2 == 0;
        JointFact.Joined joined =
                new JointFact.Joined("C", Set.of(walls ? Category.SHEAR_WALL : Category.SLAB), JointFact.Seen.COUNTS);
        return new JointFact(
                "J",
                walls ? JointKind.WALL_STRIP : JointKind.SLAB_STRIP,
                "1",
                BigDecimal.valueOf(size),
                null,
                null,
                new BigDecimal("1.25"),
                new BigDecimal("3.5"),
                false,
                List.of(joined, joined));
    }

    /** Points of vertical members by whole numbers alone: 20 + 10 (r - 35) / 45, halves up to one decimal. */
    @Property(tries = 500)
    void interpolatesExactly(
            @ForAll @IntRange(min = 1, max = 2_000_000) int part, @ForAll @IntRange(min = 1, max = 2_000_000) int all) {
        BigInteger n = BigInteger.valueOf(Math.min(part, all));
        BigInteger d = BigInteger.valueOf(Math.max(part, all));
        BigInteger percentTimesD = n.multiply(BigInteger.valueOf(100));
        BigDecimal expected;
        if (percentTimesD.compareTo(d.multiply(BigInteger.valueOf(35))) < 0) {
            expected = new BigDecimal("0.0");
        } else if (percentTimesD.compareTo(d.multiply(BigInteger.valueOf(80))) >= 0) {
            expected = new BigDecimal("30.0");
        } else {
            // tenths of points x 45 d = 200 x 45 d + 100 (100 n - 35 d); halves up: floor((2 x + 45 d) / (90 d))
            BigInteger tenthsTimes45D = d.multiply(BigInteger.valueOf(9_000))
                    .add(percentTimesD
                            .subtract(d.multiply(BigInteger.valueOf(35)))
                            .multiply(BigInteger.valueOf(100)));
            BigInteger tenths = tenthsTimes45D
                    .shiftLeft(1)
                    .add(d.multiply(BigInteger.valueOf(45)))
                    .divide(d.multiply(BigInteger.valueOf(90)));
            expected = new BigDecimal(tenths, 1);
        }
        RuleSet.Item q1a = RULES.items().findFirst().orElseThrow();

        BigDecimal points = Fractions.round(
                q1a.points()
                        .earnedBy(Fractions.ratio(new BigDecimal(n), new BigDecimal(d))
                                .multiply(100)),
                1,
                RoundingMode.HALF_UP);

        assertThat(points).isEqualTo(expected);
    }

    private static List<BuildingFacts.Lot> lots(List<Integer> hundredths) {
        List<BuildingFacts.Lot> lots = new ArrayList<>();
        for (int i = 0; i < hundredths.size(); i++) {
            lots.add(lot(i, hundredths.get(i)));
        }
        return lots;
    }

    private static BuildingFacts.Lot lot(int which, int hundredths) {
        BigDecimal amount = BigDecimal.valueOf(hundredths, 2);
        Category category = List.of(Category.SHEAR_WALL, Category.SLAB, Category.FACADE_PANEL, Category.PARTITION_PANEL)
                .get(which);
        Quantity quantity = List.of(
                        Quantity.STRUCTURAL_CONCRETE_VOLUME, Quantity.PLAN_AREA, Quantity.FACE_AREA, Quantity.FACE_AREA)
                .get(which);
        Set<Feature> features = which < 2
                ? Set.of()
                : Set.of(Feature.INSULATION_INTEGRATED, Feature.DECORATION_INTEGRATED, Feature.SERVICES_INTEGRATED);
        return new BuildingFacts.Lot(
                "1",
                1,
                List.of(new BuildingFacts.Line(
                        category,
                        features,
                        category.exteriorByDefault(),
                        Map.of(quantity, new BuildingFacts.Amount(amount, 1, 0)),
                        BigDecimal.ZERO,
                        0,
                        BigDecimal.ZERO)));
    }

    private static BigDecimal percent(List<BuildingFacts.Lot> lots, int factor) {
        return percent(lots, List.of(), factor);
    }

    private static BigDecimal percent(List<BuildingFacts.Lot> lots, List<JointFact> joints, int factor) {
        Building building = new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.RESIDENTIAL,
                StructuralSystem.CONCRETE,
                1,
                BigDecimal.TEN,
                null,
                null,
                null,
                null);
        TakeOff.Declared design = new TakeOff.Declared(
                TakeOff.Phase.DESIGN,
                new TakeOff(
                                Map.of(
                                        "planArea", number(100, factor),
                                        "verticalConcreteVolume", number(100, factor),
                                        "nonLoadBearingEnvelopeArea", number(100, factor),
                                        "envelopeArea", number(100, factor),
                                        "partitionArea", number(100, factor)),
                                null,
                                null)
                        .measures(),
                Map.of(),
                List.of(),
                1,
                NOW,
                "designer");
        BuildingFacts facts = new BuildingFacts(
                building, Lens.DESIGN, LocalDate.of(2026, 5, 4), lots, Map.of(TakeOff.Phase.DESIGN, design), joints);
        return Rating.of("P", RULES, facts, NOW).result().percent();
    }

    private static JsonNode number(int value, int factor) {
        return DecimalNode.valueOf(BigDecimal.valueOf((long) value * factor));
    }
}
