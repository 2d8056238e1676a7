package org.prefabtracker;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.prefabtracker.access.BootstrapPasswords;
import org.prefabtracker.shared.http.ClearText;

/** Ends the log of the start with one block: the address, the pages, and where the first passwords are. Names no password. */
@Singleton
@Unremovable
class ReadyMessage implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(ReadyMessage.class);

    @Inject
    BootstrapPasswords passwords;

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080")
    int port;

    @ConfigProperty(name = "quarkus.http.ssl-port", defaultValue = "8443")
    int tlsPort;

    @Inject
    ClearText clearText;

    /** Runs once the application answers; returns when it ends. */
    @Override
    public int run(String... args) {
        String address = clearText.isEncrypted() ? "https://" + host + ":" + tlsPort : "http://" + host + ":" + port;
        LOG.info(text(address, passwords.files()));
        Quarkus.waitForExit();
        return 0;
    }

    static String text(String address, Map<String, Path> files) {
        StringBuilder text = new StringBuilder("prefab-tracker is ready\n");
        text.append("  address    ").append(address).append('\n');
        text.append("  pages      ").append(address).append("/sign-in (sign in), ");
        text.append(address).append("/q/swagger-ui (the API), ").append(address).append("/q/health\n");
        if (files.isEmpty()) {
            return text.append("  log-ins    as registered; no first password is left")
                    .toString();
        }
        text.append("  log-ins    ").append(String.join(", ", files.keySet())).append('\n');
        text.append("  passwords  the first ones, until they are changed, in the files");
        files.values().forEach(file -> text.append("\n             ").append(file));
        return text.toString();
    }
}
