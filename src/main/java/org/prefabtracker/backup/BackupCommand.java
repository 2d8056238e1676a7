package org.prefabtracker.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prefabtracker.shared.text.Sha256;

/**
 * {@code backup DIRECTORY}: copies the data directory of the running application, as it is at the end of the copy. It is written
 * beside DIRECTORY and gets its name when it is complete and on disk.
 */
final class BackupCommand {

    static final String USAGE = "usage: backup DIRECTORY   (a directory that does not exist, on another disk)";

    /** Directories whose content the server makes anew, or which the log is copied into at the end. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_wal");

    /** Files that describe the running server, that belong to temporary tables, or that the end of the backup gives. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "postmaster\\.(pid|opts)|backup_label(\\.old)?|tablespace_map|current_logfiles(\\.tmp)?|postgresql\\.auto\\.conf\\.tmp"
                    + "|pg_internal\\.init.*|pgsql_tmp.*|t\\d+_\\d+.*");

    /** The server's record of its state: copied last, because all other files are older. */
    private static final String CONTROL = "global/pg_control";

    private final Path data;
    private final Path target;
    private final Clock clock;
    private final PrintStream out;
    private final Interruption interruption;

    BackupCommand(Path data, Path target, Clock clock, PrintStream out, Interruption interruption) {
        this.data = data;
        this.target = target;
        this.clock = clock;
        this.out = out;
        this.interruption = interruption;
    }

    void run() throws IOException, SQLException {
        check();
        try (BackupSession session = BackupSession.open(data)) {
            interruption.wakesUp(session::abort);
            Path unfinished = Files.createTempDirectory(
                    target.getParent(), target.getFileName() + ".unfinished-", PrivateFiles.ofDirectory());
            try {
                String digest = copy(session, unfinished);
                interruption.check();
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                PrivateFiles.force(target.getParent());
                out.println("the backup " + target + " is complete");
                out.println("its digest is " + digest + "; keep it elsewhere: restore DIRECTORY DIGEST checks it");
            } finally {
                PrivateFiles.deleteTree(unfinished);
            }
        }
    }

    private void check() throws IOException {
        if (!Files.isDirectory(data.resolve(DataFiles.CLUSTER)) || Files.notExists(data.resolve(DataFiles.PASSWORDS))) {
            throw new Failure(
                    Failure.REFUSED,
                    data
                            + " is not the data directory of an embedded server. Set PREFAB_DATA_DIR as for the application.");
        }
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new Failure(Failure.REFUSED, "the directory " + parent + " for the backup does not exist.");
        }
        if (parent.toRealPath().startsWith(data.toRealPath())) {
            throw new Failure(
                    Failure.REFUSED,
                    target + " is inside the data directory, with which it would be lost. Choose another disk.");
        }
        if (Files.exists(target)) {
            throw new Failure(Failure.REFUSED, target + " exists already. Choose another name for each backup.");
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            siblings.filter(sibling ->
                            sibling.getFileName().toString().startsWith(target.getFileName() + ".unfinished-"))
                    .forEach(left -> out.println("note: " + left + " is being written, or is left of a backup that was"
                            + " killed; in the latter case delete it"));
        }
    }

    /** Returns the digest of the backup. */
    private String copy(BackupSession session, Path unfinished) throws IOException, SQLException {
        CopiedFiles files = new CopiedFiles(unfinished, clock, out, interruption);
        TreeSet<String> directories = new TreeSet<>();
        Path cluster = data.resolve(DataFiles.CLUSTER).toRealPath();
        Instant startedAt = clock.instant();
        session.start("prefab_backup_" + ProcessHandle.current().pid());
        out.println("copying " + data + ", with everything that is stored by now");
        for (Path secret : DataFiles.secrets(data)) {
            copyIfThere(secret, BackupContents.DATA + secret.getFileName(), files);
        }
        copyTree(cluster, files, directories);
        control(cluster.resolve(CONTROL), files);
        BackupSession.Stopped stopped = session.stop();
        files.write(BackupContents.DATA + DataFiles.CLUSTER + "/backup_label", stopped.label());
        copyLog(cluster.resolve("pg_wal"), stopped, files);
        files.write(BackupContents.DIRECTORIES, String.join("\n", directories) + "\n");
        files.write(BackupContents.ABOUT, """
                format=%s
                postgresql=%s
                startedAt=%s
                endedAt=%s
                """.formatted(
                        RestoreCommand.FORMAT, DataFiles.version(data), startedAt, clock.instant()));
        String sums = BackupContents.sums(files.digests());
        files.write(BackupContents.SUMS, sums);
        PrivateFiles.forceTree(unfinished);
        return Sha256.hex(sums);
    }

    /** The server goes on meanwhile: a file that is removed by the time it is read is not needed, as its log says. */
    private void copyTree(Path cluster, CopiedFiles files, Set<String> directories) throws IOException {
        Files.walkFileTree(
                cluster, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                        String name = BackupContents.name(cluster, directory);
                        directories.add(DataFiles.CLUSTER + (name.isEmpty() ? "" : "/" + name));
                        return EMPTIED.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        String name = BackupContents.name(cluster, file);
                        if (!name.equals(CONTROL)
                                && !LEFT_OUT.matcher(file.getFileName().toString())
                                        .matches()) {
                            copyIfThere(file, BackupContents.DATA + DataFiles.CLUSTER + "/" + name, files);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                        return failure instanceof NoSuchFileException
                                ? FileVisitResult.CONTINUE
                                : super.postVisitDirectory(directory, failure);
                    }
                });
    }

    private static void copyIfThere(Path file, String name, CopiedFiles files) throws IOException {
        try {
            files.copy(file, name);
        } catch (NoSuchFileException removed) {
            if (!removed.getFile().equals(file.toString())) {
                throw removed;
            }
        }
    }

    /** A read that meets a write could see half of it; two equal ones in a row are whole. */
    private void control(Path file, CopiedFiles files) throws IOException {
        byte[] former = Files.readAllBytes(file);
        byte[] content = Files.readAllBytes(file);
        while (!Arrays.equals(former, content)) {
            interruption.check();
            former = content;
            content = Files.readAllBytes(file);
        }
        files.write(BackupContents.DATA + DataFiles.CLUSTER + "/" + CONTROL, content);
    }

    private static void copyLog(Path log, BackupSession.Stopped stopped, CopiedFiles files) throws IOException {
        try (Stream<Path> found = Files.list(log)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                String name = file.getFileName().toString();
                boolean needed = name.matches("[0-9A-F]{24}")
                        && name.compareTo(stopped.firstLog()) >= 0
                        && name.compareTo(stopped.lastLog()) <= 0;
                if (needed || name.endsWith(".history")) {
                    files.copy(file, BackupContents.DATA + DataFiles.CLUSTER + "/pg_wal/" + name);
                }
            }
        }
        for (String end : new String[] {stopped.firstLog(), stopped.lastLog()}) {
            if (!files.digests().containsKey(BackupContents.DATA + DataFiles.CLUSTER + "/pg_wal/" + end)) {
                throw new Failure(Failure.BROKEN_OFF, "the server removed its log " + end + " before it was copied.");
            }
        }
    }
}
