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
import java.time.Clock;
import java.time.Year;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;

/** Regions by their code, their classes and targets. */
@Path("/api/v1/regions")
@Tag(name = "Regions")
@RequiresPermission(Permission.SIGNED_IN)
public class RegionResource {

    @Inject
    RegionStatementStore statements;

    @Inject
    Clock clock;

    /** A region with its class and target of a year. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Region")
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
            operationId = "listRegions",
            summary =
                    "The regions directly within a region (parent, CN by default), by code; q searches by part of a name")
    public Paging.Page<Described> list(
            @QueryParam("parent") String parent,
            @QueryParam("q") String q,
            @Takes(Year.class) @QueryParam("year") String year,
            @BeanParam Paging paging) {
        int ofYear = year(year);
        return Transactions.read(() -> {
            String around = parent == null && q != null
                    ? null
                    : Region.find(parent == null ? Region.NATION : parent)
                            .orElseThrow(() -> QueryParams.notFound("parent", parent, "region"))
                            .code();
            RegionTargets policy = statements.policy();
            String text = q == null ? "" : q.strip();
            return paging.page(
                    Region.list(around, text, paging.after(), paging.limit() + 1).stream()
                            .map(region -> Described.of(region, policy, ofYear))
                            .toList(),
                    Described::code,
                    () -> Region.count(around, text));
        });
    }

    @GET
    @Path("/{code}")
    @Operation(
            operationId = "getRegion",
            summary = "A region with its class and target of a year (the current year by default)")
    public Described get(@PathParam("code") String code, @Takes(Year.class) @QueryParam("year") String year) {
        int ofYear = year(year);
        return Transactions.read(() -> Described.of(Region.require(code), statements.policy(), ofYear));
    }

    @GET
    @Path("/{code}/class")
    @Operation(
            operationId = "getRegionClass",
            summary = "The class of a region over the years as stated for it, with its ETag")
    public RestResponse<RegionStatementStore.Stated<RegionClassHistory>> classes(@PathParam("code") String code) {
        return Transactions.read(() -> classes(Region.require(code), false));
    }

    @GET
    @Path("/{code}/class/versions")
    @Operation(
            operationId = "listRegionClassVersions",
            summary = "Every version of the class of a region, the latest first")
    public RegionStatementStore.Versions<RegionClassHistory> classVersions(@PathParam("code") String code) {
        return Transactions.read(() -> new RegionStatementStore.Versions<>(statements.versions(
                Region.require(code),
                RegionStatementStore.Kind.CLASS,
                RegionStatementStore.UNDATED,
                RegionClassHistory.class)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REGION)
    @Path("/{code}/class")
    @Operation(
            operationId = "putRegionClass",
            summary = "Replace the class of a region over the years (If-Match); former versions are kept. Without "
                    + "entries the class of the region around applies")
    public RestResponse<RegionStatementStore.Stated<RegionClassHistory>> putClasses(
            @PathParam("code") String code, @HeaderParam("If-Match") String ifMatch, RegionClassHistory classes) {
        return Transactions.write(() -> {
            Region region = Region.require(code);
            boolean changed = statements.state(
                    region, RegionStatementStore.Kind.CLASS, RegionStatementStore.UNDATED, classes, ifMatch);
            return classes(region, changed);
        });
    }

    private RestResponse<RegionStatementStore.Stated<RegionClassHistory>> classes(Region region, boolean changed) {
        return statements.answer(
                region,
                RegionStatementStore.Kind.CLASS,
                RegionStatementStore.UNDATED,
                RegionClassHistory.class,
                changed);
    }

    private int year(String year) {
        return year == null ? Year.now(clock).getValue() : QueryParams.year("year", year);
    }

    /** The targets that a region states, by year. */
    @Schema(name = "RegionTargetList")
    public record Targets(List<RegionStatementStore.Stated<Target>> items) {}

    @GET
    @Path("/{code}/targets")
    @Operation(
            operationId = "listRegionTargets",
            summary = "The targets that a region states for itself and the regions within it, by year")
    public Targets targets(@PathParam("code") String code) {
        return Transactions.read(() -> {
            Region region = Region.require(code);
            return new Targets(statements.inForce(RegionStatementStore.Kind.TARGET, Target.class).stream()
                    .filter(stated -> stated.region().equals(region.code()))
                    .toList());
        });
    }

    @GET
    @Path("/{code}/targets/{year}")
    @Operation(operationId = "getRegionTarget", summary = "The target that a region states for a year, with its ETag")
    public RestResponse<RegionStatementStore.Stated<Target>> target(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.read(() -> target(Region.require(code), ofYear, false));
    }

    @GET
    @Path("/{code}/targets/{year}/versions")
    @Operation(operationId = "listRegionTargetVersions", summary = "Every version of a target, the latest first")
    public RegionStatementStore.Versions<Target> targetVersions(
            @PathParam("code") String code, @PathParam("year") String year) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.read(() -> new RegionStatementStore.Versions<>(
                statements.versions(Region.require(code), RegionStatementStore.Kind.TARGET, ofYear, Target.class)));
    }

    @PUT
    @RequiresPermission(Permission.EDIT_REGION)
    @Path("/{code}/targets/{year}")
    @Operation(
            operationId = "putRegionTarget",
            summary = "Replace the target of a region for a year, and by class of the regions within it "
                    + "(If-Match); former versions are kept")
    public RestResponse<RegionStatementStore.Stated<Target>> putTarget(
            @PathParam("code") String code,
            @PathParam("year") String year,
            @HeaderParam("If-Match") String ifMatch,
            Target target) {
        int ofYear = QueryParams.year("year", year);
        return Transactions.write(() -> {
            Region region = Region.require(code);
            boolean changed = statements.state(region, RegionStatementStore.Kind.TARGET, ofYear, target, ifMatch);
            return target(region, ofYear, changed);
        });
    }

    private RestResponse<RegionStatementStore.Stated<Target>> target(Region region, int year, boolean changed) {
        return statements.answer(region, RegionStatementStore.Kind.TARGET, year, Target.class, changed);
    }
}
