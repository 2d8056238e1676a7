package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.persistence.StoredVersion;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The rule set that a building is rated by: that of its region on the day of the start of construction, or one chosen for the
 * building.
 */
@Path("/api/v1/projects/{project}/buildings/{building}/rule-set")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_PROJECT)
public class BuildingRuleSetResource {

    @Inject
    ResultRefresher results;

    @Inject
    BuildingRuleSetStore choices;

    @Inject
    RuleSets ruleSets;

    @Inject
    CurrentUser currentUser;

    @Inject
    AuditContext auditContext;

    @Inject
    Clock clock;

    /** A choice for one building as it is sent; null removes the choice. */
    @Schema(name = "RuleSetChoice")
    public record Choice(
            @Size(max = 64) String ruleSet,
            @NotBlank @Size(max = 500) String reason) {

        boolean hasSameContent(BuildingRuleSet recorded) {
            return Objects.equals(recorded.ruleSet, ruleSet) && recorded.reason.equals(reason);
        }
    }

    /** A choice as it is stored. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RuleSetOverride")
    public record Recorded(String ruleSet, String reason, int version, OffsetDateTime recordedAt, String recordedBy) {

        static Recorded from(BuildingRuleSet chosen) {
            return new Recorded(
                    chosen.ruleSet, chosen.reason, chosen.version, chosen.recordedAt, chosen.recordedByName);
        }
    }

    /**
     * The rule set in force for a building.
     *
     * @param startedOn the day of the start of construction, which decides; null where it has not started; then today decides
     * @param byRegion the rule set that would be in force without an override
     * @param rating the address of the rating by it; null where no rule set is in force
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BuildingRuleSet")
    public record InForce(
            String project,
            String building,
            LocalDate startedOn,
            EffectiveRuleSet inForce,
            EffectiveRuleSet byRegion,
            List<Recorded> overrides,
            String rating) {}

    @GET
    @Operation(
            operationId = "getBuildingRuleSet",
            summary = "The rule set in force for a building, the reason, and all overrides, latest first")
    public RestResponse<InForce> get(@PathParam("project") String project, @PathParam("building") String building) {
        return Transactions.read(() -> answer(project, building));
    }

    @PUT
    @RequiresPermission(Permission.CHOOSE_RULE_SET)
    @Operation(
            operationId = "putBuildingRuleSet",
            summary = "Override the rule set of a building, with the reason; null removes the override. "
                    + "Changing an override needs If-Match")
    public RestResponse<InForce> put(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @HeaderParam("If-Match") String ifMatch,
            ParsedBody<Choice> sent) {
        Choice chosen = sent.content();
        Violations violations = sent.violations();
        ruleSets.check(chosen.ruleSet(), new ErrorLocation.Pointer("/ruleSet"), violations);
        violations.throwIfAny();
        return Transactions.write(() -> {
            Building.Key building = Building.require(Project.require(projectCode), buildingCode);
            Optional<BuildingRuleSet> former = BuildingRuleSet.find(building);
            StoredVersion.next(former, chosen::hasSameContent, ifMatch).ifPresent(version -> {
                BuildingRuleSet.add(building, version, chosen.ruleSet(), chosen.reason(), currentUser.account());
                StaleBuildings.note(building.projectId(), List.of(building.id()));
            });
            auditContext.changes(
                    former.map(Recorded::from).orElse(null),
                    Recorded.from(BuildingRuleSet.find(building).orElseThrow()));
            return answer(projectCode, buildingCode);
        });
    }

    private RestResponse<InForce> answer(String projectCode, String buildingCode) {
        Project project = Project.require(projectCode);
        Building.Key building = Building.require(project, buildingCode);
        BuildingRuleSetStore.Placed placed = choices.placed(project, building);
        EffectiveRuleSet byRegion = EffectiveRuleSet.of(
                results.inForce(),
                placed.region(),
                placed.startedOn() == null ? LocalDate.now(clock) : placed.startedOn());
        List<Recorded> overrides =
                BuildingRuleSet.versions(building).stream().map(Recorded::from).toList();
        EffectiveRuleSet inForce = overrides.isEmpty() || overrides.get(0).ruleSet() == null
                ? byRegion
                : EffectiveRuleSet.overridden(
                        overrides.get(0).ruleSet(), overrides.get(0).reason());
        return Etags.answer(
                Status.OK,
                new InForce(
                        project.code(),
                        placed.code(),
                        placed.startedOn(),
                        inForce,
                        inForce.overridden() ? byRegion : null,
                        overrides,
                        inForce.ruleSet() == null
                                ? null
                                : RatingLinks.rating(project.code(), placed.code(), inForce.ruleSet(), Lens.DESIGN)),
                overrides.isEmpty() ? 0 : overrides.get(0).version());
    }
}
