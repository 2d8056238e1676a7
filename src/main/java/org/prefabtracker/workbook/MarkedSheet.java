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
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/**
 * A workbook as it was sent, with the cells marked that are wrong and a last column that says why. Written anew row by row:
 * sheets, columns and values are the same, formatting and formulas are not kept.
 */
final class MarkedSheet {

    private static final String ERRORS = "错误 / Errors";
    private static final int LONGEST = 30_000;

    private final Path file;
    private final long unpackedLimit;
    private final Map<String, Map<Integer, List<Fault>>> faults;
    private final Map<String, Integer> headerRows;

    /** @param headerRows by sheet, of those that were read */
    MarkedSheet(Path file, long unpackedLimit, Faults faults, Map<String, Integer> headerRows) {
        this.file = file;
        this.unpackedLimit = unpackedLimit;
        this.headerRows = headerRows;
        this.faults = faults.kept().stream()
                .filter(fault -> fault.place() instanceof Place.Cell)
                .collect(Collectors.groupingBy(fault -> cell(fault).sheet(), Collectors.groupingBy(fault -> cell(fault)
                        .row())));
    }

    void write(OutputStream out) throws IOException {
        Map<String, Integer> widths = widths();
        try (Workbook original = Workbook.open(file, unpackedLimit);
                SXSSFWorkbook marked = WritingSheet.streaming()) {
            WritingSheet.SheetStyles styles = new WritingSheet.SheetStyles(marked);
            for (Workbook.Sheet sheet : original.sheets()) {
                SXSSFSheet copy = marked.createSheet(freeName(marked, sheet.name()));
                Map<Integer, List<Fault>> found = faults.getOrDefault(sheet.name(), Map.of());
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

    /** How wide each sheet is: the errors stand to the right of everything. */
    private Map<String, Integer> widths() throws IOException {
        Map<String, Integer> widths = new HashMap<>();
        try (Workbook original = Workbook.open(file, unpackedLimit)) {
            for (Workbook.Sheet sheet : original.sheets()) {
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
            Line line,
            SXSSFSheet sheet,
            WritingSheet.SheetStyles styles,
            int errorColumn,
            boolean isHeader,
            List<Fault> found) {
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
        for (Fault fault : found) {
            if (cell(fault).column() != null) {
                styles.mark(row, column(cell(fault).column()));
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

    private static String text(List<Fault> faults) {
        String text = faults.stream()
                .map(fault -> (cell(fault).column() != null
                                ? cell(fault).column() + ": "
                                : cell(fault).header() != null ? cell(fault).header() + ": " : "")
                        + fault.message())
                .collect(Collectors.joining("\n"));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static Place.Cell cell(Fault fault) {
        return (Place.Cell) fault.place();
    }

    private static int column(String letters) {
        int column = 0;
        for (int i = 0; i < letters.length(); i++) {
            column = column * 26 + letters.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }
}
