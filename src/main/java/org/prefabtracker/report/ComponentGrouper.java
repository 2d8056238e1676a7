package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.ComponentContributions;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.SpecRevision;
import org.prefabtracker.rating.ruleset.RuleSet;

/** Counts equal components of a building that count under the lens. Memory depends on the number of different components only. */
final class ComponentGrouper implements Consumer<ComponentFact> {

    /** The properties that decide in which items a component counts and with which amount. */
    private record Alike(
            String storey,
            String mark,
            SpecRevision spec,
            Boolean exterior,
            int lot,
            BigDecimal amount,
            Quantities quantities) {}

    private static final class Many {
        private final ComponentFact first;
        private long count;

        Many(ComponentFact first) {
            this.first = first;
        }
    }

    private final Map<Alike, Many> components = new LinkedHashMap<>();

    @Override
    public void accept(ComponentFact component) {
        if (component.counts()) {
            Alike alike = new Alike(
                    component.storey(),
                    component.mark(),
                    component.ofSpec(),
                    component.exterior(),
                    component.count(),
                    component.amount(),
                    component.quantities());
            components.computeIfAbsent(alike, none -> new Many(component)).count++;
        }
    }

    /** The calculations of the items that have components, by item id. */
    Map<String, Calculation> of(RuleSet ruleSet, BuildingFacts facts, List<CountedSpec> specs) {
        Map<SpecRevision, CountedSpec> byRevision = new HashMap<>();
        specs.forEach(spec -> byRevision.put(spec.named(), spec));
        ComponentContributions contributions = new ComponentContributions(ruleSet, facts);
        Map<String, Map<String, List<Calculation.Row>>> byItem = new HashMap<>();
        components.forEach((alike, many) -> {
            CountedSpec spec = byRevision.get(alike.spec());
            contributions.of(many.first, spec).forEach((item, adds) -> byItem.computeIfAbsent(
                            item, none -> new HashMap<>())
                    .computeIfAbsent(alike.storey(), none -> new ArrayList<>())
                    .add(Calculation.Row.of(
                            spec.category(),
                            alike.mark(),
                            SpecRevision.displayName(
                                    alike.spec().code(), alike.spec().owner()),
                            alike.lot(),
                            adds.stripTrailingZeros(),
                            many.count)));
        });
        Map<String, Calculation> calculations = new LinkedHashMap<>();
        byItem.forEach((item, byStorey) ->
                calculations.put(item, calculation(facts.building().storeyList(), byStorey)));
        return calculations;
    }

    private static Calculation calculation(List<Building.Storey> storeys, Map<String, List<Calculation.Row>> byStorey) {
        List<Calculation.Storey> counted = new ArrayList<>();
        for (int i = 0; i < storeys.size(); i++) {
            List<Calculation.Row> rows = byStorey.get(storeys.get(i).code());
            if (rows != null) {
                counted.add(new Calculation.Storey(storeys.get(i).code(), i, rows));
            }
        }
        return new Calculation(counted);
    }
}
