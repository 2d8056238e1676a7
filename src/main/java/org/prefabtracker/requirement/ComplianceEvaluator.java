package org.prefabtracker.requirement;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.AsOfRatings;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.AsOfReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.time.BitemporalPoint;

/**
 * Computes compliance. Requirements share the ratings that they need, so the number of statements depends only on the
 * requested lenses and months.
 */
@ApplicationScoped
public class ComplianceEvaluator {

    /**
     * The largest number of pairs of a requirement and a building in one answer; a requirement without a building counts as
     * one.
     */
    private static final int MOST_PAIRS = 10_000;

    @Inject
    RequirementStore requirements;

    @Inject
    BuildingStore buildings;

    @Inject
    RuleSets ruleSets;

    @Inject
    AsOfRatings asOfRatings;

    /**
     * The compliance of requirements after a code, by code, as they were known. Must run in a snapshot.
     *
     * @param only requirements on this building; null: all
     * @throws HttpProblem 422 where the building was not known, or where there are too many pairs
     */
    /** The number of requirements of the list. */
    long count(Project project, Building.Key only, ComplianceTimeline times) {
        return requirements.count(project, only, false, times.asked().knownAt());
    }

    List<Compliance> list(Project project, Building.Key only, ComplianceTimeline times, String after, int limit) {
        Map<Long, Building> known = buildings.inForce(
                project,
                only == null ? null : new Long[] {only.id()},
                times.asked().knownAt());
        if (only != null && known.isEmpty()) {
            throw AsOfReader.notKnown(times.asked());
        }
        List<RequirementStore.Recorded> demanded = requirements.list(
                project, only, false, times.asked().knownAt(), after, Math.min(limit, MOST_PAIRS + 1));
        List<List<RequirementOnBuilding>> byRequirement = new ArrayList<>();
        Map<Long, List<RequirementOnBuilding>> byBuilding = new HashMap<>();
        int pairs = 0;
        for (RequirementStore.Recorded recorded : demanded) {
            List<RequirementOnBuilding> ofRequirement = pairs(recorded.requirement(), known, byBuilding);
            byRequirement.add(ofRequirement);
            pairs += Math.max(1, ofRequirement.size());
            if (pairs > MOST_PAIRS) {
                throw tooMuch();
            }
        }
        rate(project, byBuilding, times);
        List<Compliance> compliance = new ArrayList<>();
        for (int i = 0; i < demanded.size(); i++) {
            compliance.add(Compliance.of(
                    demanded.get(i),
                    byRequirement.get(i).stream()
                            .map(pair -> pair.toAnswer(project.code(), times))
                            .toList(),
                    times.day()));
        }
        return compliance;
    }

    /** A requirement with each of its buildings, by code; the pairs are also added to the map by building. */
    private List<RequirementOnBuilding> pairs(
            Requirement requirement, Map<Long, Building> known, Map<Long, List<RequirementOnBuilding>> byBuilding) {
        RuleSet ruleSet = ruleSets.find(requirement.ruleSet()).orElse(null);
        List<RequirementOnBuilding> pairs = new ArrayList<>();
        known.forEach((id, building) -> {
            if (requirement.building() == null || requirement.building().equals(building.code())) {
                RequirementOnBuilding pair = new RequirementOnBuilding(requirement, ruleSet, building);
                pairs.add(pair);
                byBuilding.computeIfAbsent(id, none -> new ArrayList<>()).add(pair);
            }
        });
        return pairs;
    }

    private void rate(Project project, Map<Long, List<RequirementOnBuilding>> pairs, ComplianceTimeline times) {
        Map<Long, List<RuleSet>> rated = new HashMap<>();
        Set<Lens> ofTrend = EnumSet.noneOf(Lens.class);
        pairs.forEach((building, ofBuilding) -> {
            Map<String, RuleSet> needed = new HashMap<>();
            ofBuilding.forEach(pair -> pair.addNeeds(needed, ofTrend));
            if (!needed.isEmpty()) {
                rated.put(building, List.copyOf(needed.values()));
            }
        });
        Map<BitemporalPoint, Set<Lens>> lenses = new LinkedHashMap<>();
        lenses.put(times.asked(), EnumSet.allOf(Lens.class));
        if (!ofTrend.isEmpty()) {
            times.past().forEach(moment -> lenses.put(moment, ofTrend));
        }
        asOfRatings.each(project, rated, lenses, (moment, building, facts, ratings) -> {
            for (Rating rating : ratings) {
                String link = RatingLinks.rating(
                        project.code(),
                        facts.code(),
                        rating.ruleSet(),
                        rating.lens(),
                        times.inZone(moment.asOf()),
                        times.inZone(moment.knownAt()));
                pairs.get(building).forEach(pair -> pair.take(rating, moment.equals(times.asked()), link));
            }
        });
    }

    private static HttpProblem tooMuch() {
        return Problems.of(
                Violation.of(
                        new ErrorLocation.Parameter("building"),
                        null,
                        Violation.OUT_OF_RANGE,
                        "more than " + MOST_PAIRS
                                + " pairs of a requirement and a building; ask for one building, or for pages with a smaller limit"));
    }
}
