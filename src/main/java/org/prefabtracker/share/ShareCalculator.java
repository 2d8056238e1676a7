package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.region.Region;
import org.prefabtracker.region.RegionStatementStore;
import org.prefabtracker.region.RegionTargets;

/** Sums the results of buildings to shares of regions, and lists exactly the buildings that were summed. */
@ApplicationScoped
public class ShareCalculator {

    private static final int FETCH = 1_000;

    /** The buildings of a scope with their results; one that was registered a moment ago has none, and is in the next answer. */
    private static final String COUNTED = """
            from building b
            join project p on p.id = b.project_id
            join building_result d on d.project_id = b.project_id and d.building_id = b.id and d.lens = 'DESIGN'
            left join building_result a on a.project_id = b.project_id and a.building_id = b.id and a.lens = 'ACCEPTED'
            where\s""" + Scope.CONDITION;

    @Inject
    RegionStatementStore statements;

    /** The share of a region and of those in it, down to a depth. */
    Share tree(Handle handle, Region region, int year, int depth, ShareBasis basis, LocalDate today) {
        Map<String, AreaTotals> tallies =
                tallies(handle, region, year, year, basis, today).getOrDefault(year, Map.of());
        RegionTargets policy = statements.policy(handle);
        Map<String, List<Region>> byParent = new HashMap<>();
        Region.within(handle, region, depth).stream()
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
    List<Share> series(Handle handle, Region region, int from, int to, ShareBasis basis, LocalDate today) {
        Map<Integer, Map<String, AreaTotals>> tallies = tallies(handle, region, from, to, basis, today);
        RegionTargets policy = statements.policy(handle);
        List<Share> series = new ArrayList<>();
        for (int year = from; year <= to; year++) {
            AreaTotals tally = tallies.getOrDefault(year, Map.of()).get(region.code());
            series.add(Share.of(region, year, basis, tally == null ? new AreaTotals() : tally, policy, null));
        }
        return series;
    }

    /** What was started, by year and region; every area adds to its region and to those around it. */
    private Map<Integer, Map<String, AreaTotals>> tallies(
            Handle handle, Region region, int from, int to, ShareBasis basis, LocalDate today) {
        Map<Integer, Map<String, AreaTotals>> tallies = new TreeMap<>();
        Scope.of(region, from, to, today)
                .bind(handle.createQuery("""
                        select extract(year from b.started_on)::int as year, coalesce(b.region_code, p.region_code) as region,
                          b.structure, count(*) as buildings, count(*) filter (where %1$s) as prefab_buildings,
                          count(*) filter (where d.digest is null) as unrated,
                          count(*) filter (where %1$s and %2$s) as provisional,
                          sum(b.floor_area_m2) as started, coalesce(sum(b.floor_area_m2) filter (where %1$s), 0) as prefab
                        %3$s group by 1, 2, 3""".formatted(basis.prefab(), basis.result("provisional"), COUNTED)))
                .map((rs, context) -> new AreaTotals.Buildings(
                        rs.getInt("year"),
                        rs.getString("region"),
                        StructuralSystem.valueOf(rs.getString("structure")),
                        rs.getLong("buildings"),
                        rs.getLong("prefab_buildings"),
                        rs.getLong("unrated"),
                        rs.getLong("provisional"),
                        rs.getBigDecimal("started"),
                        rs.getBigDecimal("prefab")))
                .forEach(some -> around(tallies, some.year(), some.region()).forEach(tally -> tally.add(some)));
        declared(handle, region, from, to).forEach(stated -> around(tallies, stated.year(), stated.region())
                .forEach(tally -> tally.add(stated.content())));
        return tallies;
    }

    private static List<AreaTotals> around(Map<Integer, Map<String, AreaTotals>> tallies, int year, String region) {
        Map<String, AreaTotals> ofYear = tallies.computeIfAbsent(year, none -> new HashMap<>());
        return Region.chain(Region.normalise(region)).stream()
                .map(around -> ofYear.computeIfAbsent(around, none -> new AreaTotals()))
                .toList();
    }

    /** The declarations in force of a region and those in it. */
    List<RegionStatementStore.Stated<DeclaredConstruction>> declared(Handle handle, Region region, int from, int to) {
        return statements.inForce(handle, RegionStatementStore.Kind.DECLARED, DeclaredConstruction.class).stream()
                .filter(stated -> stated.year() >= from && stated.year() <= to)
                .filter(stated -> Region.chain(stated.region()).contains(region.code()))
                .toList();
    }

    /**
     * A building that counts in a share.
     *
     * @param lens under which it was evaluated, and {@code kind} what that evaluation is; both null where ACCEPTED was asked
     *     for and it is not completed
     * @param ruleSet by which; null where none is in force
     * @param overridden whether somebody chose the rule set for this building
     * @param rating where its rating is read
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
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

        /** What it is sorted and found again by: codes hold no slash. */
        String key() {
            return project + "/" + building;
        }
    }

