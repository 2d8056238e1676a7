package org.prefabtracker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The embedded server on an empty directory below target/, for the tests that need a database. */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "db");
            Map<String, String> settings = new java.util.HashMap<>(EmbeddedDatabase.settings(directory));
            settings.put(
                    "quarkus.http.body.uploads-directory",
                    directory.resolve("uploads").toString());
            settings.put("prefab.data-dir", directory.toString());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        EmbeddedDatabase.stop();
    }
}
