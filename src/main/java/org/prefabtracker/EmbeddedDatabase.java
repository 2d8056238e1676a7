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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.prefabtracker.backup.DataCommands;

/**
 * The PostgreSQL server that comes with the application, used where no database is configured. Its data survives restarts,
 * crashes and kills; it listens on the loopback address only and requires a password. See docs/adr/0001.
 */
public final class EmbeddedDatabase {

    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

    /** The major version the bundled binaries are of; a data directory belongs to exactly one. */
    static final String MAJOR_VERSION = "18";

    private static final List<String> ROLES = List.of("postgres", "prefab_owner", "prefab_app");
    /** Without these files the server does not start, or the library makes a new cluster. */
    private static final List<String> NEEDED = List.of("PG_VERSION", "postgresql.conf", "global/pg_control");

    private static final int LONGEST_PAUSE_S = 30;
    private static final long LOOK_MS = 200;

    private static EmbeddedDatabase running;

    private final Path dataDirectory;
    private final Properties passwords;
    private final FileChannel lock;
    private volatile EmbeddedServer server;
    private volatile boolean stopping;
    private volatile String trouble;
    private Thread watch;

    private EmbeddedDatabase(Path dataDirectory, Properties passwords, FileChannel lock, EmbeddedServer server) {
        this.dataDirectory = dataDirectory;
        this.passwords = passwords;
        this.lock = lock;
        this.server = server;
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
        FileChannel lock = null;
        try {
            createPrivately(dataDirectory);
            lock = lock(dataDirectory);
            if (DataCommands.isHalfRestored(dataDirectory)) {
                throw new Refused("a restore into " + dataDirectory + " was not completed. Restore the backup again.");
            }
            Path cluster = cluster(dataDirectory);
            stopOrphans(dataDirectory, System.err::println);
            Path unfinished = dataDirectory.resolve("postgresql.unfinished");
            if (Files.exists(unfinished)) {
                deleteTree(cluster);
            }
            boolean created = isEmpty(cluster);
            if (created) {
                Files.writeString(unfinished, "the first start was interrupted; nothing is stored yet\n");
            } else {
                checkVersion(cluster);
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
            EmbeddedServer server = EmbeddedServer.start(dataDirectory, cluster, passwords, 0, System.err::println);
            if (created) {
                createRolesAndDatabase(server.postgres(), passwords);
                Files.delete(unfinished);
            }
            running = new EmbeddedDatabase(dataDirectory, passwords, lock, server);
            running.watch();
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://127.0.0.1:" + server.port() + "/prefab",
                    "quarkus.datasource.username",
                    "prefab_app",
                    "quarkus.datasource.password",
                    passwords.getProperty("prefab_app"),
                    "quarkus.flyway.username",
                    "prefab_owner",
                    "quarkus.flyway.password",
                    passwords.getProperty("prefab_owner"));
        } catch (IOException e) {
            throw new Refused("the data directory " + dataDirectory + " is not usable: "
                    + e.getClass().getSimpleName() + ", " + e.getMessage());
        } finally {
            if (running == null && lock != null) {
                release(lock);
            }
        }
    }

    private static Path cluster(Path dataDirectory) {
        return dataDirectory.resolve("postgresql");
    }

    private static boolean isEmpty(Path cluster) throws IOException {
        if (Files.notExists(cluster)) {
            return true;
        }
        try (Stream<Path> files = Files.list(cluster)) {
            return files.findAny().isEmpty();
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the running server, if any; what was committed is on disk. */
    static void stop() {
        EmbeddedDatabase database = takeRunning();
        if (database != null) {
            database.stopping = true;
            database.watch.interrupt();
            try {
                // a server that is being started would outlive this process
                database.watch.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            try (FileChannel lock = database.lock) {
                database.server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static synchronized EmbeddedDatabase takeRunning() {
        EmbeddedDatabase database = running;
        running = null;
        return database;
    }

    /** Why the server is not there, in words that everybody may read; empty while it is there, and for an external one. */
    static synchronized Optional<String> trouble() {
        return Optional.ofNullable(running).map(database -> database.trouble);
    }

    /** Starts the server again when it ends without having been asked to. */
    private void watch() {
        watch = new Thread(
                () -> {
                    try {
                        while (!stopping) {
                            Thread.sleep(LOOK_MS);
                            if (!server.isAlive() && !stopping) {
                                restart();
                            }
                        }
                    } catch (InterruptedException e) {
                        // asked to stop
                    }
                },
                "embedded-postgresql");
        watch.setDaemon(true);
        watch.start();
    }

    private void restart() throws InterruptedException {
        trouble = "the embedded PostgreSQL has ended; it is started again";
        LOG.error(trouble);
        String said = null;
        for (int pause = 1; !stopping; pause = Math.min(2 * pause, LONGEST_PAUSE_S)) {
            try {
                // releases what the library holds of the former one
                server.close();
                stopOrphans(dataDirectory, LOG::warn);
                server = EmbeddedServer.start(
                        dataDirectory, cluster(dataDirectory), passwords, server.port(), LOG::warn);
                trouble = null;
                LOG.info("the embedded PostgreSQL runs again");
                return;
            } catch (IOException | RuntimeException e) {
                trouble = "the embedded PostgreSQL has ended and does not start; the log of the application says why";
                if (!String.valueOf(e.getMessage()).equals(said) && !stopping) {
                    said = String.valueOf(e.getMessage());
                    LOG.errorf("the embedded PostgreSQL does not start; it is tried again and again: %s", said);
                }
                TimeUnit.SECONDS.sleep(pause);
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
        Path file = cluster.resolve("PG_VERSION");
        String version = Files.exists(file) ? Files.readString(file).strip() : MAJOR_VERSION;
        if (!version.equals(MAJOR_VERSION)) {
            throw new Refused(
                    "the data in " + cluster + " belongs to PostgreSQL " + version
                            + ", this prefab-tracker brings PostgreSQL " + MAJOR_VERSION
                            + ". Start the prefab-tracker that wrote it, or move the data over with pg_dump (docs/operations.md).");
        }
        for (String needed : NEEDED) {
            if (Files.notExists(cluster.resolve(needed))) {
                throw new Refused(cluster + " holds files, but no " + needed
                        + ": it is no complete data directory of PostgreSQL. Restore a backup, or move it away to begin with an"
                        + " empty database.");
            }
        }
    }

    /**
     * After a kill of the Java process its server lives on, and after a kill of the server its workers may for a moment: all
     * of them end before a new server starts on the same files. What is left of postmaster.pid then names no process of ours.
     */
    private static void stopOrphans(Path dataDirectory, Consumer<String> progress) throws IOException {
        Path cluster = cluster(dataDirectory);
        ServerProcesses processes = new ServerProcesses(cluster, dataDirectory.resolve("binaries"));
        if (processes.living().findAny().isPresent()) {
            progress.accept("an earlier run left its PostgreSQL running; it is stopped first");
            processes.stop();
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
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
            } catch (IllegalArgumentException e) {
                throw new Refused("the file " + file + " is damaged: " + e.getMessage());
            }
            for (String role : ROLES) {
                if (passwords.getProperty(role) == null) {
                    throw new Refused("the file " + file + " is damaged: it has no password of " + role);
                }
            }
        }
        return passwords;
    }

    static void ownerOnly(Path file) throws IOException {
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
