package org.prefabtracker.tracking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.BiConsumer;
import org.prefabtracker.shared.Dates;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** Events as they are sent, as one transaction. */
public record EventBatch(
        @NotNull @Valid @Size(min = 1, max = 10_000) List<@NotNull EventRow> events) {

    /** What no single field can say of events of a project, which the address names. */
    Faults check(String project) {
        return check((faults, i) -> {
            if (events.get(i).project() != null && !events.get(i).project().equals(project)) {
                faults.add(
                        Place.pointer("events", i, "project"),
                        events.get(i).project(),
                        Fault.INCONSISTENT,
                        "the address says " + project);
            }
        });
    }

    /** What no single field can say of events of whatever projects. */
    Faults check() {
        return check((faults, i) -> {
            if (events.get(i).component() != null && events.get(i).project() == null) {
                faults.add(
                        Place.pointer("events", i, "project"),
                        null,
                        Fault.REQUIRED,
                        "a component is known within its project only");
            }
        });
    }

    private Faults check(BiConsumer<Faults, Integer> project) {
        Faults faults = new Faults();
        for (int i = 0; i < events.size(); i++) {
            EventRow row = events.get(i);
            if ((row.component() == null) == (row.tag() == null)) {
                faults.add(
                        Place.pointer("events", i, "component"),
                        null,
                        Fault.REQUIRED,
                        "name a component or a tag, not both");
            }
            project.accept(faults, i);
            if (!row.occurredAt().isReadable()) {
                faults.add(
                        Place.pointer("events", i, "occurredAt"),
                        row.occurredAt(),
                        Fault.WRONG_TYPE,
                        "a time with offset such as 2026-05-04T16:20:00+08:00, or a date, from " + Dates.FIRST_YEAR
                                + " to " + Dates.LAST_YEAR);
            }
            for (String missing : row.missing()) {
                faults.add(Place.pointer("events", i, missing), null, Fault.REQUIRED, row.type() + " needs it");
            }
        }
        return faults;
    }
}
