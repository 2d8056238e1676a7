package org.prefabtracker.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prefabtracker.shared.text.Sha256;

/**
 * The layout of a backup: {@code data/} is the data directory, {@code directories} its directories, {@code about} what it is, and
 * {@code SHA256SUMS} lists every file with its digest, as the program sha256sum reads it.
 */
final class BackupContents {

    static final String SUMS = "SHA256SUMS";
    static final String ABOUT = "about.properties";
    static final String DIRECTORIES = "directories";
    static final String DATA = "data/";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\S.*)");

    private final Path root;
    private final SortedMap<String, String> digests;
    private final String digest;

    private BackupContents(Path root, SortedMap<String, String> digests, String digest) {
        this.root = root;
        this.digests = digests;
        this.digest = digest;
    }

    /** The text of the list of digests. */
    static String sums(Map<String, String> digests) {
        return digests.entrySet().stream()
                .map(file -> file.getValue() + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** @throws Failure where this is no backup, or a file is missing or was added */
    static BackupContents read(Path root) throws IOException {
        Path sums = root.resolve(SUMS);
        if (!Files.isRegularFile(sums, LinkOption.NOFOLLOW_LINKS)) {
            throw changed(root, Files.isDirectory(root) ? SUMS + " is missing" : "it is no directory");
        }
        String text = Files.readString(sums);
        SortedMap<String, String> digests = new TreeMap<>();
        for (String line : text.lines().toList()) {
            Matcher file = LINE.matcher(line);
            if (!file.matches() || leadsOut(file.group(2)) || digests.put(file.group(2), file.group(1)) != null) {
                throw changed(root, SUMS + " has a line that is none of a backup");
            }
        }
        TreeSet<String> found = files(root);
        found.remove(SUMS);
        for (String name : digests.keySet()) {
            if (!found.remove(name)) {
                throw changed(root, name + " is missing");
            }
        }
        if (!found.isEmpty()) {
            throw changed(root, found.first() + " is not in " + SUMS);
        }
        for (String name : List.of(ABOUT, DIRECTORIES, DATA + DataFiles.PASSWORDS)) {
            if (!digests.containsKey(name)) {
                throw changed(root, name + " is missing");
            }
        }
        return new BackupContents(root, digests, Sha256.hex(text));
    }

    static Failure changed(Path root, String what) {
        return new Failure(Failure.CHANGED, root + " is no complete and unchanged backup: " + what + ".");
    }

    private static boolean leadsOut(String name) {
        Path path = Path.of(name);
        return path.isAbsolute() || name.contains("\\") || !path.equals(path.normalize()) || name.startsWith("..");
    }

    /** Everything that is no directory; links are not followed. */
    private static TreeSet<String> files(Path root) throws IOException {
        TreeSet<String> files = new TreeSet<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(root, file);
                if (!attributes.isRegularFile()) {
                    throw changed(root, name + " is no file");
                }
                files.add(name);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** The path of a file below a directory, with slashes. */
    static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** The SHA-256 of the list, which stands for the whole backup. */
    String digest() {
        return digest;
    }

    /** The files of the data directory: paths below the backup. */
    List<String> dataFiles() {
        return digests.keySet().stream().filter(name -> name.startsWith(DATA)).toList();
    }

    /** The directories of the data directory: paths below it. */
    List<String> directories() throws IOException {
        List<String> directories = text(DIRECTORIES).lines().toList();
        if (directories.stream().anyMatch(BackupContents::leadsOut)) {
            throw changed(root, DIRECTORIES + " leads out of the data directory");
        }
        return directories;
    }

    /** A small file of the backup, unchanged. */
    String text(String name) throws IOException {
        String text = Files.readString(root.resolve(name));
        check(name, Sha256.hex(text));
        return text;
    }

    /** @throws Failure where a file has another digest than the list says */
    void check(String name, String sha256) {
        if (!digests.get(name).equals(sha256)) {
            throw changed(root, name + " was changed");
        }
    }
}
