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
import org.prefabtracker.access.Caller;
import org.prefabtracker.access.Involvement;
import org.prefabtracker.access.Kind;
import org.prefabtracker.access.Sight;
import org.prefabtracker.component.Stage;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Deed;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;

/**
 * Takes batches of events: {@link Pieces} finds and locks what they name, {@link Batch} decides, {@link Ledger} writes. The
 * number of statements does not depend on the size of the batch.
 */
@ApplicationScoped
public class Events {

    /** Each project takes its own statements, and all of them one transaction. */
    private static final int MOST_PROJECTS = 500;

    /** How many pieces of one component may be scrapped and followed by another in one request. */
    private static final int MOST_SUCCESSORS = 10;

    @Inject
    Pieces pieces;

    @Inject
    Ledger ledger;

    @Inject
    Canonical canonical;

    @Inject
    Reporters reporters;

    @Inject
    Caller caller;

    @Inject
    Sight sight;

    @Inject
    Deed deed;

    /**
     * Decides the events of a project and stores what applies. Runs in the transaction of the handle.
     *
     * <p>Events name the piece that fills a component when they arrive. Where that one is scrapped and the next released in the
     * same request, what is left of the component's events is about the next one.
     */
    List<Outcome> take(Handle handle, Project project, List<EventRow> rows, Instant now) {
        return take(handle, project, caller.relations(), rows, now);
    }

    private List<Outcome> take(Handle handle, Project project, Set<Kind> parties, List<EventRow> rows, Instant now) {
        if (!caller.account().isOperator()
                && rows.stream().anyMatch(row -> row.voids() != null || row.witnesses() != null)) {
            // whose an event is can be told once nobody else is just reporting it
            pieces.lock(handle, project, rows);
        }
        Map<Integer, Outcome> refused = reporters.refused(handle, project, parties, rows);
        if (refused.isEmpty()) {
            return takeAllowed(handle, project, rows, now);
        }
        List<EventRow> allowed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!refused.containsKey(i)) {
                allowed.add(rows.get(i));
            }
        }
        Iterator<Outcome> decided =
                (allowed.isEmpty() ? List.<Outcome>of() : takeAllowed(handle, project, allowed, now)).iterator();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(refused.containsKey(i) ? refused.get(i) : decided.next());
        }
        return outcomes;
    }

    private List<Outcome> takeAllowed(Handle handle, Project project, List<EventRow> rows, Instant now) {
        List<Outcome> outcomes = new ArrayList<>(takeOnce(handle, project, rows, now));
        for (int i = 0; i < MOST_SUCCESSORS; i++) {
            List<Integer> left = ofSuccessors(rows, outcomes);
            if (left.isEmpty()) {
                break;
            }
            List<Outcome> next =
                    takeOnce(handle, project, left.stream().map(rows::get).toList(), now);
            for (int n = 0; n < next.size(); n++) {
                outcomes.set(left.get(n), next.get(n));
            }
        }
        return outcomes;
    }

    private List<Outcome> takeOnce(Handle handle, Project project, List<EventRow> rows, Instant now) {
        Batch batch = new Batch(rows, pieces.lock(handle, project, rows), canonical, now);
        batch.decide(ledger.arrivals(handle, rows.size()));
        ledger.write(handle, project, rows, batch);
        return batch.outcomes();
    }

    /** What was refused of components whose piece is scrapped now, where a RELEASE of another is among it. */
    private static List<Integer> ofSuccessors(List<EventRow> rows, List<Outcome> outcomes) {
        Map<String, List<Integer>> refused = new TreeMap<>();
        Set<String> released = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            EventRow row = rows.get(i);
            Outcome outcome = outcomes.get(i);
            if (row.component() != null
                    && outcome.outcome() == Outcome.Kind.REFUSED
                    && outcome.stage() == Stage.SCRAPPED) {
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
    List<Outcome> takeAcross(Handle handle, List<EventRow> rows, Instant now) {
        Projects projects = Projects.named(handle, caller.account(), rows);
        deed.concerns(projects.byCode().keySet());
        Outcome[] outcomes = new Outcome[rows.size()];
        SortedMap<Long, List<Integer>> byProject = new TreeMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            EventRow row = rows.get(i);
            Project project = projects.of(row);
            if (project != null) {
                byProject
                        .computeIfAbsent(project.id(), none -> new ArrayList<>())
                        .add(i);
            } else if (row.project() != null) {
                outcomes[i] = Outcome.unknown(row, Reason.NOT_FOUND, "there is no such project");
            } else if (Tag.isWellFormed(row.tag())) {
                outcomes[i] = Outcome.unknown(row, Reason.NOT_FOUND, "there is no such tag");
            } else {
                outcomes[i] = Outcome.unknown(row, Reason.MISTYPED_TAG, Tag.MISTYPED);
            }
        }
        if (byProject.size() > MOST_PROJECTS) {
            throw Problems.of(Fault.of(
                    new Place.Pointer("/events"),
                    byProject.size(),
                    Fault.OUT_OF_RANGE,
                    "events of at most " + MOST_PROJECTS + " projects at once"));
        }
        Map<String, Involvement> parties =
                Involvement.in(handle, caller.account(), projects.byCode().keySet());
        byProject.values().forEach(places -> {
            List<EventRow> ofProject = places.stream().map(rows::get).toList();
            Project project = projects.of(ofProject.get(0));
            sight.only(handle, project.id());
            List<Outcome> decided =
                    take(handle, project, parties.get(project.code()).kinds(), ofProject, now);
            for (int i = 0; i < decided.size(); i++) {
                outcomes[places.get(i)] = decided.get(i);
            }
        });
        sight.tell(handle);
        return List.of(outcomes);
    }

    /** The projects that events name, by code or by the number in a tag. */
    private record Projects(Map<String, Project> byCode, Map<Integer, Project> byNumber) {

        static Projects named(Handle handle, Account account, List<EventRow> rows) {
            Projects projects = new Projects(new HashMap<>(), new HashMap<>());
            Involvement.bind(handle.createQuery("""
                                    select id, number, code, name, region_code, version from project
                                    where (code = any (:codes) or number = any (:numbers)) and\s""" + Involvement.VISIBLE), account)
                    .bind(
                            "codes",
                            rows.stream()
                                    .map(EventRow::project)
                                    .filter(code -> code != null)
                                    .distinct()
                                    .toArray(String[]::new))
                    .bind(
                            "numbers",
                            rows.stream()
                                    .map(EventRow::tag)
                                    .filter(tag -> tag != null && Tag.isWellFormed(tag))
                                    .map(Tag::project)
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
        Project of(EventRow row) {
            return row.project() != null
                    ? byCode.get(row.project())
                    : Tag.isWellFormed(row.tag()) ? byNumber.get(Tag.project(row.tag())) : null;
        }
    }
}
