package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointFact;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Example;
import org.prefabtracker.rating.ruleset.ExampleComponent;
import org.prefabtracker.rating.ruleset.ExampleJoint;
import org.prefabtracker.rating.ruleset.RuleSet;

/** The facts of the building of a worked example: one storey that is rated, all data of the design. */
final class ExampleFacts {

    private static final String STOREY = "1";

    private ExampleFacts() {}

    static BuildingFacts of(RuleSet ruleSet, Example example) {
        StoreyKind kind = ruleSet.settings().storeyKinds().iterator().next();
        Building building = new Building(
                "EXAMPLE",
                example.name(),
                null,
                null,
                null,
                ruleSet.uses().iterator().next(),
                example.structure(),
                1,
                BigDecimal.ONE,
                null,
                null,
                null,
                List.of(new Building.Storey(STOREY, kind, null)));
        TakeOff takeOff = example.building().takeOff();
        Map<TakeOff.Phase, TakeOff.Declared> takeOffs = takeOff == null
                ? Map.of()
                : Map.of(
                        TakeOff.Phase.DESIGN,
                        new TakeOff.Declared(
                                TakeOff.Phase.DESIGN,
                                takeOff.measures(),
                                takeOff.sources(),
                                takeOff.absent(),
                                1,
                                null,
                                null));
        List<BuildingFacts.Lot> lots = example.building().components().stream()
                .map(component -> new BuildingFacts.Lot(STOREY, 1, List.of(line(component))))
                .toList();
        List<ExampleJoint> joints = example.building().joints();
        return new BuildingFacts(
                building,
                Lens.DESIGN,
                LocalDate.EPOCH,
                lots,
                takeOffs,
                IntStream.range(0, joints.size())
                        .mapToObj(i -> joint(i, joints.get(i)))
                        .toList());
    }

    private static JointFact joint(int index, ExampleJoint joint) {
        return new JointFact(
                Integer.toString(index),
                joint.kind(),
                STOREY,
                joint.widthMm(),
                joint.heightMm(),
                joint.columnSideMm(),
                joint.volumeM3(),
                joint.areaM2(),
                joint.castInPlaceSide(),
                joint.joins().stream()
                        .map(category -> new JointFact.Joined(category.name(), Set.of(category), JointFact.Seen.COUNTS))
                        .toList());
    }

    private static BuildingFacts.Line line(ExampleComponent component) {
        Map<Quantity, BuildingFacts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            BigDecimal amount = quantity.of(component.quantities());
            if (amount != null && amount.signum() > 0) {
                amounts.put(quantity, new BuildingFacts.Amount(amount, 1, 0));
            }
        }
        BigDecimal mass = component.quantities().massKg();
        BigDecimal concrete = component.quantities().concreteVolumeM3();
        return new BuildingFacts.Line(
                component.category(),
                component.features(),
                component.exterior() == null ? component.category().exteriorByDefault() : component.exterior(),
                amounts,
                mass == null ? BigDecimal.ZERO : mass,
                mass == null ? 1 : 0,
                concrete == null ? BigDecimal.ZERO : concrete);
    }
}
