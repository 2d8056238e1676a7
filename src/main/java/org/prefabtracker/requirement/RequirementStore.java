package org.prefabtracker.requirement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.Query;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingStore;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.AsOfRatings;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.time.BitemporalPoint;

/** The requirements of projects: never overwritten, the latest version is in force until it is withdrawn. */
@ApplicationScoped
public class RequirementStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    RuleSets ruleSets;

    @Inject
    BuildingStore buildings;

    @Inject
    AsOfRatings asOfRatings;

    @Inject
    JsonColumn json;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /**
     * A version of a requirement as it is returned.
     *
     * @param version for its ETag
     * @param withdrawn the reason of the withdrawal; null while it is in force
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RecordedRequirement")
    public record Recorded(
            @JsonUnwrapped Requirement requirement,
            int version,
            String withdrawn,
            OffsetDateTime recordedAt,
            String recordedBy) {

        String code() {
            return requirement.code();
        }

        boolean isPrivate() {
            return Boolean.TRUE.equals(requirement.confidential());
        }
    }

    /** The kinds of organisations that make and check requirements. All others do not see private ones. */
    private static final Set<OrganisationKind> INITIATES = EnumSet.of(
            OrganisationKind.OWNER, OrganisationKind.REVIEWER, OrganisationKind.REGULATOR, OrganisationKind.OPERATOR);

    /** Without private versions, and without all versions of a requirement that is private now. */
    private static final String SELECT = """
            select t.content::text, t.version, t.withdrawn, t.recorded_at, p.name
            from requirement t join person p on p.id = t.recorded_by
            where t.project_id = :project
              and (:initiated or not exists (select from requirement l
                where l.project_id = t.project_id and l.code = t.code and (l.content->>'private')::boolean and (l.version = t.version
                  or l.version = (select max(m.version) from requirement m where m.project_id = t.project_id and m.code = t.code))))""";

    private boolean isInitiated() {
        return currentUser.relations().stream().anyMatch(INITIATES::contains);
    }

    /** The latest version, withdrawn or not. */
    Optional<Recorded> find(Project project, String code) {
        return versions(project, code).stream().findFirst();
    }

    /**
     * All versions that the current user may see, the latest first; empty where the latest is private and the user may not
     * see it.
     */
    List<Recorded> versions(Project project, String code) {
        List<Recorded> versions = RequirementVersion.versions(project, code).stream()
                .map(this::recorded)
                .toList();
        if (isInitiated()) {
            return versions;
        }
        return versions.stream()
                .filter(version -> !versions.get(0).isPrivate() && !version.isPrivate())
                .toList();
    }

    private Recorded recorded(RequirementVersion version) {
        return new Recorded(
                json.read(version.content, Requirement.class),
                version.version,
                version.withdrawn,
                BitemporalPoint.in(zone, version.recordedAt.toInstant()),
                version.recordedByName);
    }

    /**
     * Requirements after a code, by code: those in force, or those that are withdrawn.
     *
     * @param building only those on this building, by name or on every building; null: all
     * @param knownAt the versions in force at this moment; null: now
     */
    List<Recorded> list(
            Project project, Building.Key building, boolean withdrawn, Instant knownAt, String after, int limit) {
        return listed(
                        Sql.query(SELECT + LISTED + " and t.code > :after order by t.code limit :limit"),
                        project,
                        building,
                        withdrawn,
                        knownAt)
                .bind("after", after)
                .bind("limit", limit)
                .map((rs, context) -> recorded(rs))
                .list();
    }

    /** The number of requirements of that list. */
    long count(Project project, Building.Key building, boolean withdrawn, Instant knownAt) {
        return listed(
                        Sql.query("select count(*) from (" + SELECT + LISTED + ") as counted"),
                        project,
                        building,
                        withdrawn,
                        knownAt)
                .mapTo(Long.class)
                .one();
    }

    private static final String LISTED = """

              and t.version = (select max(version) from requirement l where l.project_id = t.project_id
                and l.code = t.code and (:knownAt::timestamptz is null or l.recorded_at <= :knownAt))
              and (t.withdrawn is not null) = :withdrawn
              and (:building::bigint is null or t.building_id is null or t.building_id = :building)""";

    private Query listed(Query query, Project project, Building.Key building, boolean withdrawn, Instant knownAt) {
        return query.bind("project", project.id())
                .bind("initiated", isInitiated())
                .bindByType("knownAt", knownAt == null ? null : knownAt.atOffset(ZoneOffset.UTC), OffsetDateTime.class)
                .bind("withdrawn", withdrawn)
                .bindByType("building", building == null ? null : building.id(), Long.class);
    }

    private Recorded recorded(ResultSet rs) throws SQLException {
        return new Recorded(
                json.read(rs.getString("content"), Requirement.class),
                rs.getInt("version"),
                rs.getString("withdrawn"),
                BitemporalPoint.in(
                        zone, rs.getObject("recorded_at", OffsetDateTime.class).toInstant()),
                rs.getString("name"));
    }

    /** @throws HttpProblem 403 where it is about every building and the regulator oversees some of them only */
    void requireMaySet(Requirement requirement) {
        if (requirement.building() == null) {
            currentUser.requireWholeProject();
        }
    }

    /**
     * Regulators change requirements of regulators, owners those of owners, the operator both. A requirement that the
     * operator registered is changed by either.
     *
     * @throws HttpProblem 403 for the requirement of another side, or one on buildings outside of the regulator's region
     */
    void requireMayChange(Project project, Requirement former) {
        requireMaySet(former);
        OrganisationKind made = Sql.query("""
                        select o.kind from requirement t join person p on p.id = t.recorded_by
                        join organisation o on o.id = p.organisation_id
                        where t.project_id = :project and t.code = :code and t.version = 1""")
                .bind("project", project.id())
                .bind("code", former.code())
                .mapTo(OrganisationKind.class)
                .one();
        OrganisationKind needed =
                made == OrganisationKind.REGULATOR ? OrganisationKind.REGULATOR : OrganisationKind.OWNER;
        if (made != OrganisationKind.OPERATOR
                && !currentUser.relations().contains(OrganisationKind.OPERATOR)
                && !currentUser.relations().contains(needed)) {
            throw Problems.of(403, "Only the organisation that stated the requirement can change it");
        }
    }

    /**
     * Stores a version in place of the former.
     *
     * @param withdrawn the reason of the withdrawal; null: it is in force
     */
    void add(Project project, Requirement requirement, int version, String withdrawn) {
        RequirementVersion.add(
                project,
                requirement.code(),
                version,
                requirement.building() == null
                        ? null
                        : Building.require(project, requirement.building()).id(),
                json.write(requirement),
                withdrawn,
                currentUser.account());
    }

    /**
     * Checks that the building exists, that the rule set is in force, and that the building has what is measured.
     *
     * @throws HttpProblem 422 with all violations
     */
    void check(Project project, Requirement requirement) {
        Violations violations = new Violations();
        Optional<Building.Key> building =
                requirement.building() == null ? Optional.empty() : Building.key(project, requirement.building());
        if (requirement.building() != null && building.isEmpty()) {
            violations.add(
                    new ErrorLocation.Pointer("/building"),
                    requirement.building(),
                    Violation.NOT_FOUND,
                    "the project has no such building");
        }
        Optional<RuleSet> ruleSet = ruleSets.find(requirement.ruleSet());
        if (ruleSet.isEmpty()) {
            violations.add(
                    new ErrorLocation.Pointer("/ruleSet"),
                    requirement.ruleSet(),
                    Violation.NOT_FOUND,
                    "there is no such rule set; GET /api/v1/rule-sets lists them; a draft cannot be used");
        } else {
            requirement.measure().check(ruleSet.get(), violations);
        }
        if (violations.isEmpty()) {
            requirement
                    .measure()
                    .ofItem()
                    .ifPresent(item -> checkPresence(project, requirement, item, building, ruleSet.get(), violations));
        }
        violations.throwIfAny();
    }

    /** A ratio cannot be required of a feature that the building, or every building of the project, does not have. */
    private void checkPresence(
            Project project,
            Requirement requirement,
            String item,
            Optional<Building.Key> building,
            RuleSet ruleSet,
            Violations violations) {
        List<ComplianceResult.Lack> absent = new ArrayList<>();
        List<String> present = new ArrayList<>();
        Map<Long, List<RuleSet>> rated = new HashMap<>();
        buildings
                .inForce(project, building.map(key -> new Long[] {key.id()}).orElse(null))
                .keySet()
                .forEach(id -> rated.put(id, List.of(ruleSet)));
        asOfRatings.each(
                project,
                rated,
                Map.of(BitemporalPoint.NOW, Set.of(requirement.lens())),
                (moment, id, facts, ratings) -> {
                    ComplianceResult verdict = requirement.measure().of(ruleSet, ratings.get(0));
                    if (verdict.data() == ComplianceResult.Data.NOT_APPLICABLE) {
                        absent.addAll(verdict.lacks());
                    } else {
                        present.add(facts.code());
                    }
                });
        if (present.isEmpty() && !absent.isEmpty()) {
            violations.add(
                    new ErrorLocation.Pointer("/measure/item"),
                    item,
                    Violation.INCONSISTENT,
                    (building.isPresent() ? "the building does not have it: " : "no building of the project has it: ")
                            + absent.get(0).message());
        }
    }
}
