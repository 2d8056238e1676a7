package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.prefabtracker.access.Account;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.OrganisationKind;
import org.prefabtracker.access.ProjectMembership;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.component.PieceStage;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;

/**
 * Takes batches of events: {@link PieceLocker} finds and locks what they name, {@link BatchProcessor} decides, {@link EventWriter} writes. The
 * number of statements does not depend on the size of the batch.
 */
@ApplicationScoped
public class EventIngestion {

    /** Each project takes its own statements, and all of them one transaction. */
    private static final int MOST_PROJECTS = 500;

    /** How many pieces of one component may be scrapped and followed by another in one request. */
    private static final int MOST_SUCCESSORS = 10;

    @Inject
    PieceLocker pieces;

    @Inject
    EventWriter ledger;

    @Inject
    EventSerializer canonical;

    @Inject
    ReportingPolicy reporters;

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    @Inject
    AuditContext auditContext;

    /**
     * Decides the events of a project and stores what applies. Runs in the transaction of the handle.
     *
     * <p>Events name the piece that fills a component when they arrive. Where that one is scrapped and the next released in the
     * same request, what is left of the component's events is about the next one.
     */
    List<EventOutcome> take(Handle handle, Project project, List<EventInput> rows, Instant now) {
        return take(handle, project, currentUser.relations(), rows, now);
    }

