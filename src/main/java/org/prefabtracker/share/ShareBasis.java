package org.prefabtracker.share;

/**
 * The evaluation that decides whether a building is a prefab building, in SQL on {@code building b} and its results {@code
 * d}, {@code a}.
 */
public enum ShareBasis {
    /** The project evaluation of a completed building, otherwise the pre-evaluation. */
    LATEST("case when b.completion_accepted_on <= :today then a.%1$s else d.%1$s end"),
    /** The pre-evaluation, also of a completed building: the basis of statistics of started construction. */
    DESIGN("d.%1$s"),
    /** The project evaluation; a building that is not completed does not count as prefab. */
    ACCEPTED("case when b.completion_accepted_on <= :today then a.%1$s end");

    private final String sql;

    ShareBasis(String sql) {
        this.sql = sql;
    }

    /** A column of the result that counts; null where there is none. */
    String result(String column) {
        return sql.formatted(column);
    }

    /** Whether a building counts as prefab. */
    String prefab() {
        return "coalesce(" + result("qualifies") + ", false)";
    }
}
