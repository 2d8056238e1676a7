package org.prefabtracker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the packaged application for a data directory, as a process of its own that has ended.
 *
 * @param output standard output and standard error
 */
record DataCommandRun(int exitCode, String output) {

    /** Runs a command until it ends. */
    static DataCommandRun of(Path data, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("command", ".log");
        Process process = start(data, log, arguments);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running: " + Files.readString(log));
        }
        String output = Files.readString(log);
        Files.delete(log);
        return new DataCommandRun(process.exitValue(), output);
    }

    /** Starts a command. */
    static Process start(Path data, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-jar",
                RunningApplication.JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PREFAB_DATA_DIR", data.toString());
        return builder.start();
    }
}
