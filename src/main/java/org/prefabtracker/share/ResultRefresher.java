package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.BuildingOutcomes;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.region.RegionStatementStore;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/**
 * Keeps what the rating of each building came to, and computes it again where something changed since (docs/adr/0010).
 *
 * <p>A change notes its building in its own transaction. Computing takes notes that nobody else works on, reads everything
 * they may be about in one snapshot, and deletes exactly the notes of that snapshot: what commits meanwhile leaves its own.
 */
@ApplicationScoped
public class ResultRefresher {

    /** How many notes are worked off in one transaction. */
    private static final int AT_ONCE = 500;

    @Inject
    Jdbi jdbi;

    @Inject
    RowSecurity rowSecurity;

    @Inject
    RuleSets ruleSets;

    @Inject
    BuildingOutcomes verdicts;

    @Inject
    RegionStatementStore statements;

    @ConfigProperty(name = "prefab.share.patience", defaultValue = "55s")
    Duration patience;

    private final AtomicBoolean ruleSetsCompared = new AtomicBoolean();

    /**
     * Computes what is out of date of the buildings in scope; when it returns, all that was committed before it was called is
     * in the results.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 where that takes too long; what was achieved stays
     */
    void refresh(Scope scope) {
        noteChangedRuleSets();
        long last = lastNote(scope);
        long end = System.nanoTime() + patience.toNanos();
        while (last > 0) {
            int done = Transactions.inSnapshot(jdbi, handle -> compute(handle, scope, last));
            if (done == 0) {
                if (!jdbi.withHandle(handle -> isPending(handle, scope, last))) {
                    return;
                }
                pause();
            }
            if (System.nanoTime() > end) {
                throw Problems.builder(503, "Many buildings changed and are still being rated; ask again")
                        .withHeader("Retry-After", "2")
                        .build();
            }
        }
    }

    private static final String NOTED = """
            from building_change n
            join building b on b.project_id = n.project_id and b.id = n.building_id
            join project p on p.id = b.project_id
            where\s""" + Scope.CONDITION;

    private long lastNote(Scope scope) {
        return jdbi.withHandle(handle -> scope.bind(handle.createQuery("select coalesce(max(n.id), 0) " + NOTED))
                .mapTo(Long.class)
                .one());
    }

    /** Whether anything is noted of the buildings in scope, up to a note. */
    static boolean isPending(Handle handle, Scope scope, long last) {
        return scope.bind(handle.createQuery("select exists (select " + NOTED + " and n.id <= :last)"))
                .bind("last", last)
                .mapTo(Boolean.class)
                .one();
    }

