package org.prefabtracker.shared.time;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

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
     * Without parameters {@link BitemporalPoint#NOW}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with what is wrong with either
     */
    public BitemporalPoint moment(ZoneId zone, Instant now) {
        if (asOf == null && knownAt == null) {
            return BitemporalPoint.NOW;
        }
        Violations violations = new Violations();
        BitemporalPoint moment = new BitemporalPoint(
                BitemporalPoint.read(asOf, new ErrorLocation.Parameter("asOf"), zone, now, violations),
                BitemporalPoint.read(knownAt, new ErrorLocation.Parameter("knownAt"), zone, now, violations));
        violations.throwIfAny();
        return moment;
    }
}
