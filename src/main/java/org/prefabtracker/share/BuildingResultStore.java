package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.BuildingOutcomes;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.UnnestRows;

/** The stored results of buildings and the marks of those that are stale (docs/adr/0010). */
@ApplicationScoped
class BuildingResultStore {

    @Inject
    RowSecurity rowSecurity;

    @Inject
    RuleSets ruleSets;

    /** A stale building, with what its rule set depends on. */
    public record StaleBuilding(
            long projectId,
            long buildingId,
            String region,
            LocalDate startedOn,
            boolean completed,
            String ownRuleSet,
            String reason) {

        EffectiveRuleSet ruleSet(Map<String, RegionRuleSets> inForce) {
            return ownRuleSet == null
                    ? EffectiveRuleSet.of(inForce, region, startedOn)
                    : EffectiveRuleSet.overridden(ownRuleSet, reason);
        }
    }

    /** A result to be stored. */
    record Result(long project, long building, Lens lens, EffectiveRuleSet ruleSet, BuildingOutcomes.Verdict verdict) {}

    private static final UnnestRows<StaleBuilding> BUILDINGS = UnnestRows.<StaleBuilding>columns()
            .bigint("project_id", StaleBuilding::projectId)
            .bigint("building_id", StaleBuilding::buildingId);

    private static final UnnestRows<Map.Entry<String, String>> DIGESTS = UnnestRows.<Map.Entry<String, String>>columns()
            .text("id", Map.Entry::getKey)
            .text("digest", Map.Entry::getValue);

    private static final String STALE = """
            from building_change n
            join building b on b.project_id = n.project_id and b.id = n.building_id
            join project p on p.id = b.project_id
            where\s""" + Scope.CONDITION;

    private final UnnestRows<Result> stored = UnnestRows.<Result>columns()
            .bigint("project_id", Result::project)
            .bigint("building_id", Result::building)
            .text("lens", Result::lens)
            .text("rule_set", result -> result.ruleSet().ruleSet())
            .text("digest", this::digest)
            .bool("overridden", result -> result.ruleSet().overridden())
            .numeric("percent", result -> result.verdict().percent())
            .bool("qualifies", result -> result.verdict().qualifies())
            .bool("incomplete", result -> result.verdict().incomplete())
            .bool("provisional", result -> result.verdict().provisional());

    /** The id of the latest mark on the buildings in scope; 0 where there is none. */
    long lastMark(Scope scope) {
        return scope.bind(Sql.query("select coalesce(max(n.id), 0) " + STALE))
                .mapTo(Long.class)
                .one();
    }

    /** Whether a building in scope has a mark, up to the id of one. */
    boolean isPending(Scope scope, long last) {
        return scope.bind(Sql.query("select exists (select " + STALE + " and n.id <= :last)"))
                .bind("last", last)
                .mapTo(Boolean.class)
                .one();
    }

    /** Locks marks on buildings in scope that no other transaction holds, up to the id of one. */
    List<StaleBuilding> lock(Scope scope, long last, int limit) {
        return scope.bind(Sql.query("""
                        select n.project_id, n.building_id, coalesce(b.region_code, p.region_code) as region, b.started_on,
                          b.completion_accepted_on is not null as completed, o.rule_set as own_rule_set, o.reason
                        from building_change n
                        join building b on b.project_id = n.project_id and b.id = n.building_id
                        join project p on p.id = b.project_id
                        left join building_rule_set o on o.project_id = b.project_id and o.building_id = b.id
                          and o.version = (select max(version) from building_rule_set l
                            where l.project_id = b.project_id and l.building_id = b.id)
                        where %s and n.id <= :last
                        order by n.project_id, n.building_id, n.id limit :limit for update of n skip locked""".formatted(Scope.CONDITION)))
                .bind("last", last)
                .bind("limit", limit)
                .map(ConstructorMapper.of(StaleBuilding.class))
                .list();
    }

    /** The projects with some ids, whichever project the request is about. */
    Map<Long, Project> projects(Collection<Long> ids) {
        Map<Long, Project> projects = new HashMap<>();
        Sql.query("select id, number, code, name, region_code, version from project where id = any (:ids)")
                .bind("ids", ids.toArray(Long[]::new))
                .map(ConstructorMapper.of(Project.class))
                .forEach(project -> projects.put(project.id(), project));
        return projects;
    }

    /** Replaces the results of buildings and deletes their marks. */
    void replace(List<StaleBuilding> rated, List<Result> results) {
        for (String table : List.of("building_change", "building_result")) {
            BUILDINGS
                    .bind(
                            Sql.update("delete from " + table + " where (project_id, building_id) in "
                                    + "(select project_id, building_id from " + BUILDINGS.as("rated") + ")"),
                            rated)
                    .execute();
        }
        stored.bind(
                        Sql.update("insert into building_result (" + stored.names() + ", computed_at) select "
                                + stored.names() + ", now() from " + stored.as("result")),
                        results)
                .execute();
    }

    private String digest(Result result) {
        String ruleSet = result.ruleSet().ruleSet();
        return ruleSet == null ? null : ruleSets.digests().get(ruleSet);
    }

    /** Marks the buildings of all projects whose result was computed by another text of its rule set. */
    void markByRuleSet(Map<String, String> digests) {
        rowSecurity.unrestricted(() -> DIGESTS.bind(Sql.update("""
                                insert into building_change (project_id, building_id, id)
                                select r.project_id, r.building_id, nextval('building_change_seq') from building_result r
                                left join %s on s.id = r.rule_set
                                where r.rule_set is not null and r.digest is distinct from s.digest""".formatted(DIGESTS.as("s"))), digests.entrySet())
                .execute());
    }
}
