package org.prefabtracker.component;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The bill of {@link WriterHabits} as a workbook whose parts can be edited, as each program writes them in its own way. */
final class HabitFile {

    static final String SHEET = "xl/worksheets/sheet1.xml";
    static final String STRINGS = "xl/sharedStrings.xml";
    static final String WORKBOOK = "xl/workbook.xml";

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private Charset charset = StandardCharsets.UTF_8;
    private int relations = 100;

    /** A number, with the digits that the file has. */
    record Number(String digits) {}

    /** How the file is packed. */
    enum Packing {
        PLAIN,
        STORED,
        ZIP64,
        DESCRIPTORS,
        WITH_MORE
    }

    /** Writes a cell. */
    interface Cells {

        String write(String reference, Object value);

        /** Texts are written into the table of texts. */
        Cells SHARED = (reference, value) -> value instanceof String text
                ? "<c r=\"" + reference + "\" t=\"s\"><v>" + texts().indexOf(text) + "</v></c>"
                : other(reference, value);

        Cells INLINE = (reference, value) -> value instanceof String text
                ? "<c r=\"" + reference + "\" t=\"inlineStr\"><is><t>" + escaped(text) + "</t></is></c>"
                : other(reference, value);

        Cells STRINGS = (reference, value) -> value instanceof String text
                ? "<c r=\"" + reference + "\" t=\"str\"><v>" + escaped(text) + "</v></c>"
                : other(reference, value);

        private static String other(String reference, Object value) {
            return value instanceof Boolean truth
                    ? "<c r=\"" + reference + "\" t=\"b\"><v>" + (truth ? 1 : 0) + "</v></c>"
                    : "<c r=\"" + reference + "\"><v>" + ((Number) value).digits() + "</v></c>";
        }
    }

    static HabitFile of(Cells cells) {
        return of(cells, new String[WriterHabits.BILL.length + 1]);
    }

