package org.prefabtracker.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.prefabtracker.shared.http.SessionCookie;
import org.prefabtracker.shared.problem.Problems;

/** Refuses what browsers send because another site asked them to, before anything is done (403). What only reads is let through. */
@ApplicationScoped
public class CsrfGuard {

    private static final Set<String> ONLY_READ = Set.of("GET", "HEAD", "OPTIONS");

    /** Said by the browser, by no page. A subdomain of the same site is not ours. */
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private static final Set<String> OURS = Set.of("same-origin", "none");

    /** The Origin of forms on pages without a referrer, such as our own. */
    private static final String UNTOLD = "null";

    @Inject
    SessionCookie cookie;

    @Inject
    CurrentVertxRequest current;

    /** Refuses what the browser says is another site's; programs say nothing. */
    void refuse() {
        HttpServerRequest request = current.getCurrent().request();
        if (!ONLY_READ.contains(request.method().name()) && isForeign(request)) {
            throw Problems.of(403, "A page of another site asked for this; it must be one of this server");
        }
    }

    /** Refuses what does not show the token of the session besides. */
    void refuse(Session session) {
        refuse();
        HttpServerRequest request = current.getCurrent().request();
        if (!ONLY_READ.contains(request.method().name())
                && !isOf(session, String.join(",", request.headers().getAll(Session.CSRF_HEADER)))) {
            throw Problems.of(
                    403,
                    "Send the token of the session as " + Session.CSRF_HEADER + "; GET /api/v1/session answers it");
        }
    }

    /** Refuses a form, which has no header to show, where the browser does not say whose page it is of; {@link AuthorizationFilter} sees to whose. */
    public void refuseUntold() {
        HttpServerRequest request = current.getCurrent().request();
        if (request.headers().getAll(FETCH_SITE).isEmpty()
                && request.headers().getAll("Origin").isEmpty()) {
            throw Problems.of(403, "The browser does not say which page this form is of");
        }
    }

    /** Whether a token, which may be null, is the session's, in a time that tells nothing of how it differs. */
    public static boolean isOf(Session session, String token) {
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isForeign(HttpServerRequest request) {
        List<String> sites = request.headers().getAll(FETCH_SITE);
        return !OURS.containsAll(sites)
                || request.headers().getAll("Origin").stream()
                        .anyMatch(origin -> !isOurs(request, origin) && (!origin.equals(UNTOLD) || sites.isEmpty()));
    }

    /** TLS may end before the application without a word of it, so that https is always right. */
    private boolean isOurs(HttpServerRequest request, String origin) {
        String host = String.valueOf(request.authority());
        return origin.equalsIgnoreCase("https://" + host)
                || !cookie.isSecure(request) && origin.equalsIgnoreCase("http://" + host);
    }
}
