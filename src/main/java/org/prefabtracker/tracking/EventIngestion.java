package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Project;

/**
 * Takes batches of events of a project. A batch goes through the steps in one line: {@link ReportingPolicy} settles what the
 * current user may not report, {@link PieceLocker} finds, locks and reads the pieces with their histories, {@link BatchProcessor}
 * decides, {@link EventWriter} writes. The number of statements does not depend on the size of the batch.
 */
@ApplicationScoped
public class EventIngestion {

    /** How many pieces of one component may be scrapped and followed by another in one request. */
    private static final int MAX_SUCCESSORS = 10;

    @Inject
    ReportingPolicy policy;

    @Inject
    PieceLocker locker;

    @Inject
    EventSerializer serializer;

    @Inject
    EventWriter writer;

    @Inject
    CurrentUser currentUser;

    /** Ingests events of the project that the current user has entered. Runs in the current transaction. */
    List<EventOutcome> ingest(Project project, List<EventInput> inputs, Instant now) {
        return ingest(project, currentUser.relations(), inputs, now);
    }

    /**
     * Decides events and stores those that apply; returns the outcomes in the order sent. Runs in the current transaction.
     *
     * <p>An event of a component is about the piece that fills it when the event arrives. Where that piece is scrapped and the next
     * one released in the same request, the remaining events of the component are about the next piece.
     *
     * @param parties as what the current user's organisation takes part in the project
     */
    List<EventOutcome> ingest(Project project, Set<OrganisationKind> parties, List<EventInput> inputs, Instant now) {
        List<BatchEvent> batch = inputs.stream().map(BatchEvent::new).toList();
        authorise(project, parties, batch);
        List<BatchEvent> open = batch.stream().filter(BatchEvent::isOpen).toList();
        for (int i = 0; i <= MAX_SUCCESSORS && !open.isEmpty(); i++) {
            open.forEach(BatchEvent::reopen);
            process(project, open, policy.reporter(parties), now);
            open = ofSuccessors(batch);
        }
        return batch.stream().map(BatchEvent::outcome).toList();
    }

    /** Settles the events that the current user may not report. */
    private void authorise(Project project, Set<OrganisationKind> parties, List<BatchEvent> batch) {
        if (currentUser.account().isOperator()) {
            return;
        }
        List<EventInput> inputs = batch.stream().map(BatchEvent::input).toList();
        if (inputs.stream().anyMatch(input -> input.voids() != null || input.witnesses() != null)) {
            // the organisation that reported the event is known for sure only while no other request reports it
            locker.lock(project, inputs);
        }
        policy.settleRefused(project, parties, batch);
    }

    /** Takes events from their codes and tags to their outcomes. */
    private void process(Project project, List<BatchEvent> batch, HistoryEvent.Reporter reporter, Instant now) {
        PieceLocker.Locked locked =
                locker.lock(project, batch.stream().map(BatchEvent::input).toList());
        long[] arrivals = writer.arrivals(batch.size());
        BatchProcessor.process(
                batch,
                locked,
                arrivals,
                serializer,
                reporter,
                policy.duties(project, locked.byId().keySet(), batch),
                now);
        writer.write(project, batch);
        batch.forEach(BatchEvent::complete);
    }

    /** The refused events of components whose piece is scrapped now, where a RELEASE of the next piece is among them. */
    private static List<BatchEvent> ofSuccessors(List<BatchEvent> batch) {
        Map<String, List<BatchEvent>> refused = new TreeMap<>();
        Set<String> released = new HashSet<>();
        for (BatchEvent event : batch) {
            String component = event.input().component();
            if (component != null
                    && event.outcome().outcome() == EventOutcome.Kind.REFUSED
                    && event.outcome().stage() == PieceStage.SCRAPPED) {
                refused.computeIfAbsent(component, none -> new ArrayList<>()).add(event);
                if (event.input().type() == EventType.RELEASE) {
                    released.add(component);
                }
            }
        }
        refused.keySet().retainAll(released);
        Set<BatchEvent> chosen = new HashSet<>();
        refused.values().forEach(chosen::addAll);
        return batch.stream().filter(chosen::contains).toList();
    }
}
