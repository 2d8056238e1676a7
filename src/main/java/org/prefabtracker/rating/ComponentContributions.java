package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;

/** The amounts that single components add to the items of a rating; their sum is the tracked amount of an item. Pure. */
public final class ComponentContributions {

    private final Set<String> ratedStoreys;
    private final Map<String, List<Selection>> selections = new LinkedHashMap<>();
    private final Map<String, Set<Material>> materials = new LinkedHashMap<>();

    public ComponentContributions(RuleSet ruleSet, BuildingFacts facts) {
        ratedStoreys = ruleSet.ratedStoreys(facts.building());
        ruleSet.items().forEach(item -> {
            List<Selection> ofItem = ruleSet.selections(item, facts.building().structure());
            if (!ofItem.isEmpty()) {
                selections.put(item.id(), ofItem);
                materials.put(
                        item.id(), ruleSet.materials(item, facts.building().structure()));
            }
        });
    }

    /** The amounts that a component adds, by item; items to which it adds nothing have no entry. */
    public Map<String, BigDecimal> of(ComponentFact component, CountedSpec spec) {
        if (!ratedStoreys.contains(component.storey())) {
            return Map.of();
        }
        BuildingFacts.Lot lot = LotAggregator.of(component, spec);
        Map<String, BigDecimal> added = new LinkedHashMap<>();
        selections.forEach((item, ofItem) -> {
            BigDecimal sum = ofItem.stream()
                    .flatMap(selection -> lot.lines().stream()
                            .filter(line -> selection.matches(line.category(), line.features(), line.exterior())
                                    && line.isOf(materials.get(item)))
                            .map(line -> line.amounts().get(selection.quantity())))
                    .filter(Objects::nonNull)
                    .map(BuildingFacts.Amount::sum)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.signum() > 0) {
                added.put(item, sum);
            }
        });
        return added;
    }
}
