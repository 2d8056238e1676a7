package org.prefabtracker.rating.facts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.Spec;

/** Sums up components to lots, in the same way as the database does for a rating that is read. Pure. */
public final class LotAggregator {

    private record Alike(String storey, SpecRevision spec, Boolean exterior) {}

    private final Map<Alike, Sum> sums = new LinkedHashMap<>();
    private long size;

    /** Adds a component. */
    public void add(ComponentFact component) {
        size++;
        sums.merge(new Alike(component.storey(), component.ofSpec(), component.exterior()), sum(component), Sum::plus);
    }

    /** The number of components. */
    public long size() {
        return size;
    }

    /** @throws IllegalArgumentException where the spec of a component is missing */
    public List<BuildingFacts.Lot> of(Collection<CountedSpec> specs) {
        Map<SpecRevision, CountedSpec> byRevision = new HashMap<>();
        specs.forEach(spec -> byRevision.put(spec.named(), spec));
        List<BuildingFacts.Lot> lots = new ArrayList<>();
        sums.forEach((alike, sum) -> {
            CountedSpec spec = byRevision.get(alike.spec());
            if (spec == null) {
                throw new IllegalArgumentException("there is no spec "
                        + SpecRevision.displayName(
                                alike.spec().code(), alike.spec().owner()) + " of revision "
                        + alike.spec().revision());
            }
            lots.add(sum.lot(spec.category(), spec.material(), spec.features(), spec.parts()));
        });
        return lots;
    }

    /** The lot of a single component. */
    public static BuildingFacts.Lot of(ComponentFact component, CountedSpec spec) {
        return sum(component).lot(spec.category(), spec.material(), spec.features(), spec.parts());
    }

    private static Sum sum(ComponentFact component) {
        ComponentFact.InBill bill = component.inBill();
        boolean counts = component.counts();
        long held = counts && component.held() ? 1 : 0;
        Map<Quantity, BuildingFacts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            BigDecimal amount = counts ? quantity.of(component.quantities()) : null;
            if (amount != null && amount.signum() > 0) {
                amounts.put(quantity, new BuildingFacts.Amount(amount, 1, held));
            }
        }
        return new Sum(
                component.storey(),
                component.exterior(),
                1,
                bill.amount(),
                bill.massKg() == null ? BigDecimal.ZERO : bill.massKg(),
                bill.massKg() == null ? 1 : 0,
                bill.concreteM3() == null ? BigDecimal.ZERO : bill.concreteM3(),
                component.waste() == null ? ComponentFact.Waste.NONE : component.waste(),
                counts ? 1 : 0,
                held,
                counts ? component.amount() : BigDecimal.ZERO,
                amounts);
    }

    /**
     * The sums of components that are alike.
     *
     * @param exterior as the designer states it; null: by its category
     * @param components the number that counts; {@code held} of them are held
     * @param amount the multiple of the quantities of the spec that counts
     */
    record Sum(
            String storey,
            Boolean exterior,
            long inBill,
            BigDecimal amountInBill,
            BigDecimal massInBill,
            long unweighed,
            BigDecimal concreteInBill,
            ComponentFact.Waste waste,
            long components,
            long held,
            BigDecimal amount,
            Map<Quantity, BuildingFacts.Amount> amounts) {

        private Sum plus(Sum other) {
            Map<Quantity, BuildingFacts.Amount> both = new EnumMap<>(Quantity.class);
            both.putAll(amounts);
            other.amounts.forEach((quantity, more) -> both.merge(
                    quantity,
                    more,
                    (a, b) -> new BuildingFacts.Amount(
                            a.sum().add(b.sum()), a.components() + b.components(), a.held() + b.held())));
            return new Sum(
                    storey,
                    exterior,
                    inBill + other.inBill,
                    amountInBill.add(other.amountInBill),
                    massInBill.add(other.massInBill),
                    unweighed + other.unweighed,
                    concreteInBill.add(other.concreteInBill),
                    waste.plus(other.waste),
                    components + other.components,
                    held + other.held,
                    amount.add(other.amount),
                    both);
        }

        /** The sums of the components, and of each kind of part of their spec. */
        BuildingFacts.Lot lot(Category category, Material material, Set<Feature> features, List<Spec.Part> parts) {
            List<BuildingFacts.Line> lines = new ArrayList<>();
            lines.add(new BuildingFacts.Line(
                    category,
                    features,
                    exterior == null ? category.exteriorByDefault() : exterior,
                    amounts,
                    massInBill,
                    unweighed,
                    concreteInBill,
                    waste,
                    material));
            parts.forEach(part -> lines.add(line(part, material)));
            return new BuildingFacts.Lot(storey, inBill, lines);
        }

        private BuildingFacts.Line line(Spec.Part part, Material material) {
            BigDecimal count = BigDecimal.valueOf(part.count());
            Map<Quantity, BuildingFacts.Amount> ofPart = new EnumMap<>(Quantity.class);
            for (Quantity quantity : Quantity.values()) {
                BigDecimal each = quantity.of(part.quantities());
                if (each != null && each.signum() > 0 && amount.signum() > 0) {
                    ofPart.put(
                            quantity,
                            new BuildingFacts.Amount(each.multiply(count).multiply(amount), components, held));
                }
            }
            BigDecimal mass = part.quantities().massKg();
            BigDecimal concrete = part.quantities().concreteVolumeM3();
            return new BuildingFacts.Line(
                    part.category(),
                    Set.copyOf(part.features()),
                    part.exterior() == null ? part.category().exteriorByDefault() : part.exterior(),
                    ofPart,
                    times(mass, count, amountInBill),
                    mass == null ? inBill : 0,
                    times(concrete, count, amountInBill),
                    new ComponentFact.Waste(
                            waste.amount(), times(mass, count, waste.amount()), times(concrete, count, waste.amount())),
                    material);
        }

        private static BigDecimal times(BigDecimal each, BigDecimal count, BigDecimal amount) {
            return each == null ? BigDecimal.ZERO : each.multiply(count).multiply(amount);
        }
    }
}
