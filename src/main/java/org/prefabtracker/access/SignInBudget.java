package org.prefabtracker.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.prefabtracker.shared.http.SenderAddress;
import org.prefabtracker.shared.http.SessionCookie;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.RawProblemWriter;

/** Limits how often passwords from one address are checked, right ones and wrong ones. Each instance counts separately. */
@ApplicationScoped
class SignInBudget {

    /** The largest number of addresses in memory. */
    private static final int MOST_SENDERS = 50_000;

    /** Before bodies are received. */
    private static final int PRIORITY = 950;

    /** Where people sign in; a password in Authorization counts everywhere. */
    private static final Set<String> PATHS = Set.of("/api/v1/session", "/sign-in");

    private final LoadingCache<String, Bucket> addresses;
    private final SessionCookie cookies;

    SignInBudget(SignInSettings settings, SessionCookie cookies) {
        this.cookies = cookies;
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

    void register(@Observes Filters filters) {
        if (addresses != null) {
            filters.register(this::refuseEarly, PRIORITY);
        }
    }

    /** Refuses a sign-in from an address without budget before it takes a thread, unless the device may be known. */
    private void refuseEarly(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean signsIn = ApiAuthenticationMechanism.isPassword(request.getHeader(HttpHeaders.AUTHORIZATION))
                || request.method() == HttpMethod.POST && PATHS.contains(context.normalizedPath());
        long wait = signsIn && cookies.device(request).isEmpty()
                ? secondsToWait(SenderAddress.of(request.remoteAddress()))
                : 0;
        if (wait == 0) {
            context.next();
        } else {
            context.response().putHeader("Retry-After", Long.toString(wait));
            RawProblemWriter.answer(context, 429, sentence(wait));
        }
    }

    /** 0 where the sender has some left; nothing is taken. */
    private long secondsToWait(String sender) {
        EstimationProbe probe = addresses.get(sender).estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? 0 : seconds(probe.getNanosToWaitForRefill());
    }

    private static long seconds(long nanos) {
        return 1 + TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private static String sentence(long seconds) {
        return "Too many sign-ins from one address; try again in " + seconds + " s";
    }

    /**
     * Takes one sign-in.
     *
     * @param sender an address, or a known device
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 where it has no more left
     */
    void take(String sender) {
        if (addresses == null) {
            return;
        }
        ConsumptionProbe probe = addresses.get(sender).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = seconds(probe.getNanosToWaitForRefill());
            throw Problems.builder(429, sentence(seconds))
                    .withHeader("Retry-After", Long.toString(seconds))
                    .build();
        }
    }
}
