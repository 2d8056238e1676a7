package org.prefabtracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Also where the operator's data directory lets others in, what lies in it does not. */
@DatabaseTest
class DataDirectoryTest {

    @ConfigProperty(name = "quarkus.http.body.uploads-directory")
    Path uploads;

    @Test
    void keepsPasswordsRecordsAndTheServerItselfFromOthers() throws IOException {
        // the server of the tests is one level above the files of an application, see TestServer
        Path data = uploads.getParent().getParent();
        assertThat(rights(data.resolve("database-passwords.properties"))).isEqualTo("rw-------");
        assertThat(rights(data.resolve("postgresql.log"))).isEqualTo("rw-------");
        assertThat(rights(data.resolve("postgresql"))).isEqualTo("rwx------");
        assertThat(rights(uploads)).isEqualTo("rwx------");
        // what may not be entered may not be written to, whatever else is allowed
        assertThat(Files.getPosixFilePermissions(data.resolve("binaries")))
                .doesNotContain(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
