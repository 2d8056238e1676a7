package org.prefabtracker.tracking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.Consumer;
import org.prefabtracker.shared.Dates;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** Events as they are sent, as one transaction. */
public record EventBatch(
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid EventRow> events) {

    /** Adds what no single field can say of events of a project, which the address names. */
    void check(String project, Faults faults) {
        check(faults, event -> {
            String said = event.row.project();
            if (said != null && !said.equals(project)) {
                event.add("project", said, Fault.INCONSISTENT, "the address says " + project);
            }
        });
    }

    /** Adds what no single field can say of events of whatever projects. */
    void check(Faults faults) {
        check(faults, event -> {
            if (event.row.component() != null && event.row.project() == null) {
                event.add("project", null, Fault.REQUIRED, "a component is known within its project only");
            }
        });
    }

    private void check(Faults faults, Consumer<Event> project) {
        for (int i = 0; events != null && i < events.size(); i++) {
            if (events.get(i) != null) {
                Event event = new Event(i, events.get(i), faults);
                event.check();
                project.accept(event);
            }
        }
    }

    /** One of them on its way through the checks; fields that could not be read are null and reported already. */
    private record Event(int index, EventRow row, Faults faults) {

        void check() {
            boolean named = row.component() != null || row.tag() != null;
            if (named ? row.component() != null && row.tag() != null : !faults.name(place("tag"))) {
                add("component", null, Fault.REQUIRED, "name a component or a tag, not both");
            }
            if (row.occurredAt() != null && !row.occurredAt().isReadable()) {
                add(
                        "occurredAt",
                        row.occurredAt(),
                        Fault.WRONG_TYPE,
                        "a time with offset such as 2026-05-04T16:20:00+08:00, or a date, from " + Dates.FIRST_YEAR
                                + " to " + Dates.LAST_YEAR);
            }
            if (row.type() != null) {
                row.missing().forEach(field -> add(field, null, Fault.REQUIRED, row.type() + " needs it"));
            }
        }

        void add(String field, Object value, String code, String message) {
            faults.addElsewhere(place(field), value, code, message);
        }

        private Place place(String field) {
            return Place.pointer("events", index, field);
        }
    }
}
