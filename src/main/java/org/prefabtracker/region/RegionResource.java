package org.prefabtracker.region;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.persistence.Transactions;

/** Regions by their code, their classes and targets. */
@Path("/api/v1/regions")
@Tag(name = "Regions")
@RequiresPermission(Permission.SIGNED_IN)
public class RegionResource {

    @Inject
    Jdbi jdbi;

    @Inject
    RegionStatementStore statements;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** A region with its class and target of a year. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Described(
            String code,
            String name,
            Region.Level level,
            String parent,

            @JsonProperty("class") RegionClass regionClass,

            RegionTargets.Stated target) {

        static Described of(Region region, RegionTargets policy, int year) {
            return new Described(
                    region.code(),
                    region.name(),
                    region.level(),
                    region.parent(),
                    policy.classOf(region.code(), year).orElse(null),
                    policy.target(region.code(), year).orElse(null));
        }
    }

    @GET
    @Operation(
            summary =
                    "The regions that lie directly in one (parent, CN unless said), by code; q finds by part of a name")
    public Paging.Page<Described> list(
            @QueryParam("parent") String parent,
            @QueryParam("q") String q,
            @QueryParam("year") String year,
            @BeanParam Paging paging) {
        int ofYear = year(year);
        return jdbi.withHandle(handle -> {
            String around = parent == null && q != null
                    ? null
                    : Region.require(handle, parent == null ? Region.NATION : parent)
                            .code();
            RegionTargets policy = statements.policy(handle);
            return paging.page(
                    Region.list(
                                    handle,
                                    around,
                                    q == null || q.isBlank() ? null : q.strip(),
                                    paging.after(),
                                    paging.limit() + 1)
                            .stream()
                            .map(region -> Described.of(region, policy, ofYear))
                            .toList(),
                    Described::code);
        });
    }

    @GET
    @Path("/{code}")
    @Operation(summary = "A region with its class and target of a year (this one unless said)")
    public Described get(@PathParam("code") String code, @QueryParam("year") String year) {
        int ofYear = year(year);
        return jdbi.withHandle(handle -> Described.of(Region.require(handle, code), statements.policy(handle), ofYear));
    }

    @GET
    @Path("/{code}/class")
    @Operation(summary = "The class of a region over the years, as stated of itself, with the ETag to change it by")
    public RestResponse<RegionStatementStore.Stated<RegionClassHistory>> classes(@PathParam("code") String code) {
        return jdbi.withHandle(handle -> classes(handle, Region.require(handle, code), false));
    }

    @GET
    @Path("/{code}/class/versions")
    @Operation(summary = "Every version of the class of a region, the latest first")
    public RegionStatementStore.Versions<RegionClassHistory> classVersions(@PathParam("code") String code) {
        return jdbi.withHandle(handle -> new RegionStatementStore.Versions<>(statements.versions(
                handle,
                Region.require(handle, code),
                RegionStatementStore.Kind.CLASS,
                RegionStatementStore.UNDATED,
                RegionClassHistory.class)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REGION)
    @Path("/{code}/class")
    @Operation(
            summary = "State the class of a region over the years in place of the former (If-Match), which is kept; no "
                    + "entries leave it to the region around")
    public RestResponse<RegionStatementStore.Stated<RegionClassHistory>> putClasses(
            @PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, RegionClassHistory classes) {
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            Region region = Region.require(handle, code);
            boolean changed = statements.state(
                    handle, region, RegionStatementStore.Kind.CLASS, RegionStatementStore.UNDATED, classes, ifMatch);
            return classes(handle, region, changed);
        }));
    }

    private RestResponse<RegionStatementStore.Stated<RegionClassHistory>> classes(
            Handle handle, Region region, boolean changed) {
        return statements.answer(
                handle,
                region,
                RegionStatementStore.Kind.CLASS,
                RegionStatementStore.UNDATED,
                RegionClassHistory.class,
                changed);
    }

    private int year(String year) {
        return year == null ? Year.now(zone).getValue() : QueryParams.year("year", year);
    }

    /** The targets a region states, by year. */
    public record Targets(List<RegionStatementStore.Stated<Target>> items) {}

    @GET
    @Path("/{code}/targets")
    @Operation(summary = "The targets a region states for itself and what lies in it, by year")
    public Targets targets(@PathParam("code") String code) {
        return jdbi.withHandle(handle -> {
            Region region = Region.require(handle, code);
            return new Targets(statements.inForce(handle, RegionStatementStore.Kind.TARGET, Target.class).stream()
                    .filter(stated -> stated.region().equals(region.code()))
                    .toList());
        });
    }

    @GET
    @Path("/{code}/targets/{year}")
    @Operation(summary = "The target a region states for a year, with the ETag to change it by")
    public RestResponse<RegionStatementStore.Stated<Target>> target(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = QueryParams.year("year", year);
        return jdbi.withHandle(handle -> target(handle, Region.require(handle, code), ofYear, false));
    }

    @GET
    @Path("/{code}/targets/{year}/versions")
    @Operation(summary = "Every version of a target, the latest first")
    public RegionStatementStore.Versions<Target> targetVersions(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = QueryParams.year("year", year);
        return jdbi.withHandle(handle -> new RegionStatementStore.Versions<>(statements.versions(
                handle, Region.require(handle, code), RegionStatementStore.Kind.TARGET, ofYear, Target.class)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REGION)
    @Path("/{code}/targets/{year}")
    @Operation(
            summary =
                    "State the target of a region for a year, and by class of what lies in it, in place of the former "
                            + "(If-Match), which is kept")
    public RestResponse<RegionStatementStore.Stated<Target>> putTarget(
            @PathParam("code") String code,
            @PathParam("year") String year,
            @HeaderParam("If-Match") String ifMatch,
            Target target) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.write(() -> jdbi.withHandle(handle -> {
            Region region = Region.require(handle, code);
            boolean changed =
                    statements.state(handle, region, RegionStatementStore.Kind.TARGET, ofYear, target, ifMatch);
            return target(handle, region, ofYear, changed);
        }));
    }

    private RestResponse<RegionStatementStore.Stated<Target>> target(
            Handle handle, Region region, int year, boolean changed) {
        return statements.answer(handle, region, RegionStatementStore.Kind.TARGET, year, Target.class, changed);
    }
}
