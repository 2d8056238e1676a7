package org.prefabtracker.shared.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.prefabtracker.shared.problem.RawProblemWriter;

/**
 * Answers an address or headers over the limit with a problem; {@link BodyFilter} limits bodies. The HTTP server itself would close the connection
 * without an answer; its own limits are far above these.
 */
@ApplicationScoped
class RequestLimits {

    private static final int MOST_OF_AN_ADDRESS = 8_000;
    private static final int MOST_OF_HEADERS = 16_000;

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize limit;

    void announced(@Observes Filters filters) {
        filters.register(this::check, 1_000);
    }

    void discovered(@Observes Router router) {
        router.errorHandler(413, this::refuseBody);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.uri().length() > MOST_OF_AN_ADDRESS) {
            RawProblemWriter.answer(context, 414, "An address may have at most " + MOST_OF_AN_ADDRESS + " characters");
        } else if (size(request) > MOST_OF_HEADERS) {
            RawProblemWriter.answer(
                    context, 431, "Headers may have at most " + MOST_OF_HEADERS + " characters together");
        } else {
            context.next();
        }
    }

    private static int size(HttpServerRequest request) {
        int size = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    private void refuseBody(RoutingContext context) {
        RawProblemWriter.answer(context, 413, BodyLimits.exceeded(limit.asLongValue()));
    }
}
