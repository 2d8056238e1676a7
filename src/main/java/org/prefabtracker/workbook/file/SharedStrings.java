package org.prefabtracker.workbook.file;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * The shared strings of a workbook, which cells reference by number. There are as many as different texts, so they are kept in
 * temporary files, not on the heap as POI's table keeps them. The files have no names any more once they are written: nothing of
 * them outlives the request.
 */
final class SharedStrings implements AutoCloseable {

    static final SharedStrings NONE = new SharedStrings(null, null, 0);

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final int CACHED = 1 << 12;
    /** Longer texts are rare; they are read from the file each time. */
    private static final int LONGEST_CACHED = 500;

    private final Pages texts;
    private final Pages ends;
    private final int size;
    private final int[] cachedIndex = new int[CACHED];
    private final String[] cached = new String[CACHED];

    private SharedStrings(Pages texts, Pages ends, int size) {
        this.texts = texts;
        this.ends = ends;
        this.size = size;
    }

    static SharedStrings read(InputStream part) throws IOException {
        Path texts = Files.createTempFile("texts", null);
        Path ends = Files.createTempFile("ends", null);
        try {
            Collecting collecting;
            try (DataOutputStream text = written(texts);
                    DataOutputStream end = written(ends)) {
                collecting = new Collecting(text, end);
                Xml.read(part, collecting);
            }
            return new SharedStrings(Pages.open(texts), Pages.open(ends), collecting.size);
        } finally {
            Files.deleteIfExists(texts);
            Files.deleteIfExists(ends);
        }
    }

    private static DataOutputStream written(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /**
     * The text with a number. A long one is read when it is asked for, because many cells may name it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the file has no such text
     */
    CharSequence get(int index) {
        if (index < 0 || index >= size) {
            throw RejectedFile.DAMAGED.problem();
        }
        int slot = index % CACHED;
        if (cached[slot] != null && cachedIndex[slot] == index) {
            return cached[slot];
        }
        long start = index == 0 ? 0 : end(index - 1);
        int length = (int) (end(index) - start);
        if (length > LONGEST_CACHED) {
            return new Stored(this, start, length);
        }
        cached[slot] = text(start, length);
        cachedIndex[slot] = index;
        return cached[slot];
    }

    /** A text that stays in the file until it is asked for. Its length is that in bytes, an upper limit. */
    private record Stored(SharedStrings strings, long start, int length) implements CharSequence {

        @Override
        public char charAt(int index) {
            return toString().charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return toString().subSequence(from, to);
        }

        @Override
        public String toString() {
            return strings.text(start, length);
        }
    }

    private long end(int index) {
        return ends.read(8L * index, 8).getLong();
    }

    private String text(long start, int length) {
        ByteBuffer bytes = texts.read(start, length);
        return new String(bytes.array(), bytes.position(), length, StandardCharsets.UTF_8);
    }

    /** A file that is read a page at a time: cells name most texts in the order of the file. */
    private record Pages(FileChannel file, ByteBuffer page, long[] start) {

        private static final int SIZE = 1 << 16;

        static Pages open(Path file) throws IOException {
            return new Pages(
                    FileChannel.open(file, StandardOpenOption.READ),
                    ByteBuffer.allocate(SIZE).limit(0),
                    new long[1]);
        }

        /** The bytes from a position on, at the position of the buffer; it is valid until the next reading. */
        ByteBuffer read(long position, int length) {
            if (length > SIZE) {
                return filled(ByteBuffer.allocate(length), position).rewind();
            }
            if (position < start[0] || position + length > start[0] + page.limit()) {
                start[0] = position;
                filled(page.clear(), position).flip();
            }
            return page.position((int) (position - start[0]));
        }

        private ByteBuffer filled(ByteBuffer bytes, long position) {
            try {
                while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) >= 0) {}
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes;
        }
    }

    /** Spreadsheet programs escape characters that XML cannot hold, such as {@code _x000D_}. */
    static String decoded(String text) {
        return text.indexOf("_x") < 0
                ? text
                : ESCAPED.matcher(text)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    @Override
    public void close() throws IOException {
        if (texts != null) {
            texts.file().close();
            ends.file().close();
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
        private long written;

        Collecting(DataOutputStream texts, DataOutputStream ends) {
            this.texts = texts;
            this.ends = ends;
        }

        @Override
        void start(String name, XMLStreamReader element) {
            switch (name) {
                case "si" -> text.setLength(0);
                case "t" -> inText = !phonetic;
                case "rPh" -> phonetic = true;
                default -> {}
            }
        }

        @Override
        void text(char[] characters, int start, int length) {
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
                byte[] bytes = decoded(text.toString()).getBytes(StandardCharsets.UTF_8);
                written += bytes.length;
                texts.write(bytes);
                ends.writeLong(written);
                size++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
