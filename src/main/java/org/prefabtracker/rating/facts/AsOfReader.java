package org.prefabtracker.rating.facts;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.tracking.PieceStateAsOf;
import org.prefabtracker.tracking.PieceStatesAsOf;

/** Reads how components and pieces were at a moment. */
@ApplicationScoped
public class AsOfReader {

    /**
     * The states of pieces are a parameter of the statement, whose size the planner does not know. A nested loop over it would
     * take minutes.
     */
    private static final String HASHED = "set local enable_nestloop = off";

    /** The number of piece states of several moments that are kept in memory at once; about 150 bytes each. */
    private static final long MOST_STATES = 500_000;

    @Inject
    PieceStatesAsOf states;

    /**
     * The tables to read for a moment; the current tables for {@link BitemporalPoint#NOW}.
     *
     * @param buildings their ids; null: all buildings of the project
     */
    public AsOfTables tables(Project project, Collection<Long> buildings, BitemporalPoint moment) {
        return moment.equals(BitemporalPoint.NOW) ? AsOfTables.NOW : past(project, buildings, moment);
    }

    /**
     * The tables to read for a moment, computed from events even for {@link BitemporalPoint#NOW}: they name the event that
     * brought each piece to its stage. Runs in a transaction and changes how its other statements are planned.
     */
    public AsOfTables past(Project project, Collection<Long> buildings, BitemporalPoint moment) {
        AsOfTables tables = AsOfTables.of(
                moment, states.at(project, buildings == null ? null : buildings.toArray(Long[]::new), moment));
        Sql.execute(HASHED);
        return tables;
    }

    /**
     * Passes on the tables of several moments: the current ones first, then those of the past in the order given. Events are read
     * once for as many moments as fit into the memory. Runs in a transaction.
     *
     * @param moments all with the same {@code knownAt}
     */
    public void each(
            Project project, Long[] buildings, Collection<BitemporalPoint> moments, Consumer<AsOfTables> reader) {
        if (moments.contains(BitemporalPoint.NOW)) {
            reader.accept(AsOfTables.NOW);
        }
        List<BitemporalPoint> past = moments.stream()
                .filter(moment -> !moment.equals(BitemporalPoint.NOW))
                .toList();
        if (past.isEmpty()) {
            return;
        }
        for (List<BitemporalPoint> batch : batches(past, components(project, buildings))) {
            List<Collection<PieceStateAsOf>> ofMoments = states(project, buildings, batch);
            for (int i = 0; i < batch.size(); i++) {
                reader.accept(AsOfTables.of(batch.get(i), ofMoments.get(i)));
            }
        }
    }

    private static long components(Project project, Long[] buildings) {
        return Sql.query(
                        "select count(*) from component where project_id = :project and building_id = any (:buildings)")
                .bind("project", project.id())
                .bind("buildings", buildings)
                .mapTo(Long.class)
                .one();
    }

    /** As many moments at a time as may be kept of so many components, in order; at least one. */
    static List<List<BitemporalPoint>> batches(List<BitemporalPoint> moments, long components) {
        int atOnce = (int) Math.max(1, Math.min(moments.size(), MOST_STATES / Math.max(1, components)));
        return IntStream.iterate(0, from -> from < moments.size(), from -> from + atOnce)
                .mapToObj(from -> moments.subList(from, Math.min(from + atOnce, moments.size())))
                .toList();
    }

    private List<Collection<PieceStateAsOf>> states(Project project, Long[] buildings, List<BitemporalPoint> moments) {
        // before the events are read: right after an import the planner still assumes few events
        Sql.execute(HASHED);
        return states.at(
                project,
                buildings,
                moments.stream().map(BitemporalPoint::asOf).toList(),
                moments.get(0).knownAt());
    }

    /** The problem of a building that is named in a request but was not known at a moment. */
    public static HttpProblem notKnown(BitemporalPoint moment) {
        return notKnown(new ErrorLocation.Parameter("knownAt"), moment.knownAt());
    }

    /** The same with the place of {@code knownAt} in the request. */
    public static HttpProblem notKnown(ErrorLocation place, Instant knownAt) {
        return Problems.of(
                Violation.of(place, knownAt, Violation.OUT_OF_RANGE, "the building was not registered then"));
    }
}
