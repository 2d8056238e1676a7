package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New passwords of the embedded server, wherever the command is killed. */
class PasswordRotationIT {

    @TempDir
    Path data;

    @Test
    void theNextStartWorksWhereverTheRotationWasKilled() throws Exception {
        try (RunningApplication application = RunningApplication.start(data)) {
            DataCommandRun refused = DataCommandRun.of(data, "rotate-passwords");
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.output()).contains("is in use by a running prefab-tracker");
            application.owner().close();
        }
        String first = Files.readString(passwords());
        String next = killAsSoonAsTheNewPasswordsAreWritten();
        assertThat(next).isNotEqualTo(first);
        assertThat(passwords()).hasContent(first);
        startsWith(next, first);

        DataCommandRun done = DataCommandRun.of(data, "rotate-passwords");
        assertThat(done.output()).contains("the roles of the server have new passwords");
        assertThat(done.exitCode()).isZero();
        String last = Files.readString(passwords());
        assertThat(last).isNotEqualTo(next);
        assertThat(next()).doesNotExist();
        // as killed after the server took the new passwords, before their file got its name
        Files.writeString(next(), last);
        Files.writeString(passwords(), next);
        startsWith(last, next);
    }

    private String killAsSoonAsTheNewPasswordsAreWritten() throws IOException, InterruptedException {
        Path log = Files.createTempFile("rotate", ".log");
        Process process = DataCommandRun.start(data, log, "rotate-passwords");
        while (process.isAlive() && Files.notExists(next())) {
            Thread.sleep(1);
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        assertThat(next()).as(Files.readString(log)).exists();
        return Files.readString(next());
    }

    private void startsWith(String valid, String former) throws Exception {
        try (RunningApplication application = RunningApplication.start(data)) {
            assertThat(next()).doesNotExist();
            assertThat(passwords()).hasContent(valid);
            given(application.api()).get("/projects").then().statusCode(200);
            for (String role : new String[] {"postgres", "prefab_owner", "prefab_app"}) {
                connect(role, valid).close();
                assertThatThrownBy(() -> connect(role, former))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }
    }

    private Connection connect(String role, String passwords) throws IOException, SQLException {
        Properties properties = new Properties();
        properties.load(new StringReader(passwords));
        String port = Files.readAllLines(data.resolve("postgresql/postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", role, properties.getProperty(role));
    }

    private Path passwords() {
        return data.resolve("database-passwords.properties");
    }

    private Path next() {
        return data.resolve("database-passwords.next");
    }
}
