package org.prefabtracker.advice;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.LensQuery;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFactReader;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.persistence.Transactions;

/** The sensitivity of a rating to held pieces, and how much of each item may fail. */
@Path("/api/v1/projects/{project}/buildings/{building}/ratings/{ruleSet}/sensitivity")
@Tag(name = "Advice")
@RequiresPermission(Permission.READ_PROJECT)
public class SensitivityResource {

    @Inject
    Clock clock;

    @Inject
    RuleSets ruleSets;

    @Inject
    FactsReader factsReader;

    @Inject
    ComponentFactReader components;

    @GET
    @Operation(
            operationId = "getSensitivity",
            summary = "The rating if held pieces are scrapped, all or by item, hold and mark, and how much of each "
                    + "item can fail before its points or the grade fall")
    public Sensitivity sensitivity(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @BeanParam LensQuery query) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        return Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key key = Building.require(project, buildingCode);
            BuildingFacts facts = factsReader.factsOf(project, key, lens, now.toLocalDate());
            HoldSensitivity held = new HoldSensitivity(ruleSet, facts, now);
            components.each(key, lens, held::take, held::learn);
            return held.sensitivity(
                    Rating.of(ruleSet, facts, now, null, Rating.Leads.NOWHERE),
                    SafetyMargin.of(RatingState.of(ruleSet, facts)));
        });
    }
}
