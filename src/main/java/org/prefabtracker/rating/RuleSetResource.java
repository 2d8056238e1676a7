package org.prefabtracker.rating;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.rating.ruleset.RuleSet;

/** The rule sets in force. */
@Path("/api/v1/rule-sets")
@Tag(name = "Ratings")
@RequiresPermission(Permission.PUBLIC)
public class RuleSetResource {

    private static final String SCHEMA = "application/schema+json";

    @Inject
    RuleSets ruleSets;

    /** A rule set without its content. */
    @Schema(name = "RuleSetSummary")
    public record Summary(
            String id,
            String name,
            String nameEn,
            String document,
            String jurisdiction,
            LocalDate validFrom,
            LocalDate validTo,
            boolean provisional) {}

    /** All rule sets, in order of id. */
    @Schema(name = "RuleSetList")
    public record Summaries(List<Summary> items) {}

    @GET
    @Operation(operationId = "listRuleSets", summary = "List the rule sets, by id")
    public Summaries list() {
        return new Summaries(ruleSets.all().stream()
                .map(ruleSet -> new Summary(
                        ruleSet.id(),
                        ruleSet.name(),
                        ruleSet.nameEn(),
                        ruleSet.document(),
                        ruleSet.jurisdiction(),
                        ruleSet.validity().validFrom(),
                        ruleSet.validity().validTo(),
                        ruleSet.provisional()))
                .toList());
    }

    @GET
    @Path("/schema")
    @Produces({SCHEMA, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "getRuleSetSchema",
            summary = "The JSON Schema of a rule set, which is one file of YAML or JSON")
    public Response schema(@Context HttpHeaders headers) {
        boolean taken = headers.getAcceptableMediaTypes().stream()
                .anyMatch(type -> type.isCompatible(MediaType.valueOf(SCHEMA)));
        return Response.ok(RuleSets.schema(), taken ? SCHEMA : MediaType.APPLICATION_JSON)
                .build();
    }

    @GET
    @Path("/{ruleSet}")
    @Operation(operationId = "getRuleSet", summary = "A rule set with its clauses, settings and worked examples")
    public RuleSet get(@PathParam("ruleSet") String id) {
        return ruleSets.require(id);
    }
}
