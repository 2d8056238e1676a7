package org.prefabtracker.share;

import java.time.LocalDate;
import org.jdbi.v3.core.statement.SqlStatement;
import org.prefabtracker.region.Region;

/**
 * The buildings that a share counts: started in a region within some years, until today. The region of a building is its own
 * or that of its project.
 */
record Scope(String prefix, int from, int to, LocalDate today) {

    /** The condition in SQL on {@code building b} and {@code project p}. */
    static final String CONDITION = """
            b.started_on between make_date(:from, 1, 1) and least(make_date(:to, 12, 31), :today)
              and coalesce(b.region_code, p.region_code) like :prefix || '%'""";

    static Scope of(Region region, int from, int to, LocalDate today) {
        return new Scope(region.prefix(), from, to, today);
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("prefix", prefix)
                .bind("from", from)
                .bind("to", to)
                .bind("today", today);
    }
}
