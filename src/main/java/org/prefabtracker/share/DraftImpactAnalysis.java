package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.MultiRuleSetRating;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.region.Region;

/**
 * Rates all buildings of a region by a draft and by the rule set it is compared with, project by project, with a fixed number
 * of statements for up to {@value #AT_ONCE} buildings. Only sums are kept in memory.
 */
@ApplicationScoped
class DraftImpactAnalysis {

    private static final int AT_ONCE = 500;

    @Inject
    MultiRuleSetRating comparison;

    @Inject
    RuleSets ruleSets;

    @Inject
    ResultRefresher results;

    /**
     * The parameters of the comparison.
     *
     * @param against null: the rule set in force for each building
     */
    record Question(RuleSet draft, Region region, RuleSet against, Lens lens, OffsetDateTime asOf) {}

    /** A building to be rated, with the data that decides its rule set. */
    public record Place(
            long projectId,
            int number,
            String projectCode,
            String projectName,
            String projectRegion,
            int version,
            long buildingId,
            String region,
            LocalDate startedOn,
            boolean completed,
            String ownRuleSet) {

        Project project() {
            return new Project(projectId, number, projectCode, projectName, projectRegion, version);
        }
    }

    long count(Region region) {
        return ImpactSql.count(region);
    }

    /** Passes buildings after a key to a consumer, by project and code. */
    void each(Question question, String after, int limit, Consumer<Impact.Row> rows) {
        Map<String, RegionRuleSets> inForce = results.inForce();
        List<Place> places = ImpactSql.places(question.region(), question.asOf().toLocalDate(), after, limit);
        for (int from = 0; from < places.size(); ) {
            int to = from;
            while (to < places.size()
                    && to - from < AT_ONCE
                    && places.get(to).projectId() == places.get(from).projectId()) {
                to++;
            }
            rate(question, inForce, places.subList(from, to), rows);
            from = to;
        }
    }

    private void rate(
            Question question, Map<String, RegionRuleSets> inForce, List<Place> places, Consumer<Impact.Row> rows) {
        Map<Long, Optional<String>> chosen = new LinkedHashMap<>();
        Map<Long, List<RuleSet>> wanted = new LinkedHashMap<>();
        for (Place place : places) {
            Optional<String> id = question.against() == null
                    ? Optional.ofNullable(inForceFor(question, inForce, place))
                    : Optional.of(question.against().id());
            chosen.put(place.buildingId(), id);
            List<RuleSet> both = new ArrayList<>(List.of(question.draft()));
            Optional.ofNullable(question.against())
                    .or(() -> id.flatMap(ruleSets::find))
                    .ifPresent(both::add);
            wanted.put(place.buildingId(), both);
        }
        Map<Long, MultiRuleSetRating.Rated> rated =
                comparison.of(places.get(0).project(), wanted, question.lens(), question.asOf());
        for (Place place : places) {
            rows.accept(row(question, place, chosen.get(place.buildingId()), rated.get(place.buildingId())));
        }
    }

    private static String inForceFor(Question question, Map<String, RegionRuleSets> inForce, Place place) {
        return place.ownRuleSet() != null
                ? place.ownRuleSet()
                : EffectiveRuleSet.of(
                                inForce,
                                place.region(),
                                place.startedOn() == null ? question.asOf().toLocalDate() : place.startedOn())
                        .ruleSet();
    }

    private static Impact.Row row(
            Question question, Place place, Optional<String> chosen, MultiRuleSetRating.Rated rated) {
        Building building = rated.building();
        Impact.Verdict after = verdict(rated.ratings().get(0));
        Impact.Verdict before =
                rated.ratings().size() < 2 ? null : verdict(rated.ratings().get(1));
        Impact.Reason reason = null;
        if (chosen.isEmpty()) {
            reason = Impact.Reason.NO_RULE_SET;
        } else if (before == null) {
            reason = Impact.Reason.UNKNOWN_RULE_SET;
        } else if (question.lens() == Lens.ACCEPTED && !place.completed()) {
            reason = Impact.Reason.NOT_COMPLETED;
        } else if (before.percent() == null) {
            reason = Impact.Reason.NOT_COMPUTED_BEFORE;
        } else if (after.percent() == null) {
            reason = Impact.Reason.NOT_COMPUTED_AFTER;
        }
        return new Impact.Row(
                place.projectCode(),
                building.code(),
                building.name(),
                place.region(),
                building.structure(),
                place.startedOn(),
                building.floorAreaM2(),
                question.lens(),
                before,
                after,
                reason);
    }

    private static Impact.Verdict verdict(Rating rating) {
        Rating.Result result = rating.result();
        return new Impact.Verdict(
                rating.ruleSet(),
                result.percent(),
                result.qualifies(),
                result.grade(),
                result.incomplete(),
                result.percent() != null
                        ? null
                        : BuildingRatingsResource.missing(rating).stream()
                                .map(missing -> ImpactNote.ITEM_WITHOUT_DATA.of(missing.item(), missing.message()))
                                .findFirst()
                                .orElseGet(ImpactNote.ITEM_WITHOUT_VALUE::of));
    }
}
