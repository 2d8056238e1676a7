package org.prefabtracker;

import io.quarkus.runtime.ShutdownEvent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.prefabtracker.backup.DataCommands;

/**
 * The PostgreSQL server that comes with the application, used where no database is configured. Its data survives restarts,
 * crashes and kills; it listens on the loopback address only and requires a password. See docs/adr/0001.
 */
public final class EmbeddedDatabase {

    /** The major version the bundled binaries are of; a data directory belongs to exactly one. */
    static final String MAJOR_VERSION = "18";

    private static final List<String> ROLES = List.of("postgres", "prefab_owner", "prefab_app");
    private static final Duration STARTUP_WAIT = Duration.ofMinutes(5);

    private static EmbeddedDatabase running;

    private final EmbeddedPostgres server;
    private final FileChannel lock;

    private EmbeddedDatabase(EmbeddedPostgres server, FileChannel lock) {
        this.server = server;
        this.lock = lock;
    }

    /** The embedded server does not start on a data directory; the message says why and what to do. */
    public static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    static boolean isConfiguredElsewhere() {
        return System.getenv("QUARKUS_DATASOURCE_JDBC_URL") != null
                || System.getProperty("quarkus.datasource.jdbc.url") != null;
    }

    /**
     * Starts the server on {@code dataDirectory/postgresql}, creating it the first time, and points the datasource to it by
     * system properties.
     *
     * @throws Refused where another process works on the directory or it belongs to another major version
     */
    public static void start(Path dataDirectory) {
        settings(dataDirectory).forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }

