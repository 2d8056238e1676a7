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
 * The session cookie, which no script can read. Over TLS its name has the prefix that makes browsers accept it from this host
 * only. It is Lax and not Strict, because a user who follows a link or returns from single sign-on is signed in at once;
 * writing requests need a token in addition. See docs/adr/0025.
 */
@ApplicationScoped
public class SessionCookie {

    private static final String NAME = "prefab-session";
    private static final String OF_THIS_HOST = "__Host-";

    @ConfigProperty(name = "prefab.hsts")
    boolean alwaysTls;

    /** Whether the browser connects by TLS, as far as the application can know. */
    public boolean isSecure(HttpServerRequest request) {
        return alwaysTls || request.isSSL();
    }

    /** The value of the cookie; empty where it was sent twice, because then one of them is foreign. */
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

    /** Sets a value until the browser is closed. */
    public void set(HttpServerRequest request, String value) {
        send(request, cookie(request, value));
    }

    /** Deletes the cookie of the browser. */
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
