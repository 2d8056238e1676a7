package org.prefabtracker.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Verifies the audit log, all events and all pieces once a day. Of several instances one does it. The result is in the log, in the
 * metrics and in the data of the health check.
 */
@Singleton
class NightlyVerification {

    private static final Logger LOG = Logger.getLogger(NightlyVerification.class);

    /** The advisory lock of the instance that verifies. */
    static final long LOCK = 0x7e51f1;

    /** The pause after each page, so that others get their turn. */
    private static final long PAUSE_MS = 20;

    private static final String OFF = "off";

    /** Requested by its own thread, so that the start does not wait for it. */
    @Inject
    Instance<RecordVerifier> verifier;

    @Inject
    MeterRegistry metrics;

    @Inject
    Clock clock;

    @ConfigProperty(name = "prefab.zone")
    ZoneId zone;

    @ConfigProperty(name = "prefab.audit.verify-at")
    String at;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "verification");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Outcome last;

    /**
     * The outcome of a verification.
     *
     * @param findings -1 where it could not be finished
     */
    record Outcome(boolean intact, long findings, Instant endedAt) {}

    void start(@Observes StartupEvent event) {
        Gauge.builder("prefab.audit.intact", this, NightlyVerification::intact)
                .description("1 if the last verification of this instance found nothing, 0 if it did not")
                .register(metrics);
        Gauge.builder("prefab.audit.findings", this, of -> of.last == null ? Double.NaN : of.last.findings)
                .description("What the last verification of this instance found; -1 if it could not be finished")
                .register(metrics);
        Gauge.builder(
                        "prefab.audit.verified",
                        this,
                        of -> of.last == null ? Double.NaN : of.last.endedAt.getEpochSecond())
                .description("When the last verification of this instance ended")
                .baseUnit("seconds")
                .register(metrics);
        time(at).ifPresent(this::schedule);
    }

    private double intact() {
        return last == null ? Double.NaN : last.intact ? 1 : 0;
    }

    /** @throws IllegalStateException where the setting is neither a time of day nor off */
    static Optional<LocalTime> time(String setting) {
        if (setting.strip().equalsIgnoreCase(OFF)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalTime.parse(setting.strip()));
        } catch (DateTimeException e) {
            throw new IllegalStateException(
                    "prefab.audit.verify-at is neither a time of day such as 03:30 nor off: " + setting, e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    private void schedule(LocalTime time) {
        executor.schedule(
                () -> {
                    try {
                        run();
                    } finally {
                        if (!executor.isShutdown()) {
                            schedule(time);
                        }
                    }
                },
                until(clock.instant().atZone(zone), time).toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** How long it is from a moment to the next time of day. */
    static Duration until(ZonedDateTime now, LocalTime time) {
        ZonedDateTime today = now.with(time);
        return Duration.between(
                now, today.isAfter(now) ? today : now.plusDays(1).with(time));
    }

    /** The outcome of the last verification by this instance; empty where there was none since its start. */
    Optional<Outcome> last() {
        return Optional.ofNullable(last);
    }

    /** Verifies everything, unless another instance does. */
    void run() {
        try {
            Transactions.alone(LOCK, () -> report(verifier.get().everything(NightlyVerification::pause)));
        } catch (RuntimeException e) {
            if (!executor.isShutdown()) {
                last = new Outcome(false, -1, clock.instant());
                LOG.errorf(e, "the records could not be verified");
            }
        }
    }

    private void report(RecordVerifier.Report report) {
        SealVerifier result = report.result();
        last = new Outcome(result.intact(), result.totalFindings(), clock.instant());
        if (result.intact()) {
            LOG.infof(
                    "the records are intact: %d batches with %d entries of the audit log, %d events, %d pieces",
                    result.batches(), result.entries(), result.events(), result.pieces());
        } else {
            LOG.errorf(
                    "the records are NOT intact: %s; GET /api/v1/audit/verify names them, with project= also pieces. The first is %s",
                    report.totals(), result.findings().get(0));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the application stops", e);
        }
    }
}
