package org.prefabtracker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes of the PostgreSQL server that works on one data directory, and no others: a server changes into its data directory.
 * Where the system does not tell that (macOS), they are the processes of the binaries that lie beside this data directory.
 *
 * @param cluster the data directory of the server
 * @param binaries the directory of the unpacked binaries
 */
record ServerProcesses(Path cluster, Path binaries) {

    private static final Path PROC = Path.of("/proc");
    private static final String SERVER = "postgres";

    /** A signal by which a server ends without waiting for its clients. */
    private static final String FAST_SHUTDOWN = "-INT";

    private static final int FAST_S = 10;
    private static final int FORCED_S = 5;

    /** All that live. */
    Stream<ProcessHandle> living() {
        return ProcessHandle.allProcesses().filter(this::isOurs);
    }

    /** Whether a process is one of them and lives. */
    boolean isOurs(ProcessHandle process) {
        String command = command(process);
        if (command.isEmpty() || !Path.of(command).getFileName().toString().equals(SERVER)) {
            return false;
        }
        try {
            return Files.isDirectory(PROC.resolve("self"))
                    ? Files.readSymbolicLink(
                                    PROC.resolve(String.valueOf(process.pid())).resolve("cwd"))
                            .equals(cluster.toRealPath())
                    : Path.of(command).startsWith(binaries.toRealPath());
        } catch (IOException | SecurityException e) {
            // it ended meanwhile, or belongs to another user, who cannot work on our directory
            return false;
        }
    }

    /**
     * A process that no parent has reaped has no command any more; there often is no init in a container. The server would take it
     * for a living one.
     */
    private static String command(ProcessHandle process) {
        return process.info().command().orElse("");
    }

    /**
     * Ends all: first by a fast shutdown of the server, at last forcibly.
     *
     * @throws EmbeddedDatabase.Refused where one lives on
     */
    void stop() {
        Set<Long> all = living().map(ProcessHandle::pid).collect(Collectors.toSet());
        living().filter(process -> process.parent()
                        .filter(parent -> all.contains(parent.pid()))
                        .isEmpty())
                .forEach(ServerProcesses::shutDown);
        if (!ended(FAST_S)) {
            living().forEach(ProcessHandle::destroy);
            if (!ended(FAST_S)) {
                living().forEach(ProcessHandle::destroyForcibly);
                if (!ended(FORCED_S)) {
                    throw new EmbeddedDatabase.Refused(
                            "a PostgreSQL server that an earlier run left works on " + cluster
                                    + " and does not stop, process "
                                    + living().map(process -> String.valueOf(process.pid()))
                                            .collect(Collectors.joining(", ")));
                }
            }
        }
    }

    private static void shutDown(ProcessHandle process) {
        try {
            Process kill = new ProcessBuilder("kill", FAST_SHUTDOWN, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(FAST_S, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(int seconds) {
        try {
            for (int i = 0; i < seconds * 20 && living().findAny().isPresent(); i++) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return living().findAny().isEmpty();
    }
}
