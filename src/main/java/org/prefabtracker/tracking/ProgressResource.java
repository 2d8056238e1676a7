package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.prefabtracker.access.Caller;
import org.prefabtracker.access.Needs;
import org.prefabtracker.access.Right;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.Dates;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.Problems;
import org.prefabtracker.shared.StoredJson;

/** How far a project has come. */
@Path("/api/v1/projects/{project}/progress")
@Tag(name = "Tracking")
@Needs(Right.READ_BILL)
public class ProgressResource {

    @Inject
    Jdbi jdbi;

    @Inject
    StoredJson json;

    @Inject
    Caller caller;

    /** Progress, by group. */
    public record Groups(List<Progress> items) {}

    @GET
    @Operation(summary = "What is planned, produced, shipped, delivered, installed, accepted, owed and held, by group")
    public Groups get(
            @PathParam("project") String project,
            @Parameter(description = "Any of building, storey, category, mark, day; day is that of reaching a stage")
                    @QueryParam("by")
                    String by,
            @Parameter(description = "Only what was released to this factory") @QueryParam("factory") String factory,
            @Parameter(description = "First and last day of reaching a stage") @QueryParam("from") String from,
            @QueryParam("to") String to) {
        Faults faults = new Faults();
        Progress.Question question = new Progress.Question(
                groups(by, faults),
                caller.factory().orElse(factory == null ? null : factory.strip()),
                day("from", from, faults),
                day("to", to, faults));
        if (question.from() != null && question.to() != null && question.from().isAfter(question.to())) {
            faults.add(new Place.Parameter("to"), to, Fault.OUT_OF_RANGE, "not before from");
        }
        faults.throwIfAny();
        List<Progress> items =
                jdbi.withHandle(handle -> Progress.of(handle, json, Project.require(handle, project), question));
        if (items.size() > Progress.MOST_GROUPS) {
            throw Problems.of(Fault.of(
                    new Place.Parameter("by"),
                    by,
                    Fault.OUT_OF_RANGE,
                    "makes more than " + Progress.MOST_GROUPS + " groups; group by less, or ask for fewer days"));
        }
        return new Groups(items);
    }

    private static Set<Progress.By> groups(String by, Faults faults) {
        Set<Progress.By> groups = EnumSet.noneOf(Progress.By.class);
        if (by == null || by.isBlank()) {
            return groups;
        }
        for (String name : by.split(",", -1)) {
            Arrays.stream(Progress.By.values())
                    .filter(group -> group.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .ifPresentOrElse(
                            groups::add,
                            () -> faults.add(
                                    new Place.Parameter("by"),
                                    name,
                                    Fault.UNKNOWN_VALUE,
                                    "one or more of "
                                            + Arrays.stream(Progress.By.values())
                                                    .map(group -> group.name().toLowerCase(Locale.ROOT))
                                                    .collect(Collectors.joining(", "))));
        }
        return groups;
    }

    private static LocalDate day(String parameter, String value, Faults faults) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value.strip());
            if (Dates.isPlausible(day)) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // answered below
        }
        faults.add(
                new Place.Parameter(parameter),
                value,
                Fault.WRONG_TYPE,
                "a date such as 2026-05-04, from " + Dates.FIRST_YEAR + " to " + Dates.LAST_YEAR);
        return null;
    }
}
