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
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Caller;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.rating.Drafts;
import org.prefabtracker.rating.Lens;
import org.prefabtracker.rating.RuleSet;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Paging;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.Transact;
import org.prefabtracker.workbook.Exports;

/** The effect of a draft on all buildings of a region, side by side with what rates them now. Nothing of it is stored. */
@Path("/api/v1/rule-sets/drafts/{draft}/impact")
@Tag(name = "Ratings")
@Needs(Right.READ_DRAFTS)
public class RuleSetImpactResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Drafts drafts;

    @Inject
    Caller caller;

    @Inject
    RuleSets ruleSets;

    @Inject
    Impacts impacts;

    @Inject
    Exports exports;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** How many buildings are rated in one request; of a region with more its cities or counties are asked for. */
    @ConfigProperty(name = "prefab.impact.most-buildings", defaultValue = "20000")
    int most;

    /**
     * The impact with what it is of.
     *
     * @param against the rule set compared with; null: what is in force for each building
     * @param provisional whether the draft is founded too weakly to be final
     * @param href where the buildings are listed one by one
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
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
            summary =
                    "What a draft would do to all buildings of a region: how many qualify, changes of grade, distribution, side by "
                            + "side with the rule set in force for each (or against=), how many could not be compared and why")
    public Answer impact(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @QueryParam("lens") String lens) {
        Asked asked = new Asked(draft, region, against, lens);
        return Transact.atOneMoment(jdbi, handle -> {
            Impacts.Question question = question(handle, asked);
            Impact.Sum sum = new Impact.Sum();
            impacts.each(handle, question, "", most, sum::add);
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
    @Operation(summary = "The buildings of an impact one by one, before and after, by project and code")
    public Paging.Page<Impact.Row> buildings(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @QueryParam("lens") String lens,
            @BeanParam Paging paging) {
        Asked asked = new Asked(draft, region, against, lens);
        String after = paging.after();
        int limit = paging.limit();
        return Transact.atOneMoment(jdbi, handle -> {
            List<Impact.Row> rows = new ArrayList<>();
            impacts.each(handle, open(handle, asked), after, limit + 1, rows::add);
            return paging.page(rows, Impact.Row::key);
        });
    }

    @GET
    @Path("/export")
    @Operation(summary = "The figures of an impact as a workbook, before and after side by side")
    public Response export(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @QueryParam("lens") String lens) {
        Impact impact = impact(draft, region, against, lens).impact();
        return exports.answer(ImpactColumns.FIGURES, (handle, rows) -> ImpactColumns.figures(impact)
                .forEach(rows));
    }

    @GET
    @Path("/buildings/export")
    @Operation(summary = "The buildings of an impact as a workbook, before and after side by side")
    public Response exportBuildings(
            @PathParam("draft") String draft,
            @QueryParam("region") String region,
            @QueryParam("against") String against,
            @QueryParam("lens") String lens) {
        Asked asked = new Asked(draft, region, against, lens);
        // what is asked wrongly is answered before the workbook begins
        Impacts.Question question = Transact.atOneMoment(jdbi, handle -> question(handle, asked));
        return exports.answer(
                ImpactColumns.BUILDINGS, (handle, rows) -> impacts.each(handle, question, "", most, rows));
    }

    /** The parameters as they came. */
    private record Asked(String draft, String region, String against, String lens) {}

    private Impacts.Question question(Handle handle, Asked asked) {
        Impacts.Question question = open(handle, asked);
        long buildings = impacts.count(handle, question.region());
        if (buildings > most) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("region"),
                    asked.region(),
                    Fault.OUT_OF_RANGE,
                    "it has " + buildings + " buildings, and at most " + most
                            + " are rated at once; ask for the regions in it, or page through …/impact/buildings"));
        }
        return question;
    }

    private Impacts.Question open(Handle handle, Asked asked) {
        RuleSet draft = drafts.ruleSet(handle, asked.draft());
        if (asked.region() == null || asked.region().isBlank()) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("region"), null, Fault.REQUIRED, "the code of a region such as 3201, or CN"));
        }
        Region region = Region.find(handle, asked.region())
                .orElseThrow(() -> Problems.of(Fault.of(
                        new Place.Parameter("region"), asked.region(), Fault.NOT_FOUND, "there is no such region")));
        caller.account().requireRegion(region.code());
        RuleSet against = asked.against() == null
                ? null
                : ruleSets.find(asked.against())
                        .orElseThrow(() -> Problems.of(Fault.of(
                                new Place.Parameter("against"),
                                asked.against(),
                                Fault.NOT_FOUND,
                                "there is no such rule set; GET /api/v1/rule-sets lists them")));
        String lens = Filter.choice("lens", asked.lens(), List.of(Lens.DESIGN.name(), Lens.ACCEPTED.name()));
        return new Impacts.Question(
                draft,
                region,
                against,
                lens == null ? Lens.DESIGN : Lens.valueOf(lens),
                OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS));
    }

    private static String href(String draft, Impacts.Question question) {
        UriBuilder uri = UriBuilder.fromPath("/api/v1/rule-sets/drafts/{draft}/impact/buildings")
                .queryParam("region", question.region().code())
                .queryParam("lens", question.lens());
        if (question.against() != null) {
            uri.queryParam("against", question.against().id());
        }
        return uri.build(draft).toString();
    }
}
