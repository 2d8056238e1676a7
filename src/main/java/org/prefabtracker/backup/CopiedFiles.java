package org.prefabtracker.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.prefabtracker.shared.text.Sha256;

/** Writes the files of one backup or restore below a directory: private, on disk, each with its SHA-256. */
final class CopiedFiles {

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Path root;
    private final Clock clock;
    private final PrintStream out;
    private final Interruption interruption;
    private final SortedMap<String, String> digests = new TreeMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    private long bytes;
    private Instant said;

    CopiedFiles(Path root, Clock clock, PrintStream out, Interruption interruption) {
        this.root = root;
        this.clock = clock;
        this.out = out;
        this.interruption = interruption;
        said = clock.instant();
    }

    /** SHA-256 by path below the directory, with slashes. */
    SortedMap<String, String> digests() {
        return Collections.unmodifiableSortedMap(digests);
    }

    long bytes() {
        return bytes;
    }

    /**
     * Copies a file as it is read.
     *
     * @param name the path below the directory, with slashes
     * @return the SHA-256 of what was written
     * @throws java.nio.file.NoSuchFileException where the source does not exist; nothing is written then
     */
    String copy(Path source, String name) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel to = create(name)) {
            MessageDigest digest = Sha256.digest();
            while (from.read(buffer.clear()) >= 0) {
                append(to, digest, buffer.flip());
            }
            return finish(to, name, digest);
        }
    }

    /** Writes a file. */
    void write(String name, byte[] content) throws IOException {
        try (FileChannel to = create(name)) {
            MessageDigest digest = Sha256.digest();
            append(to, digest, ByteBuffer.wrap(content));
            finish(to, name, digest);
        }
    }

    void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private FileChannel create(String name) throws IOException {
        Path file = root.resolve(name);
        PrivateFiles.createDirectories(file.getParent());
        return PrivateFiles.create(file);
    }

    private void append(FileChannel to, MessageDigest digest, ByteBuffer content) throws IOException {
        interruption.check();
        digest.update(content.duplicate());
        bytes += content.remaining();
        while (content.hasRemaining()) {
            to.write(content);
        }
        Instant now = clock.instant();
        if (Duration.between(said, now).compareTo(SILENCE) >= 0) {
            out.println(bytes / 1_000_000 + " MB copied");
            said = now;
        }
    }

    private String finish(FileChannel to, String name, MessageDigest digest) throws IOException {
        to.force(true);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        digests.put(name, sha256);
        return sha256;
    }
}
