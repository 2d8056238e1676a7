package org.prefabtracker.plausibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.prefabtracker.region.Region;
import org.prefabtracker.requirement.MissedRequirements;

/** Finds the projects of a region that miss requirements or whose records have findings. Runs in a snapshot. */
@ApplicationScoped
class RiskFinder {

    private static final int AT_ONCE = 100;

    @Inject
    RegionProjectStore projects;

    @Inject
    CheckRunner checks;

    @Inject
    MissedRequirements requirements;

    /** Projects at risk after a code, by code. */
    List<ProjectAtRisk> after(Region region, String code, int limit) {
        List<ProjectAtRisk> risks = new ArrayList<>();
        String last = code;
        List<RegionProjectStore.Within> some;
        do {
            some = projects.after(region, last, AT_ONCE);
            Map<Check.Scope, Map<FindingKind, Long>> counts = checks.counts(
                    some.stream().flatMap(within -> scopes(within).stream()).toList());
            for (RegionProjectStore.Within within : some) {
                ProjectAtRisk risk = risk(within, counts);
                if (!risk.missed().isEmpty() || !risk.findings().isEmpty()) {
                    risks.add(risk);
                }
                if (risks.size() == limit) {
                    return risks;
                }
                last = within.project().code();
            }
        } while (some.size() == AT_ONCE);
        return risks;
    }

    /** Passes on all projects at risk, by code. */
    void each(Region region, Consumer<ProjectAtRisk> risks) {
        String last = "";
        List<ProjectAtRisk> some;
        do {
            some = after(region, last, AT_ONCE);
            for (ProjectAtRisk risk : some) {
                risks.accept(risk);
                last = risk.project();
            }
        } while (some.size() == AT_ONCE);
    }

    long count(Region region) {
        long[] count = {0};
        each(region, risk -> count[0]++);
        return count[0];
    }

    /** A whole project, or each of its buildings in the region where others are elsewhere. */
    private static List<Check.Scope> scopes(RegionProjectStore.Within within) {
        return within.all()
                ? List.of(new Check.Scope(within.project(), null))
                : within.buildings().stream()
                        .sorted()
                        .map(building -> new Check.Scope(within.project(), building))
                        .toList();
    }

    private ProjectAtRisk risk(RegionProjectStore.Within within, Map<Check.Scope, Map<FindingKind, Long>> counts) {
        Map<FindingKind, Long> byKind = new EnumMap<>(FindingKind.class);
        scopes(within).forEach(scope -> counts.getOrDefault(scope, Map.of())
                .forEach((kind, count) -> byKind.merge(kind, count, Long::sum)));
        return new ProjectAtRisk(
                within.project().code(),
                within.project().name(),
                within.project().regionCode(),
                within.demanded()
                        ? requirements.of(within.project(), within.buildings()::contains).stream()
                                .map(ProjectAtRisk.MissedRequirement::of)
                                .toList()
                        : List.of(),
                byKind.entrySet().stream()
                        .map(entry -> new ProjectAtRisk.FindingCount(
                                entry.getKey(),
                                entry.getKey().severity(),
                                entry.getValue(),
                                href(within.project().code(), entry.getKey())))
                        .toList());
    }

    private static String href(String project, FindingKind kind) {
        return UriBuilder.fromPath("/api/v1/projects/{project}/findings")
                .queryParam("kind", "{kind}")
                .build(project, kind)
                .toString();
    }
}
