package org.prefabtracker.share;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the stored results of buildings: summed for shares, or one by one. */
final class ShareSql {

    private static final int FETCH = 1_000;

    /** The buildings of a scope with their results; a building that was just registered has no result yet. */
    private static final String COUNTED = """
            from building b
            join project p on p.id = b.project_id
            join building_result d on d.project_id = b.project_id and d.building_id = b.id and d.lens = 'DESIGN'
            left join building_result a on a.project_id = b.project_id and a.building_id = b.id and a.lens = 'ACCEPTED'
            where\s""" + Scope.CONDITION;

    private ShareSql() {}

    /** Counts and areas by year, region and structure. */
    static List<AreaTotals.Buildings> totals(Scope scope, ShareBasis basis) {
        return scope.bind(Sql.query("""
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
                .list();
    }

    /** The numbers of buildings without a day of start in a region and the regions within, by region. */
    static List<AreaTotals.WithoutStart> withoutStart(Region region) {
        return Sql.query("""
                        select coalesce(b.region_code, p.region_code) as region, count(*) as buildings
                        from building b join project p on p.id = b.project_id
                        where b.started_on is null and coalesce(b.region_code, p.region_code) like :prefix || '%'
                        group by 1""")
                .bind("prefix", region.prefix())
                .map((rs, context) -> new AreaTotals.WithoutStart(rs.getString("region"), rs.getLong("buildings")))
                .list();
    }

    /** Buildings after a key, in order of project and code. */
    static List<ShareCalculator.Counted> buildings(
            Scope scope, ShareBasis basis, ShareCalculator.Search search, String after, int limit) {
        return query(scope, basis, search, after, limit)
                .map((rs, context) -> counted(rs))
                .list();
    }

    static long count(Scope scope, ShareBasis basis, ShareCalculator.Search search) {
        return filtered(scope, search, """
                        select count(*)
                        %s and (:structure::text is null or b.structure = :structure)
                          and (:prefab::boolean is null or %s = :prefab)""".formatted(COUNTED, basis.prefab()))
                .mapTo(Long.class)
                .one();
    }

    private static Query filtered(Scope scope, ShareCalculator.Search search, String sql) {
        return scope.bind(Sql.query(sql)).bind("structure", search.structure()).bind("prefab", search.prefab());
    }

    /** Passes every building to a consumer. */
    static void each(
            Scope scope, ShareBasis basis, ShareCalculator.Search search, Consumer<ShareCalculator.Counted> consumer) {
        query(scope, basis, search, "", null)
                .setFetchSize(FETCH)
                .map((rs, context) -> counted(rs))
                .useStream(buildings -> buildings.forEach(consumer));
    }

    private static Query query(
            Scope scope, ShareBasis basis, ShareCalculator.Search search, String after, Integer limit) {
        int slash = after.indexOf('/');
        return filtered(scope, search, """
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
                                COUNTED))
                .bind("project", slash < 0 ? "" : after.substring(0, slash))
                .bind("building", slash < 0 ? "" : after.substring(slash + 1))
                .bind("limit", limit);
    }

    private static ShareCalculator.Counted counted(ResultSet rs) throws SQLException {
        String lensName = rs.getString("lens");
        Lens lens = lensName == null || !rs.getBoolean("rated") ? null : Lens.valueOf(lensName);
        String project = rs.getString("project");
        String building = rs.getString("building");
        String ruleSet = rs.getString("rule_set");
        return new ShareCalculator.Counted(
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
