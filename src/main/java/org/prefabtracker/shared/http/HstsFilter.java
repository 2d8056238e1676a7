package org.prefabtracker.shared.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells browsers that connect by TLS to use only TLS; other security headers are settings. */
@ApplicationScoped
class HstsFilter {

    private static final String A_YEAR = "max-age=31536000";

    @ConfigProperty(name = "prefab.hsts")
    boolean always;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (always || context.request().isSSL()) {
                        context.response().putHeader("Strict-Transport-Security", A_YEAR);
                    }
                    context.next();
                },
                3_000);
    }
}
