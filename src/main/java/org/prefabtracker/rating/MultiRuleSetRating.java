package org.prefabtracker.rating;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;

/** Rates buildings by several rule sets at once. */
@ApplicationScoped
public class MultiRuleSetRating {

    @Inject
    FactsReader factsReader;

    /** A building with its ratings, in the order of the given rule sets. */
    public record Rated(Building building, List<Rating> ratings) {}

    /**
     * Rates buildings of a project from the same facts, in a fixed number of statements; by id of the building, in order of code.
     *
     * @param ruleSets by the id of the building
     */
    public Map<Long, Rated> of(Project project, Map<Long, List<RuleSet>> ruleSets, Lens lens, OffsetDateTime asOf) {
        Map<Long, Rated> rated = new LinkedHashMap<>();
        if (!ruleSets.isEmpty()) {
            factsReader
                    .factsOf(project, ruleSets.keySet(), lens, asOf.toLocalDate())
                    .forEach((building, facts) -> rated.put(
                            building,
                            new Rated(
                                    facts.building(),
                                    ruleSets.get(building).stream()
                                            .map(ruleSet -> Rating.of(project.code(), ruleSet, facts, asOf))
                                            .toList())));
        }
        return rated;
    }
}
