package org.prefabtracker.workbook.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.workbook.WorkbookFile;

/** Files as programs write them, and as attackers do. */
class SheetFileTest {

    private static final long LIMIT = 64 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <c t="inlineStr"><v>5</v><is><t>5</t></is></c>                 | TEXT 5
                    <c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>   | TEXT ab
                    <c t="b"><v>true</v></c>                                       | TRUTH TRUE
                    <c t="b"><v>TRUE</v></c>                                       | TRUTH TRUE
                    <c t="b"><v>False</v></c>                                      | TRUTH FALSE
                    <c t="b"><v>yes</v></c>                                        | TEXT yes
                    <c t="b"><v>2</v></c>                                          | TEXT 2
                    <c r="a1"><v>5</v></c>                                         | NUMBER 5
                    <c t="b"><v>1</v></c>                                          | TRUTH TRUE
                    <c t="b"><v>false</v></c>                                      | TRUTH FALSE
                    <c t="s"><v>0</v></c>                                          | TEXT 单体建筑
                    <c><v>0.36115199999999998</v></c>                              | NUMBER 0.361152
                    <c><v>1.5E6</v></c>                                            | NUMBER 1500000
                    <c><v>12345678901234567</v></c>                                | NUMBER 12345678901234567
                    <c><f>A1</f></c>                                               | UNCALCULATED
                    <c><f>A1</f><v></v></c>                                        | UNCALCULATED
                    <c t="str"><f>A1</f><v></v></c>                                | nothing
                    <c t="str"><f>A1</f><v>x</v></c>                               | TEXT x
                    <c t="e"><v>#DIV/0!</v></c>                                    | ERROR #DIV/0!
                    <c t="d"><v>2026-03-17</v></c>                                 | DATE 2026-03-17
                    <c><v></v></c>                                                 | nothing
                    """)
    void readsACellWhicheverWayAProgramWritesIt(String cell, String expected) throws IOException {
        assertThat(cells(workbook("<row>" + cell + "</row>"))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    000          | 7       | NUMBER 007
                    "B-"0        | 7       | NUMBER B-7
                    0.00         | 5       | NUMBER 5
                    #,##0        | 1500    | NUMBER 1500
                    0%           | 0.35    | NUMBER 35% percent
                    m/d          | 46098   | NUMBER 3/17 date
                    yyyy"年"m"月" | 46098   | NUMBER 2026年3月 date
                    General      | 5       | NUMBER 5
                    """)
    void readsANumberAsItsFormatShowsIt(String format, String number, String expected) throws IOException {
        Map<String, String> parts = WorkbookFile.parts("<row><c s=\"1\"><v>" + number + "</v></c></row>");
        parts.put("xl/styles.xml", """
                <styleSheet><numFmts><numFmt numFmtId="180" formatCode="%s"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="180"/></cellXfs>
                </styleSheet>""".formatted(format.replace("\"", "&quot;")));
        relate(parts, "styles", "styles.xml");
        assertThat(cells(WorkbookFile.zip(parts))).containsExactly(expected);
    }

    @Test
    void readsDaysThatAreCountedFrom1904() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("<row><c s=\"0\"><v>44636</v></c></row>");
        parts.put("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        relate(parts, "styles", "styles.xml");
        parts.computeIfPresent(
                "xl/workbook.xml",
                (name, xml) -> xml.replace("<x:sheets>", "<x:workbookPr date1904=\"true\"/><x:sheets>"));
        assertThat(cells(WorkbookFile.zip(parts))).containsExactly("NUMBER 3/17/26 date");
    }

    @Test
    void fillsTheRowsOfMergedCellsInTheirFirstColumn() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("");
        parts.put("xl/worksheets/sheet1.xml", """
                <worksheet><sheetData>
                <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="C1"><v>1</v></c></row>
                <row r="2"><c r="C2"><v>2</v></c></row><row r="3"><c r="A3"/></row><row r="4"><c r="C4"><v>4</v></c></row>
                </sheetData><mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells></worksheet>""");
        assertThat(rows(WorkbookFile.zip(parts)))
                .containsExactly(
                        "TEXT a, nothing, NUMBER 1",
                        "TEXT a merged, nothing, NUMBER 2",
                        "TEXT a merged",
                        "nothing, nothing, NUMBER 4");
    }

    @Test
    void fillsMergedCellsOfASheetInUtf16Too() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("");
        byte[] sheet =
                ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>7</v></c></row>"
                                + "<row r=\"2\"/></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>")
                        .getBytes(StandardCharsets.UTF_16);
        parts.remove("xl/worksheets/sheet1.xml");
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(sheet);
        }
        assertThat(rows(out.toByteArray())).containsExactly("NUMBER 7", "NUMBER 7 merged");
    }

    @Test
    void tellsHiddenRowsAndSheets() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("<row hidden=\"1\"><c><v>1</v></c></row>");
        parts.computeIfPresent(
                "xl/workbook.xml", (name, xml) -> xml.replace("sheetId", "state=\"veryHidden\" sheetId"));
        Path file = file(WorkbookFile.zip(parts));
        try (SheetFile workbook = SheetFile.open(file, LIMIT)) {
            assertThat(workbook.sheets()).containsExactly(new SheetFile.Sheet("s1", "手写", true));
            workbook.read(workbook.sheets().get(0), row -> {
                assertThat(row.hidden()).isTrue();
                return true;
            });
        }
    }

    @Test
    void findsPartsInOtherCaseWithBackslashesAndWithoutThoseThatAreNotNeeded() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("<row><c t=\"s\"><v>0</v></c></row>");
        parts.put("xl/SharedStrings.xml", parts.remove("xl/sharedStrings.xml"));
        parts.put("xl\\worksheets\\sheet1.xml", parts.remove("xl/worksheets/sheet1.xml"));
        relate(parts, "theme", "theme/theme1.xml");
        parts.put("__MACOSX/._a", "x");
        parts.put("xl/media/image1.wmf", "x");
        assertThat(cells(WorkbookFile.zip(parts))).containsExactly("TEXT 单体建筑");
    }

    @Test
    void readsASheetWithAFormControlBesideAFormattedLastRow() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("");
        parts.put("xl/worksheets/sheet1.xml", """
                <worksheet xmlns:xdr="x" xmlns:mc="m"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" s="1"/></sheetData>
                <mc:AlternateContent><controls><control><controlPr><anchor><from><xdr:col>1</xdr:col><xdr:row>3</xdr:row></from>
                <to><xdr:col>2</xdr:col><xdr:row>5</xdr:row></to></anchor></controlPr></control></controls></mc:AlternateContent>
                </worksheet>""");
        assertThat(rows(WorkbookFile.zip(parts))).containsExactly("NUMBER 1", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b", "urn:x:y", "//host/x", "http://host/x", "a b.xml", "%zz", "C:\\x.xml"})
    void readsAWorkbookWithARelationToWhateverIsNotNeeded(String target) throws IOException {
        Map<String, String> parts = WorkbookFile.parts("<row><c><v>1</v></c></row>");
        relate(parts, "externalLink", target);
        assertThat(cells(WorkbookFile.zip(parts))).containsExactly("NUMBER 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b", "urn:x:y", "//host/x", "missing.xml", "%zz"})
    void refusesAWorkbookWhoseSheetIsElsewhere(String target) {
        Map<String, String> parts = WorkbookFile.parts("<row/>");
        parts.computeIfPresent(
                "xl/_rels/workbook.xml.rels", (name, xml) -> xml.replace("worksheets/sheet1.xml", target));
        assertRefused(WorkbookFile.zip(parts), "DAMAGED", "NO_WORKBOOK");
    }

    @Test
    void namesSheetsThatHaveNoNameOrThatOfAnother() throws IOException {
        Map<String, String> parts = WorkbookFile.parts("<row/>");
        parts.computeIfPresent(
                "xl/workbook.xml",
                (name, xml) -> xml.replace(
                        "<x:sheet name=\"手写\" sheetId=\"1\" r:id=\"s1\"/>",
                        "<x:sheet r:id=\"s1\"/><x:sheet name=\"A\" r:id=\"s1\"/><x:sheet name=\"a\" r:id=\"s1\"/>"));
        try (SheetFile workbook = SheetFile.open(file(WorkbookFile.zip(parts)), LIMIT)) {
            assertThat(workbook.sheets()).extracting(SheetFile.Sheet::name).containsExactly("Sheet", "A", "a (2)");
        }
    }

    @Test
    void refusesAStringIndexBeyondTheTable() {
        assertRefused(workbook("<row><c t=\"s\"><v>1</v></c></row>"), "DAMAGED");
    }

    @Test
    void refusesAPartWhoseChecksumIsWrong() {
        byte[] file = workbook("<row><c><v>1</v></c></row>");
        String text = new String(file, StandardCharsets.ISO_8859_1);
        // the checksum of the sheet in its header and in the directory
        int entry = text.lastIndexOf("xl/worksheets/sheet1.xml") - 30;
        file[entry] ^= 1;
        assertRefused(file, "DAMAGED");
    }

    @Test
    void refusesABinaryWorkbookByItsName() {
        Map<String, String> parts = WorkbookFile.parts("<row/>");
        parts.computeIfPresent(
                "[Content_Types].xml",
                (name, xml) -> xml.replace(
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                        "application/vnd.ms-excel.sheet.binary.macroEnabled.main"));
        assertRefused(WorkbookFile.zip(parts), "BINARY_FORMAT");
    }

    @Test
    void refusesACommentOf200MegabytesWithinLittleMemory() throws IOException {
        Path file = directory.resolve("comment.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part :
                    WorkbookFile.parts("<row><c><v>1</v></c></row>").entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                if (part.getKey().endsWith("sheet1.xml")) {
                    zip.write("<worksheet><!--".getBytes(StandardCharsets.UTF_8));
                    write(zip, 200 << 20);
                    zip.write("--></worksheet>".getBytes(StandardCharsets.UTF_8));
                } else {
                    zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(allocatedBy(
                        () -> assertThatThrownBy(() -> read(file, 2_000L << 20)).isInstanceOf(HttpProblem.class)))
                .isLessThan(64 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusesARowOfCellsThatNameLongTextsWithinLittleMemory(int texts) {
        Map<String, String> parts = WorkbookFile.parts("");
        String longText = "x".repeat(32_000);
        parts.put("xl/sharedStrings.xml", "<sst>" + ("<si><t>" + longText + "</t></si>").repeat(texts) + "</sst>");
        StringBuilder row = new StringBuilder("<row>");
        for (int i = 0; i < 16_384; i++) {
            row.append("<c t=\"s\"><v>").append(i % texts).append("</v></c>");
        }
        parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + row + "</row></sheetData></worksheet>");
        byte[] file = WorkbookFile.zip(parts);
        assertThat(allocatedBy(() -> assertRefused(file, "ROW_TOO_LONG"))).isLessThan(64 << 20);
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        long before = temporaryFiles();
        Map<String, String> parts = WorkbookFile.parts("<row><c t=\"s\"><v>0</v></c></row>");
        for (int i = 0; i < 20; i++) {
            relate(parts, "sharedStrings", "sharedStrings.xml");
        }
        assertThat(cells(WorkbookFile.zip(parts))).containsExactly("TEXT 单体建筑");
        assertThat(temporaryFiles()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ','", "UTF-8, ;", "UTF-8, '\t'", "GB18030, ','", "UTF-16LE, '\t'"})
    void readsCsvInItsEncodingAndWithItsSeparator(String charset, String separator) throws IOException {
        String mark = charset.startsWith("UTF-16") ? "\ufeff" : "";
        String text = mark + String.join(separator, "楼层", "编号") + "\r\n"
                + String.join(separator, "3-17", "\"a\n\"\"b\"") + "\r\n\r\nx";
        assertThat(rows(text.getBytes(Charset.forName(charset))))
                .containsExactly("TEXT 楼层, TEXT 编号", "TEXT 3-17, TEXT a\n\"b", "nothing", "TEXT x");
    }

    @Test
    void readsCsvWithAByteOrderMarkAndANamedSeparator() throws IOException {
        assertThat(rows("\ufeffsep=;\na;1,5\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("TEXT a, UNCLEAR 1,5");
    }

    @Test
    void readsCsvWithoutWhatProgramsPutAroundValues() throws IOException {
        assertThat(rows("title\n\"a\", \"b;c\", =\"007\"\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("TEXT title", "TEXT a, TEXT b;c, TEXT 007");
        assertThat(rows("\ufeff\"a\",=1+1".getBytes(Charset.forName("GB18030"))))
                .containsExactly("TEXT a, TEXT =1+1");
    }

    @Test
    void refusesWhatIsNoTable() throws IOException {
        assertRefused("<html></html>".getBytes(StandardCharsets.UTF_8), "NO_WORKBOOK");
        assertRefused(new byte[] {0, 1, 2, 3}, "NO_WORKBOOK");
        assertRefused(new byte[] {'a', (byte) 0xff, (byte) 0xff}, "NO_WORKBOOK");
        assertRefused(("a,b\n\"" + "x".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8), "ROW_TOO_LONG", "DAMAGED");
    }

    private byte[] workbook(String rows) {
        return WorkbookFile.zip(WorkbookFile.parts(rows));
    }

    private static int relations;

    private static void relate(Map<String, String> parts, String type, String target) {
        relations++;
        parts.computeIfPresent(
                "xl/_rels/workbook.xml.rels",
                (name, xml) -> xml.replace(
                        "</Relationships>",
                        "<Relationship Id=\"x%d\" Target=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\"/></Relationships>"
                                .formatted(relations, target, type)));
    }

    private Path file(byte[] content) throws IOException {
        Path file = Files.createTempFile(directory, "sheet", null);
        Files.write(file, content);
        return file;
    }

    private List<String> cells(byte[] content) throws IOException {
        List<String> rows = rows(content);
        assertThat(rows).hasSize(1);
        return List.of(rows.get(0).isEmpty() ? "nothing" : rows.get(0));
    }

    private List<String> rows(byte[] content) throws IOException {
        return read(file(content), LIMIT);
    }

    private static List<String> read(Path file, long limit) throws IOException {
        List<String> rows = new ArrayList<>();
        try (SheetFile sheets = SheetFile.open(file, limit)) {
            for (SheetFile.Sheet sheet : sheets.sheets()) {
                sheets.read(
                        sheet,
                        row -> rows.add(Arrays.stream(row.cells())
                                .map(SheetFileTest::shown)
                                .collect(Collectors.joining(", "))));
            }
        }
        return rows;
    }

    private static String shown(Cell cell) {
        if (cell == null || cell.isBlank()) {
            return "nothing";
        }
        return (cell.kind() + " " + cell.shown()).strip()
                + (cell.isDate() && cell.kind() == Cell.Kind.NUMBER ? " date" : "")
                + (cell.isPercent() ? " percent" : "")
                + (cell.merged() ? " merged" : "");
    }

    private void assertRefused(byte[] content, String... codes) {
        assertThatThrownBy(() -> rows(content)).isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(
                        (List<?>) problem.getParameters().get("errors"))
                .singleElement()
                .satisfies(error -> assertThat(((Violation) error).code()).isIn((Object[]) codes)));
    }

    private static void write(OutputStream out, int bytes) throws IOException {
        byte[] some = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int written = 0; written < bytes; written += some.length) {
            out.write(some);
        }
    }

    private static long allocatedBy(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static long temporaryFiles() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("(texts|ends).*"))
                    .count();
        }
    }
}
