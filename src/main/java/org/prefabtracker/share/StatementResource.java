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
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.region.Region;
import org.prefabtracker.region.Statements;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Sent;
import org.prefabtracker.shared.Transact;

/** What is stated of a region and decides its share: construction that is not in the system, and the rule sets in force. */
@Path("/api/v1/regions/{code}")
@Tag(name = "Regions")
@Needs(Right.READ_REGION)
public class StatementResource {

    @Inject
    Jdbi jdbi;

    @Inject
    Statements statements;

    @Inject
    RuleSets ruleSets;

    @GET
    @Path("/declared/{year}")
    @Operation(summary = "The construction of a year declared of a region itself, with the ETag to change it by")
    public RestResponse<Statements.Stated<Declared>> declared(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = Filter.year("year", year);
        return jdbi.withHandle(handle -> declared(handle, Region.require(handle, code), ofYear, false));
    }

    @GET
    @Path("/declared/{year}/versions")
    @Operation(summary = "Every version of what was declared, the latest first")
    public Statements.Versions<Declared> declaredVersions(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = Filter.year("year", year);
        return jdbi.withHandle(handle -> new Statements.Versions<>(statements.versions(
                handle, Region.require(handle, code), Statements.Kind.DECLARED, ofYear, Declared.class)));
    }

    @PUT
    @Needs(Right.EDIT_REGION)
    @Path("/declared/{year}")
    @Operation(
            summary =
                    "Declare the construction of a region and year that is neither in the system nor declared of a region "
                            + "within, in place of the former (If-Match), which is kept")
    public RestResponse<Statements.Stated<Declared>> putDeclared(
            @PathParam("code") String code,
            @PathParam("year") String year,
            @HeaderParam("If-Match") String ifMatch,
            Declared declared) {
        int ofYear = Filter.year("year", year);
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Region region = Region.require(handle, code);
            boolean changed = statements.state(handle, region, Statements.Kind.DECLARED, ofYear, declared, ifMatch);
            return declared(handle, region, ofYear, changed);
        }));
    }

    private RestResponse<Statements.Stated<Declared>> declared(
            Handle handle, Region region, int year, boolean changed) {
        return statements.answer(handle, region, Statements.Kind.DECLARED, year, Declared.class, changed);
    }

    @GET
    @Path("/rule-set")
    @Operation(
            summary =
                    "The rule sets in force in a region over time, as stated of itself, with the ETag to change them by")
    public RestResponse<Statements.Stated<RegionRuleSets>> ruleSets(@PathParam("code") String code) {
        return jdbi.withHandle(handle -> ruleSets(handle, Region.require(handle, code), false));
    }

    @GET
    @Path("/rule-set/versions")
    @Operation(summary = "Every version of the rule sets in force in a region, the latest first")
    public Statements.Versions<RegionRuleSets> ruleSetVersions(@PathParam("code") String code) {
        return jdbi.withHandle(handle -> new Statements.Versions<>(statements.versions(
                handle,
                Region.require(handle, code),
                Statements.Kind.RULE_SET,
                Statements.UNDATED,
                RegionRuleSets.class)));
    }

    @PUT
    @Needs(Right.EDIT_REGION)
    @Path("/rule-set")
    @Operation(
            summary =
                    "State which rule sets are in force in a region for buildings started from which day on, in place of "
                            + "the former (If-Match), which is kept; no entries leave it to the region around")
    public RestResponse<Statements.Stated<RegionRuleSets>> putRuleSets(
            @PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, Sent<RegionRuleSets> sent) {
        RegionRuleSets stated = sent.content();
        Faults faults = sent.faults();
        check(stated, faults);
        faults.throwIfAny();
        return Transact.call(() -> jdbi.withHandle(handle -> {
            Region region = Region.require(handle, code);
            // whoever registers or moves a building meanwhile is waited for, so that every building of the region is
            // noted
            handle.execute("lock table project, building in share mode");
            boolean changed =
                    statements.state(handle, region, Statements.Kind.RULE_SET, Statements.UNDATED, stated, ifMatch);
            if (changed) {
                handle.createUpdate("""
                                insert into building_change (project_id, building_id, id)
                                select b.project_id, b.id, nextval('building_change_seq')
                                from building b join project p on p.id = b.project_id
                                where coalesce(b.region_code, p.region_code) like :prefix || '%'""").bind("prefix", region.prefix()).execute();
            }
            return ruleSets(handle, region, changed);
        }));
    }

    private void check(RegionRuleSets stated, Faults faults) {
        for (int i = 0; stated.entries() != null && i < stated.entries().size(); i++) {
            RegionRuleSets.Entry entry = stated.entries().get(i);
            if (entry != null) {
                ruleSets.check(entry.ruleSet(), Place.pointer("entries", i, "ruleSet"), faults);
            }
        }
    }

    private RestResponse<Statements.Stated<RegionRuleSets>> ruleSets(Handle handle, Region region, boolean changed) {
        return statements.answer(
                handle, region, Statements.Kind.RULE_SET, Statements.UNDATED, RegionRuleSets.class, changed);
    }
}
