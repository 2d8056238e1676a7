package org.prefabtracker.advice;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.Facts;
import org.prefabtracker.rating.Lens;
import org.prefabtracker.rating.Measurement;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSet;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Transact;

/** What a rating hangs on: held pieces, and how much of each item may fail. */
@Path("/api/v1/projects/{project}/buildings/{building}/ratings/{ruleSet}/sensitivity")
@Tag(name = "Advice")
@Needs(Right.READ_PROJECT)
public class SensitivityResource {

    @Inject
    Jdbi jdbi;

    @Inject
    RuleSets ruleSets;

    @Inject
    Measurement measurement;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @GET
    @Operation(
            summary =
                    "What the rating falls to if held pieces are scrapped, all or by item, hold and mark, and how much of each "
                            + "item may fail before its points or the grade fall")
    public Sensitivity sensitivity(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @QueryParam("lens") String lensName) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = lensName == null ? Lens.DESIGN : Filter.choice(Lens.class, "lens", lensName);
        OffsetDateTime now = OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS);
        return Transact.atOneMoment(jdbi, handle -> {
            Project project = Project.require(handle, projectCode);
            Building.Key key = Building.require(handle, project, buildingCode);
            Facts facts = measurement.factsOf(handle, project, key, lens, now.toLocalDate());
            HeldPieces held = new HeldPieces(ruleSet, facts, now);
            measurement.each(handle, key, lens, held::take, held::learn);
            return held.sensitivity(
                    Rating.of(ruleSet, facts, now, null, Rating.Leads.NOWHERE),
                    Reserve.of(Situation.of(ruleSet, facts)));
        });
    }
}
