package org.prefabtracker.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
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
    EvaluationStore evaluations;

    @Inject
    AsOfRatings retrospect;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /**
     * The report of a building, in the transaction of the handle, which reads one snapshot.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if the building was not known at that point in time
     */
    Report report(
            Handle handle, Project project, Building.Key key, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        ComponentGrouper sums = new ComponentGrouper();
        EvaluationStore.Proof proof = evaluations.prove(handle, project, key, ruleSet, lens, moment, sums);
        Building building = proof.facts().building();
        String region = building.regionCode() == null ? project.regionCode() : building.regionCode();
        OffsetDateTime now = BitemporalPoint.in(zone, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new Report(
                project,
                building,
                String.join(" ", Region.names(region)) + " " + region,
                ruleSet,
                proof.rating(),
                sums.of(ruleSet, proof.facts(), proof.specs()),
                retrospect.underEachLens(handle, project, key, ruleSet, moment),
                proof.facts().takeOffs(),
                new Report.Fingerprint(proof.ruleSetSha256(), proof.sha256(), proof.evaluation()),
                moment.asOf() == null ? now : BitemporalPoint.in(zone, moment.asOf()),
                BitemporalPoint.in(zone, moment.knownAt()),
                now);
    }
}
