package org.prefabtracker.evaluation;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.AsOfRatings;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.persistence.DatabaseTime;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.text.Sha256;
import org.prefabtracker.shared.time.BitemporalPoint;

/** The evaluations of buildings, which are never changed or deleted. */
@ApplicationScoped
public class EvaluationStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    RuleSets ruleSets;

    @Inject
    AsOfRatings asOfRatings;

    @Inject
    JsonColumn json;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** An evaluation, and whether it is new: there was none with the same snapshot. */
    record Frozen(Evaluation evaluation, boolean isNew) {}

    /** A rating and the snapshot it is computed from, before they are stored. */
    private record Taken(Snapshot snapshot, Rating rating, byte[] result, Snapshot.Packed packed, long components) {}

    /**
     * A rating, its inputs, and the digest of an evaluation with the same inputs.
     *
     * @param sha256 of the snapshot that freezing the rating now would store
     * @param evaluation the number of the evaluation with that snapshot; null where there is none
     */
    public record Proof(
            Rating rating,
            BuildingFacts facts,
            List<CountedSpec> specs,
            String ruleSetSha256,
            String sha256,
            Integer evaluation) {}

    /**
     * Rates a building as an evaluation does, without storing it, in the current transaction, which must be a snapshot.
     *
     * @param components receives the components of the bill one by one, by code
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the building was not known at the moment
     */
    public Proof prove(
            Project project,
            Building.Key building,
            RuleSet ruleSet,
            Lens lens,
            BitemporalPoint moment,
            Consumer<ComponentFact> components) {
        Taken taken =
                take(project, building, ruleSet, lens, moment, new ErrorLocation.Parameter("knownAt"), components);
        String sha256 = taken.packed().sha256();
        return new Proof(
                taken.rating(),
                taken.snapshot().facts(),
                taken.snapshot().specs(),
                taken.snapshot().ruleSet().sha256(),
                sha256,
                EvaluationEntity.findBySha256(building, sha256)
                        .map(evaluation -> evaluation.number)
                        .orElse(null));
    }

    private Taken take(
            Project project,
            Building.Key building,
            RuleSet ruleSet,
            Lens lens,
            BitemporalPoint moment,
            ErrorLocation knownAt,
            Consumer<ComponentFact> components) {
        Snapshot.Writer writer = new Snapshot.Writer();
        LotAggregator lots = new LotAggregator();
        Consumer<ComponentFact> each = component -> {
            lots.add(component);
            writer.accept(component);
        };
        AsOfRatings.Grounds grounds =
                asOfRatings.grounds(project, building, lens, moment, knownAt, each.andThen(components));
        Snapshot snapshot = new Snapshot(
                Snapshot.FORMAT,
                Rating.ENGINE,
                project.code(),
                new Snapshot.Asked(BitemporalPoint.in(zone, moment.asOf()), BitemporalPoint.in(zone, moment.knownAt())),
                new Snapshot.Rules(
                        ruleSet.id(),
                        ruleSet.document(),
                        ruleSets.digests().get(ruleSet.id()),
                        ruleSets.text(ruleSet.id())),
                grounds.facts(),
                grounds.specs());
        Rating rating = snapshot.rating(ruleSet, lots);
        byte[] result = CanonicalJson.of(rating);
        if (!Arrays.equals(result, CanonicalJson.of(snapshot.rating(ruleSet, grounds.facts())))) {
            throw new IllegalStateException("the components give another rating than the one that is returned");
        }
        return new Taken(snapshot, rating, result, writer.end(snapshot), lots.size());
    }

    /** Freezes the rating of a building, in the current transaction, which must be a snapshot. */
    Frozen freeze(Project project, Building.Key building, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        Taken taken =
                take(project, building, ruleSet, lens, moment, new ErrorLocation.Pointer("/knownAt"), component -> {});
        Optional<EvaluationEntity> existing =
                EvaluationEntity.findBySha256(building, taken.packed().sha256());
        boolean isNew = existing.isEmpty();
        EvaluationEntity evaluation = isNew ? insert(building, taken) : existing.get();
        return new Frozen(evaluation(evaluation, project, codeOf(taken), evaluation.result), isNew);
    }

    private EvaluationEntity insert(Building.Key building, Taken taken) {
        Snapshot snapshot = taken.snapshot();
        Rating rating = taken.rating();
        EvaluationEntity evaluation = new EvaluationEntity();
        evaluation.projectId = building.projectId();
        evaluation.buildingId = building.id();
        evaluation.number = EvaluationEntity.nextNumber(building);
        evaluation.sha256 = taken.packed().sha256();
        evaluation.ruleSet = snapshot.ruleSet().id();
        evaluation.edition = snapshot.ruleSet().edition();
        evaluation.ruleSetSha256 = snapshot.ruleSet().sha256();
        evaluation.engine = snapshot.engine();
        evaluation.lens = rating.lens();
        evaluation.kind = rating.kind();
        evaluation.asOf = snapshot.moment().asOf();
        evaluation.knownAt = snapshot.moment().knownAt();
        evaluation.components = Math.toIntExact(taken.components());
        evaluation.outcome = json.write(rating.result());
        evaluation.result = new String(taken.result(), StandardCharsets.UTF_8);
        evaluation.resultSha256 = HexFormat.of().formatHex(Sha256.digest().digest(taken.result()));
        evaluation.snapshot = taken.packed().gzip();
        evaluation.recordedAt = DatabaseTime.now();
        evaluation.recordedBy = currentUser.personId();
        evaluation.recordedByName = currentUser.account().name();
        evaluation.persistAndFlush();
        // read again, so that the JSON is in the database's form; an immutable entity cannot be refreshed
        Panache.getEntityManager().detach(evaluation);
        return EvaluationEntity.find(building, evaluation.number).orElseThrow();
    }

    private static String codeOf(Taken taken) {
        return taken.snapshot().facts().building().code();
    }

    /** An evaluation with its whole rating. */
    Optional<Evaluation> find(Project project, String building, Building.Key key, int number) {
        return EvaluationEntity.find(key, number)
                .map(evaluation -> evaluation(evaluation, project, building, evaluation.result));
    }

    /** Evaluations before a number, the latest first; a filter that is null matches all. */
    List<Evaluation> list(
            Project project, String building, Building.Key key, String ruleSet, Lens lens, int before, int limit) {
        return EvaluationEntity.listBefore(key, ruleSet, lens, before, limit).stream()
                .map(evaluation -> evaluation(evaluation, project, building, null))
                .toList();
    }

    private Evaluation evaluation(EvaluationEntity stored, Project project, String building, String rating) {
        return new Evaluation(
                stored.number,
                stored.sha256,
                new Evaluation.Rules(stored.ruleSet, stored.edition, stored.ruleSetSha256),
                stored.engine,
                stored.lens,
                stored.kind,
                inZone(stored.asOf),
                inZone(stored.knownAt),
                stored.components,
                stored.outcome,
                stored.resultSha256,
                inZone(stored.recordedAt),
                stored.recordedByName,
                href(project.code(), building, stored.number),
                rating);
    }

    private static String href(String project, String building, int number) {
        return UriBuilder.fromPath("/api/v1/projects/{project}/buildings/{building}/evaluations/{number}")
                .build(project, building, number)
                .toString();
    }

    private OffsetDateTime inZone(OffsetDateTime time) {
        return time == null ? null : BitemporalPoint.in(zone, time.toInstant());
    }

    /** The snapshot of an evaluation, packed; empty where there is no such evaluation. */
    Optional<Snapshot.Packed> snapshot(Building.Key building, int number) {
        return EvaluationEntity.find(building, number)
                .map(evaluation -> new Snapshot.Packed(evaluation.snapshot, evaluation.sha256));
    }

    static InputStream unpacked(Snapshot.Packed packed) {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(packed.gzip()), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
