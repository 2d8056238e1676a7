package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a former run or somebody else left in the data directory, the embedded server starts or says in a sentence why not. */
@Timeout(60)
class EmbeddedDatabaseIT {

    @TempDir
    static Path data;

    private static Path cluster;
    private static Path pidFile;

    @BeforeAll
    static void createCluster() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "looks at processes by /proc");
        // makes the role of the application, too
        startsAndAnswers();
        EmbeddedDatabase.stop();
        cluster = data.resolve("postgresql");
        pidFile = cluster.resolve("postmaster.pid");
    }

    @AfterEach
    void stop() {
        EmbeddedDatabase.stop();
    }

    @Test
    void startsOverAnEmptyAndOverADamagedFileOfTheProcess() throws Exception {
        for (String content : new String[] {"", "\n", "no number\n", "99999999999999999999\n", "-1\n"}) {
            Files.writeString(pidFile, content);
            startsAndAnswers();
            EmbeddedDatabase.stop();
        }
    }

    @Test
    void leavesAForeignProcessAloneThatHasTheNameOfTheServerAndItsNumber() throws Exception {
        Path foreign = Files.copy(Path.of("/bin/sleep"), data.resolve("postgres"), StandardCopyOption.REPLACE_EXISTING);
        Process process = new ProcessBuilder(foreign.toString(), "60")
                .directory(data.toFile())
                .start();
        try {
            Files.writeString(pidFile, process.pid() + "\n");
            startsAndAnswers();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void stopsTheServerOfAFormerRunWithAndWithoutItsFile() throws Exception {
        for (boolean withFile : new boolean[] {true, false}) {
            Process former = leftBehind();
            if (!withFile) {
                Files.delete(pidFile);
            }
            startsAndAnswers();
            assertThat(former.waitFor()).isZero();
            EmbeddedDatabase.stop();
        }
    }

    @Test
    void saysWhyTheServerDoesNotStart() throws Exception {
        saysWhenMoved(cluster.resolve("global/pg_control"), "holds files, but no global/pg_control");
        saysWhenMoved(cluster.resolve("PG_VERSION"), "holds files, but no PG_VERSION");
        saysWhenMoved(cluster.resolve("postgresql.conf"), "holds files, but no postgresql.conf");
        saysWhenMoved(cluster.resolve("pg_xact"), "Could not open", "pg_xact");
        saysWhenMoved(data.resolve("database-passwords.properties"), "are missing");
        Path settings = cluster.resolve("postgresql.auto.conf");
        String former = Files.readString(settings);
        Files.writeString(settings, "shared_buffers = nonsense\n");
        says("postgresql.auto.conf", "contains errors");
        Files.writeString(settings, former);
        startsAndAnswers();
    }

    @Test
    void saysThatThePasswordsDoNotFit() throws Exception {
        Path passwords = data.resolve("database-passwords.properties");
        String former = Files.readString(passwords);
        Files.writeString(passwords, former.replaceFirst("postgres=.*", "postgres=wrong"));
        says("are not those of the data in");
        Files.writeString(passwords, "postgres=wrong\n");
        says("has no password of prefab_owner");
        Files.writeString(passwords, "postgres=\\uXYZ\n");
        says("is damaged");
        Files.writeString(passwords, former);
        startsAndAnswers();
    }

    @Test
    void saysThatTheDataDirectoryIsAFile(@TempDir Path other) throws Exception {
        Path file = Files.writeString(other.resolve("data"), "a file");
        assertThatThrownBy(() -> EmbeddedDatabase.settings(file))
                .isInstanceOf(EmbeddedDatabase.Refused.class)
                .hasMessageContaining("is not usable");
    }

    private static void saysWhenMoved(Path file, String... words) throws IOException {
        Path aside = Files.move(file, data.resolve("aside"));
        try {
            says(words);
        } finally {
            Files.move(aside, file);
        }
    }

    private static void says(String... words) {
        assertThatThrownBy(() -> EmbeddedDatabase.settings(data))
                .isInstanceOf(EmbeddedDatabase.Refused.class)
                .hasMessageContainingAll(words);
    }

    private static void startsAndAnswers() throws SQLException {
        Map<String, String> settings = EmbeddedDatabase.settings(data);
        try (Connection connection = DriverManager.getConnection(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"))) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    /** A server as a killed application leaves it. */
    private static Process leftBehind() throws IOException, InterruptedException {
        Path binaries;
        try (var unpacked = Files.list(data.resolve("binaries"))) {
            binaries = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // the server refuses to run as root, so it runs in a name space of its own, as the library starts it
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", cluster.toString(), "-p"));
        command.addAll(List.of(String.valueOf(RunningApplication.freePort()), "-c", "unix_socket_directories="));
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (Files.notExists(pidFile) || !Files.readString(pidFile).contains("ready")) {
            assertThat(server.isAlive()).isTrue();
            Thread.sleep(50);
        }
        return server;
    }
}
