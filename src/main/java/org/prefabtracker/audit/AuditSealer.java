package org.prefabtracker.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.prefabtracker.shared.background.Heartbeats;
import org.prefabtracker.shared.persistence.Sql;
import org.prefabtracker.shared.persistence.Transactions;

/**
 * Seals the entries of the audit log and the events in batches, each chained to the one before, and writes the digest of the latest
 * to the application log. Of several instances one seals at a time.
 */
@Singleton
class AuditSealer {

    private static final Logger LOG = Logger.getLogger(AuditSealer.class);

    /** The advisory lock of the instance that seals. */
    static final long LOCK = 0x5ea1;

    private static final String LOOP = "sealing";

    private static final int MOST = 1_000;

    @Inject
    Clock clock;

    @ConfigProperty(name = "prefab.audit.seal-every")
    Duration sealEvery;

    @ConfigProperty(name = "prefab.audit.publish-every")
    Duration publishEvery;

    @Inject
    Heartbeats heartbeats;

    private ScheduledExecutorService executor;
    private long published;

    void start(@Observes StartupEvent event) {
        heartbeats.beat(LOOP, longestRound());
        executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit");
            thread.setDaemon(true);
            return thread;
        });
        executor.scheduleWithFixedDelay(
                this::sealAll, sealEvery.toMillis(), sealEvery.toMillis(), TimeUnit.MILLISECONDS);
        executor.scheduleWithFixedDelay(
                this::publish, publishEvery.toMillis(), publishEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        heartbeats.end(LOOP);
        executor.execute(this::sealAll);
        executor.execute(this::publish);
        executor.shutdown();
        executor.awaitTermination(20, TimeUnit.SECONDS);
    }

    private void sealAll() {
        try {
            while (seal()) {
                // more wait
            }
            heartbeats.beat(LOOP, longestRound());
        } catch (Throwable e) {
            // an executor would not run it again
            report(e, "sealing the audit log failed; it will be retried");
        }
    }

    /** A failure of the database is no silence of this loop: the database has its own check of health. */
    private void report(Throwable failure, String what) {
        try {
            LOG.warnf(failure, what);
            if (!Transactions.sqlState(failure).isEmpty()) {
                heartbeats.beat(LOOP, longestRound());
            }
        } catch (Throwable noMemory) {
            // it could not even be written; the next round comes
        }
    }

    private Duration longestRound() {
        return sealEvery.multipliedBy(10).plusMinutes(5);
    }

    /** Writes the latest digest to the application log, which people who can change the database cannot change. */
    private void publish() {
        try {
            SealedBatch head = Transactions.read(SealedBatch::head);
            if (head.number() != published) {
                published = head.number();
                LOG.infof("the audit log is sealed up to batch %d: %s", head.number(), head.hex());
            }
        } catch (Throwable e) {
            report(e, "the latest sealed batch of the audit log cannot be read");
        }
    }

    /**
     * Seals the committed entries and events that are in no batch, as one batch. Returns whether more may wait; false also where
     * another instance is sealing.
     */
    boolean seal() {
        return Transactions.write(() -> Sql.query("select pg_try_advisory_xact_lock(:lock)")
                        .bind("lock", LOCK)
                        .mapTo(Boolean.class)
                        .one()
                && sealAlone());
    }

    private boolean sealAlone() {
        List<Long> ids = Sql.query("""
                        with taken as (delete from audit_unsealed where entry_id in
                          (select entry_id from audit_unsealed order by entry_id limit :most) returning entry_id)
                        select entry_id from taken order by entry_id""").bind("most", MOST).mapTo(Long.class).list();
        boolean eventsWait = EventSealSql.isAnyWaiting();
        if (ids.isEmpty() && !eventsWait) {
            return false;
        }
        SealedBatch head = SealedBatch.head();
        List<SealedBatch.Events> events = eventsWait ? EventSealSql.seal(head.number() + 1, MOST) : List.of();
        if (!ids.isEmpty() || !events.isEmpty()) {
            Map<Long, byte[]> found = SealedBatch.hashes(ids);
            ByteBuffer hashes = ByteBuffer.allocate(ids.size() * SealedBatch.HASH);
            ids.forEach(id -> hashes.put(found.getOrDefault(id, SealedBatch.NONE)));
            SealedBatch.sealed(
                            head,
                            ids.toArray(Long[]::new),
                            hashes.array(),
                            events,
                            clock.instant().truncatedTo(ChronoUnit.MICROS))
                    .insert();
        }
        return ids.size() == MOST || eventsWait && EventSealSql.isAnyWaiting();
    }
}
