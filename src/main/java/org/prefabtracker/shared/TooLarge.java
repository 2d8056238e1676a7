package org.prefabtracker.shared;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers a body over the limit with a problem like every other; the server below would close with nothing. */
@ApplicationScoped
public class TooLarge {

    @ConfigProperty(name = "quarkus.http.limits.max-body-size")
    MemorySize limit;

    void announced(@Observes Filters filters) {
        filters.register(
                context -> {
                    String length = context.request().getHeader("Content-Length");
                    if (length != null && length.length() < 19 && Long.parseLong(length) > limit.asLongValue()) {
                        refuse(context);
                    } else {
                        context.next();
                    }
                },
                1_000);
    }

    void discovered(@Observes Router router) {
        router.errorHandler(413, this::refuse);
    }

    private void refuse(RoutingContext context) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", Problems.title(413))
                .put("status", 413)
                .put("detail", "A request may hold at most " + limit.asLongValue() + " bytes")
                .put("instance", context.request().path());
        context.response()
                .setStatusCode(413)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end(problem.encode());
    }
}
