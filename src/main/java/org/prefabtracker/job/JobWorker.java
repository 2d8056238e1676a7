package org.prefabtracker.job;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.prefabtracker.shared.background.Heartbeats;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Runs queued jobs one after the other. It holds the row lock of a job while it works; when its process dies, the lock is
 * released and another worker, or this one after a restart, runs the job again.
 */
@Singleton
public class JobWorker {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    private static final String THREAD = "jobs";

    /** The longest a job may take, and a while. */
    private static final Duration LONGEST_ROUND =
            Duration.ofSeconds(Transactions.LONG_SECONDS).plusMinutes(5);

    private static final long PAUSE_MS = 2_000;
    private static final long BETWEEN_FORGETTING_NS = TimeUnit.HOURS.toNanos(1);

    /** Requested by its own thread: the handlers take time to initialise, and the start does not wait for them. */
    @Inject
    Instance<JobRunner> runner;

    @Inject
    Instance<JobQueue> jobs;

    @ConfigProperty(name = "prefab.job.keep")
    Duration keep;

    @Inject
    Heartbeats heartbeats;

    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean stopping;
    private Thread thread;

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::work, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        heartbeats.end(THREAD);
        nudge();
        // a job that is not finished by then is rolled back, and the next process runs it again
        thread.join(TimeUnit.SECONDS.toMillis(20));
    }

    /** Wakes the worker. */
    void nudge() {
        nudges.release();
    }

    private void work() {
        boolean idle = true; // the start of the application comes first
        long forgotten = System.nanoTime() - BETWEEN_FORGETTING_NS;
        while (!stopping) {
            try {
                heartbeats.beat(THREAD, LONGEST_ROUND);
                if (idle) {
                    nudges.tryAcquire(PAUSE_MS, TimeUnit.MILLISECONDS);
                    nudges.drainPermits();
                }
                if (System.nanoTime() - forgotten >= BETWEEN_FORGETTING_NS) {
                    forgotten = System.nanoTime();
                    jobs.get().forget(keep);
                }
                idle = !runner.get().runNext();
            } catch (InterruptedException e) {
                return;
            } catch (Throwable e) {
                // whatever it was, the next job gets its turn
                if (!stopping) {
                    report(e);
                    nudges.drainPermits();
                    pause();
                }
            }
        }
    }

    private static void report(Throwable failure) {
        try {
            LOG.warnf(failure, "a job was interrupted; it will be started again");
        } catch (Throwable noMemory) {
            // it could not even be written; the thread lives on
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
