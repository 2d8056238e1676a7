package org.prefabtracker.rating;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.tracking.PieceStateAsOf;
import org.prefabtracker.tracking.PieceStatesAsOf;

/** Ratings as of a moment: by the pieces as they stood then, and by the bill, take-off and buildings as they were known. */
@ApplicationScoped
public class AsOfRatings {

    /**
     * What stood is a list that comes with the question, and the planner knows nothing of it. Looked through again for each
     * component it would take minutes.
     */
    private static final String HASHED = "set local enable_nestloop = off";

    /** How many pieces of how many moments are kept at once; some 150 bytes each. */
    private static final long MOST_STANDINGS = 500_000;

    @Inject
    FactsReader measurement;

    @Inject
    PieceStatesAsOf standings;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** The rating of a building, or where it is null of every building that was known, by code. */
    List<Rating> ratings(
            Handle handle, Project project, Building.Key building, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        return facts(handle, project, building, lens, moment).stream()
                .map(facts -> rating(project, ruleSet, facts, moment))
                .toList();
    }

    /**
     * The ratings of a building under every lens, in their order. Runs in a transaction.
     *
     * @throws HttpProblem 422 where the building was not known then
     */
    public List<Rating> underEachLens(
            Handle handle, Project project, Building.Key building, RuleSet ruleSet, BitemporalPoint moment) {
        List<Long> only = List.of(building.id());
        LocalDate day = moment.day(zone, Instant.now());
        AsOfTables then = moment.equals(BitemporalPoint.NOW) ? AsOfTables.NOW : then(handle, project, only, moment);
        return Arrays.stream(Lens.values())
                .map(lens -> measurement.factsOf(handle, project, only, lens, day, then).values().stream()
                        .findFirst()
                        .orElseThrow(() -> notKnown(moment)))
                .map(facts -> rating(project, ruleSet, facts, moment))
                .toList();
    }

    RatingResource.ProjectRatings ratingsOfAll(
            Handle handle, Project project, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        OffsetDateTime knownAt = BitemporalPoint.in(zone, moment.knownAt());
        List<RatingResource.BuildingRating> items = facts(handle, project, null, lens, moment).stream()
                .map(facts -> {
                    Rating rating = rating(project, ruleSet, facts, moment);
                    return new RatingResource.BuildingRating(
                            rating.building(),
                            facts.building().floorAreaM2(),
                            rating.kind(),
                            rating.result(),
                            RatingLinks.rating(
                                    project.code(),
                                    rating.building(),
                                    ruleSet.id(),
                                    lens,
                                    BitemporalPoint.in(zone, moment.asOf()),
                                    knownAt));
                })
                .toList();
        return new RatingResource.ProjectRatings(
                ruleSet.id(), lens, asOf(moment), knownAt, ruleSet.provisional(), items);
    }

    /** Takes the ratings of a building under one lens and of one moment, in the order of its rule sets. */
    public interface Rated {
        void accept(BitemporalPoint moment, long building, Building facts, List<Rating> ratings);
    }

    /**
     * Hands over the ratings of buildings of a project by several rule sets, under several lenses and of several moments, each
     * exactly as it is read alone; moment by moment in the order given. A lens at a moment costs one statement, however many
     * buildings and rule sets there are; events are read once for as many moments as fit into the memory. Runs in a
     * transaction.
     *
     * @param ruleSets by the id of the building; a building that was not known is left out
     * @param lenses by moment; as everything stands before what is past, and all of one knowledge
     */
    public void each(
            Handle handle,
            Project project,
            Map<Long, List<RuleSet>> ruleSets,
            Map<BitemporalPoint, Set<Lens>> lenses,
            Rated rated) {
        if (ruleSets.isEmpty() || lenses.isEmpty()) {
            return;
        }
        Long[] only = ruleSets.keySet().toArray(Long[]::new);
        Instant knownAt = lenses.keySet().iterator().next().knownAt();
        FactsReader.Declared declared = measurement.declared(handle, project, only, knownAt);
        Consumer<AsOfTables> rate = then -> lenses.get(then.moment()).forEach(lens -> measurement
                .factsOf(handle, project, only, declared, lens, then.moment().day(zone, Instant.now()), then)
                .forEach((building, facts) -> rated.accept(
                        then.moment(),
                        building,
                        facts.building(),
                        ruleSets.get(building).stream()
                                .map(ruleSet -> rating(project, ruleSet, facts, then.moment()))
                                .toList())));
        if (lenses.containsKey(BitemporalPoint.NOW)) {
            rate.accept(AsOfTables.NOW);
        }
        List<BitemporalPoint> past = lenses.keySet().stream()
                .filter(moment -> !moment.equals(BitemporalPoint.NOW))
                .toList();
        if (past.isEmpty()) {
            return;
        }
        for (List<BitemporalPoint> some : batches(past, components(handle, project, only))) {
            List<Collection<PieceStateAsOf>> stood = stood(handle, project, only, some, knownAt);
            for (int i = 0; i < some.size(); i++) {
                rate.accept(AsOfTables.of(some.get(i), stood.get(i)));
            }
        }
    }

