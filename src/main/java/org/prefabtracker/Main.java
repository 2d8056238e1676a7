package org.prefabtracker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

/**
 * Starts the application; before it, unless the environment names a database, the embedded one under
 * {@code PREFAB_DATA_DIR}.
 */
@QuarkusMain
public class Main {

    /** Exits with 1 and one line on standard error where the embedded database refuses to start. */
    public static void main(String... args) {
        if (!EmbeddedDatabase.isConfiguredElsewhere()) {
            try {
                EmbeddedDatabase.start(dataDirectory());
            } catch (EmbeddedDatabase.Refused refused) {
                System.err.println("prefab-tracker cannot start: " + refused.getMessage());
                System.exit(1);
            }
        }
        Quarkus.run(args);
    }

    private static Path dataDirectory() {
        String fromProperty = System.getProperty("PREFAB_DATA_DIR");
        String fromEnvironment = System.getenv("PREFAB_DATA_DIR");
        String name = fromProperty != null ? fromProperty : fromEnvironment != null ? fromEnvironment : "data";
        return Path.of(name).toAbsolutePath();
    }
}
