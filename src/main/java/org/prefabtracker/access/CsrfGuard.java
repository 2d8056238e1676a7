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

/** Refuses writing requests that a page of another site caused a browser to send (403). Reading requests pass. */
@ApplicationScoped
public class CsrfGuard {

    private static final Set<String> ONLY_READ = Set.of("GET", "HEAD", "OPTIONS");

    /** Set by the browser; pages cannot set it. A subdomain of the same site is foreign. */
    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private static final Set<String> SAME_ORIGIN = Set.of("same-origin", "none");

    /** The Origin of forms on pages without a referrer, such as those of this application. */
    private static final String NULL_ORIGIN = "null";

    @Inject
    SessionCookie cookie;

    @Inject
    CurrentVertxRequest current;

    /** Refuses requests that the browser marks as caused by another site. Clients that are not browsers send no marks. */
    void refuse() {
        HttpServerRequest request = current.getCurrent().request();
        if (!ONLY_READ.contains(request.method().name()) && isForeign(request)) {
            throw Problems.of(
                    403, "The request was sent by a page of another site; send it from a page of this server");
        }
    }

    /** Refuses requests that do not also send the token of the session. */
    void refuse(Session session) {
        refuse();
        HttpServerRequest request = current.getCurrent().request();
        if (!ONLY_READ.contains(request.method().name())
                && !isOf(session, String.join(",", request.headers().getAll(Session.CSRF_HEADER)))) {
            throw Problems.of(
                    403,
                    "Send the token of the session as " + Session.CSRF_HEADER + "; GET /api/v1/session returns it");
        }
    }

    /**
     * Refuses a form, which cannot send a header, where the browser does not name its page. {@link AuthorizationFilter}
     * checks that page.
     */
    public void refuseWithoutOrigin() {
        HttpServerRequest request = current.getCurrent().request();
        if (request.headers().getAll(FETCH_SITE).isEmpty()
                && request.headers().getAll("Origin").isEmpty()) {
            throw Problems.of(403, "The browser did not send the headers that name the page of this form");
        }
    }

    /** Whether a token (nullable) is that of the session. Compares in constant time. */
    public static boolean isOf(Session session, String token) {
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        session.csrfToken().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isForeign(HttpServerRequest request) {
        List<String> sites = request.headers().getAll(FETCH_SITE);
        return !SAME_ORIGIN.containsAll(sites)
                || request.headers().getAll("Origin").stream()
                        .anyMatch(origin ->
                                !isThisServer(request, origin) && (!origin.equals(NULL_ORIGIN) || sites.isEmpty()));
    }

    /** TLS may end at a proxy that does not say so; https is therefore always accepted. */
    private boolean isThisServer(HttpServerRequest request, String origin) {
        String host = String.valueOf(request.authority());
        return origin.equalsIgnoreCase("https://" + host)
                || !cookie.isSecure(request) && origin.equalsIgnoreCase("http://" + host);
    }
}
