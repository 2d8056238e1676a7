package org.prefabtracker.backup;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code rotate-passwords}: new passwords for the roles of the stopped server. The new ones are written to a file of their own first;
 * from then on the rotation is completed by whoever comes next, the command or a start: the server takes them, then the file gets the
 * name of the passwords file. Each step can be repeated, so it may be killed anywhere.
 */
final class PasswordRotation {

    static final String USAGE =
            "usage: rotate-passwords   (of the embedded server in PREFAB_DATA_DIR, while it is stopped)";

    static final String NEXT = "database-passwords.next";
    private static final String UNWRITTEN = "database-passwords.unwritten";

    private static final List<String> ROLES = List.of("postgres", "prefab_owner", "prefab_app");
    private static final int BYTES = 24;
    private static final String PASSWORD = "[0-9a-f]{" + 2 * BYTES + "}";

    /** A server that was killed recovers first. */
    private static final int PATIENCE_MINUTES = 10;

    private final Path data;

    PasswordRotation(Path data) {
        this.data = data;
    }

    /** @throws Failure where an application runs, or there is no complete server */
    void run() throws IOException {
        Path cluster = data.resolve(DataFiles.CLUSTER);
        if (Files.notExists(cluster.resolve("PG_VERSION"))
                || Files.notExists(data.resolve(DataFiles.PASSWORDS))
                || Files.exists(data.resolve("postgresql.unfinished"))
                || Files.exists(data.resolve(RestoreCommand.UNFINISHED))) {
            throw new Failure(
                    Failure.REFUSED,
                    data + " holds no complete embedded server. Set PREFAB_DATA_DIR as for the application.");
        }
        try (DirectoryLock lock = DirectoryLock.of(data)) {
            // refuses before anything is begun
            server();
            if (Files.exists(cluster.resolve("postmaster.pid"))) {
                throw new Failure(
                        Failure.REFUSED,
                        "the database server of " + data
                                + " was not stopped in order. Start prefab-tracker, stop it, try again.");
            }
            complete();
            writeNext();
            complete();
        }
    }

    /** Completes a rotation that was begun; does nothing where there is none. */
    void complete() throws IOException {
        Path next = data.resolve(NEXT);
        if (Files.exists(next)) {
            change(read(next));
            Files.move(next, data.resolve(DataFiles.PASSWORDS), StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.force(data);
        }
    }

    private void writeNext() throws IOException {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder("# roles of the embedded PostgreSQL\n");
        for (String role : ROLES) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            text.append(role)
                    .append('=')
                    .append(HexFormat.of().formatHex(bytes))
                    .append('\n');
        }
        Path unwritten = data.resolve(UNWRITTEN);
        Files.deleteIfExists(unwritten);
        try (FileChannel file = PrivateFiles.create(unwritten)) {
            file.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(unwritten, data.resolve(NEXT), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(data);
    }

    private static Properties read(Path next) throws IOException {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(next)) {
            passwords.load(file);
        }
        for (String role : ROLES) {
            if (!passwords.getProperty(role, "").matches(PASSWORD)) {
                throw new Failure(Failure.REFUSED, next + " was changed. Delete it; the former passwords are valid.");
            }
        }
        return passwords;
    }

    /** By the server's single-user mode, which asks for no password: neither the former ones nor the new ones need to be valid. */
    private void change(Properties passwords) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // the server does not run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                server().toString(),
                "--single",
                "-D",
                data.resolve(DataFiles.CLUSTER).toString()));
        // a failed statement ends the process, and is not repeated in its messages
        for (String setting : List.of("exit_on_error=on", "log_min_error_statement=panic", "fsync=on")) {
            command.addAll(List.of("-c", setting));
        }
        command.add("postgres");
        // temporary files are private to their owner
        Path output = Files.createTempFile("rotate", ".log");
        Path statements = Files.createTempFile("rotate", ".sql");
        try {
            // one line is one transaction
            Files.writeString(
                    statements,
                    ROLES.stream()
                            .map(role -> "alter role " + role + " password '" + passwords.getProperty(role) + "'")
                            .collect(Collectors.joining("; ", "", "\n")));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(statements.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new Failure(
                        Failure.BROKEN_OFF,
                        "the database server did not take the new passwords; the next start tries again. It says: "
                                + Files.readString(output).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.BROKEN_OFF, "interrupted; the next start completes it");
        } finally {
            Files.delete(statements);
            Files.delete(output);
        }
    }

    /** The program of the server that was unpacked last. */
    private Path server() throws IOException {
        Path binaries = data.resolve("binaries");
        Path latest = null;
        if (Files.isDirectory(binaries)) {
            try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(binaries, "PG-*")) {
                for (Path directory : unpacked) {
                    for (String name : List.of("postgres", "postgres.exe")) {
                        Path program = directory.resolve("bin").resolve(name);
                        if (Files.exists(program)
                                && (latest == null || time(program).compareTo(time(latest)) > 0)) {
                            latest = program;
                        }
                    }
                }
            }
        }
        if (latest == null) {
            throw new Failure(
                    Failure.REFUSED,
                    binaries + " holds no server program. Start prefab-tracker once, stop it and try again.");
        }
        return latest;
    }

    private static FileTime time(Path program) throws IOException {
        return Files.getLastModifiedTime(program.getParent().getParent());
    }
}
