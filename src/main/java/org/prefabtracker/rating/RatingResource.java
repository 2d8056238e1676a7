package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.time.AsOf;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Ratings of buildings, computed from their components and pieces whenever they are read. */
@Path("/api/v1/projects/{project}")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_PROJECT)
public class RatingResource {

    @Inject
    Jdbi jdbi;

    @Inject
    RuleSets ruleSets;

    @Inject
    FactsReader measurement;

    @Inject
    AsOfRatings retrospect;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @GET
    @Path("/buildings/{building}/ratings/{ruleSet}")
    @Operation(summary = "The rating of a building under a lens, a finding for each item")
    public Rating rating(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @QueryParam("lens") String lens,
            @BeanParam AsOf asOf) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens chosen = lens(lens);
        OffsetDateTime now = now();
        BitemporalPoint moment = moment(asOf);
        return Transactions.inSnapshot(jdbi, handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key building = Building.require(handle, project, buildingCode);
            if (!moment.equals(BitemporalPoint.NOW)) {
                return retrospect.ratings(handle, project, building, ruleSet, chosen, moment).stream()
                        .findFirst()
                        .orElseThrow(() -> AsOfRatings.notKnown(moment));
            }
            return measurement.facts(handle, project, building, chosen, now.toLocalDate()).stream()
                    .map(facts -> Rating.of(project.code(), ruleSet, facts, now))
                    .findFirst()
                    .orElseThrow();
        });
    }

    /** A building of a project with what its rating came to. */
    public record BuildingRating(
            String building, BigDecimal floorAreaM2, EvaluationKind kind, Rating.Result result, String href) {}

    /** The ratings of all buildings of a project, by code. */
    public record ProjectRatings(
            String ruleSet,
            Lens lens,
            OffsetDateTime asOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) OffsetDateTime knownAt,
            boolean provisional,
            List<BuildingRating> items) {}

    @GET
    @Path("/ratings/{ruleSet}")
    @Operation(summary = "What the rating of every building of a project comes to under a lens")
    public ProjectRatings ratings(
            @PathParam("project") String projectCode,
            @PathParam("ruleSet") String ruleSetId,
            @QueryParam("lens") String lens,
            @BeanParam AsOf asOf) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens chosen = lens(lens);
        OffsetDateTime now = now();
        BitemporalPoint moment = moment(asOf);
        return Transactions.inSnapshot(jdbi, handle -> {
            Project project = Project.require(handle, projectCode);
            if (!moment.equals(BitemporalPoint.NOW)) {
                return retrospect.ratingsOfAll(handle, project, ruleSet, chosen, moment);
            }
            List<BuildingRating> items = measurement.facts(handle, project, null, chosen, now.toLocalDate()).stream()
                    .map(facts -> {
                        Rating rating = Rating.of(project.code(), ruleSet, facts, now);
                        return new BuildingRating(
                                rating.building(),
                                facts.building().floorAreaM2(),
                                rating.kind(),
                                rating.result(),
                                RatingLinks.rating(project.code(), rating.building(), ruleSet.id(), chosen));
                    })
                    .toList();
            return new ProjectRatings(ruleSet.id(), chosen, now, null, ruleSet.provisional(), items);
        });
    }

    @GET
    @Path("/buildings/{building}/ratings/{ruleSet}/items/{item}/components")
    @Operation(summary = "Exactly the components that count in an item under a lens, with what each adds; by code")
    public Paging.Page<Evidence> evidence(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @PathParam("item") String itemId,
            @QueryParam("lens") String lens,
            @BeanParam AsOf asOf,
            @BeanParam Paging paging) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        RuleSet.Item item = ruleSet.items()
                .filter(candidate -> candidate.id().equals(itemId))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("item", itemId));
        Lens chosen = lens(lens);
        BitemporalPoint moment = moment(asOf);
        return Transactions.inSnapshot(jdbi, handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key building = Building.require(handle, project, buildingCode);
            List<Selection> selections =
                    ruleSet.selections(item, measurement.structure(handle, project, building, moment));
            AsOfTables then = moment.equals(BitemporalPoint.NOW)
                    ? AsOfTables.NOW
                    : retrospect.then(handle, project, List.of(building.id()), moment);
            return paging.page(
                    selections.isEmpty()
                            ? List.of()
                            : Evidence.list(
                                    handle,
                                    project.code(),
                                    building,
                                    ruleSet,
                                    selections,
                                    chosen,
                                    then,
                                    paging.after(),
                                    paging.limit() + 1),
                    Evidence::code);
        });
    }

    private static Lens lens(String name) {
        return name == null ? Lens.DESIGN : QueryParams.choice(Lens.class, "lens", name);
    }

    private BitemporalPoint moment(AsOf asOf) {
        return asOf.moment(zone, Instant.now());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS);
    }
}
