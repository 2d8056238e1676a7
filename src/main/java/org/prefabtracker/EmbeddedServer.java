package org.prefabtracker;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One running server process of PostgreSQL, with the settings of this application. */
final class EmbeddedServer implements Closeable {

    private static final Duration STARTUP_WAIT = Duration.ofMinutes(30);

    /** How long no process of the server may be seen until its start has failed. */
    private static final Duration GONE = Duration.ofSeconds(3);

    /** How long the start is silent. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final long LOOK_MS = 50;
    private static final int LINES = 5;

    /** What the server writes of its own end; of initdb, whatever it writes. */
    private static final List<String> TELLING = List.of("FATAL:", "PANIC:", "ERROR:", "HINT:", "DETAIL:");

    /** What it answers the library, which asks all the time. */
    private static final String TOO_EARLY = "the database system is";

    private static final String UNEVENTFUL = "LOG:";

    private static final String WRONG_PASSWORD = "password authentication failed";

    private final EmbeddedPostgres postgres;
    private final ServerProcesses processes;
    private final Optional<ProcessHandle> process;

    private EmbeddedServer(EmbeddedPostgres postgres, ServerProcesses processes) throws IOException {
        this.postgres = postgres;
        this.processes = processes;
        // the process of the library is the one that started the server, and has ended
        this.process = ProcessHandle.of(
                Long.parseLong(Files.readAllLines(processes.cluster().resolve("postmaster.pid"))
                        .get(0)
                        .strip()));
    }

    int port() {
        return postgres.getPort();
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** Whether its process lives; asked often, because no process is told of the end of one that is not its child. */
    boolean isAlive() {
        return process.filter(processes::isOurs).isPresent();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    /**
     * Starts a server and waits until it answers: as long as it recovers from a crash, but not for one that has ended.
     *
     * @param port zero: a free one
     * @param progress takes a sentence from time to time while the start lasts
     * @throws EmbeddedDatabase.Refused with the last words of the server where it ends, or does not take the password
     */
    static EmbeddedServer start(
            Path dataDirectory, Path cluster, Properties passwords, int port, Consumer<String> progress)
            throws IOException {
        Path log = dataDirectory.resolve("postgresql.log");
        Path initialPassword = dataDirectory.resolve("initial-password");
        ServerProcesses processes = new ServerProcesses(cluster, dataDirectory.resolve("binaries"));
        long before = Files.size(log);
        AtomicReference<EmbeddedPostgres> started = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try {
            EmbeddedDatabase.ownerOnly(initialPassword);
            Files.writeString(initialPassword, passwords.getProperty("postgres"));
            EmbeddedPostgres.Builder builder = builder(dataDirectory, cluster, passwords, initialPassword, log, port);
            // the library waits for a server that has ended as for a slow one
            Thread starter = new Thread(
                    () -> {
                        try {
                            started.set(builder.start());
                        } catch (IOException | RuntimeException e) {
                            failure.set(e);
                        }
                    },
                    "embedded-postgresql-start");
            starter.setDaemon(true);
            starter.start();
            boolean failed = hasFailed(starter, processes, log, before, progress);
            if (failed) {
                // an interrupted start returns what it has, whose lock is released here
                starter.interrupt();
                join(starter, Duration.ofSeconds(10));
            }
            if (failed || failure.get() != null) {
                if (started.get() != null) {
                    started.get().close();
                }
                processes.stop();
                throw refused(dataDirectory, log, before, failure.get());
            }
            return new EmbeddedServer(started.get(), processes);
        } finally {
            Files.deleteIfExists(initialPassword);
        }
    }

    private static EmbeddedPostgres.Builder builder(
            Path dataDirectory, Path cluster, Properties passwords, Path initialPassword, Path log, int port) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setOverrideWorkingDirectory(dataDirectory.resolve("binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP_WAIT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
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
                .setServerConfig("jit", "off");
        return port == 0 ? builder : builder.setPort(port);
    }

    /** Waits until the start has ended; returns true as soon as it is seen that it cannot succeed. */
    private static boolean hasFailed(
            Thread starter, ServerProcesses processes, Path log, long before, Consumer<String> progress)
            throws IOException {
        long seen = System.nanoTime();
        long told = System.nanoTime();
        while (!join(starter, Duration.ofMillis(LOOK_MS))) {
            long now = System.nanoTime();
            // the binaries are unpacked, and a cluster is made, before there is a server to be seen
            if (!isPrepared(processes) || processes.living().findAny().isPresent()) {
                seen = now;
            }
            if (now - seen > GONE.toNanos() || lines(log, before).anyMatch(line -> line.contains(WRONG_PASSWORD))) {
                return true;
            }
            if (now - told > SILENCE.toNanos()) {
                told = now;
                progress.accept(lines(log, before)
                        .reduce((first, second) -> second)
                        .map(line -> "PostgreSQL is starting: " + line)
                        .orElse("PostgreSQL is being unpacked"));
            }
        }
        return false;
    }

    private static boolean isPrepared(ServerProcesses processes) throws IOException {
        if (Files.notExists(processes.cluster().resolve("postgresql.conf"))) {
            return false;
        }
        try (Stream<Path> unpacked = Files.list(processes.binaries())) {
            return unpacked.anyMatch(directory -> Files.exists(directory.resolve(".exists")));
        }
    }

    private static boolean join(Thread thread, Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return !thread.isAlive();
    }

    private static EmbeddedDatabase.Refused refused(Path dataDirectory, Path log, long before, Throwable failure)
            throws IOException {
        List<String> lines =
                distinct(log, before, line -> TELLING.stream().anyMatch(line::contains) && !line.contains(TOO_EARLY));
        if (lines.isEmpty()) {
            lines = distinct(log, before, line -> !line.contains(UNEVENTFUL) && !line.isBlank());
        }
        if (lines.stream().anyMatch(line -> line.contains(WRONG_PASSWORD))) {
            return new EmbeddedDatabase.Refused("the passwords in "
                    + dataDirectory.resolve("database-passwords.properties")
                    + " are not those of the data in " + dataDirectory.resolve("postgresql"));
        }
        String last = lines.isEmpty()
                ? failure == null ? "it wrote nothing." : String.valueOf(failure.getMessage())
                : String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return new EmbeddedDatabase.Refused("PostgreSQL did not start on " + dataDirectory.resolve("postgresql")
                + " (see " + log + "):\n  " + last);
    }

    private static List<String> distinct(Path log, long before, Predicate<String> wanted) throws IOException {
        return lines(log, before).filter(wanted).distinct().toList();
    }

    /** The lines that were written since the start. */
    private static Stream<String> lines(Path log, long before) throws IOException {
        try (var file = Files.newByteChannel(log)) {
            file.position(Math.max(before, file.size() - 100_000));
            byte[] rest = new byte[(int) (file.size() - file.position())];
            int length = Math.max(0, file.read(java.nio.ByteBuffer.wrap(rest)));
            return new String(rest, 0, length, StandardCharsets.UTF_8).lines();
        }
    }
}
