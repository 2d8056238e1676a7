package org.prefabtracker.shared.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Passwords and tokens do not leave this machine unencrypted: the start is refused where other machines could send them so, unless the
 * operator allows it. See docs/operations.md.
 */
@ApplicationScoped
public class ClearText implements HttpServerOptionsCustomizer {

    private static final Logger LOG = Logger.getLogger(ClearText.class);

    private static final String HOST = "quarkus.http.host";
    private static final String AT_PROXY = "prefab.hsts";
    private static final String ALLOWED = "prefab.insecure";

    @ConfigProperty(name = AT_PROXY)
    boolean tlsAtProxy;

    @ConfigProperty(name = ALLOWED)
    boolean allowed;

    @ConfigProperty(name = "quarkus.http.insecure-requests")
    Optional<String> insecureRequests;

    private volatile boolean sent;
    private volatile boolean encrypted;

    /**
     * Why the application may not start with these settings, before anything else is started; empty where it may, or where
     * settings of TLS have to be read to know.
     */
    public static Optional<String> refusal(Config config) {
        String host = config.getOptionalValue(HOST, String.class).orElse("");
        boolean mayBe = isTrue(config, AT_PROXY) || isTrue(config, ALLOWED) || namesTls(config);
        return mayBe || isThisMachine(host) ? Optional.empty() : Optional.of(sentence(host));
    }

    private static boolean isTrue(Config config, String name) {
        return config.getOptionalValue(name, Boolean.class).orElse(false);
    }

    private static boolean namesTls(Config config) {
        for (String name : config.getPropertyNames()) {
            String dotted = name.toLowerCase(Locale.ROOT).replaceAll("[_-]", ".");
            if (dotted.startsWith("quarkus.http.ssl.")
                    || dotted.startsWith("quarkus.tls.")
                    || dotted.startsWith("quarkus.http.tls.configuration")) {
                return true;
            }
        }
        return false;
    }

    /** Called before the server without TLS listens, also where it would only redirect. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        boolean answered = insecureRequests.map("enabled"::equalsIgnoreCase).orElse(true);
        if (!answered || tlsAtProxy || isThisMachine(options.getHost())) {
            return;
        }
        if (!allowed) {
            throw new ConfigurationException(sentence(options.getHost()));
        }
        sent = true;
        LOG.warnf(
                "%s is true: everybody on the network between can read the passwords and tokens that are sent to %s",
                ALLOWED, options.getHost());
    }

    /** Called before the server with TLS listens. */
    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        encrypted = true;
    }

    /** Whether the application has TLS of its own. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** Whether other machines send passwords to this application unencrypted, because the operator allowed it. */
    public boolean isSent() {
        return sent;
    }

    private static String sentence(String host) {
        return "it would listen on '" + host + "' without TLS, where other machines send passwords in clear text."
                + " Set QUARKUS_HTTP_SSL_CERTIFICATE_FILES, QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES and"
                + " QUARKUS_HTTP_INSECURE_REQUESTS=redirect; or PREFAB_HSTS=true if TLS ends at a proxy;"
                + " or PREFAB_INSECURE=true to accept it (docs/operations.md).";
    }

    /** Whether only this machine reaches an address: every address that a name stands for is a loopback address. */
    static boolean isThisMachine(String host) {
        if (host == null || host.isBlank()) {
            return false;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host.strip())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
