package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.region.Region;
import org.prefabtracker.region.RegionStatementStore;
import org.prefabtracker.shared.http.Paging;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.workbook.WorkbookExporter;

/** The share of prefab buildings in new construction, per region and year. */
@Path("/api/v1/regions/{code}/share")
@Tag(name = "Regions")
@RequiresPermission(Permission.READ_REGION)
public class ShareResource {

    private static final int DEEPEST = 3;
    private static final int MOST_YEARS = 100;
    private static final int ATTEMPTS = 5;

    @Inject
    ResultRefresher results;

    @Inject
    BuildingResultStore store;

    @Inject
    ShareCalculator shares;

    @Inject
    WorkbookExporter exports;

    @Inject
    Clock clock;

    /** A share, its moment, and the evaluations that decide which buildings count as prefab. */
    @Schema(name = "RegionShare")
    public record Answer(
            ShareBasis lens,
            OffsetDateTime asOf,
            @JsonUnwrapped Share share) {}

    @GET
    @Operation(
            operationId = "getShare",
            summary =
                    "The share of a region in a year: started and prefab area, by structure, against its target, with "
                            + "the gap; lens LATEST, DESIGN or ACCEPTED selects the evaluations that count")
    public Answer share(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("year") String year,
            @Takes(ShareBasis.class) @QueryParam("lens") String lens) {
        return tree(code, year, lens, 0);
    }

    @GET
    @Path("/tree")
    @Operation(
            operationId = "getShareTree",
            summary = "The share of a region and of the regions within it, depth levels down (all by default)")
    public Answer tree(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("year") String year,
            @QueryParam("depth") String depth,
            @Takes(ShareBasis.class) @QueryParam("lens") String lens) {
        return tree(code, year, lens, depth(depth));
    }

    private Answer tree(String code, String year, String lens, int depth) {
        int ofYear = year("year", year);
        ShareBasis basis = basis(lens);
        return upToDate(code, ofYear, ofYear, region -> {
            OffsetDateTime now = now();
            return new Answer(basis, now, shares.tree(region, ofYear, depth, basis, now.toLocalDate()));
        });
    }

    /** Shares year by year. */
    @Schema(name = "ShareSeries")
    public record Series(ShareBasis lens, OffsetDateTime asOf, String region, List<Share> items) {}

    @GET
    @Path("/series")
    @Operation(
            operationId = "getShareSeries",
            summary = "The share of a region in each year, from the first to the last asked for")
    public Series series(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("from") String from,
            @Takes(Year.class) @QueryParam("to") String to,
            @Takes(ShareBasis.class) @QueryParam("lens") String lens) {
        int last = year("to", to);
        int first = from == null ? last - 9 : year("from", from);
        if (first > last || last - first >= MOST_YEARS) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("from"),
                    from,
                    Violation.OUT_OF_RANGE,
                    "not after to, and at most " + MOST_YEARS + " years"));
        }
        ShareBasis basis = basis(lens);
        return upToDate(code, first, last, region -> {
            OffsetDateTime now = now();
            return new Series(basis, now, region.code(), shares.series(region, first, last, basis, now.toLocalDate()));
        });
    }

    @GET
    @Path("/buildings")
    @Operation(
            operationId = "listShareBuildings",
            summary = "The buildings that a share counts, by project and code: area, whether prefab, by which rating")
    public Paging.Page<ShareCalculator.Counted> buildings(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("year") String year,
            @Takes(StructuralSystem.class) @QueryParam("structure") String structure,
            @Takes(Boolean.class) @QueryParam("prefab") String prefab,
            @Takes(ShareBasis.class) @QueryParam("lens") String lens,
            @BeanParam Paging paging) {
        int ofYear = year("year", year);
        ShareBasis basis = basis(lens);
        ShareCalculator.Search search = search(structure, prefab);
        int limit = paging.limit();
        String after = paging.after();
        return upToDate(code, ofYear, ofYear, region -> {
            Scope scope = Scope.of(region, ofYear, ofYear, today());
            return paging.page(
                    shares.buildings(scope, basis, search, after, limit + 1),
                    ShareCalculator.Counted::key,
                    () -> shares.count(scope, basis, search));
        });
    }

    @GET
    @Path("/declared")
    @Operation(
            operationId = "listShareDeclarations",
            summary =
                    "The declared construction of a region and the regions within it for a year: construction that is not in the system")
    public Paging.Page<RegionStatementStore.Stated<DeclaredConstruction>> declared(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("year") String year,
            @BeanParam Paging paging) {
        int ofYear = year("year", year);
        return Transactions.read(() -> {
            List<RegionStatementStore.Stated<DeclaredConstruction>> all =
                    shares.declared(Region.require(code), ofYear, ofYear);
            return paging.page(
                    all.stream()
                            .filter(stated -> stated.region().compareTo(paging.after()) > 0)
                            .limit(paging.limit() + 1L)
                            .toList(),
                    RegionStatementStore.Stated::region,
                    all::size);
        });
    }

    @GET
    @Path("/export")
    @Operation(
            operationId = "exportShare",
            summary = "The tree of a region's share as a workbook, a row for each region")
    public Response export(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("year") String year,
            @QueryParam("depth") String depth,
            @Takes(ShareBasis.class) @QueryParam("lens") String lens) {
        Share tree = tree(code, year, lens, depth(depth)).share();
        return exports.answer(ShareColumns.REGIONS, rows -> ShareColumns.flat(tree, rows));
    }

    @GET
    @Path("/buildings/export")
    @Operation(operationId = "exportShareBuildings", summary = "The buildings a share counts as a workbook")
    public Response exportBuildings(
            @PathParam("code") String code,
            @Takes(Year.class) @QueryParam("year") String year,
            @Takes(StructuralSystem.class) @QueryParam("structure") String structure,
            @Takes(Boolean.class) @QueryParam("prefab") String prefab,
            @Takes(ShareBasis.class) @QueryParam("lens") String lens) {
        int ofYear = year("year", year);
        ShareBasis basis = basis(lens);
        ShareCalculator.Search search = search(structure, prefab);
        Scope scope = upToDate(code, ofYear, ofYear, region -> Scope.of(region, ofYear, ofYear, today()));
        return exports.answer(ShareColumns.BUILDINGS, rows -> shares.each(scope, basis, search, rows));
    }

    /**
     * Reads results that include every change committed before the call and, if possible, every change committed before they
     * are read. While changes keep coming, the last attempt reads the results as they are.
     */
    private <T> T upToDate(String code, int from, int to, Function<Region, T> read) {
        Region region = Transactions.read(() -> Region.require(code));
        Scope scope = Scope.of(region, from, to, today());
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            results.refresh(scope);
            Optional<T> answer = Transactions.inSnapshot(() -> last || !store.isPending(scope, Long.MAX_VALUE)
                    ? Optional.of(read.apply(region))
                    : Optional.empty());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    private int year(String parameter, String value) {
        return value == null ? today().getYear() : QueryParams.year(parameter, value);
    }

    private static int depth(String depth) {
        return depth == null
                ? DEEPEST
                : Integer.parseInt(QueryParams.choice("depth", depth, List.of("0", "1", "2", "3")));
    }

    private static ShareBasis basis(String lens) {
        return lens == null ? ShareBasis.LATEST : QueryParams.choice(ShareBasis.class, "lens", lens);
    }

    private static ShareCalculator.Search search(String structure, String prefab) {
        return new ShareCalculator.Search(
                QueryParams.choice(StructuralSystem.class, "structure", structure), QueryParams.flag("prefab", prefab));
    }

    private LocalDate today() {
        return now().toLocalDate();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
