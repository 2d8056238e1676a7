package org.prefabtracker.shared.problem;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Writes at most one warning a second, and says how many it left out. */
final class SparseLog {

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE_NS);
    private final AtomicLong leftOut = new AtomicLong();

    SparseLog(Logger log) {
        this.log = log;
    }

    void warn(String text) {
        long now = System.nanoTime();
        long before = last.get();
        if (now - before >= PAUSE_NS && last.compareAndSet(before, now)) {
            long more = leftOut.getAndSet(0);
            log.warn(more == 0 ? text : text + " (and " + more + " times before)");
        } else {
            leftOut.incrementAndGet();
        }
    }
}
