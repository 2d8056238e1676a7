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
import java.util.OptionalInt;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.http.Etags;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.StoredVersion;
import org.prefabtracker.shared.problem.Problems;

/** The statements of regions by kind, read and written as the records of that kind. */
@ApplicationScoped
public class RegionStatementStore {

    /** The year of a statement whose content has dates of its own. */
    public static final int UNDATED = 0;

    @Inject
    CurrentUser currentUser;

    @Inject
    JsonColumn json;

    @Inject
    AuditContext auditContext;

    /** The kinds of statements. */
    public enum Kind {
        CLASS,
        TARGET,
        DECLARED,
        RULE_SET
    }

    /** A statement as it is returned, with the version for its ETag. */
    public record Stated<T>(
            String region,
            Integer year,
            @JsonUnwrapped T content,
            int version,
            OffsetDateTime recordedAt,
            String recordedBy) {}

    /** Every version of a statement, the latest first. */
    public record Versions<T>(List<Stated<T>> items) {}

    /** The statement in force. */
    public <T> Optional<Stated<T>> find(Region region, Kind kind, int year, Class<T> type) {
        return RegionStatement.find(region, kind, year).map(statement -> stated(statement, type));
    }

    /** Every version, the latest first. */
    public <T> List<Stated<T>> versions(Region region, Kind kind, int year, Class<T> type) {
        return RegionStatement.versions(region, kind, year).stream()
                .map(statement -> stated(statement, type))
                .toList();
    }

    private <T> Stated<T> stated(RegionStatement statement, Class<T> type) {
        return new Stated<>(
                statement.region,
                statement.year == UNDATED ? null : statement.year,
                json.read(statement.content, type),
                statement.version,
                statement.recordedAt,
                statement.recordedByName);
    }

    /** The statements in force of all regions, by region and year. */
    public <T> List<Stated<T>> inForce(Kind kind, Class<T> type) {
        return RegionStatement.inForce(kind).stream()
                .map(statement -> new Stated<>(
                        statement.region,
                        statement.year,
                        json.read(statement.content, type),
                        statement.version,
                        statement.recordedAt,
                        statement.recordedByName))
                .toList();
    }

    /** The classes and targets in force. */
    public RegionTargets policy() {
        Map<String, RegionClassHistory> classes = new HashMap<>();
        inForce(Kind.CLASS, RegionClassHistory.class).forEach(stated -> classes.put(stated.region(), stated.content()));
        Map<String, List<RegionTargets.OfYear>> targets = new HashMap<>();
        inForce(Kind.TARGET, Target.class)
                .forEach(stated -> targets.computeIfAbsent(stated.region(), none -> new ArrayList<>())
                        .add(new RegionTargets.OfYear(stated.year(), stated.content())));
        return new RegionTargets(classes, targets);
    }

    /**
     * Stores a statement as the version in force. The same content is not stored again and needs no If-Match. Returns whether
     * anything changed.
     */
    public boolean state(Region region, Kind kind, int year, Object content, String ifMatch) {
        Optional<RegionStatement> former = RegionStatement.find(region, kind, year);
        auditContext.changes(
                former.map(statement -> stated(statement, content.getClass())).orElse(null));
        String text = json.write(content);
        OptionalInt version = StoredVersion.next(former, statement -> json.isSame(statement.content, text), ifMatch);
        version.ifPresent(next -> RegionStatement.add(region, kind, year, next, text, currentUser.account()));
        return version.isPresent();
    }

    /** The statement in force with its ETag; 201 for its first version. */
    public <T> RestResponse<Stated<T>> answer(Region region, Kind kind, int year, Class<T> type, boolean changed) {
        Stated<T> stated = find(region, kind, year, type)
                .orElseThrow(() -> Problems.of(404, "There is no statement of this kind for region " + region.code()));
        return Etags.answer(changed && stated.version() == 1 ? Status.CREATED : Status.OK, stated, stated.version());
    }
}
