package org.prefabtracker.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The commands {@code backup}, {@code restore} and {@code rotate-passwords}. Each ends with an exit code and, where it fails, a
 * sentence on standard error; docs/operations.md lists both.
 */
public final class DataCommands {

    private static final String BACKUP = "backup";
    private static final String RESTORE = "restore";
    private static final String ROTATE = "rotate-passwords";
    private static final Set<String> NAMES = Set.of(BACKUP, RESTORE, ROTATE);

    private static final int DONE = 0;

    private final Path data;
    private final String version;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param data the data directory of the embedded server
     * @param version the major version of the bundled server
     */
    public DataCommands(Path data, String version, Clock clock, PrintStream out, PrintStream err) {
        this.data = data;
        this.version = version;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Whether the first argument of the application is one of these commands. */
    public static boolean isOne(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Whether a restore into a data directory was begun and not completed. */
    public static boolean isHalfRestored(Path data) {
        return Files.exists(data.resolve(RestoreCommand.UNFINISHED));
    }

    /**
     * Completes a rotation of the passwords that was begun, if any; the server must be stopped.
     *
     * @return why it is not possible; empty where it is done or there was none
     */
    public static Optional<String> completeRotation(Path data) throws IOException {
        try {
            new PasswordRotation(data).complete();
            return Optional.empty();
        } catch (Failure failure) {
            return Optional.of(failure.getMessage());
        }
    }

    /** Returns the exit code. */
    public int run(boolean external, String... arguments) {
        try (Interruption interruption = new Interruption()) {
            if (external) {
                throw new Failure(
                        Failure.REFUSED,
                        "the settings name an external PostgreSQL, which has its own tools; see docs/operations.md.");
            }
            run(interruption, arguments);
            return DONE;
        } catch (Failure failure) {
            return failed(failure.code(), arguments[0], failure.getMessage());
        } catch (InvalidPathException e) {
            return failed(Failure.MISUSED, arguments[0], "not a path: " + e.getInput());
        } catch (IOException e) {
            return failed(Failure.BROKEN_OFF, arguments[0], sentence(e));
        } catch (UncheckedIOException e) {
            return failed(Failure.BROKEN_OFF, arguments[0], sentence(e.getCause()));
        } catch (SQLException e) {
            return failed(Failure.BROKEN_OFF, arguments[0], "the database server ended or refused: " + e.getMessage());
        }
    }

    private void run(Interruption interruption, String... arguments) throws IOException, SQLException {
        switch (arguments[0]) {
            case BACKUP -> {
                require(arguments.length == 2 && !arguments[1].isBlank(), BackupCommand.USAGE);
                new BackupCommand(data, path(arguments[1]), clock, out, interruption).run();
            }
            case RESTORE -> {
                boolean digest = arguments.length == 3 && arguments[2].matches("[0-9a-fA-F]{64}");
                require((arguments.length == 2 || digest) && !arguments[1].isBlank(), RestoreCommand.USAGE);
                new RestoreCommand(
                                data,
                                path(arguments[1]),
                                digest ? arguments[2].toLowerCase(Locale.ROOT) : null,
                                version,
                                clock,
                                out)
                        .run(interruption);
            }
            case ROTATE -> {
                require(arguments.length == 1, PasswordRotation.USAGE);
                new PasswordRotation(data).run();
                out.println("the roles of the server have new passwords, which are in "
                        + data.resolve(DataFiles.PASSWORDS));
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Path path(String name) {
        return Path.of(name).toAbsolutePath().normalize();
    }

    private static void require(boolean condition, String usage) {
        if (!condition) {
            throw new Failure(Failure.MISUSED, usage);
        }
    }

    /** The messages of the JDK are the bare name of the file where the kind of the failure says the rest. */
    private static String sentence(IOException e) {
        if (e instanceof FileSystemException of && of.getReason() == null) {
            return of.getMessage() + ": " + e.getClass().getSimpleName().replaceFirst("Exception$", "");
        }
        return e.getMessage();
    }

    private int failed(int code, String command, String sentence) {
        err.println(code == Failure.MISUSED ? sentence : command + " failed: " + sentence);
        return code;
    }
}
