package org.prefabtracker.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which refused requests of unknown senders get an entry of their own, and counts the others. Without it, anybody could fill the
 * disk. Each instance counts separately.
 */
@ApplicationScoped
class RefusalSampler {

    /** The addresses that are counted one by one; what comes from others is counted together. */
    private static final int MOST_ADDRESSES = 10_000;

    /** The entries of a minute that say what was left out. */
    private static final int MOST_REPORTS = 20;

    private final RefusalSettings settings;
    private final Clock clock;

    private Instant minute = Instant.EPOCH;
    private int kept;
    private Map<String, Sender> senders = new HashMap<>();
    private LeftOut elsewhere;
    private final List<LeftOut> ended = new ArrayList<>();

    private static final class Sender {
        private int kept;
        private LeftOut leftOut;
    }

    /**
     * Requests that have no entry of their own.
     *
     * @param address null: of several addresses
     * @param status of the latest
     */
    record LeftOut(String address, Instant minute, long count, int status) {
        LeftOut and(int latest) {
            return new LeftOut(address, minute, count + 1, latest);
        }
    }

    RefusalSampler(RefusalSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Whether a refused request gets an entry; otherwise it is counted.
     *
     * @param sender the address as it is counted
     * @param address the address as it is shown
     */
    synchronized boolean admits(String sender, String address, int status) {
        turn();
        Sender counted = senders.get(sender);
        if (counted == null && senders.size() < MOST_ADDRESSES) {
            counted = new Sender();
            senders.put(sender, counted);
        }
        if (counted == null) {
            elsewhere = (elsewhere == null ? new LeftOut(null, minute, 0, status) : elsewhere).and(status);
            return false;
        }
        if (isBelow(counted.kept, settings.perAddress()) && isBelow(kept, settings.perMinute())) {
            counted.kept++;
            kept++;
            return true;
        }
        counted.leftOut =
                (counted.leftOut == null ? new LeftOut(address, minute, 0, status) : counted.leftOut).and(status);
        return false;
    }

    private static boolean isBelow(int count, int most) {
        return most <= 0 || count < most;
    }

    /** Takes what was left out in the minutes that are over: the most of one address each, then the rest together. */
    synchronized List<LeftOut> takeEnded() {
        turn();
        List<LeftOut> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    /** Takes what was left out until now, at the end of the process. */
    synchronized List<LeftOut> takeAll() {
        endMinute();
        return takeEnded();
    }

    private void turn() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            endMinute();
            minute = now;
        }
    }

    private void endMinute() {
        List<LeftOut> all = senders.values().stream()
                .map(sender -> sender.leftOut)
                .filter(left -> left != null)
                .sorted(Comparator.comparingLong(LeftOut::count).reversed())
                .toList();
        LeftOut rest = elsewhere;
        for (LeftOut left : all.subList(Math.min(MOST_REPORTS, all.size()), all.size())) {
            rest = new LeftOut(null, minute, left.count() + (rest == null ? 0 : rest.count()), left.status());
        }
        ended.addAll(all.subList(0, Math.min(MOST_REPORTS, all.size())));
        if (rest != null) {
            ended.add(rest);
        }
        senders = new HashMap<>();
        elsewhere = null;
        kept = 0;
    }
}
