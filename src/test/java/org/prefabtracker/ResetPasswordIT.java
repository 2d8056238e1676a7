package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of docs/operations.md for an operator who cannot sign in, while the application runs and while it does not. */
class ResetPasswordIT {

    @TempDir
    Path data;

    private record Run(int exit, String output) {}

    @Test
    void givesANewPasswordAtTheMachine() throws Exception {
        String first;
        String second;
        try (RunningApplication application = RunningApplication.start(data)) {
            first = application.password("operator");
            String token = application.token();
            Run running = run("operator");
            assertThat(running.exit()).as(running.output()).isZero();
            second = application.password("operator");
            assertThat(second).isNotEqualTo(first);
            assertThat(running.output())
                    .contains(data.resolve("initial-operator-password").toString())
                    .doesNotContain(second);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("initial-operator-password"))))
                    .isEqualTo("rw-------");
            assertThat(signIn(application, first)).isEqualTo(401);
            assertThat(signIn(application, second)).isEqualTo(201);
            given().spec(application.api(token)).get("/me").then().statusCode(401);
            try (Connection connection = application.owner();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select count(*) from audit_entry where method = 'COMMAND' and path = '/reset-password/operator'")) {
                row.next();
                assertThat(row.getLong(1)).isEqualTo(1);
            }
            assertThat(application.output()).doesNotContain(second);
            assertThat(run("nobody"))
                    .satisfies(none -> assertThat(none.exit()).isEqualTo(3))
                    .satisfies(none -> assertThat(none.output()).contains("There is no person nobody"));
        }
        Run stopped = run(" Operator ");
        assertThat(stopped.exit()).as(stopped.output()).isZero();
        try (RunningApplication application = RunningApplication.start(data)) {
            String third = application.password("operator");
            assertThat(third).isNotEqualTo(second);
            assertThat(signIn(application, second)).isEqualTo(401);
            assertThat(signIn(application, third)).isEqualTo(201);
        }
    }

    @Test
    void saysWhatIsWrongWithTheCommand() throws Exception {
        assertThat(run()).satisfies(wrong -> {
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.output()).contains("usage: reset-password LOGIN");
        });
        assertThat(run("operator")).satisfies(wrong -> {
            assertThat(wrong.exit()).isEqualTo(1);
            assertThat(wrong.output()).contains("there is no data in " + data);
        });
        assertThat(data).isEmptyDirectory();
    }

    private static int signIn(RunningApplication application, String password) {
        return given().baseUri("http://127.0.0.1")
                .port(application.port())
                .contentType("application/json")
                .body("{\"login\": \"operator\", \"password\": \"" + password + "\"}")
                .post("/api/v1/session")
                .statusCode();
    }

    private Run run(String... login) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Files.createDirectories(Path.of("target/test-data")), "reset", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        RunningApplication.JAR.toString(),
                        "reset-password")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(List.of(login));
        builder.environment().put("PREFAB_DATA_DIR", data.toString());
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }
}
