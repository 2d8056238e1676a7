package org.prefabtracker.region;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.problem.Problems;

/** What is stated of regions: never overwritten, the latest version is in force. */
@ApplicationScoped
public class RegionStatementStore {

    /** What holds its own dates instead of being of one year. */
    public static final int UNDATED = 0;

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    @Inject
    AuditContext auditContext;

    /** What a statement is about. */
    public enum Kind {
        CLASS,
        TARGET,
        DECLARED,
        RULE_SET
    }

    /** A statement as it is answered, with the version its ETag is made of. */
    public record Stated<T>(
            String region,
            Integer year,
            @JsonUnwrapped T content,
            int version,
            OffsetDateTime recordedAt,
            String recordedBy) {}

    /** Every version of a statement, the latest first. */
    public record Versions<T>(List<Stated<T>> items) {}

    private static final String SELECT = """
            select t.region, t.year, t.content::text, t.version, t.recorded_at, p.name
            from region_statement t join person p on p.id = t.recorded_by
            where t.kind = :kind""";

    public <T> Optional<Stated<T>> find(Handle handle, Region region, Kind kind, int year, Class<T> type) {
        return versions(handle, region, kind, year, type).stream().findFirst();
    }

    /** Every version, the latest first. */
    public <T> List<Stated<T>> versions(Handle handle, Region region, Kind kind, int year, Class<T> type) {
        return handle.createQuery(SELECT + " and t.region = :region and t.year = :year order by t.version desc")
                .bind("region", region.code())
                .bind("kind", kind)
                .bind("year", year)
                .map((rs, context) -> new Stated<>(
                        rs.getString("region"),
                        year == UNDATED ? null : year,
                        json.read(rs.getString("content"), type),
                        rs.getInt("version"),
                        rs.getObject("recorded_at", OffsetDateTime.class),
                        rs.getString("name")))
                .list();
    }

    /** What is in force, of all regions, by region and year. */
    public <T> List<Stated<T>> inForce(Handle handle, Kind kind, Class<T> type) {
        return handle.createQuery(SELECT + """

                          and t.version = (select max(version) from region_statement l
                            where l.region = t.region and l.kind = t.kind and l.year = t.year)
                        order by t.region, t.year""")
                .bind("kind", kind)
                .map((rs, context) -> new Stated<>(
                        rs.getString("region"),
                        rs.getInt("year"),
                        json.read(rs.getString("content"), type),
                        rs.getInt("version"),
                        rs.getObject("recorded_at", OffsetDateTime.class),
                        rs.getString("name")))
                .list();
    }

    /** The classes and targets in force. */
    public RegionTargets policy(Handle handle) {
        Map<String, RegionClassHistory> classes = new HashMap<>();
        inForce(handle, Kind.CLASS, RegionClassHistory.class)
                .forEach(stated -> classes.put(stated.region(), stated.content()));
        Map<String, List<RegionTargets.OfYear>> targets = new HashMap<>();
        inForce(handle, Kind.TARGET, Target.class)
                .forEach(stated -> targets.computeIfAbsent(stated.region(), none -> new ArrayList<>())
                        .add(new RegionTargets.OfYear(stated.year(), stated.content())));
        return new RegionTargets(classes, targets);
    }

    /**
     * Puts a statement in force in place of the former; one that says the same is not stored again and needs no If-Match.
     * Answers whether anything changed.
     */
    public boolean state(Handle handle, Region region, Kind kind, int year, Object content, String ifMatch) {
        auditContext.changes(
                find(handle, region, kind, year, content.getClass()).orElse(null));
        Integer former = handle.createQuery("""
                        select max(version) from region_statement where region = :region and kind = :kind and year = :year""")
                .bind("region", region.code())
                .bind("kind", kind)
                .bind("year", year)
                .mapTo(Integer.class)
                .one();
        boolean changed = handle.createUpdate("""
                        insert into region_statement (region, kind, year, version, content, recorded_at, recorded_by)
                        select :region, :kind, :year, :version, :content::jsonb, now(), :person
                        where not exists (select from region_statement where region = :region and kind = :kind and year = :year
                          and version = :version - 1 and content = :content::jsonb)""")
                        .bind("region", region.code())
                        .bind("kind", kind)
                        .bind("year", year)
                        .bind("version", former == null ? 1 : former + 1)
                        .bind("content", json.write(content))
                        .bind("person", currentUser.personId())
                        .execute()
                == 1;
        if (former == null) {
            Etags.checkNone(ifMatch);
        } else if (changed) {
            Etags.check(ifMatch, former);
        }
        return changed;
    }

    /** The statement in force with its ETag; 201 where it was just made for the first time. */
    public <T> RestResponse<Stated<T>> answer(
            Handle handle, Region region, Kind kind, int year, Class<T> type, boolean changed) {
        Stated<T> stated = find(handle, region, kind, year, type)
                .orElseThrow(() -> Problems.of(404, "Nothing of this kind is stated of region " + region.code()));
        return ResponseBuilder.create(changed && stated.version() == 1 ? Status.CREATED : Status.OK, stated)
                .header("ETag", Etags.of(stated.version()))
                .build();
    }
}