    /** Starts the server and returns the settings for the application. */
    static synchronized Map<String, String> settings(Path dataDirectory) {
        try {
            createPrivately(dataDirectory);
            FileChannel lock = lock(dataDirectory);
            if (DataCommands.isHalfRestored(dataDirectory)) {
                throw new Refused("a restore into " + dataDirectory + " was not completed. Restore the backup again.");
            }
            Path cluster = dataDirectory.resolve("postgresql");
            Path unfinished = dataDirectory.resolve("postgresql.unfinished");
            if (Files.exists(unfinished)) {
                deleteTree(cluster);
            }
            boolean created = Files.notExists(cluster.resolve("PG_VERSION"));
            if (created) {
                Files.writeString(unfinished, "the first start was interrupted; nothing is stored yet\n");
            } else {
                checkVersion(cluster);
                stopOrphans(dataDirectory, cluster);
                // changes the file that is read below
                DataCommands.completeRotation(dataDirectory).ifPresent(why -> {
                    throw new Refused(why);
                });
            }
            // the library makes directories writable, and the log of the server readable, for every user
            createPrivately(dataDirectory.resolve("binaries"));
            Path log = dataDirectory.resolve("postgresql.log");
            if (Files.notExists(log)) {
                ownerOnly(log);
            }
            Properties passwords = passwords(dataDirectory, created);
            EmbeddedPostgres server = startServer(dataDirectory, cluster, passwords);
            running = new EmbeddedDatabase(server, lock);
            if (created) {
                createRolesAndDatabase(server, passwords);
                Files.delete(unfinished);
            }
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/prefab",
                    "quarkus.datasource.username",
                    "prefab_app",
                    "quarkus.datasource.password",
                    passwords.getProperty("prefab_app"),
                    "quarkus.flyway.username",
                    "prefab_owner",
                    "quarkus.flyway.password",
                    passwords.getProperty("prefab_owner"));
        } catch (IOException e) {
            throw new UncheckedIOException("embedded database in " + dataDirectory, e);
        }
    }

    /** Stops the running server, if any; what was committed is on disk. */
    static synchronized void stop() {
        if (running != null) {
            try (FileChannel lock = running.lock) {
                running.server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                running = null;
            }
        }
    }

    /** Write access here allows replacing the server's binaries, so a directory created here is private to its owner. */
    private static void createPrivately(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
            if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private static FileChannel lock(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new Refused("the data directory " + dataDirectory + " is in use by another running prefab-tracker. "
                    + "Stop that one, or set PREFAB_DATA_DIR to another directory.");
        }
        return channel;
    }

    private static void checkVersion(Path cluster) throws IOException {
        String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new Refused(
                    "the data in " + cluster + " belongs to PostgreSQL " + version
                            + ", this prefab-tracker brings PostgreSQL " + MAJOR_VERSION
                            + ". Start the prefab-tracker that wrote it, or move the data over with pg_dump (docs/operations.md).");
        }
    }

    /**
     * After a kill of the Java process its server lives on, and after a kill of the server its workers may for a moment: all
     * of them end before a new server starts on the same files. What is left of postmaster.pid then names no process; the server
     * would still take a dead process that no parent has reaped (there often is no init in a container) for a living one.
     */
    private static void stopOrphans(Path dataDirectory, Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        stop(ProcessHandle.of(pid).filter(process -> command(process).contains("postgres")).stream(), 20, cluster);
        String binaries = dataDirectory.resolve("binaries").toRealPath().toString();
        stop(ProcessHandle.allProcesses().filter(process -> command(process).startsWith(binaries)), 5, cluster);
        Files.deleteIfExists(pidFile);
    }

    private static String command(ProcessHandle process) {
        return process.info().command().orElse("");
    }

    private static void stop(Stream<ProcessHandle> processes, int patienceSeconds, Path cluster) {
        for (ProcessHandle process : processes.toList()) {
            process.destroy();
            if (!ended(process, patienceSeconds)) {
                process.destroyForcibly();
                if (!ended(process, 20)) {
                    throw new Refused(
                            "process " + process.pid() + " still works on " + cluster + " and does not stop.");
                }
            }
        }
    }

    private static boolean ended(ProcessHandle process, int seconds) {
        try {
            // not onExit(): it never completes for a dead process that no parent has reaped, but such a process has no
            // command any more
            for (int i = 0; i < seconds * 20 && !command(process).isEmpty(); i++) {
                Thread.sleep(50);
            }
            return command(process).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static EmbeddedPostgres startServer(Path dataDirectory, Path cluster, Properties passwords)
            throws IOException {
        Path initialPassword = dataDirectory.resolve("initial-password");
        try {
            ownerOnly(initialPassword);
            Files.writeString(initialPassword, passwords.getProperty("postgres"));
            return EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setOverrideWorkingDirectory(
                            dataDirectory.resolve("binaries").toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(STARTUP_WAIT)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                            dataDirectory.resolve("postgresql.log").toFile()))
                    .setConnectConfig("password", passwords.getProperty("postgres"))
                    // The library's "locale" settings are plain options of initdb, and the later option wins.
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", initialPassword.toString())
                    // The library's defaults are for tests; a system of record loses nothing.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("jit", "off")
                    .start();
        } finally {
            Files.deleteIfExists(initialPassword);
        }
    }

    private static void createRolesAndDatabase(EmbeddedPostgres server, Properties passwords) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String role : List.of("prefab_owner", "prefab_app")) {
                statement.execute("create role " + role + " login password '" + passwords.getProperty(role) + "'");
            }
            statement.execute("create database prefab owner prefab_owner");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database", e);
        }
    }

    private static Properties passwords(Path dataDirectory, boolean created) throws IOException {
        Path file = dataDirectory.resolve("database-passwords.properties");
        Properties passwords = new Properties();
        if (created) {
            SecureRandom random = new SecureRandom();
            for (String role : ROLES) {
                byte[] bytes = new byte[24];
                random.nextBytes(bytes);
                passwords.setProperty(role, HexFormat.of().formatHex(bytes));
            }
            Files.deleteIfExists(file);
            ownerOnly(file);
            try (Writer writer = Files.newBufferedWriter(file)) {
                passwords.store(writer, "roles of the embedded PostgreSQL");
            }
        } else if (Files.notExists(file)) {
            throw new Refused("the passwords of the embedded database, " + file + ", are missing.");
        } else {
            try (Reader reader = Files.newBufferedReader(file)) {
                passwords.load(reader);
            }
        }
        return passwords;
    }

    private static void ownerOnly(Path file) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var tree = Files.walk(directory)) {
                for (Path path : (Iterable<Path>) tree.sorted((a, b) -> b.compareTo(a))::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Stops the server when the application has done its last work. */
    @ApplicationScoped
    static class Closer {
        void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
            EmbeddedDatabase.stop();
        }
    }
}
