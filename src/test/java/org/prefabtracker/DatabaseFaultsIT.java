package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application outlives every fault of its database, says what is wrong while it lasts, and goes on by itself. */
class DatabaseFaultsIT {

    @TempDir
    static Path data;

    private static RunningApplication application;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "stops processes by /proc");
        application = RunningApplication.start(data);
        // the token of the operator
        assertThat(call().statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (application != null) {
            application.close();
        }
    }

    @Test
    void startsItsServerAgainWhenItIsKilled() throws Exception {
        long former = application.databasePid();
        application.killDatabase();
        await(answer -> answer.statusCode() == 503);
        await(answer -> answer.statusCode() == 200);
        assertThat(application.databasePid()).isNotEqualTo(former);
        assertThat(health("ready")).isEqualTo("UP null");
    }

    @Test
    void goesOnWhenWhatKeptItsServerFromStartingIsGone() throws Exception {
        Path control = data.resolve("postgresql/global/pg_control");
        Path aside = data.resolve("aside");
        Files.move(control, aside);
        application.killDatabase();
        await(answer -> health("ready").contains("does not start"));
        assertThat(call().statusCode()).isEqualTo(503);
        assertThat(call().getHeader("Retry-After")).isNotNull();
        assertThat(health("live")).startsWith("UP the embedded PostgreSQL has ended and does not start");
        Files.move(aside, control);
        await(answer -> answer.statusCode() == 200);
        assertThat(application.output()).contains("pg_control").contains("runs again");
    }

    @Test
    void refusesSoonWhileItsServerIsStoppedAndAnswersHealthAtOnce() throws Exception {
        List<Long> stopped = signal("-STOP", serverProcesses());
        try {
            long begin = System.nanoTime();
            // more calls than connections
            List<CompletableFuture<Integer>> calls = IntStream.range(0, 60)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call().statusCode()))
                    .toList();
            long asked = System.nanoTime();
            health("live");
            assertThat(System.nanoTime() - asked).isLessThan(TimeUnit.SECONDS.toNanos(2));
            for (CompletableFuture<Integer> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(503);
            }
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(health("ready")).startsWith("DOWN");
            begin = System.nanoTime();
            assertThat(call().statusCode()).isEqualTo(503);
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
        } finally {
            signal("-CONT", stopped);
        }
        await(answer -> answer.statusCode() == 200);
        assertThat(IntStream.range(0, 60).map(i -> call().statusCode())).containsOnly(200);
        assertThat(health("ready")).isEqualTo("UP null");
    }

    private static Response call() {
        return given(application.api()).get("/projects");
    }

    /** The state of the database by {@code /q/health/…}, and why. */
    private static String health(String kind) {
        JsonPath health =
                given().port(application.port()).get("/q/health/" + kind).jsonPath();
        return health.getString("checks.find { it.name == 'database' }.status") + " "
                + health.getString("checks.find { it.name == 'database' }.data?.why");
    }

    private static void await(Predicate<Response> expected) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!expected.test(call())) {
            assertThat(System.nanoTime()).as(application.output()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static List<Long> serverProcesses() throws IOException {
        return new ServerProcesses(data.resolve("postgresql"), data.resolve("binaries"))
                .living()
                .map(ProcessHandle::pid)
                .toList();
    }

    private static List<Long> signal(String signal, List<Long> processes) throws IOException, InterruptedException {
        for (long process : processes) {
            new ProcessBuilder("kill", signal, String.valueOf(process)).start().waitFor();
        }
        return processes;
    }
}
