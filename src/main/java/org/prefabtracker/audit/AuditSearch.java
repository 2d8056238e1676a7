package org.prefabtracker.audit;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.prefabtracker.shared.http.QueryParams;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.time.Dates;

/** The filters of the audit log as query parameters. */
public class AuditSearch {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "JOB", AuditWriter.COMMAND, AuditWriter.LEFT_OUT);

    @Parameter(description = "The code of a project", example = "P1")
    @QueryParam("project")
    String project;

    @Parameter(description = "The name of the person")
    @QueryParam("person")
    String person;

    @Parameter(description = "GET, POST, PUT, PATCH, DELETE, or JOB for the result of a job")
    @QueryParam("method")
    String method;

    @Parameter(description = "READ, WRITE, EXPORT or LOG_IN")
    @Takes(AuditAction.class)
    @QueryParam("kind")
    String kind;

    @Parameter(description = "DONE, REFUSED or FAILED")
    @Takes(AuditEntry.Ending.class)
    @QueryParam("outcome")
    String outcome;

    @Parameter(description = "From this time with offset, or from this date", example = "2026-05-01")
    @QueryParam("from")
    String from;

    @Parameter(description = "Until this time with offset, or until the end of this date", example = "2026-05-31")
    @QueryParam("to")
    String to;

    @Parameter(description = "A part of the address, percent-encoded as it was sent", example = "/take-off")
    @QueryParam("q")
    String q;

    AuditReader.Search read(ZoneId zone) {
        Violations violations = new Violations();
        Instant first = moment("from", from, zone, violations);
        Instant last = moment("to", to, zone, violations);
        violations.throwIfAny();
        return new AuditReader.Search(
                Codes.normalise(project),
                person,
                QueryParams.choice("method", method, METHODS),
                QueryParams.choice(AuditAction.class, "kind", kind),
                QueryParams.choice(AuditEntry.Ending.class, "outcome", outcome),
                first,
                last,
                q);
    }

    /** A date is its beginning for {@code from} and its end for {@code to}. */
    private static Instant moment(String parameter, String text, ZoneId zone, Violations violations) {
        if (text == null) {
            return null;
        }
        try {
            boolean date = text.strip().length() == "2026-05-01".length();
            // a plus that was not percent-encoded arrives as a space
            LocalDate day = LocalDate.parse(text.strip().substring(0, 10));
            if (Dates.isPlausible(day)) {
                return !date
                        ? OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant()
                        : parameter.equals("from")
                                ? day.atStartOfDay(zone).toInstant()
                                : day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
            }
        } catch (DateTimeException | StringIndexOutOfBoundsException unreadable) {
            // a violation follows below
        }
        violations.add(
                new ErrorLocation.Parameter(parameter),
                text,
                Violation.WRONG_TYPE,
                "a time with offset such as 2026-05-01T00:00:00Z, or a date, from " + Dates.FIRST_YEAR + " to "
                        + Dates.LAST_YEAR);
        return null;
    }
}
