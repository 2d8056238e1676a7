package org.prefabtracker.tracking;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.prefabtracker.access.CurrentUser;
import org.prefabtracker.access.Permission;
import org.prefabtracker.access.RequiresPermission;
import org.prefabtracker.project.Project;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.message.EnumNames;
import org.prefabtracker.shared.persistence.Transactions;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Suggestions;
import org.prefabtracker.shared.time.Dates;

/** How far a project has come. */
@Path("/api/v1/projects/{project}/progress")
@Tag(name = "Tracking")
@RequiresPermission(Permission.READ_BILL)
public class ProgressResource {

    @Inject
    ProgressStore progress;

    @Inject
    CurrentUser currentUser;

    /** Progress by group. */
    @Schema(name = "ProgressGroups")
    public record Groups(List<Progress> items) {}

    @GET
    @Operation(
            operationId = "getProgress",
            summary = "What is planned, produced, shipped, delivered, installed, accepted, owed and held, by group")
    public Groups get(
            @PathParam("project") String project,
            @Parameter(description = "Any of building, storey, category, mark, day; day is that of reaching a stage")
                    @QueryParam("by")
                    String by,
            @Parameter(description = "Only what was released to this factory") @QueryParam("factory") String factory,
            @Parameter(description = "First and last day of reaching a stage") @QueryParam("from") String from,
            @QueryParam("to") String to) {
        Violations violations = new Violations();
        Progress.Question question = new Progress.Question(
                groups(by, violations),
                currentUser.factory().orElse(Codes.normalise(factory)),
                day("from", from, violations),
                day("to", to, violations));
        if (question.from() != null && question.to() != null && question.from().isAfter(question.to())) {
            violations.add(new ErrorLocation.Parameter("to"), to, Violation.OUT_OF_RANGE, "not before from");
        }
        violations.throwIfAny();
        List<Progress> items = Transactions.read(() -> {
            Project of = Project.require(project);
            if (factory != null
                    && !(Codes.normalise(factory).equals(question.factory())
                            && progress.knowsFactory(of, question.factory()))) {
                throw QueryParams.notFound("factory", factory, "factory");
            }
            return progress.groups(of, question);
        });
        if (items.size() > Progress.MAX_GROUPS) {
            throw Problems.of(Violation.of(
                    new ErrorLocation.Parameter("by"),
                    by,
                    Violation.OUT_OF_RANGE,
                    "makes more than " + Progress.MAX_GROUPS + " groups; group by less, or ask for fewer days"));
        }
        return new Groups(items);
    }

    private static Set<Progress.By> groups(String by, Violations violations) {
        Set<Progress.By> groups = EnumSet.noneOf(Progress.By.class);
        if (by == null || by.isBlank()) {
            return groups;
        }
        for (String name : by.split("[,，]", -1)) {
            List<Progress.By> meant = EnumNames.meant(Progress.By.class, name);
            if (meant.size() == 1) {
                groups.add(meant.get(0));
            } else {
                List<String> known = EnumNames.of(Progress.By.class).stream()
                        .map(group -> group.toLowerCase(Locale.ROOT))
                        .toList();
                violations.add(Violation.of(
                                new ErrorLocation.Parameter("by"),
                                name,
                                Violation.UNKNOWN_VALUE,
                                "one or more of " + String.join(", ", known))
                        .meaning(Suggestions.best(name, known).orElse(null)));
            }
        }
        return groups;
    }

    private static LocalDate day(String parameter, String value, Violations violations) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(value.strip());
            if (Dates.isPlausible(day)) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // reported below
        }
        violations.add(
                new ErrorLocation.Parameter(parameter),
                value,
                Violation.WRONG_TYPE,
                "a date such as 2026-05-04, from " + Dates.FIRST_YEAR + " to " + Dates.LAST_YEAR);
        return null;
    }
}
