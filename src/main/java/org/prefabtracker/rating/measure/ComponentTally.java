package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.ruleset.Selection;

/** Sums up the components on rated storeys that an item selects. */
final class ComponentTally {

    private final List<BuildingFacts.Lot> ratedLots;
    private final Set<Material> materials;
    private final Map<Selection, BigDecimal> bySelection = new HashMap<>();
    private final Map<String, BigDecimal> byStorey = new HashMap<>();
    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal massInBill = BigDecimal.ZERO;
    private BigDecimal concreteInBill = BigDecimal.ZERO;
    private ComponentFact.Waste waste = ComponentFact.Waste.NONE;
    private long components;
    private long held;
    private long inBill;
    private long unweighed;
    private long ofOtherMaterial;

    /** @param materials of the components that count; empty: all. The others are only numbered */
    ComponentTally(List<Selection> selections, Set<Material> materials, BuildingFacts facts, Set<String> ratedStoreys) {
        this.materials = materials;
        ratedLots = facts.lots().stream()
                .filter(lot -> ratedStoreys.contains(lot.storey()))
                .toList();
        if (!selections.isEmpty()) {
            ratedLots.forEach(lot -> count(lot, selections));
        }
    }

    private void count(BuildingFacts.Lot lot, List<Selection> selections) {
        boolean matches = false;
        boolean other = false;
        long counting = 0;
        long heldOfThem = 0;
        for (Selection selection : selections) {
            for (BuildingFacts.Line line : lot.lines()) {
                if (!matches(selection, line)) {
                    continue;
                }
                if (!line.isOf(materials)) {
                    other = true;
                    continue;
                }
                matches = true;
                massInBill = massInBill.add(line.massInBill());
                concreteInBill = concreteInBill.add(line.concreteInBill());
                waste = waste.plus(line.waste());
                unweighed += line.unweighed();
                BuildingFacts.Amount counted = line.amounts().get(selection.quantity());
                if (counted != null) {
                    amount = amount.add(counted.sum());
                    bySelection.merge(selection, counted.sum(), BigDecimal::add);
                    byStorey.merge(lot.storey(), counted.sum(), BigDecimal::add);
                    // a component that counts by itself and by its parts is one component; its parts are in the same
                    // lot
                    counting = Math.max(counting, counted.components());
                    heldOfThem = Math.max(heldOfThem, counted.held());
                }
            }
        }
        inBill += matches ? lot.inBill() : 0;
        ofOtherMaterial += other ? lot.inBill() : 0;
        components += counting;
        held += heldOfThem;
    }

    private static boolean matches(Selection selection, BuildingFacts.Line line) {
        return selection.matches(line.category(), line.features(), line.exterior());
    }

    /** The amount that counts under the lens. */
    BigDecimal amount() {
        return amount;
    }

    /** The amount that counts by some of the selections. */
    BigDecimal amount(List<Selection> selections) {
        return selections.stream()
                .map(selection -> bySelection.getOrDefault(selection, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The amount that counts, by storey. */
    Map<String, BigDecimal> byStorey() {
        return byStorey;
    }

    /** The mass of all selected components in the bill, kg. */
    BigDecimal massInBill() {
        return massInBill;
    }

    /** The concrete of all selected components in the bill, m3. */
    BigDecimal concreteInBill() {
        return concreteInBill;
    }

    /** The part of mass and concrete in the bill that is never built in. */
    ComponentFact.Waste waste() {
        return waste;
    }

    /** The number of components that count. */
    long components() {
        return components;
    }

    /** The number of components that count and are held. */
    long held() {
        return held;
    }

    /** The number of selected components in the bill. */
    long inBill() {
        return inBill;
    }

    /** The number of selected components in the bill that do not count, because of their material. */
    long ofOtherMaterial() {
        return ofOtherMaterial;
    }

    /** The number of selected components in the bill that do not state their mass. */
    long unweighed() {
        return unweighed;
    }

    /** The number of components in the bill that some selections match. */
    long inBill(List<Selection> selections) {
        return ratedLots.stream()
                .filter(lot -> lot.lines().stream()
                        .anyMatch(line -> selections.stream().anyMatch(selection -> matches(selection, line))))
                .mapToLong(BuildingFacts.Lot::inBill)
                .sum();
    }
}
