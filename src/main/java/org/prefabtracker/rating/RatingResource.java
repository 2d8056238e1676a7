package org.prefabtracker.rating;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.AsOfReader;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.FactsReader;
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
    Jdbi jdbi;

    @Inject
    RuleSets ruleSets;

    @Inject
    FactsReader facts;

    @Inject
    AsOfReader asOf;

    @Inject
    AsOfRatings ratings;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @GET
    @Path("/buildings/{building}/ratings/{ruleSet}")
    @Operation(summary = "The rating of a building under a lens, a finding for each item")
    public Rating rating(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @BeanParam RatingQuery query) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        BitemporalPoint moment = query.moment(zone);
        return Transactions.inSnapshot(jdbi, handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key building = Building.require(handle, project, buildingCode);
            return ratings.rating(handle, project, building, ruleSet, lens, moment);
        });
    }

    @GET
    @Path("/ratings/{ruleSet}")
    @Operation(summary = "The result of the rating of every building of a project under a lens")
    public ProjectRatings ratings(
            @PathParam("project") String projectCode,
            @PathParam("ruleSet") String ruleSetId,
            @BeanParam RatingQuery query) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        BitemporalPoint moment = query.moment(zone);
        return Transactions.inSnapshot(
                jdbi, handle -> ratings.ofProject(handle, Project.require(handle, projectCode), ruleSet, lens, moment));
    }

    @GET
    @Path("/buildings/{building}/ratings/{ruleSet}/items/{item}/components")
    @Operation(summary = "Exactly the components that count in an item under a lens, with what each adds; by code")
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
        BitemporalPoint moment = query.moment(zone);
        return Transactions.inSnapshot(jdbi, handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key building = Building.require(handle, project, buildingCode);
            List<Selection> selections = ruleSet.selections(item, facts.structure(handle, project, building, moment));
            AsOfTables tables = asOf.tables(handle, project, List.of(building.id()), moment);
            return paging.page(
                    selections.isEmpty()
                            ? List.of()
                            : EvidenceSql.list(
                                    handle,
                                    project.code(),
                                    building,
                                    ruleSet,
                                    selections,
                                    lens,
                                    tables,
                                    paging.after(),
                                    paging.limit() + 1),
                    Evidence::code);
        });
    }
}
