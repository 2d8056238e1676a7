package org.prefabtracker.workbook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where uploads lie while their request lasts, under names that the server makes: for nobody else on the machine to read, and
 * cleared at the start of what a killed application left.
 */
@ApplicationScoped
public class UploadDirectory {

    /** No request takes as long; another copy of the application may use the same directory. */
    private static final Duration LONGEST_REQUEST = Duration.ofDays(1);

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path directory;

    void start(@Observes StartupEvent event) throws IOException {
        Files.createDirectories(directory);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        clear(Instant.now().minus(LONGEST_REQUEST));
    }

    /** Deletes the files that nobody has written to since. */
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