    private List<EventOutcome> take(
            Handle handle, Project project, Set<OrganisationKind> parties, List<EventInput> rows, Instant now) {
        if (!currentUser.account().isOperator()
                && rows.stream().anyMatch(row -> row.voids() != null || row.witnesses() != null)) {
            // whose an event is can be told once nobody else is just reporting it
            pieces.lock(handle, project, rows);
        }
        Map<Integer, EventOutcome> refused = reporters.refused(handle, project, parties, rows);
        if (refused.isEmpty()) {
            return takeAllowed(handle, project, rows, now);
        }
        List<EventInput> allowed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!refused.containsKey(i)) {
                allowed.add(rows.get(i));
            }
        }
        Iterator<EventOutcome> decided =
                (allowed.isEmpty() ? List.<EventOutcome>of() : takeAllowed(handle, project, allowed, now)).iterator();
        List<EventOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(refused.containsKey(i) ? refused.get(i) : decided.next());
        }
        return outcomes;
    }

    private List<EventOutcome> takeAllowed(Handle handle, Project project, List<EventInput> rows, Instant now) {
        List<EventOutcome> outcomes = new ArrayList<>(takeOnce(handle, project, rows, now));
        for (int i = 0; i < MOST_SUCCESSORS; i++) {
            List<Integer> left = ofSuccessors(rows, outcomes);
            if (left.isEmpty()) {
                break;
            }
            List<EventOutcome> next =
                    takeOnce(handle, project, left.stream().map(rows::get).toList(), now);
            for (int n = 0; n < next.size(); n++) {
                outcomes.set(left.get(n), next.get(n));
            }
        }
        return outcomes;
    }

    private List<EventOutcome> takeOnce(Handle handle, Project project, List<EventInput> rows, Instant now) {
        BatchProcessor batch = new BatchProcessor(rows, pieces.lock(handle, project, rows), canonical, now);
        batch.decide(ledger.arrivals(handle, rows.size()));
        ledger.write(handle, project, rows, batch);
        return batch.outcomes();
    }

    /** What was refused of components whose piece is scrapped now, where a RELEASE of another is among it. */
    private static List<Integer> ofSuccessors(List<EventInput> rows, List<EventOutcome> outcomes) {
        Map<String, List<Integer>> refused = new TreeMap<>();
        Set<String> released = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            EventInput row = rows.get(i);
            EventOutcome outcome = outcomes.get(i);
            if (row.component() != null
                    && outcome.outcome() == EventOutcome.Kind.REFUSED
                    && outcome.stage() == PieceStage.SCRAPPED) {
                refused.computeIfAbsent(row.component(), none -> new ArrayList<>())
                        .add(i);
                if (row.type() == EventType.RELEASE) {
                    released.add(row.component());
                }
            }
        }
        refused.keySet().retainAll(released);
        return refused.values().stream().flatMap(List::stream).sorted().toList();
    }

    /** Decides events of whatever projects, project by project in one order, so that no two batches wait for each other. */
    List<EventOutcome> takeAcross(Handle handle, List<EventInput> rows, Instant now) {
        Projects projects = Projects.named(handle, currentUser.account(), rows);
        auditContext.concerns(projects.byCode().keySet());
        EventOutcome[] outcomes = new EventOutcome[rows.size()];
        SortedMap<Long, List<Integer>> byProject = new TreeMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            EventInput row = rows.get(i);
            Project project = projects.of(row);
            if (project != null) {
                byProject
                        .computeIfAbsent(project.id(), none -> new ArrayList<>())
                        .add(i);
            } else if (row.project() != null) {
                outcomes[i] = EventOutcome.unknown(row, RefusalReason.NOT_FOUND, "there is no such project");
            } else if (PieceTag.isWellFormed(row.tag())) {
                outcomes[i] = EventOutcome.unknown(row, RefusalReason.NOT_FOUND, "there is no such tag");
            } else {
                outcomes[i] = EventOutcome.unknown(row, RefusalReason.MISTYPED_TAG, PieceTag.MISTYPED);
            }
        }
        if (byProject.size() > MOST_PROJECTS) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Pointer("/events"),
                    byProject.size(),
                    Violation.OUT_OF_RANGE,
                    "events of at most " + MOST_PROJECTS + " projects at once"));
        }
        Map<String, ProjectMembership> parties = ProjectMembership.in(
                handle, currentUser.account(), projects.byCode().keySet());
        byProject.values().forEach(places -> {
            List<EventInput> ofProject = places.stream().map(rows::get).toList();
            Project project = projects.of(ofProject.get(0));
            rowSecurity.restrictToProject(handle, project.id());
            List<EventOutcome> decided =
                    take(handle, project, parties.get(project.code()).kinds(), ofProject, now);
            for (int i = 0; i < decided.size(); i++) {
                outcomes[places.get(i)] = decided.get(i);
            }
        });
        rowSecurity.apply(handle);
        return List.of(outcomes);
    }

    /** The projects that events name, by code or by the number in a tag. */
    private record Projects(Map<String, Project> byCode, Map<Integer, Project> byNumber) {

        static Projects named(Handle handle, Account account, List<EventInput> rows) {
            Projects projects = new Projects(new HashMap<>(), new HashMap<>());
            ProjectMembership.bind(handle.createQuery("""
                                    select id, number, code, name, region_code, version from project
                                    where (code = any (:codes) or number = any (:numbers)) and\s""" + ProjectMembership.VISIBLE), account)
                    .bind(
                            "codes",
                            rows.stream()
                                    .map(EventInput::project)
                                    .filter(code -> code != null)
                                    .distinct()
                                    .toArray(String[]::new))
                    .bind(
                            "numbers",
                            rows.stream()
                                    .map(EventInput::tag)
                                    .filter(tag -> tag != null && PieceTag.isWellFormed(tag))
                                    .map(PieceTag::project)
                                    .distinct()
                                    .toArray(Integer[]::new))
                    .map(ConstructorMapper.of(Project.class))
                    .forEach(project -> {
                        projects.byCode.put(project.code(), project);
                        projects.byNumber.put(project.number(), project);
                    });
            return projects;
        }

        /** Null where there is none. */
        Project of(EventInput row) {
            return row.project() != null
                    ? byCode.get(row.project())
                    : PieceTag.isWellFormed(row.tag()) ? byNumber.get(PieceTag.project(row.tag())) : null;
        }
    }
}
