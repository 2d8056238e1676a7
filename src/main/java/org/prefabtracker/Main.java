package org.prefabtracker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.prefabtracker.backup.DataCommands;
import org.prefabtracker.evaluation.RecomputeCommand;
import org.prefabtracker.rating.RuleSets;
import org.prefabtracker.shared.http.ClearText;

/**
 * Starts the application and, unless a database is configured, the embedded one under {@code PREFAB_DATA_DIR} before it. With
 * {@code recompute} it starts neither and computes an evaluation again; with {@code backup}, {@code restore} or
 * {@code rotate-passwords} it works on the data directory of the embedded database.
 */
@QuarkusMain
public class Main {

    /** The exit code of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private static final String NO_START = "prefab-tracker cannot start: ";

    /** Exits with 1 and one line on standard error where the settings or the embedded database refuse the start. */
    public static void main(String... args) {
        if (args.length > 0 && args[0].equals(RecomputeCommand.COMMAND)) {
            System.exit(
                    RecomputeCommand.run(System.in, System.out, System.err, Arrays.copyOfRange(args, 1, args.length)));
        }
        if (DataCommands.isOne(args)) {
            System.exit(new DataCommands(
                            dataDirectory(), EmbeddedDatabase.MAJOR_VERSION, Clock.systemUTC(), System.out, System.err)
                    .run(EmbeddedDatabase.isConfiguredElsewhere(), args));
        }
        if (ResetPasswordCommand.isOne(args)) {
            resetPassword(args);
            return;
        }
        if (args.length > 0) {
            System.err.println("there is no command " + args[0] + "; the commands are in docs/operations.md");
            System.exit(2);
        }
        refuseClearText();
        endWithMaven();
        RuleSets.readAhead();
        if (!EmbeddedDatabase.isConfiguredElsewhere()) {
            try {
                EmbeddedDatabase.start(dataDirectory());
                if (setting("PREFAB_DEMO") == null) {
                    System.setProperty("prefab.demo", "true");
                }
            } catch (EmbeddedDatabase.Refused refused) {
                System.err.println(NO_START + refused.getMessage());
                System.exit(1);
            }
        }
        Quarkus.run(ReadyMessage.class, args);
    }

    /**
     * Ends this process when the Maven process that started it ends. {@code mvn quarkus:run} does not pass SIGTERM on. The option
     * {@code -Xrs} in {@code .mvn/jvm.config} makes Maven end at once on SIGTERM.
     */
    private static void endWithMaven() {
        String arguments = System.getenv("MAVEN_CMD_LINE_ARGS");
        if (arguments != null && arguments.contains("quarkus:run")) {
            ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(TERMINATED)));
        }
    }

    /** Said at once, before a database is created; ClearText checks again when the server listens. */
    private static void refuseClearText() {
        ClearText.refusal(ConfigUtils.configBuilder().build()).ifPresent(why -> {
            System.err.println(NO_START + why);
            System.exit(1);
        });
    }

    /** Gives a person a new password without a server; the application may run meanwhile. */
    private static void resetPassword(String... args) {
        if (!ResetPasswordCommand.isComplete(args)) {
            System.exit(ResetPasswordCommand.USAGE);
        }
        try {
            ResetPasswordCommand.prepare(dataDirectory());
        } catch (EmbeddedDatabase.Refused refused) {
            System.err.println("prefab-tracker cannot reset a password: " + refused.getMessage());
            System.exit(1);
        }
        Quarkus.run(ResetPasswordCommand.class, args);
    }

    private static Path dataDirectory() {
        String name = setting("PREFAB_DATA_DIR");
        return Path.of(name == null ? "data" : name).toAbsolutePath();
    }

    private static String setting(String name) {
        String fromProperty = System.getProperty(name);
        return fromProperty != null ? fromProperty : System.getenv(name);
    }
}
