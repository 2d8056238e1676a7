package org.prefabtracker.advice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;

/** Facts of buildings as chance has them, for laws that hold for each. */
final class RandomBuilding {

    private RandomBuilding() {}

    /**
     * A building with some of what GB/T 51129-2017 asks for.
     *
     * @param least of 1000, of what is there that counts
     */
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

    /** Any of what can be declared, in either phase, and a few lots. */
    static BuildingFacts anything(Random random) {
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
}
