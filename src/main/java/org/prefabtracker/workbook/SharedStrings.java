package org.prefabtracker.workbook;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;

/**
 * The shared strings of a workbook, which cells reference by number. There are as many as different texts, so they are kept in a
 * memory-mapped file, not on the heap.
 */
final class SharedStrings implements AutoCloseable {

    private static final SharedStrings EMPTY = new SharedStrings(null, null, null, 0);
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final int CACHED = 1 << 12;

    private final Path file;
    private final ByteBuffer texts;
    private final ByteBuffer ends;
    private final int size;
    private final int[] cachedIndex = new int[CACHED];
    private final String[] cached = new String[CACHED];

    private SharedStrings(Path file, ByteBuffer texts, ByteBuffer ends, int size) {
        this.file = file;
        this.texts = texts;
        this.ends = ends;
        this.size = size;
    }

    static SharedStrings empty() {
        return EMPTY;
    }

    static SharedStrings read(InputStream part) throws IOException {
        Path texts = Files.createTempFile("texts", null);
        Path ends = Files.createTempFile("ends", null);
        try {
            Collecting collecting;
            try (DataOutputStream text = open(texts);
                    DataOutputStream end = open(ends)) {
                collecting = new Collecting(text, end);
                Xml.read(part, collecting);
            }
            return new SharedStrings(texts, map(texts), map(ends), collecting.size);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(texts);
            throw e;
        } finally {
            Files.deleteIfExists(ends);
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** The text with a number; the empty text where the file has none. */
    String get(int index) {
        if (index < 0 || index >= size) {
            return "";
        }
        int slot = index % CACHED;
        if (cached[slot] == null || cachedIndex[slot] != index) {
            int start = index == 0 ? 0 : ends.getInt(4 * (index - 1));
            byte[] bytes = new byte[ends.getInt(4 * index) - start];
            texts.get(start, bytes);
            cached[slot] = new String(bytes, StandardCharsets.UTF_8);
            cachedIndex[slot] = index;
        }
        return cached[slot];
    }

    /** Spreadsheet programs escape characters that XML cannot hold, such as {@code _x000D_}. */
    static String decoded(String text) {
        return text.indexOf("_x") < 0
                ? text
                : ESCAPED.matcher(text)
                        .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /** Collects the text of every item: all its runs, without phonetic annotations. */
    private static final class Collecting extends Xml.Handler {
        private final DataOutputStream texts;
        private final DataOutputStream ends;
        private final StringBuilder text = new StringBuilder();
        private boolean inText;
        private boolean phonetic;
        private int size;

        Collecting(DataOutputStream texts, DataOutputStream ends) {
            this.texts = texts;
            this.ends = ends;
        }

        @Override
        void start(String name, Attributes attributes) {
            switch (name) {
                case "si" -> text.setLength(0);
                case "t" -> inText = !phonetic;
                case "rPh" -> phonetic = true;
                default -> {}
            }
        }

        @Override
        public void characters(char[] characters, int start, int length) {
            if (inText && text.length() < SheetXml.LONGEST_TEXT) {
                text.append(characters, start, length);
            }
        }

        @Override
        void end(String name) {
            switch (name) {
                case "t" -> inText = false;
                case "rPh" -> phonetic = false;
                case "si" -> store();
                default -> {}
            }
        }

        private void store() {
            try {
                texts.write(decoded(text.toString()).getBytes(StandardCharsets.UTF_8));
                ends.writeInt(texts.size());
                size++;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
