package org.prefabtracker.workbook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.DatabaseTest;

@DatabaseTest
class UploadDirectoryTest {

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path directory;

    @Inject
    UploadDirectory uploads;

    @Test
    void isItsOwnersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.xlsx", "/tmp/evil.xlsx", "..\\\\evil.xlsx", "evil.jsp", "con", "a\u0000.xlsx", ""})
    void takesNoNameFromTheSender(String name) throws IOException, InterruptedException {
        byte[] workbook = WorkbookFile.of(Map.of("s", new Object[][] {
            {"规格编号", "名称", "类别", "材料"},
            {"UPLOADED", "n", "SLAB", "CONCRETE"}
        }));
        given().queryParam("dryRun", true)
                .multiPart("file", name, workbook)
                .post("/api/v1/specs/import")
                .then()
                .statusCode(200)
                .body(
                        equalTo(
                                "{\"created\":1,\"updated\":0,\"unchanged\":0,\"dryRun\":true,\"ignoredColumns\":[],\"warnings\":[],\"totalWarnings\":0}"));
        awaitEmpty();
        assertThat(files(directory.getParent())).noneMatch(file -> file.contains("evil"));
    }

    @Test
    void keepsNothingOfARefusedUpload() throws IOException, InterruptedException {
        given().multiPart("file", "a.xlsx", new byte[1_000])
                .post("/api/v1/specs/import")
                .then()
                .statusCode(422);
        given().multiPart("other", "a.xlsx", new byte[1_000])
                .post("/api/v1/specs/import")
                .then()
                .statusCode(422);
        given().multiPart("file", "a.xlsx", new byte[1_000])
                .post("/api/v1/projects/none/components/import")
                .then()
                .statusCode(404);
        awaitEmpty();
    }

    @Test
    void isClearedOfWhatAKilledApplicationLeft() throws IOException {
        Path left = Files.createTempFile(directory, "resteasy-reactive", "upload");
        Path inFlight = Files.createTempFile(directory, "resteasy-reactive", "upload");
        Instant now = Instant.now();
        Files.setLastModifiedTime(left, FileTime.from(now.minusSeconds(10)));
        uploads.clear(now.minusSeconds(5));
        assertThat(files(directory)).containsExactly(inFlight.getFileName().toString());
        Files.delete(inFlight);
    }

    /** Uploads are deleted when the answer has gone, which the sender may see first. */
    private void awaitEmpty() throws IOException, InterruptedException {
        for (int i = 0; i < 500 && !files(directory).isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(files(directory)).isEmpty();
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
