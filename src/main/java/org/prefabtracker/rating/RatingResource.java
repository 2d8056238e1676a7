package org.prefabtracker.rating;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.facts.AsOfReader;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.DeclarationsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Ratings of buildings, computed from their components and pieces whenever they are read. */
@Path("/api/v1/projects/{project}")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_PROJECT)
public class RatingResource {

    @Inject
    Clock clock;

    @Inject
    RuleSets ruleSets;

    @Inject
    DeclarationsReader declarations;

    @Inject
    AsOfReader asOf;

    @Inject
    AsOfRatings ratings;

    @GET
    @Path("/buildings/{building}/ratings/{ruleSet}")
    @Operation(operationId = "getRating", summary = "The rating of a building under a lens, a finding for each item")
    public Rating rating(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @BeanParam RatingQuery query) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        BitemporalPoint moment = query.moment(clock);
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            return ratings.rating(project, building, ruleSet, lens, moment);
        });
    }

    @GET
    @Path("/ratings/{ruleSet}")
    @Operation(
            operationId = "listProjectRatings",
            summary = "The result of the rating of every building of a project under a lens")
    public ProjectRatings ratings(
            @PathParam("project") String projectCode,
            @PathParam("ruleSet") String ruleSetId,
            @BeanParam RatingQuery query) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        BitemporalPoint moment = query.moment(clock);
        return Transactions.inSnapshot(() -> ratings.ofProject(Project.require(projectCode), ruleSet, lens, moment));
    }

    @GET
    @Path("/buildings/{building}/ratings/{ruleSet}/items/{item}/components")
    @Operation(
            operationId = "listRatingEvidence",
            summary = "Exactly the components that count in an item under a lens, with what each adds; by code")
    public Paging.Page<Evidence> evidence(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @PathParam("item") String itemId,
            @BeanParam RatingQuery query,
            @BeanParam Paging paging) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        RuleSet.Item item = ruleSet.items()
                .filter(candidate -> candidate.id().equals(itemId))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("item", itemId));
        Lens lens = query.lens();
        BitemporalPoint moment = query.moment(clock);
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key building = Building.require(project, buildingCode);
            StructuralSystem structure = declarations.structure(project, building, moment);
            List<Selection> selections = ruleSet.selections(item, structure);
            AsOfTables tables = asOf.tables(project, List.of(building.id()), moment);
            EvidenceSql.Counted counted = new EvidenceSql.Counted(
                    building, ruleSet, selections, ruleSet.materials(item, structure), lens, tables);
            return paging.page(
                    selections.isEmpty()
                            ? List.of()
                            : EvidenceSql.list(project.code(), counted, paging.after(), paging.limit() + 1),
                    Evidence::code,
                    () -> selections.isEmpty() ? 0 : EvidenceSql.count(counted));
        });
    }
}