    /** A building to be rated, with what its rule set depends on. */
    public record Noted(
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

    /** Works off notes that nobody else works on; answers how many. */
    private int compute(Handle handle, Scope scope, long last) {
        List<Noted> notes = scope.bind(handle.createQuery("""
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
                .bind("limit", AT_ONCE)
                .map(ConstructorMapper.of(Noted.class))
                .list();
        if (notes.isEmpty()) {
            return 0;
        }
        Map<Long, Map<Long, Noted>> byProject = new TreeMap<>();
        notes.forEach(note -> byProject
                .computeIfAbsent(note.projectId(), none -> new TreeMap<>())
                .put(note.buildingId(), note));
        Map<String, RegionRuleSets> inForce = inForce(handle);
        Map<Long, Project> projects = projects(handle, byProject.keySet().toArray(Long[]::new));
        List<Row> rows = new ArrayList<>();
        byProject.forEach((project, buildings) -> rate(handle, projects.get(project), buildings, inForce, rows));
        store(handle, byProject, rows);
        return notes.size();
    }

    /** A result on its way to be stored. */
    private record Row(
            long project, long building, Lens lens, EffectiveRuleSet ruleSet, BuildingOutcomes.Verdict verdict) {}

    private void rate(
            Handle handle,
            Project project,
            Map<Long, Noted> buildings,
            Map<String, RegionRuleSets> inForce,
            List<Row> rows) {
        Map<Long, EffectiveRuleSet> chosen = new TreeMap<>();
        buildings.forEach((id, building) -> chosen.put(id, building.ruleSet(inForce)));
        for (Lens lens : List.of(Lens.DESIGN, Lens.ACCEPTED)) {
            Map<Long, RuleSet> wanted = new HashMap<>();
            chosen.forEach((id, ruleSet) -> {
                if (ruleSet.ruleSet() != null
                        && (lens == Lens.DESIGN || buildings.get(id).completed())) {
                    ruleSets.find(ruleSet.ruleSet()).ifPresent(found -> wanted.put(id, found));
                }
            });
            Map<Long, BuildingOutcomes.Verdict> found = verdicts.of(handle, project, wanted, lens);
            chosen.forEach((id, ruleSet) -> {
                if (lens == Lens.DESIGN || buildings.get(id).completed()) {
                    rows.add(new Row(
                            project.id(),
                            id,
                            lens,
                            ruleSet,
                            found.getOrDefault(id, new BuildingOutcomes.Verdict(null, false, false, false))));
                }
            });
        }
    }

    private void store(Handle handle, Map<Long, Map<Long, Noted>> byProject, List<Row> rows) {
        List<Noted> rated = byProject.values().stream()
                .flatMap(buildings -> buildings.values().stream())
                .toList();
        for (String table : List.of("building_change", "building_result")) {
            handle.createUpdate("""
                            delete from %s where (project_id, building_id) in (select * from unnest(:projects, :buildings))""".formatted(table))
                    .bind("projects", rated.stream().map(Noted::projectId).toArray(Long[]::new))
                    .bind("buildings", rated.stream().map(Noted::buildingId).toArray(Long[]::new))
                    .execute();
        }
        handle.createUpdate("""
                        insert into building_result (project_id, building_id, lens, rule_set, digest, overridden, percent, qualifies,
                          incomplete, provisional, computed_at)
                        select r.*, now() from unnest(:projects, :buildings, :lenses, :ruleSets, :digests, :overridden, :percents,
                          :qualify, :incomplete, :provisional) as r""")
                .bind("projects", rows.stream().map(Row::project).toArray(Long[]::new))
                .bind("buildings", rows.stream().map(Row::building).toArray(Long[]::new))
                .bind("lenses", rows.stream().map(row -> row.lens().name()).toArray(String[]::new))
                .bind(
                        "ruleSets",
                        rows.stream().map(row -> row.ruleSet().ruleSet()).toArray(String[]::new))
                .bind(
                        "digests",
                        rows.stream()
                                .map(row -> row.ruleSet().ruleSet() == null
                                        ? null
                                        : ruleSets.digests().get(row.ruleSet().ruleSet()))
                                .toArray(String[]::new))
                .bind(
                        "overridden",
                        rows.stream().map(row -> row.ruleSet().overridden()).toArray(Boolean[]::new))
                .bind(
                        "percents",
                        rows.stream().map(row -> row.verdict().percent()).toArray(BigDecimal[]::new))
                .bind(
                        "qualify",
                        rows.stream().map(row -> row.verdict().qualifies()).toArray(Boolean[]::new))
                .bind(
                        "incomplete",
                        rows.stream().map(row -> row.verdict().incomplete()).toArray(Boolean[]::new))
                .bind(
                        "provisional",
                        rows.stream().map(row -> row.verdict().provisional()).toArray(Boolean[]::new))
                .execute();
    }

    /** The rule sets in force, by region. */
    Map<String, RegionRuleSets> inForce(Handle handle) {
        Map<String, RegionRuleSets> inForce = new HashMap<>();
        statements
                .inForce(handle, RegionStatementStore.Kind.RULE_SET, RegionRuleSets.class)
                .forEach(stated -> inForce.put(stated.region(), stated.content()));
        return inForce;
    }

    private static Map<Long, Project> projects(Handle handle, Long[] ids) {
        Map<Long, Project> projects = new HashMap<>();
        handle.createQuery("select id, number, code, name, region_code, version from project where id = any (:ids)")
                .bind("ids", ids)
                .map(ConstructorMapper.of(Project.class))
                .forEach(project -> projects.put(project.id(), project));
        return projects;
    }

    /** Rule sets come with the application: what was computed by another text of one is out of date. */
    private void noteChangedRuleSets() {
        if (ruleSetsCompared.get()) {
            return;
        }
        Map<String, String> digests = ruleSets.digests();
        Transactions.write(() -> jdbi.useHandle(handle -> rowSecurity.unrestricted(handle, all -> all.createUpdate("""
                        insert into building_change (project_id, building_id, id)
                        select r.project_id, r.building_id, nextval('building_change_seq') from building_result r
                        left join unnest(:ids, :digests) as s (id, digest) on s.id = r.rule_set
                        where r.rule_set is not null and r.digest is distinct from s.digest""")
                .bind("ids", digests.keySet().toArray(String[]::new))
                .bind("digests", digests.keySet().stream().map(digests::get).toArray(String[]::new))
                .execute())));
        ruleSetsCompared.set(true);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
