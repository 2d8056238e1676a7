package org.prefabtracker.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.prefabtracker.shared.problem.Problems;

/** Limits how often passwords from one address are checked, right ones and wrong ones. Each instance counts separately. */
@ApplicationScoped
class SignInBudget {

    /** The largest number of addresses in memory. */
    private static final int MOST_SENDERS = 50_000;

    private final LoadingCache<String, Bucket> addresses;

    SignInBudget(SignInSettings settings) {
        int perMinute = settings.perMinute();
        int capacity = Math.max(1, settings.burst());
        addresses = perMinute <= 0
                ? null
                : Caffeine.newBuilder()
                        .maximumSize(MOST_SENDERS)
                        // a bucket that is full again is dropped, because a new one is full
                        .expireAfterAccess(Duration.ofMinutes(1L + capacity / perMinute))
                        .executor(Runnable::run)
                        .build(address -> Bucket.builder()
                                .addLimit(limit ->
                                        limit.capacity(capacity).refillGreedy(perMinute, Duration.ofMinutes(1)))
                                .build());
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 429 where an address has no more left */
    void take(String address) {
        if (addresses == null) {
            return;
        }
        ConsumptionProbe probe = addresses.get(address).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
            throw Problems.builder(429, "Too many sign-ins from one address; try again in " + seconds + " s")
                    .withHeader("Retry-After", Long.toString(seconds))
                    .build();
        }
    }
}
