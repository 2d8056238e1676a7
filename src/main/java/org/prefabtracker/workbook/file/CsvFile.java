package org.prefabtracker.workbook.file;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;

/**
 * A CSV file as spreadsheet programs write it: in UTF-8, UTF-16 with a byte order mark, or GB18030; separated by commas,
 * semicolons or tabs.
 */
final class CsvFile implements SheetFile {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');
    /** Some programs name the separator in a line of its own: {@code sep=;}. */
    private static final String SEPARATOR_LINE = "sep=";

    /** Where semicolons separate the columns, a comma is often the decimal one. */
    private static final Pattern WITH_COMMA = Pattern.compile("\\s*[+-]?\\d+(,\\d+)+\\s*");

    private static final Pattern GUARDED = Pattern.compile("=\"((?:[^\"]|\"\")*+)\"", Pattern.DOTALL);

    /** Headers are searched in as many rows. */
    private static final int FIRST_LINES = 20;

    private static final Sheet SHEET = new Sheet("csv", "CSV", false);

    private final Path file;
    private final Charset charset;
    private final char separator;
    private final boolean named;

    private CsvFile(Path file, Charset charset, char separator, boolean named) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
        this.named = named;
    }

    static CsvFile open(Path file) throws IOException {
        Charset charset = charset(file);
        List<String> lines = firstLines(file, charset);
        String line = lines.isEmpty() ? "" : lines.get(0);
        boolean named = line.startsWith(SEPARATOR_LINE) && line.length() == SEPARATOR_LINE.length() + 1;
        char separator = named ? line.charAt(SEPARATOR_LINE.length()) : separator(lines);
        if (line.isBlank() || separator == '"' || line.startsWith("<") || line.indexOf('\0') >= 0) {
            throw RejectedFile.NO_WORKBOOK.problem();
        }
        return new CsvFile(file, charset, separator, named);
    }

    /** The encoding that a mark at the beginning names, else UTF-8 or GB18030, whichever the whole file is valid in. */
    private static Charset charset(Path file) throws IOException {
        try (BOMInputStream in = marked(file)) {
            if (in.hasBOM()) {
                return Charset.forName(in.getBOMCharsetName());
            }
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            try (Reader reader = reader(file, charset)) {
                reader.transferTo(Writer.nullWriter());
                return charset;
            } catch (CharacterCodingException otherCharset) {
                // the next one is tried
            }
        }
        throw RejectedFile.NO_WORKBOOK.problem();
    }

    private static BOMInputStream marked(Path file) throws IOException {
        return BOMInputStream.builder()
                .setInputStream(Files.newInputStream(file))
                .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
                .get();
    }

    /** Fails where a character is not valid in the encoding. */
    private static Reader reader(Path file, Charset charset) throws IOException {
        InputStream in = marked(file);
        Reader reader = new BufferedReader(new InputStreamReader(in, charset.newDecoder()));
        // GB18030 has a byte order mark of its own
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    /** The first lines that are not empty, in which headers are searched; of a file without lines its beginning. */
    private static List<String> firstLines(Path file, Charset charset) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int length = 0;
        try (Reader reader = reader(file, charset)) {
            int c = reader.read();
            for (; c >= 0 && length < LONGEST_ROW && lines.size() < FIRST_LINES; c = reader.read()) {
                length++;
                if (c != '\n' && c != '\r') {
                    line.append((char) c);
                } else {
                    add(lines, line);
                }
            }
        }
        add(lines, line);
        return lines;
    }

    private static void add(List<String> lines, StringBuilder line) {
        if (!line.toString().isBlank()) {
            lines.add(line.toString());
        }
        line.setLength(0);
    }

    /**
     * The separator that the first line of three columns or more has most of, outside quotation marks: a title above the headers may
     * have none. Without such a line, that of the first line with any.
     */
    private static char separator(List<String> lines) {
        for (int least = 2; least > 0; least--) {
            for (String line : lines) {
                String unquoted = line.replaceAll("\"[^\"]*\"", "");
                char best = SEPARATORS.get(0);
                for (char separator : SEPARATORS) {
                    best = count(unquoted, separator) > count(unquoted, best) ? separator : best;
                }
                if (count(unquoted, best) >= least) {
                    return best;
                }
            }
        }
        return SEPARATORS.get(0);
    }

    private static long count(String line, char separator) {
        return line.chars().filter(c -> c == separator).count();
    }

    @Override
    public List<Sheet> sheets() {
        return List.of(SHEET);
    }

    @Override
    public void read(Sheet sheet, Predicate<SheetRow> rows) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                // of "a", "b" the blank is no part of the second value
                .setIgnoreSurroundingSpaces(true)
                .get();
        try (Bounded reader = new Bounded(reader(file, charset));
                CSVParser parser =
                        CSVParser.builder().setReader(reader).setFormat(format).get()) {
            for (CSVRecord record : parser) {
                reader.since = 0;
                if (record.getRecordNumber() > LIMITS.getMaxRows() || record.size() > LIMITS.getMaxColumns()) {
                    throw RejectedFile.TOO_MANY_CELLS.problem();
                }
                boolean first = named && record.getRecordNumber() == 1;
                if (!first && !rows.test(row(record))) {
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            // the parser wraps what it cannot read, such as a quotation mark that does not end
            throw RejectedFile.DAMAGED.problem();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a formula that is only a text: programs write {@code ="007"} to keep the zeros. */
    private static String unguarded(String text) {
        Matcher guarded = text.startsWith("=") ? GUARDED.matcher(text) : null;
        return guarded != null && guarded.matches() ? guarded.group(1).replace("\"\"", "\"") : text;
    }

    private SheetRow row(CSVRecord record) {
        Cell[] cells = new Cell[record.size()];
        for (int i = 0; i < cells.length; i++) {
            String text = unguarded(record.get(i));
            if (!text.isEmpty()) {
                boolean unclear = separator == ';' && WITH_COMMA.matcher(text).matches();
                cells[i] = new Cell(
                        unclear ? Cell.Kind.UNCLEAR : Cell.Kind.TEXT, text, NumberFormat.GENERAL, false, false);
            }
        }
        return new SheetRow((int) record.getRecordNumber(), false, cells);
    }

    @Override
    public void close() {}

    /** Bounds what is read between two rows: a quotation mark that does not end would keep the whole file in memory. */
    private static final class Bounded extends FilterReader {
        private long since;

        Bounded(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            count(1);
            return super.read();
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            since += Math.max(0, read);
            if (since > LONGEST_ROW) {
                throw RejectedFile.ROW_TOO_LONG.problem();
            }
        }
    }
}