    /** @param more of each row, behind its cells; null: nothing */
    static HabitFile of(Cells cells, String[] more) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i <= WriterHabits.BILL.length; i++) {
            Object[] values = i == 0 ? WriterHabits.HEADERS : WriterHabits.BILL[i - 1];
            rows.append("<row r=\"").append(i + 1).append("\">");
            for (int column = 0; column < values.length; column++) {
                if (values[column] != null) {
                    rows.append(cells.write((char) ('A' + column) + "" + (i + 1), values[column]));
                }
            }
            rows.append(more[i] == null ? "" : more[i]).append("</row>");
        }
        HabitFile file = new HabitFile();
        file.parts.put("[Content_Types].xml", DECLARATION + """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""");
        file.parts.put("_rels/.rels", DECLARATION + """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>""".formatted(RELATIONS));
        file.parts.put(WORKBOOK, DECLARATION + """
                <workbook xmlns="%s" xmlns:r="%s"><workbookPr/><sheets><sheet name="清单" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(MAIN, RELATIONS));
        file.parts.put("xl/_rels/workbook.xml.rels", DECLARATION + """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type="%1$s/worksheet" Target="worksheets/sheet1.xml"/>\
                <Relationship Id="rId2" Type="%1$s/styles" Target="styles.xml"/>\
                <Relationship Id="rId3" Type="%1$s/sharedStrings" Target="sharedStrings.xml"/></Relationships>""".formatted(RELATIONS));
        file.parts.put("xl/styles.xml", DECLARATION + """
                <styleSheet xmlns="%s"><numFmts count="2"><numFmt numFmtId="180" formatCode="000"/><numFmt numFmtId="181" formatCode="_ * #,##0.00&quot;kg&quot;_ "/></numFmts>\
                <cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="180"/><xf numFmtId="181"/><xf numFmtId="14"/></cellXfs></styleSheet>""".formatted(MAIN));
        file.parts.put(
                STRINGS,
                DECLARATION + "<sst xmlns=\"" + MAIN + "\" count=\"99\" uniqueCount=\"99\">"
                        + texts().stream()
                                .map(text -> "<si><t>" + escaped(text) + "</t></si>")
                                .collect(Collectors.joining())
                        + "</sst>");
        file.parts.put(
                SHEET,
                DECLARATION + "<worksheet xmlns=\"" + MAIN + "\"><dimension ref=\"A1:H4\"/><sheetData>" + rows
                        + "</sheetData></worksheet>");
        return file;
    }

    /** A further column with its header, and a cell in each row. */
    static String[] withNote(String header, String cell) {
        String[] more = new String[WriterHabits.BILL.length + 1];
        more[0] = "<c r=\"I1\" t=\"inlineStr\"><is><t>" + header + "</t></is></c>";
        for (int i = 1; i < more.length; i++) {
            more[i] = cell.formatted(i + 1);
        }
        return more;
    }

    private static List<String> texts() {
        return Stream.concat(
                        Stream.of(WriterHabits.HEADERS),
                        Arrays.stream(WriterHabits.BILL).flatMap(Arrays::stream))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** @throws IllegalArgumentException where the edit changes nothing: the file would not have its habit */
    HabitFile edit(String part, UnaryOperator<String> edit) {
        String former = parts.get(part);
        String edited = edit.apply(former);
        if (edited.equals(former)) {
            throw new IllegalArgumentException("nothing changes in " + part + ": " + former);
        }
        parts.put(part, edited);
        return this;
    }

    HabitFile replace(String part, String from, String to) {
        return edit(part, xml -> xml.replace(from, to));
    }

    HabitFile everywhere(UnaryOperator<String> edit) {
        parts.replaceAll((name, xml) -> edit.apply(xml));
        return this;
    }

    HabitFile put(String part, String content) {
        parts.put(part, content);
        return this;
    }

    HabitFile remove(String part) {
        parts.remove(part);
        return this;
    }

    HabitFile rename(UnaryOperator<String> rename) {
        Map<String, String> renamed = new LinkedHashMap<>();
        parts.forEach((name, xml) -> renamed.put(rename.apply(name), xml));
        parts.clear();
        parts.putAll(renamed);
        return this;
    }

    /** A further relation of a part. */
    HabitFile relate(String part, String type, String target) {
        int slash = part.lastIndexOf('/');
        String name = part.substring(0, slash) + "/_rels" + part.substring(slash) + ".rels";
        parts.putIfAbsent(
                name,
                DECLARATION
                        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>");
        return replace(
                name,
                "</Relationships>",
                "<Relationship Id=\"rId" + ++relations + "\" Type=\"" + type + "\" Target=\"" + target
                        + "\"/></Relationships>");
    }

    /** All parts in another encoding, which their declaration names. */
    HabitFile encoded(Charset charset, String name) {
        this.charset = charset;
        String mark = name.equals("UTF-16LE") ? "\ufeff" : "";
        return everywhere(xml ->
                mark + xml.replace("encoding=\"UTF-8\"", "encoding=\"" + (mark.isEmpty() ? name : "UTF-16") + "\""));
    }

    /** The elements of workbook, sheet, texts and styles with a prefix. */
    HabitFile prefixed(String prefix) {
        for (String part : List.of(WORKBOOK, SHEET, STRINGS, "xl/styles.xml")) {
            edit(part, xml -> xml.replaceAll("<(/?)([A-Za-z])", "<$1" + prefix + ":$2")
                    .replace(" xmlns=\"", " xmlns:" + prefix + "=\""));
        }
        return this;
    }

    /** Other sheets before the bill: a summary, a chart and an empty one. */
    HabitFile beforeSheet() {
        relate(WORKBOOK, RELATIONS + "/worksheet", "worksheets/sheet2.xml");
        relate(WORKBOOK, RELATIONS + "/chartsheet", "chartsheets/sheet1.xml");
        relate(WORKBOOK, RELATIONS + "/worksheet", "worksheets/sheet3.xml");
        put(
                "xl/worksheets/sheet2.xml",
                "<worksheet xmlns=\"" + MAIN
                        + "\"><sheetData><row><c t=\"inlineStr\"><is><t>导出汇总</t></is></c></row></sheetData></worksheet>");
        put("xl/worksheets/sheet3.xml", "<worksheet xmlns=\"" + MAIN + "\"><sheetData/></worksheet>");
        put("xl/chartsheets/sheet1.xml", "<chartsheet xmlns=\"" + MAIN + "\"/>");
        return replace(
                WORKBOOK,
                "<sheets>",
                "<sheets><sheet name=\"汇总\" sheetId=\"7\" r:id=\"rId101\"/><sheet name=\"图\" sheetId=\"8\" r:id=\"rId102\"/>"
                        + "<sheet name=\"空\" sheetId=\"9\" r:id=\"rId103\"/>");
    }

    byte[] zip() {
        return zip(Packing.PLAIN);
    }

    byte[] zip(Packing packing) {
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
                ByteArrayOutputStream stream = new ByteArrayOutputStream()) {
            // without a channel the sizes are not known ahead, and come behind the data
            try (ZipArchiveOutputStream zip = packing == Packing.DESCRIPTORS
                    ? new ZipArchiveOutputStream(stream)
                    : new ZipArchiveOutputStream(channel)) {
                zip.setUseZip64(packing == Packing.ZIP64 ? Zip64Mode.Always : Zip64Mode.AsNeeded);
                if (packing == Packing.WITH_MORE) {
                    zip.setComment("packed");
                    for (String folder : List.of("xl/", "xl/worksheets/", "_rels/")) {
                        zip.putArchiveEntry(new ZipArchiveEntry(folder));
                        zip.closeArchiveEntry();
                    }
                }
                for (Map.Entry<String, String> part : parts.entrySet()) {
                    write(zip, packing, part.getKey(), part.getValue().getBytes(charset));
                }
            }
            return packing == Packing.DESCRIPTORS
                    ? stream.toByteArray()
                    : Arrays.copyOf(channel.array(), (int) channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ZipArchiveOutputStream zip, Packing packing, String name, byte[] content)
            throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (packing == Packing.STORED) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            entry.setMethod(ZipArchiveEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(checksum.getValue());
        }
        if (packing == Packing.WITH_MORE) {
            entry.setLastModifiedTime(FileTime.fromMillis(1_700_000_000_123L));
            entry.setComment("a part");
            entry.setUnixMode(0100644);
        }
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The bill as CSV. */
    static String csv() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= WriterHabits.BILL.length; i++) {
            Object[] values = i == 0 ? WriterHabits.HEADERS : WriterHabits.BILL[i - 1];
            text.append(Arrays.stream(values).map(HabitFile::csv).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString();
    }

    private static String csv(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "TRUE" : "FALSE";
        }
        if (value instanceof Number number) {
            return number.digits();
        }
        String text = value == null ? "" : value.toString();
        return text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /** Empty cells with a format up to the last column. */
    static String emptyCells() {
        return "<c s=\"1\"/>".repeat(16_384 - WriterHabits.HEADERS.length);
    }

    /** The second row from its last cell to its first. */
    static String turnedRow(String xml) {
        Matcher row = Pattern.compile("(<row r=\"2\">)(.*?)(</row>)").matcher(xml);
        if (!row.find()) {
            throw new IllegalArgumentException(xml);
        }
        List<String> cells = Pattern.compile("<c .*?</c>")
                .matcher(row.group(2))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(cells);
        return xml.replace(row.group(), row.group(1) + String.join("", cells) + row.group(3));
    }

    static String smallReferences(String xml) {
        return Pattern.compile(" r=\"([A-Z]+)(\\d+)\"")
                .matcher(xml)
                .replaceAll(
                        reference -> " r=\"" + reference.group(1).toLowerCase(Locale.ROOT) + reference.group(2) + "\"");
    }

    /** Every character that ASCII lacks as a reference. */
    static String references(String xml) {
        return xml.codePoints()
                .mapToObj(c -> c < 128 ? Character.toString(c) : "&#x" + Integer.toHexString(c) + ";")
                .collect(Collectors.joining());
    }

    static String hex(String text) {
        return text.codePoints().mapToObj("%04x"::formatted).collect(Collectors.joining(" "));
    }
}
