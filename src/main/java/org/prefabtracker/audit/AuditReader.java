package org.prefabtracker.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.project.Project;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Reads the entries of the audit log. */
@Singleton
class AuditReader {

    private static final int FETCH = 1_000;

    @Inject
    JsonColumn json;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** The filters; null where a filter is not given. Times are inclusive, {@code q} is a part of path or query. */
    record Search(
            String project,
            String person,
            String method,
            AuditAction kind,
            AuditEntry.Ending outcome,
            Instant from,
            Instant to,
            String q) {}

    private static final String SELECT = """
            select e.id, e.at, e.kind, e.status, p.name as person, o.code as organisation, e.address, e.method, e.path, e.query,
              e.project, e.region_code, e.change::text, e.counts::text, e.body_sha256, e.request_id
            from audit_entry e
            left join person p on p.id = e.person_id
            left join organisation o on o.id = e.organisation_id
            where (:project::text is null or e.project = :project)
              and (:person::text is null or p.name = :person)
              and (:method::text is null or e.method = :method)
              and (:kind::text is null or e.kind = :kind)
              and (:lowest::int is null or e.status between :lowest and :highest)
              and (:from::timestamptz is null or e.at >= :from)
              and (:to::timestamptz is null or e.at <= :to)
              and (:q::text is null or strpos(lower(concat_ws('?', e.path, e.query)), lower(:q)) > 0)
              and (:region::text is null or e.region_code like :region || '%')
            """;

    /**
     * Entries, the latest first.
     *
     * @param region only those of this region; null: all
     * @param before only those with a lower id
     */
    List<AuditEntry> search(Search search, Region region, long before, int limit) {
        return query(SELECT + " and e.id < :before order by e.id desc limit :limit", search, region)
                .bind("before", before)
                .bind("limit", limit)
                .map((rs, context) -> entry(rs))
                .list();
    }

    /** The number of all entries of a search. */
    long count(Search search, Region region) {
        return query("select count(*) from (" + SELECT + ") as counted", search, region)
                .mapTo(Long.class)
                .one();
    }

    /** Passes all entries to a consumer, the first one first. */
    void each(Search search, Region region, Consumer<AuditEntry> consumer) {
        query(SELECT + " order by e.id", search, region)
                .setFetchSize(FETCH)
                .map((rs, context) -> entry(rs))
                .useStream(entries -> entries.forEach(consumer));
    }

    /** The filters that name a project or person that neither exists for the reader nor is in the entries that it may read. */
    Violations checkFilters(Search search, Region region) {
        Violations violations = new Violations();
        if (search.project() != null && Project.find(search.project()).isEmpty()) {
            check(
                    new Search(search.project(), null, null, null, null, null, null, null),
                    region,
                    "project",
                    violations);
        }
        if (search.person() != null && !(region == null && isPerson(search.person()))) {
            check(new Search(null, search.person(), null, null, null, null, null, null), region, "person", violations);
        }
        return violations;
    }

    private static boolean isPerson(String name) {
        return Sql.select("select exists (select from person where name = ?)", name)
                .mapTo(Boolean.class)
                .one();
    }

    private static void check(Search search, Region region, String parameter, Violations violations) {
        if (!query("select exists (" + SELECT + ")", search, region)
                .mapTo(Boolean.class)
                .one()) {
            violations.add(
                    new ErrorLocation.Parameter(parameter),
                    parameter.equals("project") ? search.project() : search.person(),
                    Violation.NOT_FOUND,
                    "there is no such " + parameter);
        }
    }

    private static Query query(String sql, Search search, Region region) {
        AuditEntry.Ending outcome = search.outcome();
        return Sql.query(sql)
                .bind("project", search.project())
                .bind("person", search.person())
                .bind("method", search.method())
                .bind("kind", search.kind())
                .bindByType("lowest", outcome == null ? null : outcome.lowest, Integer.class)
                .bindByType("highest", outcome == null ? null : outcome.highest, Integer.class)
                .bindByType("from", utc(search.from()), OffsetDateTime.class)
                .bindByType("to", utc(search.to()), OffsetDateTime.class)
                .bind("q", search.q())
                .bind("region", region == null ? null : region.prefix());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private AuditEntry entry(ResultSet rs) throws SQLException {
        int status = rs.getInt("status");
        return new AuditEntry(
                rs.getLong("id"),
                BitemporalPoint.in(
                        zone, rs.getObject("at", OffsetDateTime.class).toInstant()),
                AuditAction.valueOf(rs.getString("kind")),
                AuditEntry.Ending.of(status),
                status,
                rs.getString("person"),
                rs.getString("organisation"),
                rs.getString("address"),
                new AuditEntry.Request(rs.getString("method"), rs.getString("path"), rs.getString("query")),
                rs.getString("project"),
                rs.getString("region_code"),
                tree(rs.getString("change")),
                tree(rs.getString("counts")),
                rs.getString("body_sha256"),
                rs.getString("request_id"));
    }

    private JsonNode tree(String text) {
        return text == null ? null : json.read(text, JsonNode.class);
    }
}
