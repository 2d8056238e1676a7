package org.prefabtracker.audit;

import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Says in the data of the health check what the last verification found. It is never DOWN: stopping would not help. */
@Wellness
@Singleton
class VerificationHealth implements HealthCheck {

    @Inject
    NightlyVerification verification;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("verification of the records").up();
        verification
                .last()
                .ifPresentOrElse(
                        last -> response.withData("intact", last.intact())
                                .withData("findings", last.findings())
                                .withData("verifiedAt", last.endedAt().toString()),
                        () -> response.withData("verifiedAt", "not since the start of this instance"));
        return response.build();
    }
}
