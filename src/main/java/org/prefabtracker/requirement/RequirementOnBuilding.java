package org.prefabtracker.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;

/** A requirement on a building: takes ratings one by one and keeps their results for the requirement. */
final class RequirementOnBuilding {

    private final Requirement requirement;
    private final RuleSet ruleSet;
    private final Building building;
    private final List<Compliance.Reached> lenses = new ArrayList<>();
    private final List<Compliance.Reached> trend = new ArrayList<>();
    private ComplianceResult verdict = ComplianceResult.withoutRuleSet();
    private Compliance.Reached own;
    private String evidence;

    /** @param ruleSet null where the rule set no longer exists */
    RequirementOnBuilding(Requirement requirement, RuleSet ruleSet, Building building) {
        this.requirement = requirement;
        this.ruleSet = ruleSet;
        this.building = building;
        this.own = Compliance.Reached.of(verdict, null, requirement.lens(), null, null);
    }

    /**
     * Adds the rule set, by its id, and the lens of the ratings it needs; a requirement on the design needs no ratings for a
     * trend.
     */
    void addNeeds(Map<String, RuleSet> ruleSets, Set<Lens> ofTrend) {
        if (ruleSet != null) {
            ruleSets.put(ruleSet.id(), ruleSet);
            if (requirement.lens() != Lens.DESIGN) {
                ofTrend.add(requirement.lens());
            }
        }
    }

    /** Takes a rating of the building, at the requested moment or a past one. */
    void take(Rating rating, boolean asked, String link) {
        boolean atItsLens = rating.lens() == requirement.lens();
        if (ruleSet == null || !ruleSet.id().equals(rating.ruleSet()) || !asked && !atItsLens) {
            return;
        }
        ComplianceResult result = requirement.measure().of(ruleSet, rating);
        Compliance.Reached reached =
                Compliance.Reached.of(result, asked ? null : rating.asOf(), rating.lens(), rating.kind(), link);
        (asked ? lenses : trend).add(reached);
        if (asked && atItsLens) {
            verdict = result;
            own = reached;
            evidence = requirement
                    .measure()
                    .ofItem()
                    .flatMap(item -> ComplianceResult.finding(rating, item))
                    .map(Rating.Finding::evidence)
                    .map(Rating.Counting::href)
                    .orElse(null);
        }
    }

    Compliance.OfBuilding toAnswer(String project, ComplianceTimeline times) {
        return new Compliance.OfBuilding(
                building.code(),
                ComplianceStatus.of(
                        verdict,
                        Requirement.isReached(requirement.lens(), building, times.day()),
                        requirement.deadline(),
                        times.day()),
                own,
                verdict.lacks(),
                verdict.unmet(),
                evidence,
                lenses,
                ruleSet != null && requirement.lens() == Lens.DESIGN ? level(project, times) : trend);
    }

    /** The trend of the design is constant: it does not depend on events. */
    private List<Compliance.Reached> level(String project, ComplianceTimeline times) {
        return times.past().stream()
                .map(moment -> own.asOf(
                        times.inZone(moment.asOf()),
                        RatingLinks.rating(
                                project,
                                building.code(),
                                ruleSet.id(),
                                Lens.DESIGN,
                                times.inZone(moment.asOf()),
                                times.inZone(moment.knownAt()))))
                .toList();
    }
}
