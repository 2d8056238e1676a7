package org.prefabtracker.rating.facts;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.Spec;
import org.prefabtracker.component.ComponentSql;
import org.prefabtracker.shared.persistence.JsonColumn;

/** Columns that the statements on components and on their sums have in common. */
final class FactColumns {

    private FactColumns() {}

    /** All quantities that count. */
    static String quantities(Lens lens) {
        return Arrays.stream(Quantity.values())
                .map(quantity -> CountingSql.quantity(quantity, lens) + " as " + quantity.column())
                .collect(Collectors.joining(",\n    "));
    }

    /** The part of an installed lot that is left over. */
    static String wasted(Lens lens) {
        return CountingSql.waste("c.amount", lens) + " as amount_wasted,\n    "
                + CountingSql.waste(ComponentSql.total(Quantity.MASS), lens) + " as mass_wasted,\n    "
                + CountingSql.waste(ComponentSql.total(Quantity.CONCRETE_VOLUME), lens) + " as concrete_wasted";
    }

    static ComponentFact.Waste waste(ResultSet rs) throws SQLException {
        return new ComponentFact.Waste(
                orZero(rs.getBigDecimal("amount_wasted")),
                orZero(rs.getBigDecimal("mass_wasted")),
                orZero(rs.getBigDecimal("concrete_wasted")));
    }

    static Category category(ResultSet rs) throws SQLException {
        return Category.valueOf(rs.getString("category"));
    }

    static Material material(ResultSet rs) throws SQLException {
        return Material.valueOf(rs.getString("material"));
    }

    static Set<Feature> features(ResultSet rs) throws SQLException {
        return Arrays.stream((String[]) rs.getArray("features").getArray())
                .map(Feature::valueOf)
                .collect(Collectors.toSet());
    }

    static List<Spec.Part> parts(ResultSet rs, JsonColumn json) throws SQLException {
        String parts = rs.getString("parts");
        return parts.equals("[]") ? List.of() : List.of(json.read(parts, Spec.Part[].class));
    }

    static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
