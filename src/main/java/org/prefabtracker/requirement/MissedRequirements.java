package org.prefabtracker.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Finds the requirements of a project that are not met now, although its buildings have come so far or the deadline has passed. */
@ApplicationScoped
public class MissedRequirements {

    private static final Set<ComplianceStatus> MISSED = Set.of(ComplianceStatus.NOT_MET, ComplianceStatus.OVERDUE);

    @Inject
    ComplianceEvaluator compliances;

    @Inject
    Clock clock;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** A requirement that a building misses, and the result of the building. */
    public record Missed(Requirement requirement, ComplianceStatus state, Compliance.OfBuilding building) {

        /** The requirement in a sentence in both languages, such as "percent ≥ 50 %". */
        public String demanded() {
            return ComplianceColumns.demanded(requirement.measure());
        }

        /** The required value in percent, of a grade its lower bound; null where nothing was reached and it is a grade. */
        public BigDecimal target() {
            return requirement.measure().accept(new RequiredMeasure.Visitor<>() {
                @Override
                public BigDecimal percent(RequiredMeasure.Percent percent) {
                    return percent.atLeast();
                }

                @Override
                public BigDecimal grade(RequiredMeasure.Grade grade) {
                    Compliance.Reached reached = building.reached();
                    return reached.value() == null || reached.by() == null
                            ? null
                            : reached.value().subtract(reached.by());
                }

                @Override
                public BigDecimal itemRatio(RequiredMeasure.ItemRatio ratio) {
                    return ratio.atLeast();
                }
            });
        }
    }

    /** The missed requirements by their code, and by building. Must run in a snapshot. */
    public List<Missed> of(Project project, Predicate<String> buildings) {
        ComplianceTimeline now = new ComplianceTimeline(BitemporalPoint.NOW, clock.instant(), zone, 0);
        return compliances.list(project, null, now, "", Integer.MAX_VALUE).stream()
                .flatMap(compliance -> compliance.buildings().stream()
                        .filter(building -> MISSED.contains(building.state()) && buildings.test(building.building()))
                        .map(building ->
                                new Missed(compliance.requirement().requirement(), building.state(), building)))
                .toList();
    }
}
