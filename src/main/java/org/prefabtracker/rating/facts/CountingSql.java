package org.prefabtracker.rating.facts;

import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.component.ComponentSql;

/**
 * The SQL that counts a component {@code c} of spec revision {@code r} with the live piece {@code l}. The sums of a rating and
 * the list of components use the same text.
 */
public final class CountingSql {

    static final String FROM = from("component", "piece");

    /** Of tables with the columns of {@code component} and {@code piece}. */
    static String from(String component, String piece) {
        return """
            from %s c
            join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
            left join %s l on l.project_id = c.project_id and l.component_id = c.id and l.live
            """.formatted(component, piece);
    }

    private CountingSql() {}

    /** A quantity of a component; under INSTALLED and ACCEPTED the installed part of a lot, to 9 decimals. */
    public static String quantity(Quantity quantity, Lens lens) {
        return builtIn(ComponentSql.total(quantity), lens);
    }

    /** The multiple of the quantities of the parts of the spec. */
    public static String amount(Lens lens) {
        return builtIn("c.amount", lens);
    }

    /**
     * The part of an amount in the bill that is waste of installed lots: what is not installed of such a lot is never built in.
     */
    static String waste(String expression, Lens lens) {
        return lens.builtIn() ? "(" + expression + ") - " + builtIn(expression, lens) : "0";
    }

    private static String builtIn(String expression, Lens lens) {
        return lens.builtIn()
                ? "case when l.net_quantity is null then %1$s else round(%1$s * l.net_quantity / c.count, 9) end"
                        .formatted(expression)
                : expression;
    }
}
