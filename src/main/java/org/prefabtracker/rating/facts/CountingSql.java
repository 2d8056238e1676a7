package org.prefabtracker.rating.facts;

import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.component.ComponentSql;

/**
 * How a component {@code c} of spec revision {@code r} with the live piece {@code l} is counted, in SQL: one wording for the
 * sums of a rating and for the list that proves them.
 */
public final class CountingSql {

    static final String FROM = from("component", "piece");

    /** Of tables with the columns of {@code component} and {@code piece}. */
    public static String from(String component, String piece) {
        return """
            from %s c
            join spec_revision r on r.spec_id = c.spec_id and r.revision = c.spec_revision
            left join %s l on l.project_id = c.project_id and l.component_id = c.id and l.live
            """.formatted(component, piece);
    }

    private CountingSql() {}

    /** What a component amounts to; of a lot under INSTALLED and ACCEPTED what was built in, to 9 decimals. */
    public static String quantity(Quantity quantity, Lens lens) {
        return builtIn(ComponentSql.total(quantity), lens);
    }

    /** How many times the quantities of the spec's parts. */
    public static String amount(Lens lens) {
        return builtIn("c.amount", lens);
    }

    /**
     * How much of something in the bill is waste of lots that stand in their place: what was installed of them is all that is
     * ever to be.
     */
    public static String waste(String expression, Lens lens) {
        return lens.builtIn() ? "(" + expression + ") - " + builtIn(expression, lens) : "0";
    }

    private static String builtIn(String expression, Lens lens) {
        return lens.builtIn()
                ? "case when l.net_quantity is null then %1$s else round(%1$s * l.net_quantity / c.count, 9) end"
                        .formatted(expression)
                : expression;
    }
}
