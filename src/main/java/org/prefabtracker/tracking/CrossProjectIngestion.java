package org.prefabtracker.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.ProjectMembership;
import org.prefabtracker.access.ProjectMembershipSql;
import org.prefabtracker.access.RowSecurity;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.audit.AuditContext;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;

/** Takes batches of events of several projects: finds the project of each event and hands each project its part. */
@ApplicationScoped
public class CrossProjectIngestion {

    /** Every project needs its own statements, and all of them share a transaction. */
    private static final int MAX_PROJECTS = 500;

    @Inject
    EventIngestion events;

    @Inject
    NamedProjectsStore namedProjects;

    @Inject
    CurrentUser currentUser;

    @Inject
    RowSecurity rowSecurity;

    @Inject
    AuditContext auditContext;

    /**
     * Ingests the events project by project, always in the same order of projects, so that no two requests wait for each other.
     * Runs in the current transaction.
     */
    List<EventOutcome> ingest(List<EventInput> inputs, Instant now) {
        NamedProjectsStore.Projects projects = namedProjects.of(inputs);
        auditContext.concerns(projects.codes());
        EventOutcome[] outcomes = new EventOutcome[inputs.size()];
        SortedMap<Long, List<Integer>> byProject = new TreeMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            EventInput input = inputs.get(i);
            Project project = projects.of(input);
            if (project != null) {
                byProject
                        .computeIfAbsent(project.id(), none -> new ArrayList<>())
                        .add(i);
            } else if (input.project() != null) {
                outcomes[i] = EventOutcome.unknown(input, RefusalReason.NOT_FOUND, "there is no such project");
            } else {
                outcomes[i] = EventOutcome.unknownTag(input);
            }
        }
        checkNumber(byProject.size());
        Map<String, ProjectMembership> memberships = ProjectMembershipSql.in(currentUser.account(), projects.codes());
        byProject.values().forEach(positions -> {
            List<EventInput> part = positions.stream().map(inputs::get).toList();
            Project project = projects.of(part.get(0));
            rowSecurity.restrictToProject(project.id());
            List<EventOutcome> decided =
                    events.ingest(project, memberships.get(project.code()).kinds(), part, now);
            for (int i = 0; i < decided.size(); i++) {
                outcomes[positions.get(i)] = decided.get(i);
            }
        });
        rowSecurity.apply();
        return List.of(outcomes);
    }

    private static void checkNumber(int projects) {
        if (projects > MAX_PROJECTS) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Pointer("/events"),
                    projects,
                    Violation.OUT_OF_RANGE,
                    "events of at most " + MAX_PROJECTS + " projects at once"));
        }
    }
}
