package org.prefabtracker.share;

import org.prefabtracker.shared.message.Term;

/**
 * The evaluation that decides whether a building is a prefab building, in SQL on {@code building b} and its results {@code
 * d}, {@code a}.
 */
public enum ShareBasis implements Term {
    /** The project evaluation of a completed building, otherwise the pre-evaluation. */
    LATEST("最新", "case when b.completion_accepted_on <= :today then a.%1$s else d.%1$s end"),
    /** The pre-evaluation, also of a completed building: the basis of statistics of started construction. */
    DESIGN("预评价", "d.%1$s"),
    /** The project evaluation; a building that is not completed does not count as prefab. */
    ACCEPTED("项目评价", "case when b.completion_accepted_on <= :today then a.%1$s end");

    private final String zh;
    private final String sql;

    ShareBasis(String zh, String sql) {
        this.zh = zh;
        this.sql = sql;
    }

    @Override
    public String zh() {
        return zh;
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
