package org.prefabtracker.plausibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.tracking.EventSql;

/** A check that runs one statement and makes a finding of each of its rows. */
abstract class SqlCheck implements Check {

    /** The condition in SQL that an event {@code e} counts. */
    static final String COUNTS = EventSql.counts("e");

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    @Inject
    JsonColumn json;

    /**
     * A row of the statement; the names of its columns are these.
     *
     * @param detail further values for the message
     * @param evidence JSON, a list of {@link Item}
     */
    record Row(
            String key,
            String building,
            String storey,
            String subject,
            List<String> detail,
            BigDecimal expected,
            BigDecimal found,
            OffsetDateTime since,
            Long pieces,
            String evidence,
            List<String> elsewhere) {

        private static Row of(ResultSet rs) throws SQLException {
            return new Row(
                    rs.getString("key"),
                    rs.getString("building"),
                    rs.getString("storey"),
                    rs.getString("subject"),
                    texts(rs.getArray("detail")),
                    rs.getBigDecimal("expected"),
                    rs.getBigDecimal("found"),
                    rs.getObject("since", OffsetDateTime.class),
                    rs.getObject("pieces", Long.class),
                    rs.getString("evidence"),
                    texts(rs.getArray("elsewhere")));
        }

        private static List<String> texts(Array array) throws SQLException {
            return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
        }

        Finding.Figures figures(String unit) {
            return Finding.Figures.of(expected, found, unit);
        }
    }

    /** A piece of the evidence and one of its events. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String component, String tag, UUID event) {}

    /**
     * The statement. It selects rows of the project {@code :project} and the building {@code :building} (null: all) with a
     * {@code key} after {@code :after}, at most {@code :limit}, in the order of their keys.
     */
    abstract String sql();

    /** Whether it compares with other projects, of those that the current user may see. */
    boolean readsOtherProjects() {
        return false;
    }

    abstract Note message(Row row);

    abstract Finding.Figures figures(Row row);

    /** The evidence of a finding. */
    List<Finding.Evidence> evidence(Scope scope, Row row) {
        return Arrays.stream(json.read(row.evidence(), Item[].class))
                .map(item -> new Finding.Evidence(
                        item.component(),
                        item.tag(),
                        item.event(),
                        RatingLinks.events(scope.project().code(), item.component())))
                .toList();
    }

    @Override
    public List<Placed> after(Scope scope, String key, int limit) {
        return readsOtherProjects()
                ? rowSecurity.acrossVisible(() -> found(scope, key, limit))
                : found(scope, key, limit);
    }

    /**
     * Counts the findings of many places by one statement, which runs that of the check for each of them within the database.
     */
    @Override
    public Map<Scope, Long> count(List<Scope> scopes) {
        return readsOtherProjects() ? rowSecurity.acrossVisible(() -> counted(scopes)) : counted(scopes);
    }

    private Map<Scope, Long> counted(List<Scope> scopes) {
        String ofPlace = sql().replace(":project", "place.project")
                .replace(":building", "place.building")
                .replace(":after", "''")
                .replace("limit :limit", "");
        Map<Scope, Long> counts = new HashMap<>();
        asking(Sql.query("""
                        select place.ordinal, count(*) as findings
                        from unnest(:projects::bigint[], :buildings::text[]) with ordinality as place (project, building, ordinal)
                        cross join lateral (%s) as found
                        group by place.ordinal""".formatted(ofPlace)))
                .bind(
                        "projects",
                        scopes.stream().map(scope -> scope.project().id()).toArray(Long[]::new))
                .bind("buildings", scopes.stream().map(Scope::building).toArray(String[]::new))
                .map((rs, context) -> counts.put(scopes.get(rs.getInt("ordinal") - 1), rs.getLong("findings")))
                .list();
        return counts;
    }

    private List<Placed> found(Scope scope, String key, int limit) {
        return asking(Sql.query(sql()))
                .bind("project", scope.project().id())
                .bind("building", scope.building())
                .bind("after", key)
                .bind("limit", limit)
                .map((rs, context) -> Row.of(rs))
                .map(row -> new Placed(row.key(), finding(scope, row)))
                .list();
    }

    /** Tells a statement that compares with other projects who asks. */
    private Query asking(Query query) {
        return readsOtherProjects()
                ? query.bind("organisation", currentUser.organisationId())
                        .bind("factory", currentUser.account().organisation())
                : query;
    }

    private Finding finding(Scope scope, Row row) {
        return new Finding(
                kind(),
                kind().severity(),
                row.building() == null ? null : new Finding.Where(row.building(), row.storey(), null, null),
                row.subject(),
                figures(row),
                message(row),
                row.since(),
                row.pieces(),
                evidence(scope, row),
                row.elsewhere());
    }
}
