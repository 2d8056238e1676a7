package org.prefabtracker.rating;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.ruleset.RuleSet;

/** What single components add to the items of a rating: summed up, what is tracked in each. Pure. */
public final class ComponentContributions {

    private final Set<String> ratedStoreys;
    private final Map<String, List<RuleSet.Selection>> selections = new LinkedHashMap<>();

    public ComponentContributions(RuleSet ruleSet, BuildingFacts facts) {
        ratedStoreys = facts.building().storeyList().stream()
                .filter(storey -> ruleSet.settings().storeyKinds().contains(storey.kind()))
                .map(Building.Storey::code)
                .collect(Collectors.toSet());
        ruleSet.items().forEach(item -> {
            List<RuleSet.Selection> ofItem =
                    ItemMeasurement.selections(ruleSet, item, facts.building().structure());
            if (!ofItem.isEmpty()) {
                selections.put(item.id(), ofItem);
            }
        });
    }

    /** What a component adds, by item; an item it adds nothing to is not there. */
    public Map<String, BigDecimal> of(ComponentFact component, CountedSpec spec) {
        if (!ratedStoreys.contains(component.storey())) {
            return Map.of();
        }
        BuildingFacts.Lot lot = LotAggregator.of(component, spec);
        Map<String, BigDecimal> added = new LinkedHashMap<>();
        selections.forEach((item, ofItem) -> {
            BigDecimal sum = ofItem.stream()
                    .flatMap(selection -> lot.lines().stream()
                            .filter(line -> selection.matches(line.category(), line.features(), line.exterior()))
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
