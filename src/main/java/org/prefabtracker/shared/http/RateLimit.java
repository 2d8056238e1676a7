package org.prefabtracker.shared.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.RawProblemWriter;
import org.prefabtracker.shared.text.Sha256;

/**
 * Lets no single sender take the server for itself: what comes faster than an address, a token or a session may send is answered with 429
 * and when to try again. Each copy of the application counts for itself.
 */
@ApplicationScoped
public class RateLimit {

    /** How many senders are remembered at most; at some 300 bytes each. */
    private static final int MOST_SENDERS = 50_000;

    /** All that a network at home or in an office hands out by itself: counted as one sender. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private final LoadingCache<String, Bucket> addresses;
    private final LoadingCache<String, Bucket> tokens;
    private final SessionCookie cookie;

    public RateLimit(
            SessionCookie cookie,
            @ConfigProperty(name = "prefab.rate.per-address") int perAddress,
            @ConfigProperty(name = "prefab.rate.per-address-burst") int perAddressBurst,
            @ConfigProperty(name = "prefab.rate.per-token") int perToken,
            @ConfigProperty(name = "prefab.rate.per-token-burst") int perTokenBurst) {
        this.cookie = cookie;
        addresses = buckets(perAddress, perAddressBurst);
        tokens = buckets(perToken, perTokenBurst);
    }

    /** What was not asked for until it is full again is forgotten, for a new one begins full; null where there is no limit. */
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

    public void register(@Observes Filters filters) {
        if (addresses != null || tokens != null) {
            filters.register(this::limit, 2_000);
        }
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        // by address first: a client that invents tokens would get a new allowance with each
        long wait = addresses == null ? 0 : take(addresses.get(address(request.remoteAddress())));
        if (wait == 0 && tokens != null) {
            String authorization = request.getHeader("Authorization");
            String credentials = authorization == null ? cookie.of(request).orElse(null) : authorization;
            // themselves they are not kept
            wait = credentials == null ? 0 : take(tokens.get(Sha256.hex(credentials)));
        }
        if (wait == 0) {
            context.next();
        } else {
            context.response().putHeader("Retry-After", Long.toString(wait));
            RawProblemWriter.answer(
                    context, 429, "More requests than one sender may send; try again in " + wait + " s");
        }
    }

    /** 0 where there is room for a request, else after how many seconds there will be. */
    private static long take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
    }

    /** The sender's address as Quarkus tells it: what a proxy says of it counts only where quarkus.http.proxy.* trusts the proxy. */
    public static String address(SocketAddress remote) {
        String text = remote == null ? null : remote.hostAddress() == null ? remote.host() : remote.hostAddress();
        byte[] bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return String.valueOf(text);
        }
        try {
            // an IPv4 address written as IPv6 becomes one of 4 bytes
            byte[] plain = InetAddress.getByAddress(bytes).getAddress();
            return Base64.getEncoder()
                    .encodeToString(plain.length == 4 ? plain : Arrays.copyOf(plain, IPV6_PREFIX_BYTES));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
