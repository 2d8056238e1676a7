package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.rating.DraftStore;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.workbook.WorkbookExporter;

/** The effect of a draft on all buildings of a region, compared with their present rating. Nothing is stored. */
@Path("/api/v1/rule-sets/drafts/{draft}/impact")
@Tag(name = "Ratings")
@RequiresPermission(Permission.READ_DRAFTS)
public class RuleSetImpactResource {

    @Inject
    DraftStore drafts;

    @Inject
    CurrentUser currentUser;

    @Inject
    RuleSets ruleSets;

    @Inject
    DraftImpactAnalysis impacts;

    @Inject
    WorkbookExporter exports;

    @Inject
    Clock clock;

    /** The largest number of buildings rated in one request; for a larger region the client requests the cities or counties. */
    @ConfigProperty(name = "prefab.impact.most-buildings", defaultValue = "20000")
    int most;

    /**
     * The impact and its parameters.
     *
     * @param against the rule set compared with; null: the one in force for each building
     * @param provisional whether the draft rests on recalled text, so that its ratings are not final
     * @param href the address of the list of buildings
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "RuleSetImpact")
    public record Answer(
            String draft,
            String ruleSet,
            boolean provisional,
            String region,
            String name,
            String against,
            Lens lens,
            OffsetDateTime asOf,
            @JsonUnwrapped Impact impact,
            String href) {}

    @GET
    @Operation(
            operationId = "getRuleSetImpact",
            summary =
                    "The effect of a draft on all buildings of a region: how many qualify, changes of grade, distribution, side by "
                            + "side with the rule set in force for each (or against=), how many could not be compared and why")
    public Answer impact(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @Takes(Lens.class) @QueryParam("lens") String lens) {
        Asked asked = new Asked(draft, region, against, lens);
        return Transactions.inSnapshot(() -> {
            DraftImpactAnalysis.Question question = question(asked);
            Impact.Sum sum = new Impact.Sum();
            impacts.each(question, "", most, sum::add);
            return new Answer(
                    draft,
                    question.draft().id(),
                    question.draft().provisional(),
                    question.region().code(),
                    question.region().name(),
                    question.against() == null ? null : question.against().id(),
                    question.lens(),
                    question.asOf(),
                    sum.result(),
                    href(draft, question));
        });
    }

    @GET
    @Path("/buildings")
    @Operation(
            operationId = "listRuleSetImpactBuildings",
            summary = "The buildings of an impact one by one, before and after, by project and code")
    public Paging.Page<Impact.Row> buildings(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @Takes(Lens.class) @QueryParam("lens") String lens,
            @BeanParam Paging paging) {
        Asked asked = new Asked(draft, region, against, lens);
        String after = paging.after();
        int limit = paging.limit();
        return Transactions.inSnapshot(() -> {
            List<Impact.Row> rows = new ArrayList<>();
            DraftImpactAnalysis.Question question = open(asked);
            impacts.each(question, after, limit + 1, rows::add);
            return paging.page(rows, Impact.Row::key, () -> impacts.count(question.region()));
        });
    }

    @GET
    @Path("/export")
    @Operation(
            operationId = "exportRuleSetImpact",
            summary = "The figures of an impact as a workbook, before and after side by side")
    public Response export(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @Takes(Lens.class) @QueryParam("lens") String lens) {
        Impact impact = impact(draft, region, against, lens).impact();
        return exports.answer(
                ImpactColumns.FIGURES, rows -> ImpactColumns.figures(impact).forEach(rows));
    }

    @GET
    @Path("/buildings/export")
    @Operation(
            operationId = "exportRuleSetImpactBuildings",
            summary = "The buildings of an impact as a workbook, before and after side by side")
    public Response exportBuildings(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @Takes(Lens.class) @QueryParam("lens") String lens) {
        Asked asked = new Asked(draft, region, against, lens);
        // wrong parameters are refused before the workbook begins
        DraftImpactAnalysis.Question question = Transactions.inSnapshot(() -> question(asked));
        return exports.answer(ImpactColumns.BUILDINGS, rows -> impacts.each(question, "", most, rows));
    }

    /** The parameters as they were sent. */
    private record Asked(String draft, String region, String against, String lens) {}

    private DraftImpactAnalysis.Question question(Asked asked) {
        DraftImpactAnalysis.Question question = open(asked);
        long buildings = impacts.count(question.region());
        if (buildings > most) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("region"),
                    asked.region(),
                    Violation.OUT_OF_RANGE,
                    "it has " + buildings + " buildings, and at most " + most
                            + " are rated at once; ask for the regions in it, or page through …/impact/buildings"));
        }
        return question;
    }

    private DraftImpactAnalysis.Question open(Asked asked) {
        RuleSet draft = drafts.ruleSet(asked.draft());
        if (asked.region() == null || asked.region().isBlank()) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("region"),
                    null,
                    Violation.REQUIRED,
                    "the code of a region such as 3201, or CN"));
        }
        Region region = Region.find(asked.region())
                .orElseThrow(() -> Problems.of(Violation.of(
                        new ErrorLocation.Parameter("region"),
                        asked.region(),
                        Violation.NOT_FOUND,
                        "there is no such region")));
        currentUser.account().requireRegion(region.code());
        RuleSet against = asked.against() == null
                ? null
                : ruleSets.find(asked.against())
                        .orElseThrow(() -> Problems.of(Violation.of(
                                new ErrorLocation.Parameter("against"),
                                asked.against(),
                                Violation.NOT_FOUND,
                                "there is no such rule set; GET /api/v1/rule-sets lists them")));
        Lens lens = QueryParams.choice(Lens.class, "lens", asked.lens());
        if (lens != null && lens != Lens.DESIGN && lens != Lens.ACCEPTED) {
            throw Problems.of(
                    QueryParams.unknown("lens", asked.lens(), List.of(Lens.DESIGN.name(), Lens.ACCEPTED.name())));
        }
        return new DraftImpactAnalysis.Question(
                draft,
                region,
                against,
                lens == null ? Lens.DESIGN : lens,
                OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
    }

    private static String href(String draft, DraftImpactAnalysis.Question question) {
        UriBuilder uri = UriBuilder.fromPath("/api/v1/rule-sets/drafts/{draft}/impact/buildings")
                .queryParam("region", question.region().code())
                .queryParam("lens", question.lens());
        if (question.against() != null) {
            uri.queryParam("against", question.against().id());
        }
        return uri.build(draft).toString();
    }
}
