package org.prefabtracker.shared.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cookie that a page is signed in by, to be read by no script. Over TLS its name has the prefix with which browsers take it from
 * this host alone. Lax and not Strict: who comes by a link, or back from single sign-on, is to be known at once; what changes
 * anything needs a token besides. See docs/adr/0025.
 */
@ApplicationScoped
public class SessionCookie {

    private static final String NAME = "prefab-session";
    private static final String OF_THIS_HOST = "__Host-";

    @ConfigProperty(name = "prefab.hsts")
    boolean alwaysTls;

    /** Whether the browser came over TLS, as far as that can be told. */
    public boolean isSecure(HttpServerRequest request) {
        return alwaysTls || request.isSSL();
    }

    /** What was sent as the cookie; empty where it was sent twice, for one of them then is not ours. */
    public Optional<String> of(HttpServerRequest request) {
        String start = name(request) + "=";
        List<String> sent = request.headers().getAll("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(start))
                .map(cookie -> cookie.substring(start.length()))
                .toList();
        return sent.size() == 1 ? Optional.of(sent.get(0)) : Optional.empty();
    }

    /** Sends a value, for as long as the browser is open. */
    public void set(HttpServerRequest request, String value) {
        send(request, cookie(request, value));
    }

    /** Has the browser forget it. */
    public void clear(HttpServerRequest request) {
        send(request, cookie(request, "").setMaxAge(0));
    }

    private Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(name(request), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(isSecure(request))
                .setSameSite(CookieSameSite.LAX);
    }

    private static void send(HttpServerRequest request, Cookie cookie) {
        HttpServerResponse response = request.response();
        response.addCookie(cookie);
    }

    private String name(HttpServerRequest request) {
        return isSecure(request) ? OF_THIS_HOST + NAME : NAME;
    }
}
