package org.prefabtracker.advice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.component.ComponentSql;
import org.prefabtracker.project.Building;
import org.prefabtracker.shared.persistence.Sql;

/** What a scenario needs to know of the components of a building beyond the facts that are rated. */
final class ScenarioSql {

    private ScenarioSql() {}

    /** By code, the components with quantities of their own or with a net quantity. */
    static Map<String, Scenario.Background> backgrounds(Building.Key building) {
        Map<String, Scenario.Background> backgrounds = new HashMap<>();
        String own = Arrays.stream(Quantity.values())
                .map(quantity -> "c." + quantity.column())
                .collect(Collectors.joining(", ", "num_nonnulls(", ")"));
        String totals = Arrays.stream(Quantity.values())
                .map(quantity -> ComponentSql.total(quantity) + " as " + quantity.column())
                .collect(Collectors.joining(", "));
        Sql.query("""
                        select c.code, %1$s > (r.basis <> 'PIECE')::int as own, l.net_quantity, %2$s
                        from component c
                        join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
                        left join piece l on l.project_id = c.project_id and l.component_id = c.id and l.live
                        where c.project_id = :project and c.building_id = :building and not c.cancelled
                          and (%1$s > (r.basis <> 'PIECE')::int or l.net_quantity is not null)""".formatted(own, totals))
                .bind("project", building.projectId())
                .bind("building", building.id())
                .map((rs, context) -> Map.entry(rs.getString("code"), background(rs)))
                .forEach(entry -> backgrounds.put(entry.getKey(), entry.getValue()));
        return backgrounds;
    }

    private static Scenario.Background background(ResultSet rs) throws SQLException {
        return new Scenario.Background(
                rs.getBoolean("own"),
                rs.getBigDecimal("net_quantity"),
                new Quantities(
                        rs.getBigDecimal(Quantity.CONCRETE_VOLUME.column()),
                        rs.getBigDecimal(Quantity.STRUCTURAL_CONCRETE_VOLUME.column()),
                        rs.getBigDecimal(Quantity.STEEL_MASS.column()),
                        rs.getBigDecimal(Quantity.MASS.column()),
                        rs.getBigDecimal(Quantity.LENGTH.column()),
                        rs.getBigDecimal(Quantity.PLAN_AREA.column()),
                        rs.getBigDecimal(Quantity.FACE_AREA.column()),
                        rs.getBigDecimal(Quantity.INTERIOR_AREA.column())));
    }
}
