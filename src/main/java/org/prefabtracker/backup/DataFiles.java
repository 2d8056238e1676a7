package org.prefabtracker.backup;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the data directory of an embedded server consists of. */
final class DataFiles {

    /** The directory of the server. */
    static final String CLUSTER = "postgresql";

    static final String PASSWORDS = "database-passwords.properties";

    /** First passwords of people, which are kept nowhere else. */
    private static final String FIRST_PASSWORDS = "initial-*-password";

    private static final int LAST_PORT = 65_535;

    private DataFiles() {}

    /** The files beside the server that belong to its data. */
    static List<Path> secrets(Path data) throws IOException {
        List<Path> files = new ArrayList<>(List.of(data.resolve(PASSWORDS)));
        try (DirectoryStream<Path> found = Files.newDirectoryStream(data, FIRST_PASSWORDS)) {
            found.forEach(files::add);
        }
        return files;
    }

    /** The password of a role of the server. */
    static String password(Path data, String role) throws IOException {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve(PASSWORDS))) {
            passwords.load(file);
        }
        return passwords.getProperty(role, "");
    }

    /** The major version of the server's files. */
    static String version(Path data) throws IOException {
        return Files.readString(data.resolve(CLUSTER).resolve("PG_VERSION")).strip();
    }

    /**
     * The port of the running server.
     *
     * @throws Failure where none runs
     */
    static int port(Path data) throws IOException {
        Path pidFile = data.resolve(CLUSTER).resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            throw new Failure(
                    Failure.REFUSED,
                    "no prefab-tracker runs on " + data
                            + ". Start it, or copy the whole directory while nothing runs.");
        }
        List<String> lines = Files.readAllLines(pidFile);
        String port = lines.size() < 4 ? "" : lines.get(3).strip();
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > LAST_PORT) {
            throw new Failure(Failure.REFUSED, pidFile + " names no running server. Start prefab-tracker again.");
        }
        return Integer.parseInt(port);
    }
}
