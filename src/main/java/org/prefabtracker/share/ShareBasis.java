package org.prefabtracker.share;

/** Which evaluation says whether a building is a prefab building, in SQL on its {@code building b} and results {@code d}, {@code a}. */
public enum ShareBasis {
    /** Its project evaluation once completion is accepted, until then its pre-evaluation. */
    LATEST("case when b.completion_accepted_on <= :today then a.%1$s else d.%1$s end"),
    /** Its pre-evaluation, also when it is completed: what the year's statistics of starts are made from. */
    DESIGN("d.%1$s"),
    /** Its project evaluation; what is not completed does not count as prefab yet. */
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
