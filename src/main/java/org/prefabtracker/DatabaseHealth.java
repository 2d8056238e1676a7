package org.prefabtracker;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.prefabtracker.shared.persistence.DatabaseWatch;
import org.prefabtracker.shared.persistence.DatabaseWatch.Absence;

/** What {@code /q/health} says of the database. It asks {@link DatabaseWatch} and waits for nothing. */
final class DatabaseHealth {

    private static final String NAME = "database";

    /** How long the embedded server may be away until only a restart of the process can help. */
    private static final Duration HOPELESS = Duration.ofMinutes(2);

    private DatabaseHealth() {}

    /** Down while the database does not answer. */
    @Readiness
    @Singleton
    static class Ready implements AsyncHealthCheck {
        @Override
        public Uni<HealthCheckResponse> call() {
            Optional<Absence> absence = DatabaseWatch.absence();
            return Uni.createFrom()
                    .item(response(absence).status(absence.isEmpty()).build());
        }
    }

    /** Down when the embedded server cannot be started again for minutes; an external one is no matter of this process. */
    @Liveness
    @Singleton
    static class Live implements AsyncHealthCheck {
        @Inject
        Clock clock;

        @Override
        public Uni<HealthCheckResponse> call() {
            Optional<Absence> absence = DatabaseWatch.absence();
            boolean hopeless = !EmbeddedDatabase.isConfiguredElsewhere()
                    && absence.filter(away -> away.since().plus(HOPELESS).isBefore(clock.instant()))
                            .isPresent();
            return Uni.createFrom().item(response(absence).status(!hopeless).build());
        }
    }

    private static HealthCheckResponseBuilder response(Optional<Absence> absence) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        absence.ifPresent(away -> response.withData("awaySince", away.since().toString())
                .withData("why", EmbeddedDatabase.trouble().orElse(away.why())));
        return response;
    }
}
