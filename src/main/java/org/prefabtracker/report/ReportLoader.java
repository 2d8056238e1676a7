package org.prefabtracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.evaluation.EvaluationStore;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.AsOfRatings;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.region.Region;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Loads the data of a report in a fixed number of statements, independent of the number of components. */
@ApplicationScoped
public class ReportLoader {

    @Inject
    Clock clock;

    @Inject
    EvaluationStore evaluations;

    @Inject
    AsOfRatings asOfRatings;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /**
     * The report of a building, in the current transaction, which reads one snapshot.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if the building was not known at that point in time
     */
    Report report(Project project, Building.Key key, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        ComponentGrouper sums = new ComponentGrouper();
        EvaluationStore.Proof proof = evaluations.prove(project, key, ruleSet, lens, moment, sums);
        Building building = proof.facts().building();
        String region = building.regionCode() == null ? project.regionCode() : building.regionCode();
        OffsetDateTime now = BitemporalPoint.in(zone, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return new Report(
                project,
                building,
                String.join(" ", Region.names(region)) + " " + region,
                ruleSet,
                proof.rating(),
                sums.of(ruleSet, proof.facts(), proof.specs()),
                asOfRatings.underEachLens(project, key, ruleSet, moment),
                proof.facts().takeOffs(),
                new Report.Fingerprint(proof.ruleSetSha256(), proof.sha256(), proof.evaluation()),
                moment.asOf() == null ? now : BitemporalPoint.in(zone, moment.asOf()),
                BitemporalPoint.in(zone, moment.knownAt()),
                now);
    }
}
