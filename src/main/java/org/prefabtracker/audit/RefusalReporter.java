package org.prefabtracker.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.prefabtracker.shared.background.Heartbeats;

/** Writes an entry for what {@link RefusalSampler} left out of the audit log in a minute, so that the log says what it lacks. */
@Singleton
class RefusalReporter {

    private static final Logger LOG = Logger.getLogger(RefusalReporter.class);

    private static final String LOOP = "left out";
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    @Inject
    RefusalSampler sampler;

    @Inject
    AuditWriter writer;

    @Inject
    Heartbeats heartbeats;

    @Inject
    MeterRegistry metrics;

    private ScheduledExecutorService executor;
    private Counter leftOut;

    void start(@Observes StartupEvent event) {
        leftOut = Counter.builder("prefab.audit.left.out")
                .description("Refused requests of unknown senders without an entry of their own")
                .register(metrics);
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit-left-out");
            thread.setDaemon(true);
            return thread;
        });
        heartbeats.beat(LOOP, LONGEST_ROUND);
        executor.scheduleWithFixedDelay(() -> report(false), EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        heartbeats.end(LOOP);
        executor.execute(() -> report(true));
        executor.shutdown();
        executor.awaitTermination(10, TimeUnit.SECONDS);
    }

    private void report(boolean all) {
        try {
            List<RefusalSampler.LeftOut> found = all ? sampler.takeAll() : sampler.takeEnded();
            for (RefusalSampler.LeftOut left : found) {
                leftOut.increment(left.count());
                writer.leftOut(left);
            }
        } catch (Throwable e) {
            // an executor would not run it again
            failed(e);
        }
        heartbeats.beat(LOOP, LONGEST_ROUND);
    }

    private static void failed(Throwable failure) {
        try {
            LOG.errorf(failure, "what was left out of the audit log could not be counted there");
        } catch (Throwable noMemory) {
            // it could not even be written; the next round comes
        }
    }
}
