package org.prefabtracker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill of docs/operations.md: a backup of a server at work, restored elsewhere. */
class BackupIT {

    private static final int BATCH = 20;
    private static final int COMPONENTS = 6_000;

    @TempDir
    Path directory;

    @Test
    void restoresEveryEventThatWasAnsweredBeforeTheBackupBegan() throws Exception {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        AtomicInteger answered = new AtomicInteger();
        int before;
        DataCommandRun made;
        try (RunningApplication application = RunningApplication.start(data)) {
            prepare(application);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> reports = CompletableFuture.runAsync(() -> report(application, answered, enough));
            while (answered.get() < 5) {
                Thread.sleep(20);
            }
            before = answered.get();
            made = DataCommandRun.of(data, "backup", backup.toString());
            int after = answered.get();
            enough.set(true);
            reports.join();

            assertThat(made.output()).contains("the backup " + backup + " is complete");
            assertThat(made.exitCode()).isZero();
            assertThat(after).as("events while the backup was made").isGreaterThan(before);
            refusesWhatCannotBe(data, backup);
            leavesNothingWhenItIsInterrupted(data);
        }
        assertThat(everythingIn(backup)).allMatch(path -> rights(path).matches("rw.------"));
        assertThat(new ProcessBuilder("sha256sum", "--check", "--quiet", "SHA256SUMS")
                        .directory(backup.toFile())
                        .start()
                        .waitFor())
                .isZero();
        String digest = made.output().replaceAll("(?s).*its digest is (\\w{64}).*", "$1");

        Path restored = directory.resolve("restored");
        DataCommandRun done = DataCommandRun.of(restored, "restore", backup.toString(), digest);
        assertThat(done.output()).contains("restored to " + restored);
        assertThat(done.exitCode()).isZero();
        try (RunningApplication application = RunningApplication.start(restored)) {
            for (int batch = 0; batch < before; batch++) {
                assertThat(given(application.api())
                                .body(releases(batch))
                                .post("/projects/B/events")
                                .jsonPath()
                                .getInt("repeated"))
                        .as("events of batch " + batch)
                        .isEqualTo(BATCH);
            }
            assertThat((boolean) given(application.api())
                            .get("/audit/verify")
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("intact"))
                    .isTrue();
            // what came after is stored as ever
            assertThat(given(application.api())
                            .body(releases(COMPONENTS / BATCH - 1))
                            .post("/projects/B/events")
                            .jsonPath()
                            .getInt("applied"))
                    .isEqualTo(BATCH);
        }
    }

    private void refusesWhatCannotBe(Path data, Path backup) throws IOException, InterruptedException {
        DataCommandRun again = DataCommandRun.of(data, "backup", backup.toString());
        assertThat(again.output()).contains(backup + " exists already");
        assertThat(again.exitCode()).isEqualTo(3);
        DataCommandRun restore = DataCommandRun.of(data, "restore", backup.toString());
        assertThat(restore.output()).contains("is in use by a running prefab-tracker");
        assertThat(restore.exitCode()).isEqualTo(3);
        assertThat(DataCommandRun.of(data, "backup").exitCode()).isEqualTo(2);
        DataCommandRun misspelt = DataCommandRun.of(data, "backp", backup.toString());
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.output()).contains("there is no command backp");
    }

    /** Wherever it is: nothing has the name, and nothing is left beside it. */
    private void leavesNothingWhenItIsInterrupted(Path data) throws IOException, InterruptedException {
        Path parent = Files.createDirectory(directory.resolve("interrupted"));
        Path log = directory.resolve("interrupted.log");
        Process process = DataCommandRun.start(
                data, log, "backup", parent.resolve("backup").toString());
        while (process.isAlive() && everythingIn(parent).count() < 30) {
            Thread.sleep(5);
        }
        process.destroy();
        assertThat(process.waitFor()).as(Files.readString(log)).isEqualTo(143);
        assertThat(parent).isEmptyDirectory();
    }

    private static void report(RunningApplication application, AtomicInteger answered, AtomicBoolean enough) {
        try {
            for (int batch = 0; !enough.get() && batch < COMPONENTS / BATCH - 1; batch++) {
                application.post("/projects/B/events", releases(batch));
                answered.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void prepare(RunningApplication application) throws IOException, InterruptedException {
        application.post("/projects", """
                {"code": "B", "name": "Backup", "regionCode": "320102"}""");
        application.post("/projects/B/buildings", """
                {"code": "1", "name": "1", "structure": "CONCRETE", "use": "RESIDENTIAL", "storeys": 3, "floorAreaM2": 9000}""");
        application.post(
                "/projects/B/components",
                IntStream.range(0, COMPONENTS)
                        .mapToObj(i -> """
                                {"code": "C-%d", "building": "1", "storey": "%d", "spec": "DBS1-67-3620-31"}""".formatted(i, i % 3 + 1))
                        .collect(Collectors.joining(",", "{\"components\": [", "]}")));
    }

    private static String releases(int batch) {
        return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(i -> """
                        {"eventId": "%s", "component": "C-%d", "type": "RELEASE", "occurredAt": "2026-05-04T08:00:00+08:00",
                         "factory": "F1"}""".formatted(UUID.nameUUIDFromBytes(("B-" + i).getBytes(StandardCharsets.UTF_8)), i))
                .collect(Collectors.joining(",", "{\"events\": [", "]}"));
    }

    private static Stream<Path> everythingIn(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return List.copyOf(all.toList()).stream();
        }
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
