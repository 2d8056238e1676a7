package org.prefabtracker.share;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.StaleBuildings;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.region.Region;
import org.prefabtracker.region.RegionStatementStore;
import org.prefabtracker.shared.http.ParsedBody;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

/** Statements of a region that decide its share: construction that is not in the system, and the rule sets in force. */
@Path("/api/v1/regions/{code}")
@Tag(name = "Regions")
@RequiresPermission(Permission.READ_REGION)
public class StatementResource {

    @Inject
    RegionStatementStore statements;

    @Inject
    RuleSets ruleSets;

    @GET
    @Path("/declared/{year}")
    @Operation(
            operationId = "getDeclaredConstruction",
            summary = "The construction of a year declared for a region itself, with its ETag")
    public RestResponse<RegionStatementStore.Stated<DeclaredConstruction>> declared(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.read(() -> declared(Region.require(code), ofYear, false));
    }

    @GET
    @Path("/declared/{year}/versions")
    @Operation(
            operationId = "listDeclaredConstructionVersions",
            summary = "Every version of what was declared, the latest first")
    public RegionStatementStore.Versions<DeclaredConstruction> declaredVersions(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.read(() -> new RegionStatementStore.Versions<>(statements.versions(
                Region.require(code), RegionStatementStore.Kind.DECLARED, ofYear, DeclaredConstruction.class)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REGION)
    @Path("/declared/{year}")
    @Operation(
            operationId = "putDeclaredConstruction",
            summary =
                    "Replace the declared construction of a region and year (If-Match): what is neither in the system nor "
                            + "declared for a region within; former versions are kept")
    public RestResponse<RegionStatementStore.Stated<DeclaredConstruction>> putDeclared(
            @PathParam("code") String code,
            @PathParam("year") String year,
            @HeaderParam("If-Match") String ifMatch,
            DeclaredConstruction declared) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.write(() -> {
            Region region = Region.require(code);
            boolean changed = statements.state(region, RegionStatementStore.Kind.DECLARED, ofYear, declared, ifMatch);
            return declared(region, ofYear, changed);
        });
    }

    private RestResponse<RegionStatementStore.Stated<DeclaredConstruction>> declared(
            Region region, int year, boolean changed) {
        return statements.answer(region, RegionStatementStore.Kind.DECLARED, year, DeclaredConstruction.class, changed);
    }

    @GET
    @Path("/rule-set")
    @Operation(
            operationId = "getRegionRuleSet",
            summary = "The rule sets in force in a region over time as stated for it, with their ETag")
    public RestResponse<RegionStatementStore.Stated<RegionRuleSets>> ruleSets(@PathParam("code") String code) {
        return Transactions.read(() -> ruleSets(Region.require(code), false));
    }

    @GET
    @Path("/rule-set/versions")
    @Operation(
            operationId = "listRegionRuleSetVersions",
            summary = "Every version of the rule sets in force in a region, the latest first")
    public RegionStatementStore.Versions<RegionRuleSets> ruleSetVersions(@PathParam("code") String code) {
        return Transactions.read(() -> new RegionStatementStore.Versions<>(statements.versions(
                Region.require(code),
                RegionStatementStore.Kind.RULE_SET,
                RegionStatementStore.UNDATED,
                RegionRuleSets.class)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REGION)
    @Path("/rule-set")
    @Operation(
            operationId = "putRegionRuleSet",
            summary =
                    "Replace the rule sets in force in a region, each for buildings started from a day on (If-Match); "
                            + "former versions are kept. Without entries those of the region around apply")
    public RestResponse<RegionStatementStore.Stated<RegionRuleSets>> putRuleSets(
            @PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, ParsedBody<RegionRuleSets> sent) {
        RegionRuleSets stated = sent.content();
        Violations violations = sent.violations();
        check(stated, violations);
        violations.throwIfAny();
        return Transactions.write(() -> {
            Region region = Region.require(code);
            StaleBuildings.lockAgainstNew();
            boolean changed = statements.state(
                    region, RegionStatementStore.Kind.RULE_SET, RegionStatementStore.UNDATED, stated, ifMatch);
            if (changed) {
                StaleBuildings.noteRegion(region);
            }
            return ruleSets(region, changed);
        });
    }

    private void check(RegionRuleSets stated, Violations violations) {
        for (int i = 0; stated.entries() != null && i < stated.entries().size(); i++) {
            RegionRuleSets.Entry entry = stated.entries().get(i);
            if (entry != null) {
                ruleSets.check(entry.ruleSet(), ErrorLocation.pointer("entries", i, "ruleSet"), violations);
            }
        }
    }

    private RestResponse<RegionStatementStore.Stated<RegionRuleSets>> ruleSets(Region region, boolean changed) {
        return statements.answer(
                region,
                RegionStatementStore.Kind.RULE_SET,
                RegionStatementStore.UNDATED,
                RegionRuleSets.class,
                changed);
    }
}
