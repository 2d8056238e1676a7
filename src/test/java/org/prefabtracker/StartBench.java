package org.prefabtracker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * From {@code java -jar} to the first answered request on an existing database, against an application that is empty but for
 * the same extensions and the same embedded server.
 */
class StartBench {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path EMPTY = HERE.resolve("target/empty-application");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void answersSoonAfterItIsStarted() throws Exception {
        buildTheEmptyApplication();
        Path ours = HERE.resolve("target/quarkus-app/quarkus-run.jar");
        Path empty = EMPTY.resolve("target/quarkus-app/quarkus-run.jar");
        Path data = Files.createDirectories(HERE.resolve("target/test-data"));
        Path ourData = Files.createTempDirectory(data, "start");
        Path emptyData = Files.createTempDirectory(data, "empty");
        Benchmark.compareMeasured(
                "start to the first answer on an existing database",
                5,
                () -> startAndAsk(ours, ourData, "/api/v1/rule-sets"),
                "an empty application of the same extensions and server",
                () -> startAndAsk(empty, emptyData, "/empty"),
                1.5);
    }

    /** Our own pom, embedded server and settings with nothing else, so that the extensions can never differ. */
    private static void buildTheEmptyApplication() throws IOException, InterruptedException {
        Path java = Files.createDirectories(EMPTY.resolve("src/main/java/org/prefabtracker"));
        Path resources = Files.createDirectories(EMPTY.resolve("src/main/resources"));
        Files.writeString(EMPTY.resolve("pom.xml"), Files.readString(HERE.resolve("pom.xml")));
        for (String source : new String[] {"EmbeddedDatabase", "EmbeddedServer", "ServerProcesses"}) {
            Files.writeString(
                    java.resolve(source + ".java"),
                    Files.readString(HERE.resolve("src/main/java/org/prefabtracker/" + source + ".java")));
        }
        Files.writeString(Files.createDirectories(java.resolve("backup")).resolve("DataCommands.java"), """
                package org.prefabtracker.backup;

                public class DataCommands {
                    public static boolean isHalfRestored(java.nio.file.Path data) {
                        return false;
                    }

                    public static java.util.Optional<String> completeRotation(java.nio.file.Path data) {
                        return java.util.Optional.empty();
                    }
                }
                """);
        Files.writeString(java.resolve("Main.java"), """
                package org.prefabtracker;

                @io.quarkus.runtime.annotations.QuarkusMain
                public class Main {
                    public static void main(String... args) {
                        EmbeddedDatabase.start(java.nio.file.Path.of(System.getenv("PREFAB_DATA_DIR")));
                        io.quarkus.runtime.Quarkus.run(args);
                    }
                }
                """);
        // Quarkus leaves Hibernate out of an application without entities
        Files.writeString(java.resolve("Nothing.java"), """
                package org.prefabtracker;

                @jakarta.persistence.Entity
                public class Nothing extends io.quarkus.hibernate.orm.panache.PanacheEntityBase {
                    @jakarta.persistence.Id
                    public Long id;
                }
                """);
        Files.writeString(
                Files.createDirectories(resources.resolve("db/migration")).resolve("V1__nothing.sql"),
                "create table nothing (id bigint not null, constraint nothing_pk primary key (id));");
        Files.writeString(java.resolve("Empty.java"), """
                package org.prefabtracker;

                @jakarta.ws.rs.Path("/empty")
                public class Empty {
                    @jakarta.ws.rs.GET
                    public String answer() {
                        return "nothing";
                    }
                }
                """);
        Files.writeString(
                resources.resolve("application.properties"),
                Files.readString(HERE.resolve("src/main/resources/application.properties")));
        Process build = new ProcessBuilder("mvn", "-B", "-ntp", "-q", "-DskipTests", "package")
                .directory(EMPTY.toFile())
                .inheritIO()
                .start();
        if (!build.waitFor(10, TimeUnit.MINUTES) || build.exitValue() != 0) {
            throw new IllegalStateException("the empty application does not build");
        }
    }

    private static long startAndAsk(Path jar, Path data, String path) throws Exception {
        long begin = System.nanoTime();
        try (RunningApplication application = RunningApplication.launch(jar, data)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + application.port() + path))
                    .build();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (System.nanoTime() < end) {
                try {
                    if (HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return System.nanoTime() - begin;
                    }
                } catch (IOException notYet) {
                    // asked again below
                }
                Thread.sleep(20);
            }
            throw new IllegalStateException("did not start:\n" + application.output());
        }
    }
}