    /** Which of the buildings of a scope are listed; null where a filter was not given. */
    record Search(StructuralSystem structure, Boolean prefab) {}

    /** Buildings after a key, in order of project and code. */
    List<Counted> buildings(Handle handle, Scope scope, ShareBasis basis, Search search, String after, int limit) {
        return query(handle, scope, basis, search, after, limit)
                .map((rs, context) -> counted(rs))
                .list();
    }

    /** Hands over every building. */
    void each(Handle handle, Scope scope, ShareBasis basis, Search search, Consumer<Counted> consumer) {
        query(handle, scope, basis, search, "", null)
                .setFetchSize(FETCH)
                .map((rs, context) -> counted(rs))
                .useStream(buildings -> buildings.forEach(consumer));
    }

    private static Query query(
            Handle handle, Scope scope, ShareBasis basis, Search search, String after, Integer limit) {
        int slash = after.indexOf('/');
        return scope.bind(handle.createQuery("""
                        select p.code as project, b.code as building, b.name, coalesce(b.region_code, p.region_code) as region,
                          b.structure, b.started_on, b.floor_area_m2, %1$s as prefab, %2$s as lens, %3$s as percent,
                          d.rule_set, coalesce(d.overridden, false) as overridden, d.digest is not null as rated,
                          coalesce(%4$s, false) as provisional, coalesce(%5$s, false) as incomplete
                        %6$s
                          and (:structure::text is null or b.structure = :structure)
                          and (:prefab::boolean is null or %1$s = :prefab)
                          and (p.code, b.code) > (:project, :building)
                        order by p.code, b.code limit :limit""".formatted(
                                basis.prefab(),
                                basis.result("lens"),
                                basis.result("percent"),
                                basis.result("provisional"),
                                basis.result("incomplete"),
                                COUNTED)))
                .bind("structure", search.structure())
                .bind("prefab", search.prefab())
                .bind("project", slash < 0 ? "" : after.substring(0, slash))
                .bind("building", slash < 0 ? "" : after.substring(slash + 1))
                .bind("limit", limit);
    }

    private static Counted counted(ResultSet rs) throws SQLException {
        String lensName = rs.getString("lens");
        Lens lens = lensName == null || !rs.getBoolean("rated") ? null : Lens.valueOf(lensName);
        String project = rs.getString("project");
        String building = rs.getString("building");
        String ruleSet = rs.getString("rule_set");
        return new Counted(
                project,
                building,
                rs.getString("name"),
                rs.getString("region"),
                StructuralSystem.valueOf(rs.getString("structure")),
                rs.getObject("started_on", LocalDate.class),
                rs.getBigDecimal("floor_area_m2"),
                rs.getBoolean("prefab"),
                lens,
                lens == null
                        ? null
                        : lens == Lens.DESIGN ? EvaluationKind.PRE_EVALUATION : EvaluationKind.PROJECT_EVALUATION,
                rs.getBigDecimal("percent"),
                ruleSet,
                rs.getBoolean("overridden"),
                rs.getBoolean("provisional"),
                rs.getBoolean("incomplete"),
                lens == null ? null : RatingLinks.rating(project, building, ruleSet, lens));
    }
}
