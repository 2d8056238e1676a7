package org.prefabtracker.tracking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Consumer;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.time.Dates;

/** A request with events, which are one transaction. */
public record EventBatchRequest(
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid EventInput> events) {

    /** Adds the violations of single events of a project that no constraint of a field finds. */
    void check(String project, Violations violations) {
        check(violations, event -> {
            String stated = event.row.project();
            if (stated != null && !stated.equals(project)) {
                event.add("project", stated, Violation.INCONSISTENT, "the address names project " + project);
            }
        });
    }

    /** Adds the violations of single events of any projects that no constraint of a field finds. */
    void check(Violations violations) {
        check(violations, event -> {
            if (event.row.component() != null && event.row.project() == null) {
                event.add("project", null, Violation.REQUIRED, "the code of a component is unique only in its project");
            }
        });
    }

    private void check(Violations violations, Consumer<Event> project) {
        for (int i = 0; events != null && i < events.size(); i++) {
            if (events.get(i) != null) {
                Event event = new Event(i, events.get(i), violations);
                event.check();
                project.accept(event);
            }
        }
    }

    /** An event that is checked; unreadable fields are null and reported already. */
    private record Event(int index, EventInput row, Violations violations) {

        void check() {
            boolean named = row.component() != null || row.tag() != null;
            if (named ? row.component() != null && row.tag() != null : !violations.name(place("tag"))) {
                add("component", null, Violation.REQUIRED, "name a component or a tag, not both");
            }
            if (row.occurredAt() != null && !row.occurredAt().isReadable()) {
                add(
                        "occurredAt",
                        row.occurredAt(),
                        Violation.WRONG_TYPE,
                        "a time with offset such as 2026-05-04T16:20:00+08:00, or a date, from " + Dates.FIRST_YEAR
                                + " to " + Dates.LAST_YEAR);
            }
            if (row.type() != null) {
                row.missing().forEach(field -> add(field, null, Violation.REQUIRED, row.type() + " needs it"));
            }
        }

        void add(String field, Object value, String code, String message) {
            violations.addElsewhere(place(field), value, code, message);
        }

        private ErrorLocation place(String field) {
            return ErrorLocation.pointer("events", index, field);
        }
    }
}
