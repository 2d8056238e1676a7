package org.prefabtracker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.facts.SpecRevision;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.RuleSetReader;

/** The tables of a report hold each component that counts once, however finely they tell them apart. */
class CalculationLawsTest {

    private static final RuleSet RULES = rules();

    /** A building of made-up components: their rating, and what the report makes of them. */
    private record Made(Rating rating, Map<String, Calculation> calculations) {}

    static RuleSet rules() {
        try (var stream = RuleSet.class.getResourceAsStream("/rulesets/cn-gbt-51129-2017.yaml")) {
            return RuleSetReader.readChecked(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 200)
    void theRowsOfAnItemSumUpToWhatItsFindingTracked(
            @ForAll Random random,
            @ForAll @IntRange(min = 0, max = 120) int components,
            @ForAll StructuralSystem structure) {
        Made made = made(random, components, structure);
        made.rating().groups().stream().flatMap(group -> group.items().stream()).forEach(finding -> {
            Calculation calculation = made.calculations().getOrDefault(finding.id(), Calculation.NONE);
            BigDecimal tracked = finding.tracked() == null ? BigDecimal.ZERO : finding.tracked();
            assertThat(calculation.total()).as(finding.id()).isEqualByComparingTo(tracked);
            if (finding.evidence() != null) {
                assertThat(calculation.components())
                        .as(finding.id())
                        .isEqualTo(finding.evidence().components());
            }
        });
    }

    @Property(tries = 200)
    void takingAlikeStoreysAndKindsTogetherLosesNothing(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 120) int components) {
        made(random, components, StructuralSystem.CONCRETE).calculations().forEach((item, calculation) -> {
            for (Calculation.Detail detail : Calculation.Detail.values()) {
                List<Calculation.Group> groups = calculation.groups(detail);
                assertThat(groups.stream().map(Calculation.Group::total).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .as(item + " " + detail)
                        .isEqualByComparingTo(calculation.total());
                assertThat(groups.stream()
                                .mapToLong(Calculation.Group::components)
                                .sum())
                        .isEqualTo(calculation.components());
                assertThat(groups.stream().flatMap(group -> group.storeys().stream()))
                        .containsExactlyElementsOf(calculation.storeys().stream()
                                .map(Calculation.Storey::code)
                                .toList());
            }
        });
    }

    @Property(tries = 50)
    void storeysThatAreAlikeAndNextToEachOtherAreOneGroup(
            @ForAll @IntRange(min = 1, max = 20) int storeys, @ForAll @IntRange(min = 0, max = 19) int other) {
        List<Calculation.Storey> alike = new ArrayList<>();
        for (int i = 0; i < storeys; i++) {
            int pieces = i == other ? 3 : 4;
            alike.add(new Calculation.Storey(
                    Integer.toString(i + 1),
                    i,
                    List.of(Calculation.Row.of(Category.SLAB, "YB-1", "DBS", 1, new BigDecimal("5.814"), pieces))));
        }
        int expected = other >= storeys || storeys == 1 ? 1 : other == 0 || other == storeys - 1 ? 2 : 3;
        assertThat(new Calculation(alike).groups(Calculation.Detail.MARKS)).hasSize(expected);
    }

    private static Made made(Random random, int size, StructuralSystem structure) {
        List<CountedSpec> specs = new ArrayList<>();
        for (Category category : Category.values()) {
            Set<Feature> features = EnumSet.noneOf(Feature.class);
            for (Feature feature : Feature.values()) {
                if (random.nextBoolean()) {
                    features.add(feature);
                }
            }
            List<Spec.Part> parts = category == Category.VOLUMETRIC_MODULE
                    ? List.of(
                            new Spec.Part(Category.SHEAR_WALL, true, features, 2, quantities(random)),
                            new Spec.Part(Category.SLAB, null, Set.of(), 1, quantities(random)))
                    : List.of();
            specs.add(new CountedSpec("S-" + category, null, 1, category, Material.CONCRETE, features, parts));
        }
        LotAggregator lots = new LotAggregator();
        ComponentGrouper sums = new ComponentGrouper();
        for (int i = 0; i < size; i++) {
            ComponentFact component = component(random, i, specs.get(random.nextInt(specs.size())));
            lots.add(component);
            sums.accept(component);
        }
        BuildingFacts facts = new BuildingFacts(
                building(structure), Lens.PRODUCED, LocalDate.of(2026, 5, 4), lots.of(specs), Map.of(), List.of());
        return new Made(Rating.of(RULES, facts, null, null, Rating.Leads.NOWHERE), sums.of(RULES, facts, specs));
    }

    private static ComponentFact component(Random random, int number, CountedSpec spec) {
        return new ComponentFact(
                "C-" + number,
                random.nextInt(4) == 0 ? null : "M-" + random.nextInt(3),
                Integer.toString(random.nextInt(5)),
                new SpecRevision(spec.code(), null, 1),
                random.nextInt(3) == 0 ? random.nextBoolean() : null,
                1 + random.nextInt(2),
                new ComponentFact.InBill(BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE),
                new ComponentFact.OfPiece(
                        PieceStage.PRODUCED,
                        "TAG" + number,
                        null,
                        random.nextInt(5) == 0 ? List.of("NC-1") : List.of()),
                random.nextInt(4) > 0,
                BigDecimal.valueOf(1 + random.nextInt(3)),
                quantities(random),
                null);
    }

    private static Quantities quantities(Random random) {
        return new Quantities(
                some(random),
                some(random),
                some(random),
                some(random),
                some(random),
                some(random),
                some(random),
                some(random));
    }

    /** Few amounts, so that some components are alike; the same amount in more digits than needed. */
    private static BigDecimal some(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> BigDecimal.ZERO;
            case 2 -> new BigDecimal("0.361152");
            case 3 -> new BigDecimal("2.50");
            default -> new BigDecimal("2.5");
        };
    }

    static Building building(StructuralSystem structure) {
        List<Building.Storey> storeys = IntStream.range(0, 5)
                .mapToObj(i -> new Building.Storey(
                        Integer.toString(i), i == 0 ? StoreyKind.BASEMENT : StoreyKind.ABOVE_GROUND, null))
                .toList();
        return new Building(
                "B",
                "b",
                null,
                null,
                null,
                BuildingUse.RESIDENTIAL,
                structure,
                4,
                BigDecimal.TEN,
                null,
                null,
                null,
                storeys);
    }
}
