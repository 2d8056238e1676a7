package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords leave this machine unencrypted only where the operator says so. */
class ClearTextIT {

    @TempDir
    Path directory;

    @Test
    void refusesToListenForOtherMachinesWithoutTlsAtOnce() throws Exception {
        for (Map<String, String> settings :
                new Map[] {Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"), Map.of("JAVA_TOOL_OPTIONS", "-Dquarkus.http.host=::")
                }) {
            Path data = directory.resolve("refused");
            long begin = System.nanoTime();
            RunningApplication application = RunningApplication.launch(data, settings);
            assertThat(application.exitCode()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(application.output()).contains("prefab-tracker cannot start: it would listen on");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void saysOnEveryPageAndInTheLogThatTheOperatorAllowedIt() throws Exception {
        Path data = directory.resolve("data");
        try (RunningApplication application =
                RunningApplication.start(data, Map.of("QUARKUS_HTTP_HOST", "0.0.0.0", "PREFAB_INSECURE", "true"))) {
            assertThat(application.output()).contains("prefab.insecure is true: everybody on the network");
            for (String language : new String[] {"en", "zh"}) {
                assertThat(given().port(application.port())
                                .header("Accept-Language", language)
                                .get("/sign-in")
                                .asString())
                        .contains(language.equals("en") ? "is not encrypted" : "未加密");
            }
            assertThat(given().port(application.port())
                            .get("/q/swagger-ui/notice.js")
                            .asString())
                    .contains("is not encrypted", "未加密");
        }
        // beside TLS, plain requests are answered unless they are redirected
        RunningApplication both = RunningApplication.launch(
                data,
                Map.of(
                        "QUARKUS_HTTP_HOST", "0.0.0.0",
                        "QUARKUS_HTTP_SSL_PORT", "0",
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_FILE",
                                keyStore().toString(),
                        "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", "changeit"));
        assertThat(both.exitCode()).isEqualTo(1);
        assertThat(both.output())
                .contains("it would listen on '0.0.0.0' without TLS", "QUARKUS_HTTP_INSECURE_REQUESTS=redirect")
                .doesNotContain("\tat ");
    }

    private Path keyStore() throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }
}
