package org.prefabtracker;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.prefabtracker.access.BootstrapPasswords;

/**
 * {@code reset-password LOGIN}: gives a person a new password, at the machine, for the operator who cannot sign in any more. The
 * password goes into a file that only its owner can read. The application may run meanwhile.
 */
@Singleton
@Unremovable
class ResetPasswordCommand implements QuarkusApplication {

    static final String COMMAND = "reset-password";

    /** Wrong arguments. */
    static final int USAGE = 2;

    /** The person does not exist or has no password here. */
    static final int NO_PERSON = 3;

    private static final int PORT_LINE = 3;

    @Inject
    BootstrapPasswords passwords;

    static boolean isOne(String... args) {
        return args.length > 0 && args[0].equals(COMMAND);
    }

    /** Whether the arguments can be run; says on standard error what is wrong. */
    static boolean isComplete(String... args) {
        if (args.length == 2 && !args[1].isBlank()) {
            return true;
        }
        System.err.println("usage: " + COMMAND + " LOGIN, such as: " + COMMAND + " operator");
        return false;
    }

    /**
     * Sets what differs from a start of the application, and points to the embedded database, which may belong to a running application.
     *
     * @throws EmbeddedDatabase.Refused where it cannot be used
     */
    static void prepare(Path dataDirectory) {
        Map.of(
                        "quarkus.http.host", "127.0.0.1",
                        // any that is free: the framework does not start without one
                        "quarkus.http.port", "0",
                        "quarkus.http.ssl-port", "0",
                        "quarkus.log.level", "WARN",
                        "prefab.demo", "false")
                .forEach(System::setProperty);
        if (EmbeddedDatabase.isConfiguredElsewhere()) {
            return;
        }
        if (Files.notExists(dataDirectory.resolve("database-passwords.properties"))) {
            throw new EmbeddedDatabase.Refused("there is no data in " + dataDirectory
                    + "; run it in the directory of the application, or set PREFAB_DATA_DIR as the application has it");
        }
        try {
            EmbeddedDatabase.start(dataDirectory);
        } catch (EmbeddedDatabase.Refused inUse) {
            connectToRunning(dataDirectory, inUse);
        }
    }

    private static void connectToRunning(Path dataDirectory, EmbeddedDatabase.Refused inUse) {
        Properties roles = new Properties();
        try (Reader file = Files.newBufferedReader(dataDirectory.resolve("database-passwords.properties"))) {
            roles.load(file);
            List<String> server = Files.readAllLines(dataDirectory.resolve("postgresql/postmaster.pid"));
            Map.of(
                            "quarkus.datasource.jdbc.url",
                            "jdbc:postgresql://127.0.0.1:"
                                    + server.get(PORT_LINE).strip() + "/prefab",
                            "quarkus.datasource.username",
                            "prefab_app",
                            "quarkus.datasource.password",
                            roles.getProperty("prefab_app"),
                            "quarkus.flyway.username",
                            "prefab_owner",
                            "quarkus.flyway.password",
                            roles.getProperty("prefab_owner"),
                            "quarkus.flyway.migrate-at-start",
                            "false")
                    .forEach(System::setProperty);
        } catch (IOException | RuntimeException e) {
            throw inUse;
        }
    }

    @Override
    public int run(String... args) {
        try {
            BootstrapPasswords.Reset reset = passwords.reset(args[1]);
            System.out.println("The new password of " + reset.login() + " is in the file " + reset.file() + "\n"
                    + "All sessions and tokens of " + reset.login()
                    + " have ended. Sign in with it and change it; the file is"
                    + " deleted then.");
            return 0;
        } catch (BootstrapPasswords.NotPossible e) {
            System.err.println(e.getMessage());
            return NO_PERSON;
        }
    }
}
