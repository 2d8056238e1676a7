package org.prefabtracker.workbook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks as people make them, and as attackers do. */
public final class WorkbookFile {

    private WorkbookFile() {}

    /** One sheet; null is no cell, a text that begins with {@code =} a formula. */
    public static byte[] of(Object[]... rows) {
        return of(Map.of("Sheet1", rows));
    }

    public static byte[] of(Map<String, Object[][]> sheets) {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            sheets.forEach((name, rows) -> fill(workbook.createSheet(name), rows));
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Sheet sheet, Object[][] rows) {
        for (int r = 0; r < rows.length; r++) {
            Row row = sheet.createRow(r);
            for (int c = 0; c < rows[r].length; c++) {
                Object value = rows[r][c];
                if (value instanceof Number number) {
                    row.createCell(c).setCellValue(number.doubleValue());
                } else if (value instanceof Boolean truth) {
                    row.createCell(c).setCellValue(truth);
                } else if (value instanceof String text) {
                    Cell cell = row.createCell(c);
                    if (text.startsWith("=")) {
                        cell.setCellFormula(text.substring(1));
                    } else {
                        cell.setCellValue(text);
                    }
                }
            }
        }
    }

    /** All sheets as text, cells with a fill in brackets. */
    public static String shown(XSSFWorkbook workbook) {
        DataFormatter formatter = new DataFormatter();
        StringBuilder shown = new StringBuilder();
        for (Sheet sheet : workbook) {
            shown.append(sheet.getSheetName()).append('\n');
            for (Row row : sheet) {
                StringJoiner cells = new StringJoiner("|");
                for (int i = 0; i < row.getLastCellNum(); i++) {
                    Cell cell = row.getCell(i, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
                    String text = formatter.formatCellValue(cell).replace("\n", "; ");
                    boolean filled = cell.getCellStyle().getFillPattern() != FillPatternType.NO_FILL;
                    cells.add(filled ? "[" + text + "]" : text);
                }
                shown.append(cells).append('\n');
            }
        }
        return shown.toString();
    }

    /** The exported rows of a sheet, as text. */
    @SafeVarargs
    public static <T> String exported(SheetDefinition<T> sheet, T... rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter<T> writer = new RowWriter<>(sheet)) {
            for (T row : rows) {
                writer.add(row);
            }
            writer.send(out);
        }
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            return shown(workbook);
        }
    }

    /** The smallest file that is a workbook, its one sheet written by hand. */
    public static Map<String, String> parts(String rows) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", """
                <?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml"
                ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
        parts.put("_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/>
                </Relationships>""");
        parts.put("xl/workbook.xml", """
                <x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:sheets>
                <x:sheet name="手写" sheetId="1" r:id="s1"/></x:sheets></x:workbook>""");
        parts.put("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="s1" Target="worksheets/sheet1.xml"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
                <Relationship Id="s2" Target="/xl/sharedStrings.xml"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>""");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>单体建筑</t></si></sst>");
        parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        return parts;
    }

    public static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The text of a part of a file. */
    public static String part(byte[] file, String name) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            throw new IllegalArgumentException("no part " + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
