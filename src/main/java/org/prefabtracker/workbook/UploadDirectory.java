package org.prefabtracker.workbook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The directory of uploaded files while their request lasts. File names are generated; only the user of the application may read
 * the directory. At the start, files that a killed application left are deleted.
 */
@ApplicationScoped
public class UploadDirectory {

    /** Longer than any request takes: another instance of the application may use the same directory. */
    private static final Duration LONGEST_REQUEST = Duration.ofDays(1);

    @Inject
    Clock clock;

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path directory;

    void start(@Observes StartupEvent event) throws IOException {
        Files.createDirectories(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        clear(clock.instant().minus(LONGEST_REQUEST));
    }

    /** An empty file, for an answer that is written before it is sent. */
    Path newFile() {
        try {
            return Files.createTempFile(directory, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the files that were last written before a moment. */
    void clear(Instant since) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
