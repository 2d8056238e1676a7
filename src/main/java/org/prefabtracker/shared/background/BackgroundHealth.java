package org.prefabtracker.shared.background;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Down while a loop in the background is silent: jobs would not run, or the audit log would not be sealed. It waits for nothing. */
@Liveness
@Singleton
class BackgroundHealth implements AsyncHealthCheck {

    @Inject
    Heartbeats heartbeats;

    @Override
    public Uni<HealthCheckResponse> call() {
        Map<String, Instant> silent = heartbeats.silent();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("background").status(silent.isEmpty());
        heartbeats
                .loops()
                .forEach(loop -> response.withData(
                        loop, silent.containsKey(loop) ? "silent since " + silent.get(loop) : "alive"));
        return Uni.createFrom().item(response.build());
    }
}
