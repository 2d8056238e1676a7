package org.prefabtracker.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.AsOfRatings;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.persistence.JsonColumn;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.text.Sha256;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Evaluations of buildings: made once, kept for good, never changed. */
@ApplicationScoped
public class EvaluationStore {

    @Inject
    CurrentUser currentUser;

    @Inject
    RuleSets ruleSets;

    @Inject
    AsOfRatings retrospect;

    @Inject
    JsonColumn json;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** An evaluation and whether there was none of the same snapshot before. */
    record Frozen(Evaluation evaluation, boolean isNew) {}

    /** A rating with the snapshot it is computed from, not kept yet. */
    private record Taken(Snapshot snapshot, Rating rating, byte[] result, Snapshot.Packed packed, long components) {}

    /**
     * What a rating comes to and rests on, with the digest by which an evaluation of the same is known.
     *
     * @param sha256 of the snapshot that freezing it now would keep
     * @param evaluation the number of the evaluation that keeps it; null where none does
     */
    public record Proof(
            Rating rating,
            BuildingFacts facts,
            List<CountedSpec> specs,
            String ruleSetSha256,
            String sha256,
            Integer evaluation) {}

    /**
     * Rates a building as an evaluation would and keeps nothing, in the transaction of the handle, which sees one moment.
     *
     * @param components is handed the components in the bill one by one, by code
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where the building was not known at the moment
     */
    public Proof prove(
            Handle handle,
            Project project,
            Building.Key building,
            RuleSet ruleSet,
            Lens lens,
            BitemporalPoint moment,
            Consumer<ComponentFact> components) {
        Taken taken = take(
                handle, project, building, ruleSet, lens, moment, new ErrorLocation.Parameter("knownAt"), components);
        String sha256 = taken.packed().sha256();
        return new Proof(
                taken.rating(),
                taken.snapshot().facts(),
                taken.snapshot().specs(),
                taken.snapshot().ruleSet().sha256(),
                sha256,
                find(handle, project, building, "e.sha256 = :key", sha256)
                        .map(Evaluation::number)
                        .orElse(null));
    }

