package org.prefabtracker.shared.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.RawProblemWriter;
import org.prefabtracker.shared.text.Sha256;

/**
 * Limits the rate of requests per address, token and session. Requests beyond it are answered with 429 and Retry-After. Each
 * instance counts separately.
 */
@ApplicationScoped
class RateLimit {

    /** The largest number of senders in memory, about 300 bytes each. */
    private static final int MOST_SENDERS = 50_000;

    private final LoadingCache<String, Bucket> addresses;
    private final LoadingCache<String, Bucket> tokens;
    private final SessionCookie cookie;

    RateLimit(
            SessionCookie cookie,
            @ConfigProperty(name = "prefab.rate.per-address") int perAddress,
            @ConfigProperty(name = "prefab.rate.per-address-burst") int perAddressBurst,
            @ConfigProperty(name = "prefab.rate.per-token") int perToken,
            @ConfigProperty(name = "prefab.rate.per-token-burst") int perTokenBurst) {
        this.cookie = cookie;
        addresses = buckets(perAddress, perAddressBurst);
        tokens = buckets(perToken, perTokenBurst);
    }

    /**
     * The buckets of senders; a bucket that is full again is dropped, because a new one is full. Null where there is no
     * limit.
     */
    private static LoadingCache<String, Bucket> buckets(int perSecond, int burst) {
        if (perSecond <= 0) {
            return null;
        }
        int capacity = Math.max(perSecond, burst);
        return Caffeine.newBuilder()
                .maximumSize(MOST_SENDERS)
                .expireAfterAccess(Duration.ofSeconds(1 + capacity / perSecond))
                .executor(Runnable::run)
                .build(sender -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    void register(@Observes Filters filters) {
        if (addresses != null || tokens != null) {
            filters.register(this::limit, 2_000);
        }
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        // by address first: a client that invents tokens would otherwise get a new allowance with each
        long wait = addresses == null ? 0 : take(addresses.get(SenderAddress.of(request.remoteAddress())));
        if (wait == 0 && tokens != null) {
            String authorization = request.getHeader("Authorization");
            String credentials = authorization == null ? cookie.of(request).orElse(null) : authorization;
            // the credentials themselves are not stored
            wait = credentials == null ? 0 : take(tokens.get(Sha256.hex(credentials)));
        }
        if (wait == 0) {
            context.next();
        } else {
            context.response().putHeader("Retry-After", Long.toString(wait));
            RawProblemWriter.answer(context, 429, "Too many requests from one sender; try again in " + wait + " s");
        }
    }

    /** 0 if a request is allowed, otherwise the number of seconds to wait. */
    private static long take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
    }
}
