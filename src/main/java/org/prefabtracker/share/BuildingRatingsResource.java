package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.LensQuery;
import org.prefabtracker.rating.MultiRuleSetRating;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.persistence.Transactions;

/** The ratings of one building under all rule sets, with the reason why a rule set does not apply or gives no percent. */
@Path("/api/v1/projects/{project}/buildings/{building}/ratings")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_PROJECT)
public class BuildingRatingsResource {

    @Inject
    RuleSets ruleSets;

    @Inject
    MultiRuleSetRating comparison;

    @Inject
    ResultRefresher results;

    @Inject
    Clock clock;

    /** Why a rule set does not apply to a building. */
    @Schema(name = "ApplicabilityObstacle")
    public enum Obstacle {
        /** It is for another region or country. */
        ELSEWHERE,
        /** The building was started before it was valid. */
        NOT_YET_VALID,
        /** The building was started after it was valid. */
        NO_LONGER_VALID
    }

    /** An obstacle and its message. */
    @Schema(name = "WhyNotApplicable")
    public record WhyNot(Obstacle code, String message) {}

    /** An item without data. */
    @Schema(name = "MissingItem")
    public record Missing(String item, Note message) {}

    /**
     * The result by one rule set.
     *
     * @param applicable by region and by the day of the start of construction; otherwise the figures are for comparison only
     * @param inForce whether the building is officially rated by it
     * @param computed whether there is a percent; if not, {@code missing} says what is needed
     * @param missing items without data, which earn nothing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "RuleSetRating")
    public record ByRuleSet(
            String ruleSet,
            String name,
            String nameEn,
            String document,
            String jurisdiction,
            LocalDate validFrom,
            LocalDate validTo,
            boolean applicable,
            List<WhyNot> whyNot,
            boolean inForce,
            boolean computed,
            List<Missing> missing,
            boolean provisional,
            boolean byReference,
            Rating.Result result,
            String href) {}

    /**
     * A building under all rule sets: first those that apply, then the others, each by id.
     *
     * @param startedOn the day of the start of construction, which decides; null where it has not started; then today decides
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BuildingRatings")
    public record Answer(
            String project,
            String building,
            String region,
            LocalDate startedOn,
            Lens lens,
            EvaluationKind kind,
            OffsetDateTime asOf,
            List<ByRuleSet> items) {}

    @GET
    @Operation(
            operationId = "listBuildingRatings",
            summary =
                    "The same building under every rule set at once: result, whether the rule set applies by region and date "
                            + "and which is in force, and what is missing where it cannot be computed")
    public Answer ratings(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @BeanParam LensQuery query) {
        Lens lens = query.lens();
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key key = Building.require(project, buildingCode);
            List<RuleSet> all = ruleSets.all();
            MultiRuleSetRating.Rated rated =
                    comparison.of(project, Map.of(key.id(), all), lens, now).get(key.id());
            Building building = rated.building();
            String region = building.regionCode() == null ? project.regionCode() : building.regionCode();
            LocalDate day = building.startedOn() == null ? now.toLocalDate() : building.startedOn();
            String inForce = BuildingRuleSet.find(key)
                    .map(chosen -> chosen.ruleSet)
                    .orElseGet(() ->
                            EffectiveRuleSet.of(results.inForce(), region, day).ruleSet());
            List<ByRuleSet> items = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                items.add(item(project, building, all.get(i), rated.ratings().get(i), region, day, inForce));
            }
            items.sort(
                    Comparator.comparing((ByRuleSet item) -> !item.applicable()).thenComparing(ByRuleSet::ruleSet));
            return new Answer(
                    project.code(),
                    building.code(),
                    region,
                    building.startedOn(),
                    lens,
                    rated.ratings().get(0).kind(),
                    now,
                    items);
        });
    }

    private static ByRuleSet item(
            Project project,
            Building building,
            RuleSet ruleSet,
            Rating rating,
            String region,
            LocalDate day,
            String inForce) {
        List<WhyNot> whyNot = whyNot(ruleSet, region, day);
        return new ByRuleSet(
                ruleSet.id(),
                ruleSet.name(),
                ruleSet.nameEn(),
                ruleSet.document(),
                ruleSet.jurisdiction(),
                ruleSet.validity().validFrom(),
                ruleSet.validity().validTo(),
                whyNot.isEmpty(),
                whyNot,
                ruleSet.id().equals(inForce),
                rating.result().percent() != null,
                missing(rating),
                rating.provisional(),
                rating.byReference(),
                rating.result(),
                RatingLinks.rating(project.code(), building.code(), ruleSet.id(), rating.lens()));
    }

    static List<Missing> missing(Rating rating) {
        return rating.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(finding -> finding.status() == Rating.Status.MISSING)
                .map(finding -> new Missing(finding.id(), finding.message()))
                .toList();
    }

    private static List<WhyNot> whyNot(RuleSet ruleSet, String region, LocalDate day) {
        List<WhyNot> whyNot = new ArrayList<>();
        if (!ruleSet.isFor(region)) {
            whyNot.add(new WhyNot(
                    Obstacle.ELSEWHERE,
                    "it is for " + ruleSet.jurisdiction() + "; the building lies in region " + region + " of CN"));
        }
        if (day.isBefore(ruleSet.validity().validFrom())) {
            whyNot.add(new WhyNot(
                    Obstacle.NOT_YET_VALID,
                    "it is for buildings started from " + ruleSet.validity().validFrom() + " on, not on " + day));
        }
        if (ruleSet.validity().validTo() != null
                && day.isAfter(ruleSet.validity().validTo())) {
            whyNot.add(new WhyNot(
                    Obstacle.NO_LONGER_VALID,
                    "it is for buildings started up to " + ruleSet.validity().validTo() + ", not on " + day));
        }
        return whyNot;
    }
}
