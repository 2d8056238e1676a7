package org.prefabtracker.shared;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The moment a question is of, as query parameters; a resource takes it as a {@code @BeanParam}. */
public class AsOf {

    @Parameter(
            description = "Only what had happened by then: a time with offset, or a date, which means its end",
            example = "2026-05-01T00:00:00Z")
    @QueryParam("asOf")
    String asOf;

    @Parameter(description = "Only what was known then: events, bill, take-off, building", example = "2026-05-01")
    @QueryParam("knownAt")
    String knownAt;

    /**
     * Without parameters {@link Moment#NOW}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with what is wrong with either
     */
    public Moment moment(ZoneId zone, Instant now) {
        if (asOf == null && knownAt == null) {
            return Moment.NOW;
        }
        Faults faults = new Faults();
        Moment moment = new Moment(
                Moment.read(asOf, new Place.Parameter("asOf"), zone, now, faults),
                Moment.read(knownAt, new Place.Parameter("knownAt"), zone, now, faults));
        faults.throwIfAny();
        return moment;
    }
}
