package org.prefabtracker.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.BiConsumer;
import org.prefabtracker.shared.problem.RawProblemWriter;

/** Gives the metrics to the operator only: by a token, or by the session of a page. */
@ApplicationScoped
class MetricsGuard {

    private static final String PATH = "/q/metrics";

    /** After the mechanisms of authentication are set up, before the routes. */
    private static final int PRIORITY = 50;

    private static final BiConsumer<RoutingContext, Throwable> NOTHING = (context, failure) -> {};

    @Inject
    IdentityProviderManager identities;

    void register(@Observes Filters filters) {
        filters.register(this::guard, PRIORITY);
    }

    private void guard(RoutingContext context) {
        if (!context.normalizedPath().startsWith(PATH)) {
            context.next();
        } else if (ApiAuthenticationMechanism.isPassword(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            unauthorized(context);
        } else {
            Context caller = Vertx.currentContext();
            // the framework would answer what is answered below
            context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, NOTHING);
            QuarkusHttpUser.getSecurityIdentity(context, identities)
                    .subscribe()
                    .with(
                            identity -> caller.runOnContext(back -> decide(context, identity)),
                            failed -> caller.runOnContext(back -> unauthorized(context)));
        }
    }

    private static void decide(RoutingContext context, SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            unauthorized(context);
            return;
        }
        Account account = identity.getAttribute(ApiAuthenticationMechanism.ACCOUNT);
        if (account.isOperator() && account.projectId() == null) {
            context.next();
        } else {
            RawProblemWriter.answer(context, 403, "The metrics are for the operator");
        }
    }

    private static void unauthorized(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer realm=\"prefab-tracker\"");
        RawProblemWriter.answer(
                context, 401, "The metrics are for the operator: send a token as Authorization: Bearer");
    }
}