    private Taken take(
            Handle handle,
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
                retrospect.grounds(handle, project, building, lens, moment, knownAt, each.andThen(components));
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
            throw new IllegalStateException("the components do not come to the rating that is shown");
        }
        return new Taken(snapshot, rating, result, writer.end(snapshot), lots.size());
    }

    /** Freezes the rating of a building, in the transaction of the handle, which sees one moment. */
    Frozen freeze(
            Handle handle, Project project, Building.Key building, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        Taken taken = take(
                handle,
                project,
                building,
                ruleSet,
                lens,
                moment,
                new ErrorLocation.Pointer("/knownAt"),
                component -> {});
        Optional<Evaluation> there = find(
                handle, project, building, "e.sha256 = :key", taken.packed().sha256());
        if (there.isPresent()) {
            return new Frozen(there.get(), false);
        }
        int number = insert(handle, building, taken);
        return new Frozen(find(handle, project, building, number).orElseThrow(), true);
    }

    private int insert(Handle handle, Building.Key building, Taken taken) {
        Snapshot snapshot = taken.snapshot();
        Rating rating = taken.rating();
        return handle.createQuery("""
                        insert into evaluation (project_id, building_id, number, sha256, rule_set, edition, rule_set_sha256, engine,
                          lens, kind, as_of, known_at, components, outcome, result, result_sha256, snapshot, recorded_at, recorded_by)
                        values (:project, :building,
                          (select coalesce(max(number), 0) + 1 from evaluation
                            where project_id = :project and building_id = :building),
                          :sha256, :ruleSet, :edition, :ruleSetSha256, :engine, :lens, :kind, :asOf, :knownAt, :components,
                          :outcome::jsonb, :result, :resultSha256, :snapshot, now(), :person)
                        returning number""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("sha256", taken.packed().sha256())
                .bind("ruleSet", snapshot.ruleSet().id())
                .bind("edition", snapshot.ruleSet().edition())
                .bind("ruleSetSha256", snapshot.ruleSet().sha256())
                .bind("engine", snapshot.engine())
                .bind("lens", rating.lens())
                .bind("kind", rating.kind())
                .bindByType("asOf", snapshot.moment().asOf(), OffsetDateTime.class)
                .bindByType("knownAt", snapshot.moment().knownAt(), OffsetDateTime.class)
                .bind("components", taken.components())
                .bind("outcome", json.write(rating.result()))
                .bind("result", new String(taken.result(), StandardCharsets.UTF_8))
                .bind("resultSha256", HexFormat.of().formatHex(Sha256.digest().digest(taken.result())))
                .bind("snapshot", taken.packed().gzip())
                .bind("person", currentUser.personId())
                .mapTo(Integer.class)
                .one();
    }

    private static final String COLUMNS = """
            e.number, e.sha256, e.rule_set, e.edition, e.rule_set_sha256, e.engine, e.lens, e.kind, e.as_of, e.known_at, e.components,
            e.outcome::text as outcome, e.result_sha256, e.recorded_at, p.name as person, b.code as building""";

    private static final String FROM = """

            from evaluation e
            join building b on b.project_id = e.project_id and b.id = e.building_id
            join person p on p.id = e.recorded_by
            where e.project_id = :project and e.building_id = :building and\s""";

    /** One with its whole rating. */
    Optional<Evaluation> find(Handle handle, Project project, Building.Key building, int number) {
        return find(handle, project, building, "e.number = :key", number);
    }

    private Optional<Evaluation> find(
            Handle handle, Project project, Building.Key building, String condition, Object key) {
        return handle.createQuery("select " + COLUMNS + ", e.result" + FROM + condition)
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("key", key)
                .map((rs, context) -> evaluation(rs, project, rs.getString("result")))
                .findOne();
    }

    /** The latest first, before a number; null: of any rule set and lens. */
    List<Evaluation> list(
            Handle handle, Project project, Building.Key building, String ruleSet, Lens lens, int before, int limit) {
        return handle.createQuery("select " + COLUMNS + FROM + """
                        e.number < :before and (:ruleSet::text is null or e.rule_set = :ruleSet)
                        and (:lens::text is null or e.lens = :lens)
                        order by e.number desc limit :limit""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("before", before)
                .bind("ruleSet", ruleSet)
                .bind("lens", lens)
                .bind("limit", limit)
                .map((rs, context) -> evaluation(rs, project, null))
                .list();
    }

    private Evaluation evaluation(ResultSet rs, Project project, String rating) throws SQLException {
        return new Evaluation(
                rs.getInt("number"),
                rs.getString("sha256"),
                new Evaluation.Rules(
                        rs.getString("rule_set"), rs.getString("edition"), rs.getString("rule_set_sha256")),
                rs.getInt("engine"),
                Lens.valueOf(rs.getString("lens")),
                EvaluationKind.valueOf(rs.getString("kind")),
                inZone(rs.getObject("as_of", OffsetDateTime.class)),
                inZone(rs.getObject("known_at", OffsetDateTime.class)),
                rs.getInt("components"),
                rs.getString("outcome"),
                rs.getString("result_sha256"),
                inZone(rs.getObject("recorded_at", OffsetDateTime.class)),
                rs.getString("person"),
                href(project.code(), rs.getString("building"), rs.getInt("number")),
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
    Optional<Snapshot.Packed> snapshot(Handle handle, Building.Key building, int number) {
        return handle.createQuery("""
                        select snapshot, sha256 from evaluation
                        where project_id = :project and building_id = :building and number = :number""")
                .bind("project", building.projectId())
                .bind("building", building.id())
                .bind("number", number)
                .map((rs, context) -> new Snapshot.Packed(rs.getBytes("snapshot"), rs.getString("sha256")))
                .findOne();
    }

    static InputStream unpacked(Snapshot.Packed packed) {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(packed.gzip()), 1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
