package org.prefabtracker.shared.time;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.prefabtracker.shared.input.Takes;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

/** The moment of a request as query parameters; a resource takes it as a {@code @BeanParam}. */
public class AsOf {

    @Parameter(
            description = "Only what had happened by this moment: a time with offset, or a date, which means its end",
            example = "2026-05-01T00:00:00Z")
    @Takes(Instant.class)
    @QueryParam("asOf")
    String asOf;

    @Parameter(
            description = "Only what was known at this moment: events, bill, take-off, building",
            example = "2026-05-01")
    @Takes(Instant.class)
    @QueryParam("knownAt")
    String knownAt;

    /**
     * The moment; {@link BitemporalPoint#NOW} without parameters.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with the violations of both
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
