package org.prefabtracker.rating.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.component.ComponentSql;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;

/** Reads the sums of the components of buildings, in one statement. */
@ApplicationScoped
public class LotReader {

    @Inject
    JsonColumn json;

    /**
     * The sums by building.
     *
     * @param buildings their ids; null: all of the project
     */
    Map<Long, List<BuildingFacts.Lot>> lots(Project project, Long[] buildings, Lens lens, AsOfTables then) {
        Map<Long, List<BuildingFacts.Lot>> lots = new HashMap<>();
        then.bind(Sql.query(sql(lens, then.from())))
                .bind("project", project.id())
                .bindByType("buildings", buildings, Long[].class)
                .map((rs, context) -> Map.entry(rs.getLong("building_id"), lot(rs)))
                .forEach(lot -> lots.computeIfAbsent(lot.getKey(), none -> new ArrayList<>())
                        .add(lot.getValue()));
        return lots;
    }

    /**
     * The statement that reads components. Materialized, so that the quantities of a component are computed once and not for
     * every sum and count.
     */
    public static String sql(Lens lens) {
        return sql(lens, CountingSql.FROM);
    }

    private static String sql(Lens lens, String from) {
        String sums = Arrays.stream(Quantity.values())
                .map(quantity -> """
                        sum(%1$s) filter (where counts) as %1$s,
                            count(*) filter (where counts and %1$s > 0) as %1$s_components,
                            count(*) filter (where counts and %1$s > 0 and held) as %1$s_held""".formatted(quantity.column()))
                .collect(Collectors.joining(",\n    "));
        return """
                with each as materialized (
                  select c.building_id, c.storey_id, c.spec_id, c.spec_revision, c.exterior, c.amount as amount_in_bill,
                    %s as mass_in_bill, %s as concrete_in_bill, coalesce(%s, false) as counts, l.holds <> '{}' as held, %s as amount,
                    %s,
                    %s
                  %s
                  where c.project_id = :project and not c.cancelled and (:buildings::bigint[] is null or c.building_id = any (:buildings))),
                counted as (
                  select building_id, storey_id, spec_id, spec_revision, exterior,
                    count(*) as in_bill, sum(amount_in_bill) as amount_in_bill, sum(mass_in_bill) as mass_in_bill,
                    sum(concrete_in_bill) as concrete_in_bill, sum(amount_wasted) as amount_wasted, sum(mass_wasted) as mass_wasted,
                    sum(concrete_wasted) as concrete_wasted,
                    count(*) filter (where mass_in_bill is null) as unweighed,
                    count(*) filter (where counts) as components,
                    count(*) filter (where counts and held) as held,
                    sum(amount) filter (where counts) as amount,
                    %s
                  from each
                  group by building_id, storey_id, spec_id, spec_revision, exterior)
                select t.*, s.code as storey, r.category, r.material, r.features, r.parts::text as parts
                from counted t
                join storey s on s.project_id = :project and s.building_id = t.building_id and s.id = t.storey_id
                join spec_revision r on r.spec_id = t.spec_id and r.revision = t.spec_revision""".formatted(
                        ComponentSql.total(Quantity.MASS),
                        ComponentSql.total(Quantity.CONCRETE_VOLUME),
                        lens.condition(),
                        CountingSql.amount(lens),
                        FactColumns.wasted(lens),
                        FactColumns.quantities(lens),
                        from,
                        sums);
    }

    private BuildingFacts.Lot lot(ResultSet rs) throws SQLException {
        Map<Quantity, BuildingFacts.Amount> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            BigDecimal sum = rs.getBigDecimal(quantity.column());
            if (sum != null && sum.signum() > 0) {
                amounts.put(
                        quantity,
                        new BuildingFacts.Amount(
                                sum,
                                rs.getLong(quantity.column() + "_components"),
                                rs.getLong(quantity.column() + "_held")));
            }
        }
        return new LotAggregator.Sum(
                        rs.getString("storey"),
                        (Boolean) rs.getObject("exterior"),
                        rs.getLong("in_bill"),
                        rs.getBigDecimal("amount_in_bill"),
                        FactColumns.orZero(rs.getBigDecimal("mass_in_bill")),
                        rs.getLong("unweighed"),
                        FactColumns.orZero(rs.getBigDecimal("concrete_in_bill")),
                        FactColumns.waste(rs),
                        rs.getLong("components"),
                        rs.getLong("held"),
                        FactColumns.orZero(rs.getBigDecimal("amount")),
                        amounts)
                .lot(
                        FactColumns.category(rs),
                        FactColumns.material(rs),
                        FactColumns.features(rs),
                        FactColumns.parts(rs, json));
    }
}
