package org.prefabtracker.share;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.BuildingOutcomes;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.region.RegionStatementStore;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.Problems;

/**
 * Keeps the result of the rating of each building up to date (docs/adr/0010).
 *
 * <p>A change marks its building as stale in its own transaction. A refresh locks marks that no other transaction holds, reads everything
 * they may be about in one snapshot, and deletes exactly the marks of that snapshot: later commits leave their own.
 */
@ApplicationScoped
public class ResultRefresher {

    /** How many marks are processed in one transaction. */
    private static final int AT_ONCE = 500;

    @Inject
    BuildingResultStore store;

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
     * Computes the results of the stale buildings in scope. When it returns, the results include every change committed
     * before the call.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 where it takes too long; the results computed so far are stored
     */
    void refresh(Scope scope) {
        noteChangedRuleSets();
        long last = Transactions.read(() -> store.lastMark(scope));
        long end = System.nanoTime() + patience.toNanos();
        while (last > 0) {
            int done = Transactions.inSnapshot(() -> compute(scope, last));
            if (done == 0) {
                if (!Transactions.read(() -> store.isPending(scope, last))) {
                    return;
                }
                pause();
            }
            if (System.nanoTime() > end) {
                throw Problems.builder(503, "Many buildings changed and are still being rated; send the request again")
                        .withHeader("Retry-After", "2")
                        .build();
            }
        }
    }

    /** Processes marks that no other transaction holds; returns how many. */
    private int compute(Scope scope, long last) {
        List<BuildingResultStore.StaleBuilding> notes = store.lock(scope, last, AT_ONCE);
        if (notes.isEmpty()) {
            return 0;
        }
        Map<Long, Map<Long, BuildingResultStore.StaleBuilding>> byProject = new TreeMap<>();
        notes.forEach(note -> byProject
                .computeIfAbsent(note.projectId(), none -> new TreeMap<>())
                .put(note.buildingId(), note));
        Map<String, RegionRuleSets> inForce = inForce();
        Map<Long, Project> projects = store.projects(byProject.keySet());
        List<BuildingResultStore.Result> rows = new ArrayList<>();
        byProject.forEach((project, buildings) -> rate(projects.get(project), buildings, inForce, rows));
        store.replace(
                byProject.values().stream()
                        .flatMap(buildings -> buildings.values().stream())
                        .toList(),
                rows);
        return notes.size();
    }

    private void rate(
            Project project,
            Map<Long, BuildingResultStore.StaleBuilding> buildings,
            Map<String, RegionRuleSets> inForce,
            List<BuildingResultStore.Result> rows) {
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
            Map<Long, BuildingOutcomes.Verdict> found = verdicts.of(project, wanted, lens);
            chosen.forEach((id, ruleSet) -> {
                if (lens == Lens.DESIGN || buildings.get(id).completed()) {
                    rows.add(new BuildingResultStore.Result(
                            project.id(),
                            id,
                            lens,
                            ruleSet,
                            found.getOrDefault(id, new BuildingOutcomes.Verdict(null, false, false, false))));
                }
            });
        }
    }

    /** The rule sets in force, by region. */
    Map<String, RegionRuleSets> inForce() {
        Map<String, RegionRuleSets> inForce = new HashMap<>();
        statements
                .inForce(RegionStatementStore.Kind.RULE_SET, RegionRuleSets.class)
                .forEach(stated -> inForce.put(stated.region(), stated.content()));
        return inForce;
    }

    /** Rule sets are part of the application: results computed by another text of a rule set are stale. */
    private void noteChangedRuleSets() {
        if (ruleSetsCompared.get()) {
            return;
        }
        Transactions.write(() -> store.markByRuleSet(ruleSets.digests()));
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
