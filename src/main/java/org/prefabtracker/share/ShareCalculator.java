package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.region.Region;
import org.prefabtracker.region.RegionStatementStore;
import org.prefabtracker.region.RegionTargets;

/** Sums the results of buildings to shares of regions, and lists the buildings of a sum. */
@ApplicationScoped
public class ShareCalculator {

    @Inject
    RegionStatementStore statements;

    /** The share of a region and of the regions within, down to a depth. */
    Share tree(Region region, int year, int depth, ShareBasis basis, LocalDate today) {
        Map<String, AreaTotals> tallies =
                tallies(region, year, year, basis, today).getOrDefault(year, Map.of());
        RegionTargets policy = statements.policy();
        Map<String, List<Region>> byParent = new HashMap<>();
        Region.within(region, depth).stream()
                .filter(within -> !within.code().equals(region.code()))
                .forEach(within -> byParent.computeIfAbsent(within.parent(), none -> new ArrayList<>())
                        .add(within));
        return share(region, year, depth, basis, tallies, policy, byParent);
    }

    private static Share share(
            Region region,
            int year,
            int depth,
            ShareBasis basis,
            Map<String, AreaTotals> tallies,
            RegionTargets policy,
            Map<String, List<Region>> byParent) {
        List<Share> children = depth == 0
                ? null
                : byParent.getOrDefault(region.code(), List.of()).stream()
                        .map(child -> share(child, year, depth - 1, basis, tallies, policy, byParent))
                        .toList();
        AreaTotals tally = tallies.get(region.code());
        return Share.of(region, year, basis, tally == null ? new AreaTotals() : tally, policy, children);
    }

    /** The share of a region in each of some years. */
    List<Share> series(Region region, int from, int to, ShareBasis basis, LocalDate today) {
        Map<Integer, Map<String, AreaTotals>> tallies = tallies(region, from, to, basis, today);
        RegionTargets policy = statements.policy();
        List<Share> series = new ArrayList<>();
        for (int year = from; year <= to; year++) {
            AreaTotals tally = tallies.getOrDefault(year, Map.of()).get(region.code());
            series.add(Share.of(region, year, basis, tally == null ? new AreaTotals() : tally, policy, null));
        }
        return series;
    }

    /** The started construction by year and region; an area counts in its region and in all regions around it. */
    private Map<Integer, Map<String, AreaTotals>> tallies(
            Region region, int from, int to, ShareBasis basis, LocalDate today) {
        Map<Integer, Map<String, AreaTotals>> tallies = new TreeMap<>();
        ShareSql.totals(Scope.of(region, from, to, today), basis)
                .forEach(some -> around(tallies, some.year(), some.region()).forEach(tally -> tally.add(some)));
        declared(region, from, to).forEach(stated -> around(tallies, stated.year(), stated.region())
                .forEach(tally -> tally.add(stated.content())));
        ShareSql.withoutStart(region).forEach(some -> {
            for (int year = from; year <= to; year++) {
                around(tallies, year, some.region()).forEach(tally -> tally.add(some));
            }
        });
        return tallies;
    }

    private static List<AreaTotals> around(Map<Integer, Map<String, AreaTotals>> tallies, int year, String region) {
        Map<String, AreaTotals> ofYear = tallies.computeIfAbsent(year, none -> new HashMap<>());
        return Region.chain(Region.normalise(region)).stream()
                .map(around -> ofYear.computeIfAbsent(around, none -> new AreaTotals()))
                .toList();
    }

    /** The declarations in force of a region and the regions within. */
    List<RegionStatementStore.Stated<DeclaredConstruction>> declared(Region region, int from, int to) {
        return statements.inForce(RegionStatementStore.Kind.DECLARED, DeclaredConstruction.class).stream()
                .filter(stated -> stated.year() >= from && stated.year() <= to)
                .filter(stated -> Region.chain(stated.region()).contains(region.code()))
                .toList();
    }

    /**
     * A building that counts in a share.
     *
     * @param lens under which it was evaluated, and {@code kind}, the kind of that evaluation; both null under ACCEPTED for a
     *     building that is not completed
     * @param ruleSet by which it was evaluated; null where none is in force
     * @param overridden whether the rule set was chosen for this building
     * @param rating the address of its rating
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ShareBuilding")
    public record Counted(
            String project,
            String building,
            String name,
            String region,
            StructuralSystem structure,
            LocalDate startedOn,
            BigDecimal floorAreaM2,
            boolean prefab,
            Lens lens,
            EvaluationKind kind,
            BigDecimal percent,
            String ruleSet,
            boolean overridden,
            boolean provisional,
            boolean incomplete,
            String rating) {

        /** The sort key, which is also the cursor of a page; codes have no slash. */
        String key() {
            return project + "/" + building;
        }
    }

    /** The filters of a list of buildings; null where a filter is not given. */
    record Search(StructuralSystem structure, Boolean prefab) {}

    /** Buildings after a key, in order of project and code. */
    List<Counted> buildings(Scope scope, ShareBasis basis, Search search, String after, int limit) {
        return ShareSql.buildings(scope, basis, search, after, limit);
    }

    /** The number of the buildings of that list. */
    long count(Scope scope, ShareBasis basis, Search search) {
        return ShareSql.count(scope, basis, search);
    }

    /** Passes every building to a consumer. */
    void each(Scope scope, ShareBasis basis, Search search, Consumer<Counted> consumer) {
        ShareSql.each(scope, basis, search, consumer);
    }
}
