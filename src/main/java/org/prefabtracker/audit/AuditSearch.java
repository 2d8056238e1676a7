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
import org.prefabtracker.shared.Codes;
import org.prefabtracker.shared.Dates;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Filter;
import org.prefabtracker.shared.Place;

/** What of the audit is asked for, as query parameters. */
public class AuditSearch {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "JOB");

    @Parameter(description = "The code of a project", example = "P1")
    @QueryParam("project")
    String project;

    @Parameter(description = "The name of the person who did it")
    @QueryParam("person")
    String person;

    @Parameter(description = "GET, POST, PUT, PATCH, DELETE, or JOB for the end of work that a request left to a job")
    @QueryParam("method")
    String method;

    @Parameter(description = "READ, WRITE, EXPORT or LOG_IN")
    @QueryParam("kind")
    String kind;

    @Parameter(description = "DONE, REFUSED or FAILED")
    @QueryParam("outcome")
    String outcome;

    @Parameter(description = "From then on: a time with offset, or a date", example = "2026-05-01")
    @QueryParam("from")
    String from;

    @Parameter(description = "Until then: a time with offset, or a date, which is included", example = "2026-05-31")
    @QueryParam("to")
    String to;

    @Parameter(description = "A part of the address, percent-encoded as it was sent", example = "/take-off")
    @QueryParam("q")
    String q;

    Entries.Search read(ZoneId zone) {
        Faults faults = new Faults();
        Instant first = moment("from", from, zone, faults);
        Instant last = moment("to", to, zone, faults);
        faults.throwIfAny();
        return new Entries.Search(
                Codes.normalise(project),
                person,
                Filter.choice("method", method, METHODS),
                Filter.choice(Act.class, "kind", kind),
                Filter.choice(AuditEntry.Ending.class, "outcome", outcome),
                first,
                last,
                q);
    }

    /** A date is its beginning for {@code from} and its end for {@code to}. */
    private static Instant moment(String parameter, String text, ZoneId zone, Faults faults) {
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
            // answered below
        }
        faults.add(
                new Place.Parameter(parameter),
                text,
                Fault.WRONG_TYPE,
                "a time with offset such as 2026-05-01T00:00:00Z, or a date, from " + Dates.FIRST_YEAR + " to "
                        + Dates.LAST_YEAR);
        return null;
    }
}
