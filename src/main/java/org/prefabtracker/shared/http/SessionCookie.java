package org.prefabtracker.shared.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
    private static final String DEVICE_NAME = "prefab-device";
    private static final Pattern DEVICE = Pattern.compile("[\\w-]{43}");
    private static final String OF_THIS_HOST = "__Host-";

    @ConfigProperty(name = "prefab.hsts")
    boolean alwaysTls;

    /** Whether the browser connects by TLS, as far as the application can know. */
    public boolean isSecure(HttpServerRequest request) {
        return alwaysTls || request.isSSL();
    }

    /** The value of the cookie; empty where it was sent twice, because then one of them is foreign. */
    public Optional<String> of(HttpServerRequest request) {
        return value(request, name(request));
    }

    private static Optional<String> value(HttpServerRequest request, String name) {
        String start = name + "=";
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

    /** The id of the device in its own cookie, which outlives sessions; empty where there is none, or it is foreign. */
    public Optional<String> device(HttpServerRequest request) {
        return value(request, deviceName(request))
                .filter(device -> DEVICE.matcher(device).matches());
    }

    /** Sets the id of the device for a time. */
    public void setDevice(HttpServerRequest request, String device, Duration kept) {
        send(
                request,
                cookie(request, deviceName(request), device)
                        .setMaxAge(kept.toSeconds())
                        .setSameSite(CookieSameSite.STRICT));
    }

    private String deviceName(HttpServerRequest request) {
        return isSecure(request) ? OF_THIS_HOST + DEVICE_NAME : DEVICE_NAME;
    }

    private Cookie cookie(HttpServerRequest request, String value) {
        return cookie(request, name(request), value);
    }

    private Cookie cookie(HttpServerRequest request, String name, String value) {
        return Cookie.cookie(name, value)
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
