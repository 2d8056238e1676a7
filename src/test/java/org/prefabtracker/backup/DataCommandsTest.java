package org.prefabtracker.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prefabtracker.shared.text.Sha256;

/** What the commands refuse, each with a sentence and an exit code, and that they leave everything as it was. */
class DataCommandsTest {

    @TempDir
    Path directory;

    private Path data;
    private Path backup;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void paths() {
        data = directory.resolve("data");
        backup = directory.resolve("backup");
    }

    @Test
    void restoresFilesAndEmptyDirectoriesForTheOwnerOnly() throws IOException {
        writeBackup("18");
        assertThat(run("restore", backup.toString())).isZero();
        assertThat(data.resolve("postgresql/base/1")).hasContent("one");
        assertThat(data.resolve("postgresql/pg_notify")).isEmptyDirectory();
        assertThat(data.resolve("restore.unfinished")).doesNotExist();
        assertThat(rights("postgresql")).isEqualTo("rwx------");
        assertThat(rights("database-passwords.properties")).isEqualTo("rw-------");
        assertThat(DataCommands.isHalfRestored(data)).isFalse();
    }

    @Test
    void restoresIntoAnEmptyDirectoryAndIntoTheRootOfADisk() throws IOException {
        writeBackup("18");
        Files.createDirectories(data.resolve("lost+found"));
        assertThat(run("restore", backup.toString())).isZero();
        assertThat(data.resolve("postgresql/base/1")).hasContent("one");
    }

    @Test
    void refusesADirectoryThatHoldsAnything() throws IOException {
        writeBackup("18");
        Files.createDirectories(data);
        Files.writeString(data.resolve("mine"), "kept");
        assertThat(run("restore", backup.toString())).isEqualTo(3);
        assertThat(said()).contains("is not empty: it holds mine");
        assertThat(data).isDirectoryContaining(file -> file.endsWith("mine"));
        assertThat(data.resolve("lock")).doesNotExist();
    }

    @Test
    void refusesADirectoryThatAnotherProcessHolds() throws IOException {
        writeBackup("18");
        Files.createDirectories(data);
        try (DirectoryLock held = DirectoryLock.of(data)) {
            assertThat(run("restore", backup.toString())).isEqualTo(3);
        }
        assertThat(said()).contains("is in use by a running prefab-tracker");
    }

    @Test
    void takesUpARestoreThatWasKilledAndAStartRefusesItsRemains() throws IOException {
        writeBackup("18");
        Files.createDirectories(data.resolve("postgresql/base"));
        Files.writeString(data.resolve("postgresql/base/1"), "o");
        Files.writeString(data.resolve("restore.unfinished"), "");
        assertThat(DataCommands.isHalfRestored(data)).isTrue();
        assertThat(run("restore", backup.toString())).isZero();
        assertThat(data.resolve("postgresql/base/1")).hasContent("one");
        assertThat(DataCommands.isHalfRestored(data)).isFalse();
    }

