package org.prefabtracker.rating;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.Building;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.CountingSql;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the components that count in an item; the SQL counts exactly as the sums of a rating do. */
final class EvidenceSql {

    private EvidenceSql() {}

    /**
     * The item whose components are read.
     *
     * @param materials of the components that count; empty: all
     */
    record Counted(
            Building.Key building,
            RuleSet ruleSet,
            List<Selection> selections,
            Set<Material> materials,
            Lens lens,
            AsOfTables then) {}

    /** The components that count, by code; the sum of their {@code adds} is the tracked amount of the item. */
    static List<Evidence> list(String projectCode, Counted counted, String after, int limit) {
        String unit = counted.selections.get(0).quantity().unit();
        return query(counted, "*", " order by code limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((rs, context) -> new Evidence(
                        rs.getString("code"),
                        rs.getString("mark"),
                        rs.getString("storey"),
                        rs.getString("spec"),
                        rs.getString("spec_owner"),
                        Category.valueOf(rs.getString("category")),
                        rs.getString("stage"),
                        rs.getString("tag"),
                        rs.getBoolean("held"),
                        Fractions.plain(rs.getBigDecimal("adds")),
                        unit,
                        RatingLinks.events(projectCode, rs.getString("code"))))
                .list();
    }

    /** The number of components that count. */
    static long count(Counted counted) {
        return query(counted, "count(*)", "")
                .bind("after", "")
                .mapTo(Long.class)
                .one();
    }

    private static Query query(Counted counted, String answer, String order) {
        List<Selection> selections = counted.selections;
        Lens lens = counted.lens;
        AsOfTables then = counted.then;
        String adds = IntStream.range(0, selections.size())
                .mapToObj(i -> adds(selections.get(i).quantity(), i, lens))
                .collect(Collectors.joining("\n    + "));
        Query query = Sql.query("""
                        select %s from (
                          select c.code, c.mark, s.code as storey, t.code as spec,
                            (select o.code from organisation o where o.id = t.owner_id) as spec_owner, r.category, coalesce(l.stage, 'DESIGNED') as stage,
                            l.tag, coalesce(l.holds <> '{}', false) as held,
                            %s as adds
                          %s
                          join %s s on s.project_id = c.project_id and s.building_id = c.building_id and s.id = c.storey_id
                          join spec t on t.id = c.spec_id
                          where c.project_id = :project and c.building_id = :building and not c.cancelled and c.code > :after
                            and s.kind = any (:storeyKinds)
                            and (:anyMaterial or r.material = any (:materials)) and %s) as counted
                        where adds > 0%s""".formatted(answer, adds, then.from(), then.storeys(), lens.condition(), order));
        for (int i = 0; i < selections.size(); i++) {
            Selection selection = selections.get(i);
            query.bind("anyCategory" + i, selection.categories().isEmpty())
                    .bind("categories" + i, names(selection.categories()))
                    .bind("features" + i, names(selection.features()))
                    .bind("exterior" + i, selection.exterior());
        }
        return then.bind(query)
                .bind(
                        "outer",
                        Arrays.stream(Category.values())
                                .filter(Category::exteriorByDefault)
                                .map(Enum::name)
                                .toArray(String[]::new))
                .bind("project", counted.building.projectId())
                .bind("building", counted.building.id())
                .bind("anyMaterial", counted.materials.isEmpty())
                .bind("materials", names(counted.materials))
                .bind("storeyKinds", names(counted.ruleSet.settings().storeyKinds()));
    }

    /** The amount that a component adds by one selection: by itself and by the parts of its spec. */
    private static String adds(Quantity quantity, int selection, Lens lens) {
        return """
                case when (:anyCategory# or r.category = any (:categories#)) and r.features @> :features#::text[]
                    and (:exterior#::boolean is null or :exterior# = coalesce(c.exterior, r.category = any (:outer)))
                  then coalesce(%s, 0) else 0 end
                + coalesce((select sum(%s * (p->>'count')::int) * %s
                    from jsonb_array_elements(r.parts) as p
                    where (:anyCategory# or p->>'category' = any (:categories#))
                      and p->'features' @> to_jsonb(:features#::text[])
                      and (:exterior#::boolean is null
                        or :exterior# = coalesce((p->>'exterior')::boolean, p->>'category' = any (:outer)))), 0)""".replace("#", Integer.toString(selection))
                .formatted(CountingSql.quantity(quantity, lens), ofPart(quantity), CountingSql.amount(lens));
    }

    private static String ofPart(Quantity quantity) {
        String stated = "(p->'quantities'->>'" + quantity.key() + "')::numeric";
        return quantity == Quantity.STRUCTURAL_CONCRETE_VOLUME
                ? "coalesce(" + stated + ", (p->'quantities'->>'" + Quantity.CONCRETE_VOLUME.key() + "')::numeric)"
                : stated;
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