    private static long components(Handle handle, Project project, Long[] buildings) {
        return handle.createQuery(
                        "select count(*) from component where project_id = :project and building_id = any (:buildings)")
                .bind("project", project.id())
                .bind("buildings", buildings)
                .mapTo(Long.class)
                .one();
    }

    /** As many moments at a time as may be kept of so many components, in order; at least one. */
    static List<List<BitemporalPoint>> batches(List<BitemporalPoint> moments, long components) {
        int atOnce = (int) Math.max(1, Math.min(moments.size(), MOST_STANDINGS / Math.max(1, components)));
        return IntStream.iterate(0, from -> from < moments.size(), from -> from + atOnce)
                .mapToObj(from -> moments.subList(from, Math.min(from + atOnce, moments.size())))
                .toList();
    }

    private List<Collection<PieceStateAsOf>> stood(
            Handle handle, Project project, Long[] buildings, List<BitemporalPoint> moments, Instant knownAt) {
        // before the events are read: right after many of them came the planner still takes them for few
        handle.execute(HASHED);
        return standings.at(
                handle,
                project,
                buildings,
                moments.stream().map(BitemporalPoint::asOf).toList(),
                knownAt);
    }

    private List<BuildingFacts> facts(
            Handle handle, Project project, Building.Key building, Lens lens, BitemporalPoint moment) {
        List<Long> only = building == null ? null : List.of(building.id());
        return List.copyOf(measurement
                .factsOf(
                        handle,
                        project,
                        only,
                        lens,
                        moment.day(zone, Instant.now()),
                        then(handle, project, only, moment))
                .values());
    }

    private Rating rating(Project project, RuleSet ruleSet, BuildingFacts facts, BitemporalPoint moment) {
        OffsetDateTime asked = BitemporalPoint.in(zone, moment.asOf());
        OffsetDateTime knownAt = BitemporalPoint.in(zone, moment.knownAt());
        String building = facts.building().code();
        return Rating.of(
                ruleSet,
                facts,
                asOf(moment),
                knownAt,
                new RatingLinks.Evidence(project.code(), building, ruleSet.id(), facts.lens(), asked, knownAt));
    }

    private OffsetDateTime asOf(BitemporalPoint moment) {
        return moment.asOf() == null
                ? OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS)
                : BitemporalPoint.in(zone, moment.asOf());
    }

    /** How components and pieces of buildings stood. Runs in a transaction, and settles how the rest of it is planned. */
    AsOfTables then(Handle handle, Project project, Collection<Long> buildings, BitemporalPoint moment) {
        AsOfTables then = AsOfTables.of(
                moment,
                standings.at(handle, project, buildings == null ? null : buildings.toArray(Long[]::new), moment));
        handle.execute(HASHED);
        return then;
    }

    /**
     * What a rating of a building at a moment rests on, piece by piece.
     *
     * @param facts with the lots that the components are summed up to
     */
    public record Grounds(BuildingFacts facts, List<CountedSpec> specs) {}

    /**
     * Hands over the components of a building as they counted at a moment, by code, and answers the rest. Runs in a transaction.
     *
     * @param knownAt where the request says it
     * @throws HttpProblem 422 where the building was not known then
     */
    public Grounds grounds(
            Handle handle,
            Project project,
            Building.Key building,
            Lens lens,
            BitemporalPoint moment,
            ErrorLocation knownAt,
            Consumer<ComponentFact> components) {
        List<Long> only = List.of(building.id());
        AsOfTables then = then(handle, project, only, moment);
        BuildingFacts facts = measurement
                .factsOf(handle, project, only, lens, moment.day(zone, Instant.now()), then)
                .get(building.id());
        if (facts == null) {
            throw notKnown(knownAt, moment.knownAt());
        }
        List<CountedSpec> specs = new ArrayList<>();
        measurement.each(handle, building, lens, then, components, specs::add);
        return new Grounds(facts, specs);
    }

    /** What to throw where a building is asked for by its code that was not known at a moment. */
    public static HttpProblem notKnown(BitemporalPoint moment) {
        return notKnown(new ErrorLocation.Parameter("knownAt"), moment.knownAt());
    }

    private static HttpProblem notKnown(ErrorLocation place, Instant knownAt) {
        return Problems.of(
                Violation.of(place, knownAt, Violation.OUT_OF_RANGE, "the building was not registered then"));
    }
}
