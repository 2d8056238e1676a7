package org.prefabtracker.rating;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.rating.facts.AsOfReader;
import org.prefabtracker.rating.facts.AsOfTables;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.ComponentFactReader;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.DeclarationsReader;
import org.prefabtracker.rating.facts.FactsReader;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.time.BitemporalPoint;

/** Ratings as of a moment, by default now: by the events up to the moment, as far as they and the bill were known. */
@ApplicationScoped
public class AsOfRatings {

    @Inject
    Clock clock;

    @Inject
    FactsReader facts;

    @Inject
    DeclarationsReader declarations;

    @Inject
    ComponentFactReader componentFacts;

    @Inject
    AsOfReader asOfReader;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /**
     * The rating of a building. Runs in a transaction.
     *
     * @throws HttpProblem 422 where the building was not known at the moment
     */
    public Rating rating(Project project, Building.Key building, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        return facts(project, List.of(building.id()), lens, moment).stream()
                .findFirst()
                .map(ofBuilding -> rating(project, ruleSet, ofBuilding, moment))
                .orElseThrow(() -> AsOfReader.notKnown(moment));
    }

    /**
     * The ratings of a building under every lens, in order of the lenses. Runs in a transaction.
     *
     * @throws HttpProblem 422 where the building was not known at the moment
     */
    public List<Rating> underEachLens(Project project, Building.Key building, RuleSet ruleSet, BitemporalPoint moment) {
        List<Long> only = List.of(building.id());
        LocalDate day = moment.day(zone, clock.instant());
        AsOfTables then = asOfReader.tables(project, only, moment);
        return Arrays.stream(Lens.values())
                .map(lens -> facts.factsOf(project, only, lens, day, then).values().stream()
                        .findFirst()
                        .orElseThrow(() -> AsOfReader.notKnown(moment)))
                .map(ofBuilding -> rating(project, ruleSet, ofBuilding, moment))
                .toList();
    }

    /** The ratings of all buildings of a project that were known at the moment. Runs in a transaction. */
    ProjectRatings ofProject(Project project, RuleSet ruleSet, Lens lens, BitemporalPoint moment) {
        OffsetDateTime knownAt = BitemporalPoint.in(zone, moment.knownAt());
        List<ProjectRatings.BuildingRating> items = facts(project, null, lens, moment).stream()
                .map(ofBuilding -> {
                    Rating rating = rating(project, ruleSet, ofBuilding, moment);
                    return new ProjectRatings.BuildingRating(
                            rating.building(),
                            ofBuilding.building().floorAreaM2(),
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
        return new ProjectRatings(ruleSet.id(), lens, asOf(moment), knownAt, ruleSet.provisional(), items);
    }

    /** Takes the ratings of a building under one lens and at one moment, in the order of its rule sets. */
    public interface Rated {
        void accept(BitemporalPoint moment, long building, Building facts, List<Rating> ratings);
    }

    /**
     * Passes on the ratings of buildings of a project by several rule sets, under several lenses and at several moments, each
     * equal to the rating that is read alone; moment by moment in the order given. A lens at a moment costs one statement for
     * all buildings and rule sets. Runs in a transaction.
     *
     * @param ruleSets by the id of the building; a building that was not known at the moment is left out
     * @param lenses by moment, all with the same {@code knownAt}
     */
    public void each(
            Project project, Map<Long, List<RuleSet>> ruleSets, Map<BitemporalPoint, Set<Lens>> lenses, Rated rated) {
        if (ruleSets.isEmpty() || lenses.isEmpty()) {
            return;
        }
        Long[] only = ruleSets.keySet().toArray(Long[]::new);
        Instant knownAt = lenses.keySet().iterator().next().knownAt();
        DeclarationsReader.Declared declared = declarations.declared(project, only, knownAt);
        asOfReader.each(project, only, lenses.keySet(), then -> lenses.get(then.moment())
                .forEach(lens -> facts.factsOf(
                                project, only, declared, lens, then.moment().day(zone, clock.instant()), then)
                        .forEach((building, ofBuilding) -> rated.accept(
                                then.moment(),
                                building,
                                ofBuilding.building(),
                                ruleSets.get(building).stream()
                                        .map(ruleSet -> rating(project, ruleSet, ofBuilding, then.moment()))
                                        .toList()))));
    }

    private List<BuildingFacts> facts(Project project, List<Long> buildings, Lens lens, BitemporalPoint moment) {
        return List.copyOf(facts.factsOf(
                        project,
                        buildings,
                        lens,
                        moment.day(zone, clock.instant()),
                        asOfReader.tables(project, buildings, moment))
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
                ? OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS)
                : BitemporalPoint.in(zone, moment.asOf());
    }

    /**
     * The facts and specs behind the rating of a building at a moment.
     *
     * @param facts of the building; its lots are the sums of the components
     */
    public record Grounds(BuildingFacts facts, List<CountedSpec> specs) {}

    /**
     * Passes on the components of a building as they counted at a moment, by code, and returns the other facts. Runs in a
     * transaction.
     *
     * @param knownAt the place of the moment in the request
     * @throws HttpProblem 422 where the building was not known at the moment
     */
    public Grounds grounds(
            Project project,
            Building.Key building,
            Lens lens,
            BitemporalPoint moment,
            ErrorLocation knownAt,
            Consumer<ComponentFact> components) {
        List<Long> only = List.of(building.id());
        AsOfTables then = asOfReader.past(project, only, moment);
        BuildingFacts ofBuilding = facts.factsOf(project, only, lens, moment.day(zone, clock.instant()), then)
                .get(building.id());
        if (ofBuilding == null) {
            throw AsOfReader.notKnown(knownAt, moment.knownAt());
        }
        List<CountedSpec> specs = new ArrayList<>();
        componentFacts.each(building, lens, then, components, specs::add);
        return new Grounds(ofBuilding, specs);
    }
}
