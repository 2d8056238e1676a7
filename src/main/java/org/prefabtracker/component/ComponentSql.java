package org.prefabtracker.component;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.catalogue.QuantityBasis;

/**
 * Expressions for the quantities of components in SQL, generated from the enums that state the rules. The view
 * component_quantity states them for whole projects; a test compares the two.
 */
public final class ComponentSql {

    private ComponentSql() {}

    /**
     * The total of a quantity of a component {@code c} of spec revision {@code r}: the component's own quantity, else that of the
     * spec times the amount. The view component_quantity gives the same, but computes it for the whole project.
     */
    public static String total(Quantity quantity) {
        String stated = stated(quantity);
        return quantity == Quantity.STRUCTURAL_CONCRETE_VOLUME
                ? "coalesce(" + stated + ", " + stated(Quantity.CONCRETE_VOLUME) + ")"
                : "coalesce(" + stated + ")";
    }

    private static String stated(Quantity quantity) {
        return "c.%1$s, r.%1$s * c.amount".formatted(quantity.column());
    }

    /** The quantities that a component has of its own, as a JSON object. */
    static String ownQuantities(String alias) {
        return json(quantity -> alias + "." + quantity.column());
    }

    /** The totals of all quantities of a component, as a JSON object. */
    static String totals() {
        return json(ComponentSql::total);
    }

    private static String json(Function<Quantity, String> expression) {
        return Arrays.stream(Quantity.values())
                .map(quantity -> "'" + quantity.key() + "', " + expression.apply(quantity))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /**
     * How many times the quantities of its spec a component has: its count, or by the basis of the spec its own length or area.
     *
     * @param component the alias of the row with count and own quantities
     * @param revision the alias of the row with basis and category
     */
    static String amount(String component, String revision) {
        return byBasis(revision, component + ".count", quantity -> component + "." + quantity.column());
    }

    /** The name of the field that states the amount of a component of a spec that is not per piece. */
    static String amountField(String revision) {
        return byBasis(revision, "null", quantity -> "'quantities." + quantity.key() + "'");
    }

    private static String byBasis(String revision, String perPiece, Function<Quantity, String> measured) {
        return "case %1$s.basis when '%2$s' then %3$s when '%4$s' then %5$s when '%6$s' then case when %7$s then %8$s else %9$s end end"
                .formatted(
                        revision,
                        QuantityBasis.PIECE.name(),
                        perPiece,
                        QuantityBasis.METRE.name(),
                        measured.apply(Quantity.LENGTH),
                        QuantityBasis.M2.name(),
                        isMeasuredByFace(revision + ".category"),
                        measured.apply(Quantity.FACE_AREA),
                        measured.apply(Quantity.PLAN_AREA));
    }

    /** The condition that a category is measured by its face and not by its plan area. */
    static String isMeasuredByFace(String category) {
        return Arrays.stream(Category.values())
                .filter(Category::measuredByFace)
                .map(face -> "'" + face.name() + "'")
                .collect(Collectors.joining(", ", category + " in (", ")"));
    }
}
