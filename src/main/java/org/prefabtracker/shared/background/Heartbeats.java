package org.prefabtracker.shared.background;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** When each loop in the background last went round, and how long it may take for a round. */
@ApplicationScoped
public class Heartbeats {

    @Inject
    Clock clock;

    private record Beat(Instant at, Duration longest) {}

    private final Map<String, Beat> beats = new ConcurrentHashMap<>();

    /**
     * Records that a loop is alive.
     *
     * @param longest the longest time until it says so again
     */
    public void beat(String loop, Duration longest) {
        beats.put(loop, new Beat(clock.instant(), longest));
    }

    /** Forgets a loop that ends as it should. */
    public void end(String loop) {
        beats.remove(loop);
    }

    /** Since when each loop is silent that should have gone round again. */
    Map<String, Instant> silent() {
        Map<String, Instant> silent = new TreeMap<>();
        Instant now = clock.instant();
        beats.forEach((loop, beat) -> {
            if (beat.at().plus(beat.longest()).isBefore(now)) {
                silent.put(loop, beat.at());
            }
        });
        return silent;
    }

    /** The names of all loops. */
    Iterable<String> loops() {
        return new TreeMap<>(beats).keySet();
    }
}
