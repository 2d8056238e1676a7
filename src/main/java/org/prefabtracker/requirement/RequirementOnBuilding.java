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

/** A requirement and a building it is demanded of: takes ratings as they come and keeps what they say of the requirement. */
final class RequirementOnBuilding {

    private final Requirement requirement;
    private final RuleSet ruleSet;
    private final Building building;
    private final List<Compliance.Reached> lenses = new ArrayList<>();
    private final List<Compliance.Reached> trend = new ArrayList<>();
    private ComplianceResult verdict = ComplianceResult.withoutRuleSet();
    private Compliance.Reached own;
    private String evidence;

    /** @param ruleSet null where there is none of its id any more */
    RequirementOnBuilding(Requirement requirement, RuleSet ruleSet, Building building) {
        this.requirement = requirement;
        this.ruleSet = ruleSet;
        this.building = building;
        this.own = Compliance.Reached.of(verdict, null, requirement.lens(), null, null);
    }

    /** Adds the rule set, by its id, and the lens it needs ratings by; what is demanded of the design has no trend to rate. */
    void wants(Map<String, RuleSet> ruleSets, Set<Lens> ofTrend) {
        if (ruleSet != null) {
            ruleSets.put(ruleSet.id(), ruleSet);
            if (requirement.lens() != Lens.DESIGN) {
                ofTrend.add(requirement.lens());
            }
        }
    }

    /** Takes a rating of the building, of the moment asked for or of one before. */
    void take(Rating rating, boolean asked, String link) {
        boolean atItsLens = rating.lens() == requirement.lens();
        if (ruleSet == null || !ruleSet.id().equals(rating.ruleSet()) || !asked && !atItsLens) {
            return;
        }
        ComplianceResult said = requirement.measure().of(ruleSet, rating);
        Compliance.Reached reached =
                Compliance.Reached.of(said, asked ? null : rating.asOf(), rating.lens(), rating.kind(), link);
        (asked ? lenses : trend).add(reached);
        if (asked && atItsLens) {
            verdict = said;
            own = reached;
            evidence = requirement.measure() instanceof RequiredMeasure.ItemRatio ratio
                    ? ComplianceResult.finding(rating, ratio.item())
                            .map(Rating.Finding::evidence)
                            .map(Rating.Counting::href)
                            .orElse(null)
                    : null;
        }
    }

    Compliance.OfBuilding told(String project, ComplianceTimeline times) {
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

    /** The design does not depend on what has happened. */
    private List<Compliance.Reached> level(String project, ComplianceTimeline times) {
        return times.past().stream()
                .map(moment -> own.asOf(
                        times.told(moment.asOf()),
                        RatingLinks.rating(
                                project,
                                building.code(),
                                ruleSet.id(),
                                Lens.DESIGN,
                                times.told(moment.asOf()),
                                times.told(moment.knownAt()))))
                .toList();
    }
}
