package org.prefabtracker.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * {@code restore BACKUP [DIGEST]}: copies a backup into a data directory that is empty or does not exist. The next start recovers
 * what was stored until the backup ended.
 */
final class RestoreCommand {

    static final String USAGE =
            "usage: restore BACKUP [DIGEST]   (into PREFAB_DATA_DIR, which is empty or does not exist)";
    static final String FORMAT = "1";

    /** A data directory with this file is not complete. */
    static final String UNFINISHED = "restore.unfinished";

    /** What an empty disk and an attempt to start may leave. */
    private static final Set<String> IGNORED = Set.of("lost+found", DirectoryLock.FILE, UNFINISHED);

    private final Path data;
    private final Path backup;
    private final String digest;
    private final String version;
    private final Clock clock;
    private final PrintStream out;

    /**
     * @param digest of the backup; null: not known
     * @param version the major version of the bundled server
     */
    RestoreCommand(Path data, Path backup, String digest, String version, Clock clock, PrintStream out) {
        this.data = data;
        this.backup = backup;
        this.digest = digest;
        this.version = version;
        this.clock = clock;
        this.out = out;
    }

    void run(Interruption interruption) throws IOException {
        if (data.startsWith(backup)) {
            throw new Failure(Failure.REFUSED, data + " is inside the backup.");
        }
        BackupContents contents = contents();
        boolean existed = Files.exists(data);
        PrivateFiles.createDirectories(data);
        if (Files.notExists(data.resolve(DirectoryLock.FILE))) {
            // leaves no lock in a directory of something else
            refuseUnlessEmpty(others());
        }
        boolean done = false;
        try (DirectoryLock lock = DirectoryLock.of(data)) {
            clear();
            Path unfinished = data.resolve(UNFINISHED);
            if (Files.notExists(unfinished)) {
                PrivateFiles.create(unfinished).close();
                PrivateFiles.force(data);
            }
            try {
                copy(contents, interruption);
                PrivateFiles.forceTree(data.resolve(DataFiles.CLUSTER));
                PrivateFiles.force(data);
                interruption.check();
                Files.delete(unfinished);
                PrivateFiles.force(data);
                done = true;
            } finally {
                if (!done) {
                    clear();
                    Files.deleteIfExists(unfinished);
                }
            }
        } finally {
            if (!done && !existed) {
                PrivateFiles.deleteTree(data);
            }
        }
        out.println("restored to " + data
                + ". Start prefab-tracker on it: it recovers what was stored until the backup ended.");
    }

    private BackupContents contents() throws IOException {
        BackupContents contents = BackupContents.read(backup);
        if (digest != null && !digest.equals(contents.digest())) {
            throw BackupContents.changed(backup, "its digest is " + contents.digest());
        }
        Properties about = new Properties();
        about.load(new StringReader(contents.text(BackupContents.ABOUT)));
        if (!FORMAT.equals(about.getProperty("format"))) {
            throw new Failure(
                    Failure.REFUSED,
                    backup + " was made by a later version. Restore it with the version that made it.");
        }
        if (!version.equals(about.getProperty("postgresql"))) {
            throw new Failure(
                    Failure.REFUSED,
                    backup + " belongs to PostgreSQL " + about.getProperty("postgresql")
                            + ", this prefab-tracker brings " + version
                            + ". Restore it with the version that made it.");
        }
        return contents;
    }

    /** Deletes what an interrupted restore left; refuses a directory that holds anything else. */
    private void clear() throws IOException {
        List<Path> left = others();
        refuseUnlessEmpty(left);
        for (Path each : left) {
            PrivateFiles.deleteTree(each);
        }
    }

    private List<Path> others() throws IOException {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(data)) {
            for (Path each : all) {
                if (!IGNORED.contains(each.getFileName().toString())) {
                    others.add(each);
                }
            }
        }
        return others;
    }

    private void refuseUnlessEmpty(List<Path> others) {
        if (!others.isEmpty() && Files.notExists(data.resolve(UNFINISHED))) {
            throw new Failure(
                    Failure.REFUSED,
                    "the data directory " + data + " is not empty: it holds "
                            + others.get(0).getFileName() + ". Set PREFAB_DATA_DIR to an empty or a new directory.");
        }
    }

    private void copy(BackupContents contents, Interruption interruption) throws IOException {
        for (String directory : contents.directories()) {
            PrivateFiles.createDirectories(data.resolve(directory));
        }
        CopiedFiles files = new CopiedFiles(data, clock, out, interruption);
        for (String name : contents.dataFiles()) {
            contents.check(name, files.copy(backup.resolve(name), name.substring(BackupContents.DATA.length())));
        }
    }
}
