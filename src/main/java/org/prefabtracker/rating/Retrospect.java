package org.prefabtracker.rating;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Moment;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.tracking.Standings;

/** Ratings as of a moment: by the pieces as they stood then, and by the bill, take-off and buildings as they were known. */
@ApplicationScoped
public class Retrospect {

    /**
     * What stood is a list that comes with the question, and the planner knows nothing of it. Looked through again for each
     * component it would take minutes.
     */
    private static final String HASHED = "set local enable_nestloop = off";

    @Inject
    Measurement measurement;

    @Inject
    Standings standings;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    /** The rating of a building, or where it is null of every building that was known, by code. */
    List<Rating> ratings(
            Handle handle, Project project, Building.Key building, RuleSet ruleSet, Lens lens, Moment moment) {
        return facts(handle, project, building, lens, moment).stream()
                .map(facts -> rating(project, ruleSet, facts, moment))
                .toList();
    }

    RatingResource.ProjectRatings ratingsOfAll(
            Handle handle, Project project, RuleSet ruleSet, Lens lens, Moment moment) {
        OffsetDateTime knownAt = Moment.in(zone, moment.knownAt());
        List<RatingResource.BuildingRating> items = facts(handle, project, null, lens, moment).stream()
                .map(facts -> {
                    Rating rating = rating(project, ruleSet, facts, moment);
                    return new RatingResource.BuildingRating(
                            rating.building(),
                            facts.building().floorAreaM2(),
                            rating.kind(),
                            rating.result(),
                            Links.rating(
                                    project.code(),
                                    rating.building(),
                                    ruleSet.id(),
                                    lens,
                                    Moment.in(zone, moment.asOf()),
                                    knownAt));
                })
                .toList();
        return new RatingResource.ProjectRatings(
                ruleSet.id(), lens, asOf(moment), knownAt, ruleSet.provisional(), items);
    }

    private List<Facts> facts(Handle handle, Project project, Building.Key building, Lens lens, Moment moment) {
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

    private Rating rating(Project project, RuleSet ruleSet, Facts facts, Moment moment) {
        OffsetDateTime asked = Moment.in(zone, moment.asOf());
        OffsetDateTime knownAt = Moment.in(zone, moment.knownAt());
        String building = facts.building().code();
        return Rating.of(
                ruleSet,
                facts,
                asOf(moment),
                knownAt,
                new Links.Evidence(project.code(), building, ruleSet.id(), facts.lens(), asked, knownAt));
    }

    private OffsetDateTime asOf(Moment moment) {
        return moment.asOf() == null
                ? OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS)
                : Moment.in(zone, moment.asOf());
    }

    /** How components and pieces of buildings stood. Runs in a transaction, and settles how the rest of it is planned. */
    Then then(Handle handle, Project project, Collection<Long> buildings, Moment moment) {
        Then then = Then.of(
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
    public record Grounds(Facts facts, List<CountedSpec> specs) {}

    /**
     * Hands over the components of a building as they counted at a moment, by code, and answers the rest. Runs in a transaction.
     *
     * @throws HttpProblem 422 where the building was not known then
     */
    public Grounds grounds(
            Handle handle,
            Project project,
            Building.Key building,
            Lens lens,
            Moment moment,
            Consumer<CountedComponent> components) {
        List<Long> only = List.of(building.id());
        Then then = then(handle, project, only, moment);
        Facts facts = measurement
                .factsOf(handle, project, only, lens, moment.day(zone, Instant.now()), then)
                .get(building.id());
        if (facts == null) {
            throw notKnown(new Place.Pointer("/knownAt"), moment.knownAt());
        }
        List<CountedSpec> specs = new ArrayList<>();
        measurement.each(handle, building, lens, then, components, specs::add);
        return new Grounds(facts, specs);
    }

    static HttpProblem notKnown(Moment moment) {
        return notKnown(new Place.Parameter("knownAt"), moment.knownAt());
    }

    private static HttpProblem notKnown(Place place, Instant knownAt) {
        return Problems.of(Fault.of(place, knownAt, Fault.OUT_OF_RANGE, "the building was not registered then"));
    }
}
