package org.prefabtracker.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * A copy of a workbook as it was sent, with the wrong cells marked and a last column with the errors. It is written row by row:
 * sheets, columns and values are the same, formatting and formulas are lost.
 */
final class AnnotatedWorkbook {

    private static final String ERRORS = "错误 / Errors";
    private static final int LONGEST = 30_000;

    private final Path file;
    private final long unpackedLimit;
    private final Map<String, Map<Integer, List<Violation>>> violations;
    private final Map<String, Integer> headerRows;

    /** @param headerRows the number of the row of headers, by sheet that was read */
    AnnotatedWorkbook(Path file, long unpackedLimit, Violations violations, Map<String, Integer> headerRows) {
        this.file = file;
        this.unpackedLimit = unpackedLimit;
        this.headerRows = headerRows;
        this.violations = violations.kept().stream()
                .filter(violation -> violation.place() instanceof ErrorLocation.Cell)
                .collect(Collectors.groupingBy(
                        violation -> cell(violation).sheet(),
                        Collectors.groupingBy(violation -> cell(violation).row())));
    }

    void write(OutputStream out) throws IOException {
        Map<String, Integer> widths = widths();
        try (WorkbookReader original = WorkbookReader.open(file, unpackedLimit);
                SXSSFWorkbook marked = RowWriter.streaming()) {
            RowWriter.SheetStyles styles = new RowWriter.SheetStyles(marked);
            for (WorkbookReader.Sheet sheet : original.sheets()) {
                SXSSFSheet copy = marked.createSheet(freeName(marked, sheet.name()));
                Map<Integer, List<Violation>> found = violations.getOrDefault(sheet.name(), Map.of());
                int headerRow = headerRows.getOrDefault(sheet.name(), 0);
                int errorColumn = widths.get(sheet.name());
                original.read(
                        sheet,
                        line -> copy(
                                line,
                                copy,
                                styles,
                                errorColumn,
                                line.number() == headerRow,
                                found.getOrDefault(line.number(), List.of())));
            }
            marked.write(out);
        }
    }

    /** The width of each sheet: the errors go to the right of all columns. */
    private Map<String, Integer> widths() throws IOException {
        Map<String, Integer> widths = new HashMap<>();
        try (WorkbookReader original = WorkbookReader.open(file, unpackedLimit)) {
            for (WorkbookReader.Sheet sheet : original.sheets()) {
                widths.put(sheet.name(), 0);
                original.read(sheet, line -> widths.merge(sheet.name(), line.width(), Math::max));
            }
        }
        return widths;
    }

    private static String freeName(SXSSFWorkbook workbook, String name) {
        String safe = WorkbookUtil.createSafeSheetName(name);
        return workbook.getSheet(safe) == null ? safe : "Sheet " + (workbook.getNumberOfSheets() + 1);
    }

    private static void copy(
            SheetRow line,
            SXSSFSheet sheet,
            RowWriter.SheetStyles styles,
            int errorColumn,
            boolean isHeader,
            List<Violation> found) {
        if (line.number() <= sheet.getLastRowNum() + 1 && sheet.getPhysicalNumberOfRows() > 0) {
            // a forged file may repeat a row
            return;
        }
        Row row = sheet.createRow(line.number() - 1);
        for (int column = 0; column < line.width(); column++) {
            Cell cell = line.cells()[column];
            if (cell != null) {
                styles.put(row, column, value(cell));
            }
        }
        for (Violation violation : found) {
            if (cell(violation).column() != null) {
                styles.mark(row, column(cell(violation).column()));
            }
        }
        if (!found.isEmpty()) {
            styles.put(row, errorColumn, text(found));
        } else if (isHeader) {
            styles.header(row, errorColumn, ERRORS);
        }
    }

    private static Object value(Cell cell) {
        return switch (cell.kind()) {
            case NUMBER -> cell.number();
            case TRUTH -> cell.text().equals("1");
            case TEXT, ERROR -> cell.text();
        };
    }

    private static String text(List<Violation> violations) {
        String text = violations.stream()
                .map(violation -> (cell(violation).column() != null
                                ? cell(violation).column() + ": "
                                : cell(violation).header() != null
                                        ? cell(violation).header() + ": "
                                        : "")
                        + violation.message())
                .collect(Collectors.joining("\n"));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static ErrorLocation.Cell cell(Violation violation) {
        return (ErrorLocation.Cell) violation.place();
    }

    private static int column(String letters) {
        int column = 0;
        for (int i = 0; i < letters.length(); i++) {
            column = column * 26 + letters.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }
}
