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

/** Events as they are sent, as one transaction. */
public record EventBatchRequest(
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid EventInput> events) {

    /** Adds what no single field can say of events of a project, which the address names. */
    void check(String project, Violations violations) {
        check(violations, event -> {
            String said = event.row.project();
            if (said != null && !said.equals(project)) {
                event.add("project", said, Violation.INCONSISTENT, "the address says " + project);
            }
        });
    }

    /** Adds what no single field can say of events of whatever projects. */
    void check(Violations violations) {
        check(violations, event -> {
            if (event.row.component() != null && event.row.project() == null) {
                event.add("project", null, Violation.REQUIRED, "a component is known within its project only");
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

    /** One of them on its way through the checks; fields that could not be read are null and reported already. */
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