    @Test
    void refusesABackupWithAChangedFileAndLeavesNothing() throws IOException {
        writeBackup("18");
        Files.writeString(backup.resolve("data/postgresql/base/1"), "One");
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("data/postgresql/base/1 was changed");
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesABackupWithAChangedFileAndLeavesAnEmptyDirectoryEmpty() throws IOException {
        writeBackup("18");
        Files.createDirectories(data);
        Files.writeString(backup.resolve("data/postgresql/base/1"), "One");
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(data.resolve("postgresql")).doesNotExist();
        assertThat(data.resolve("database-passwords.properties")).doesNotExist();
        assertThat(DataCommands.isHalfRestored(data)).isFalse();
    }

    @Test
    void refusesABackupThatLacksAFileOrHasOneMore() throws IOException {
        writeBackup("18");
        Files.writeString(backup.resolve("data/postgresql/base/2"), "two");
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("data/postgresql/base/2 is not in SHA256SUMS");
        Files.delete(backup.resolve("data/postgresql/base/2"));
        Files.delete(backup.resolve("data/postgresql/base/1"));
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("data/postgresql/base/1 is missing");
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesWhatIsNoBackup() throws IOException {
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("it is no directory");
        Files.createDirectories(backup);
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("SHA256SUMS is missing");
        Files.writeString(backup.resolve("SHA256SUMS"), "");
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        Files.writeString(backup.resolve("SHA256SUMS"), "hello\n");
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("a line that is none of a backup");
    }

    @Test
    void refusesABackupWithLinksOrWithPathsThatLeadOut() throws IOException {
        writeBackup("18");
        Path secret = Files.writeString(directory.resolve("secret"), "one");
        Files.delete(backup.resolve("data/postgresql/base/1"));
        Files.createSymbolicLink(backup.resolve("data/postgresql/base/1"), secret);
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(said()).contains("is no file");
        for (String path : new String[] {"data/../../secret", "/etc/passwd", "data\\secret", "../secret"}) {
            Files.writeString(backup.resolve("SHA256SUMS"), Sha256.hex("one") + "  " + path + "\n");
            assertThat(run("restore", backup.toString())).as(path).isEqualTo(4);
            assertThat(said()).contains("a line that is none of a backup");
        }
    }

    @Test
    void refusesDirectoriesThatLeadOut() throws IOException {
        Map<String, String> files = files("18");
        files.put("directories", "postgresql\n../outside\n");
        write(files);
        assertThat(run("restore", backup.toString())).isEqualTo(4);
        assertThat(directory.resolve("outside")).doesNotExist();
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesABackupWithAnotherDigestThanThatWhichWasKept() throws IOException {
        writeBackup("18");
        assertThat(run("restore", backup.toString(), "0".repeat(64))).isEqualTo(4);
        assertThat(said()).contains("its digest is");
        String digest = Sha256.hex(Files.readString(backup.resolve("SHA256SUMS")));
        assertThat(run("restore", backup.toString(), digest)).isZero();
    }

    @Test
    void refusesABackupOfAnotherMajorVersion() throws IOException {
        writeBackup("16");
        assertThat(run("restore", backup.toString())).isEqualTo(3);
        assertThat(said()).contains("belongs to PostgreSQL 16, this prefab-tracker brings 18");
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesToBackUpWhereNoServerRuns() throws IOException {
        assertThat(run("backup", backup.toString())).isEqualTo(3);
        assertThat(said()).contains("is not the data directory of an embedded server");
        writeData();
        assertThat(run("backup", backup.toString())).isEqualTo(3);
        assertThat(said()).contains("no prefab-tracker runs on");
        for (String pid :
                new String[] {"", "1\n", "1\n/x\n2\nport\n", "1\n/x\n2\n0\n", "1\n/x\n2\n-5\n", "1\n/x\n2\n70000\n"}) {
            Files.writeString(data.resolve("postgresql/postmaster.pid"), pid);
            assertThat(run("backup", backup.toString())).as(pid).isEqualTo(3);
            assertThat(said()).contains("names no running server");
        }
        // nobody listens there
        Files.writeString(data.resolve("postgresql/postmaster.pid"), "1\n/x\n2\n1\n");
        assertThat(run("backup", backup.toString())).isEqualTo(3);
        assertThat(said()).contains("does not answer");
        assertThat(backup).doesNotExist();
        assertThat(directory).isDirectoryNotContaining(path -> path.toString().contains("unfinished"));
    }

    @Test
    void refusesToBackUpToWhereItCannotBe() throws IOException {
        writeData();
        assertThat(run("backup", data.resolve("backup").toString())).isEqualTo(3);
        assertThat(said()).contains("is inside the data directory");
        assertThat(run("backup", directory.resolve("none/backup").toString())).isEqualTo(3);
        assertThat(said()).contains("none for the backup does not exist");
        Files.createDirectories(backup);
        assertThat(run("backup", backup.toString())).isEqualTo(3);
        assertThat(said()).contains("exists already");
        assertThat(run("backup", "/")).isEqualTo(3);
    }

    @Test
    void givesNoNewPasswordsWhereNothingIsCompleteOrInOrder() throws IOException {
        assertThat(run("rotate-passwords")).isEqualTo(3);
        assertThat(said()).contains("holds no complete embedded server");
        assertThat(data).doesNotExist();
        writeData();
        for (String unfinished : new String[] {"postgresql.unfinished", "restore.unfinished"}) {
            Files.writeString(data.resolve(unfinished), "");
            assertThat(run("rotate-passwords")).as(unfinished).isEqualTo(3);
            Files.delete(data.resolve(unfinished));
        }
        try (DirectoryLock held = DirectoryLock.of(data)) {
            assertThat(run("rotate-passwords")).isEqualTo(3);
            assertThat(said()).contains("is in use by a running prefab-tracker");
        }
        assertThat(run("rotate-passwords")).isEqualTo(3);
        assertThat(said()).contains("holds no server program");
        Files.createDirectories(data.resolve("binaries/PG-1/bin"));
        Files.writeString(data.resolve("binaries/PG-1/bin/postgres"), "");
        Files.writeString(data.resolve("postgresql/postmaster.pid"), "1\n");
        assertThat(run("rotate-passwords")).isEqualTo(3);
        assertThat(said()).contains("was not stopped in order");
        assertThat(data.resolve("database-passwords.properties")).hasContent("postgres=p");
        assertThat(data.resolve("database-passwords.next")).doesNotExist();
    }

    @Test
    void aFileOfNewPasswordsThatSomebodyChangedIsNotTaken() throws IOException {
        writeData();
        Files.writeString(data.resolve("database-passwords.next"), "postgres=x'; drop role prefab_app; --\n");
        assertThat(DataCommands.completeRotation(data))
                .hasValueSatisfying(why -> assertThat(why).contains("was changed"));
        assertThat(data.resolve("database-passwords.properties")).hasContent("postgres=p");
    }

    @Test
    void saysHowItIsUsed() {
        for (String[] wrong : new String[][] {
            {"backup"},
            {"backup", "a", "b"},
            {"backup", ""},
            {"restore"},
            {"restore", "a", "short"},
            {"restore", " "},
            {"rotate-passwords", "x"}
        }) {
            assertThat(run(wrong)).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(said()).startsWith("usage: " + wrong[0]);
        }
        assertThat(run("backup", "a\0b")).isEqualTo(2);
        assertThat(said()).contains("not a path");
    }

    @Test
    void refusesAnExternalDatabase() {
        assertThat(new DataCommands(data, "18", Clock.systemUTC(), out(), out()).run(true, "backup", "b"))
                .isEqualTo(3);
        assertThat(said()).contains("external PostgreSQL");
    }

    private void writeData() throws IOException {
        Files.createDirectories(data.resolve("postgresql"));
        Files.writeString(data.resolve("postgresql/PG_VERSION"), "18\n");
        Files.writeString(data.resolve("database-passwords.properties"), "postgres=p\n");
    }

    private void writeBackup(String version) throws IOException {
        write(files(version));
    }

    private static Map<String, String> files(String version) {
        return new TreeMap<>(Map.of(
                "about.properties", "format=1\npostgresql=" + version + "\n",
                "directories", "postgresql\npostgresql/base\npostgresql/pg_notify\n",
                "data/database-passwords.properties", "postgres=p\n",
                "data/postgresql/base/1", "one"));
    }

    private void write(Map<String, String> files) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = backup.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            digests.put(file.getKey(), Sha256.hex(file.getValue()));
        }
        Files.writeString(backup.resolve("SHA256SUMS"), BackupContents.sums(digests));
    }

    private int run(String... arguments) {
        said.reset();
        return new DataCommands(data, "18", Clock.systemUTC(), out(), out()).run(false, arguments);
    }

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String rights(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }
}
