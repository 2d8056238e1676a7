package org.prefabtracker.advice;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
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
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;

/** The ways to a target. */
@Path("/api/v1/projects/{project}/buildings/{building}/ratings/{ruleSet}/advice")
@Tag(name = "Advice")
@RequiresPermission(Permission.READ_PROJECT)
public class AdviceResource {

    private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?");

    @Inject
    Clock clock;

    @Inject
    RuleSets ruleSets;

    @Inject
    FactsReader factsReader;

    @GET
    @Operation(
            operationId = "getAdvice",
            summary =
                    "How to reach a target: for each item the smallest ratio and the missing quantities, and the "
                            + "combinations with the least change. The target is a percent (target), a grade (grade) or, by default, to qualify")
    public Advice advice(
            @PathParam("project") String projectCode,
            @PathParam("building") String buildingCode,
            @PathParam("ruleSet") String ruleSetId,
            @QueryParam("target") String percent,
            @QueryParam("grade") String grade,
            @BeanParam LensQuery query) {
        RuleSet ruleSet = ruleSets.require(ruleSetId);
        Lens lens = query.lens();
        Target target = target(ruleSet, percent, grade);
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        BuildingFacts facts = Transactions.inSnapshot(() -> {
            Project project = Project.require(projectCode);
            Building.Key key = Building.require(project, buildingCode);
            return factsReader.factsOf(project, key, lens, now.toLocalDate());
        });
        return new AdviceBuilder(RatingState.of(ruleSet, facts), target)
                .advice(Rating.of(ruleSet, facts, now, null, Rating.Leads.NOWHERE), now);
    }

    private static Target target(RuleSet ruleSet, String percent, String grade) {
        if (percent != null && grade != null) {
            throw wrong("grade", grade, Violation.INCONSISTENT, "either a target or a grade");
        }
        if (grade != null) {
            String wanted = QueryParams.choice(
                    "grade",
                    grade,
                    ruleSet.grades().stream().map(RuleSet.Grade::id).toList());
            return new Target(null, wanted);
        }
        if (percent == null && ruleSet.prerequisites().isEmpty()) {
            throw wrong(
                    "target",
                    null,
                    Violation.REQUIRED,
                    "give a percent; the rule set does not define when a building qualifies");
        }
        if (percent == null) {
            return new Target(null, null);
        }
        BigDecimal wanted =
                PERCENT.matcher(percent.strip()).matches() ? new BigDecimal(percent.strip()) : BigDecimal.ZERO;
        if (wanted.signum() == 0) {
            throw wrong(
                    "target", percent, Violation.OUT_OF_RANGE, "a percent above 0 and below 1000, at most 6 decimals");
        }
        return new Target(wanted, null);
    }

    private static HttpProblem wrong(String parameter, String value, String code, String message) {
        return Problems.of(Violation.of(new ErrorLocation.Parameter(parameter), value, code, message));
    }
}
