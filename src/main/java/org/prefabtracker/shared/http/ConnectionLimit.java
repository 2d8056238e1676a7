package org.prefabtracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prefabtracker.shared.problem.RawProblemWriter;

/**
 * Limits the connections that one address holds open. A connection counts from its first request on. The connections of a trusted proxy
 * are shared by many addresses: there, the requests under way of each address are counted.
 */
@ApplicationScoped
class ConnectionLimit {

    /** Before the rate is counted. */
    private static final int PRIORITY = 2_500;

    @Inject
    ConnectionSettings settings;

    private final Set<HttpConnection> known = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    void register(@Observes Filters filters) {
        if (settings.perAddress() > 0) {
            filters.register(this::limit, PRIORITY);
        }
    }

    private void limit(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        if (known.contains(connection)) {
            context.next();
            return;
        }
        String address = SenderAddress.of(request.remoteAddress());
        boolean forwarded = !SenderAddress.of(connection.remoteAddress()).equals(address);
        int now = open.merge(address, 1, Integer::sum);
        if (forwarded) {
            context.addEndHandler(end -> release(address));
        } else {
            known.add(connection);
            connection.closeHandler(closed -> {
                known.remove(connection);
                release(address);
            });
        }
        if (now <= settings.perAddress()) {
            context.next();
            return;
        }
        context.response().putHeader("Retry-After", "1");
        context.addEndHandler(end -> {
            if (!forwarded) {
                connection.close();
            }
        });
        RawProblemWriter.answer(
                context,
                429,
                "One address may hold " + settings.perAddress() + " connections at the same time; close some of them");
    }

    private void release(String address) {
        open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** The number of addresses that hold connections. */
    int addresses() {
        return open.size();
    }
}
