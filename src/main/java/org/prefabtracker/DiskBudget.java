package org.prefabtracker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;
import org.prefabtracker.shared.background.Heartbeats;
import org.prefabtracker.shared.persistence.DatabaseSizeSql;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Measures once a minute what is left of the disk budgets, for {@code /q/health/well} and the metrics. The check is down while a budget
 * is exceeded: somebody has to make room. Requests go on.
 */
@Wellness
@Singleton
class DiskBudget implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(DiskBudget.class);

    private static final String LOOP = "disk budget";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);

    @Inject
    DiskSettings settings;

    @Inject
    Heartbeats heartbeats;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "prefab.data-dir")
    Path directory;

    private ScheduledExecutorService executor;
    private volatile Measured measured;

    /** Bytes: free in the data directory, taken by the database, and by the audit log within it. */
    record Measured(long free, long database, long audit) {

        Optional<String> exceeded(DiskSettings settings) {
            if (free < settings.leastFree().asLongValue()) {
                return Optional.of("the data directory has " + free + " bytes left; prefab.disk.least-free is "
                        + settings.leastFree().asLongValue());
            }
            return over("the database", database, settings.databaseBudget(), "prefab.disk.database-budget")
                    .or(() -> over("the audit log", audit, settings.auditBudget(), "prefab.disk.audit-budget"));
        }

        private static Optional<String> over(String what, long bytes, Optional<MemorySize> budget, String name) {
            return budget.map(MemorySize::asLongValue)
                    .filter(most -> bytes > most)
                    .map(most -> what + " takes " + bytes + " bytes; " + name + " is " + most);
        }
    }

    void start(@Observes StartupEvent event) {
        gauge("prefab.disk.free", "Free space of the data directory", Measured::free);
        gauge("prefab.database.size", "Space that the database takes", Measured::database);
        gauge("prefab.audit.size", "Space that the audit log takes", Measured::audit);
        Gauge.builder("prefab.disk.alarm", this, self -> self.alarm().isPresent() ? 1 : 0)
                .description("1 while a disk budget is exceeded")
                .register(metrics);
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, LOOP);
            thread.setDaemon(true);
            return thread;
        });
        heartbeats.beat(LOOP, LONGEST_ROUND);
        executor.scheduleWithFixedDelay(this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void gauge(String name, String description, ToLongFunction<Measured> value) {
        Gauge.builder(name, this, self -> self.measured == null ? Double.NaN : value.applyAsLong(self.measured))
                .description(description)
                .baseUnit("bytes")
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent event) {
        heartbeats.end(LOOP);
        executor.shutdownNow();
    }

    private void round() {
        heartbeats.beat(LOOP, LONGEST_ROUND);
        try {
            Optional<String> before = alarm();
            measured = measure();
            alarm().filter(now -> before.isEmpty()).ifPresent(LOG::error);
        } catch (Throwable e) {
            // an executor would not run it again; the database may be away, which has its own check
            failed(e);
        }
    }

    private static void failed(Throwable failure) {
        try {
            LOG.warnf("the disk budgets cannot be measured: %s", failure);
        } catch (Throwable noMemory) {
            // it could not even be written; the next round comes
        }
    }

    private Measured measure() {
        DatabaseSizeSql.Size size = Transactions.read(DatabaseSizeSql::now);
        try {
            return new Measured(
                    Files.getFileStore(Files.createDirectories(directory)).getUsableSpace(),
                    size.database(),
                    size.audit());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> alarm() {
        return measured == null ? Optional.empty() : measured.exceeded(settings);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Measured now = measured;
        HealthCheckResponseBuilder response = HealthCheckResponse.named("disk budget");
        if (now != null) {
            response.withData("freeBytes", now.free())
                    .withData("databaseBytes", now.database())
                    .withData("auditBytes", now.audit());
        }
        alarm().ifPresent(why -> response.withData("why", why));
        return Uni.createFrom().item(response.status(alarm().isEmpty()).build());
    }
}
