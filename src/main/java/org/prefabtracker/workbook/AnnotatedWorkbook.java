package org.prefabtracker.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.file.Cell;
import org.prefabtracker.workbook.file.SheetFile;
import org.prefabtracker.workbook.file.SheetRow;

/**
 * A copy of a file as it was sent, with the wrong cells marked and a last column with the errors. It is written row by row:
 * sheets, columns, values and their number formats are the same, other formatting and formulas are lost.
 */
final class AnnotatedWorkbook {

    private static final String ERRORS = "错误 / Errors";
    private static final int COLUMNS = SheetFile.LIMITS.getMaxColumns();

    private final Path file;
    private final long unpackedLimit;
    private final Language language;
    private final Map<String, Map<Integer, List<Violation>>> violations;
    private final Map<String, Integer> headerRows;
    private final SheetNames names = new SheetNames();

    /** @param headerRows the number of the row of headers, by sheet that was read */
    AnnotatedWorkbook(
            Path file, long unpackedLimit, Violations violations, Language language, Map<String, Integer> headerRows) {
        this.file = file;
        this.unpackedLimit = unpackedLimit;
        this.language = language;
        this.headerRows = headerRows;
        this.violations = violations.kept().stream()
                .filter(violation -> violation.place() instanceof ErrorLocation.Cell)
                .collect(Collectors.groupingBy(
                        violation -> cell(violation).sheet(),
                        Collectors.groupingBy(violation -> cell(violation).row())));
    }

    /** Whether a header is that of the errors in a copy that is sent again. */
    static boolean isErrorHeader(String header) {
        return header.equals(ERRORS);
    }

    void write(OutputStream out) throws IOException {
        Map<String, Integer> widths = widths();
        try (SheetFile original = SheetFile.open(file, unpackedLimit);
                SXSSFWorkbook marked = RowWriter.streaming()) {
            RowWriter.SheetStyles styles = new RowWriter.SheetStyles(marked);
            List<List<String>> elsewhere = new ArrayList<>();
            for (SheetFile.Sheet sheet : original.sheets()) {
                SXSSFSheet copy = marked.createSheet(names.free(sheet.name()));
                marked.setSheetHidden(marked.getSheetIndex(copy), sheet.hidden());
                RowWriter.printWell(copy, headerRows.getOrDefault(sheet.name(), 1));
                Copying copying = new Copying(sheet.name(), copy, styles, widths.get(sheet.name()), elsewhere);
                original.read(sheet, copying::take);
            }
            if (!elsewhere.isEmpty()) {
                list(elsewhere, marked.createSheet(names.free("错误 Errors")), styles);
            }
            if (marked.getNumberOfSheets() > 0 && allHidden(marked)) {
                marked.setSheetHidden(0, false);
            }
            marked.write(out);
        }
    }

    private static boolean allHidden(SXSSFWorkbook workbook) {
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            if (!workbook.isSheetHidden(i)) {
                return false;
            }
        }
        return true;
    }

    /** The width of each sheet: the errors go to the right of all columns. */
    private Map<String, Integer> widths() throws IOException {
        Map<String, Integer> widths = new HashMap<>();
        try (SheetFile original = SheetFile.open(file, unpackedLimit)) {
            for (SheetFile.Sheet sheet : original.sheets()) {
                widths.put(sheet.name(), 0);
                original.read(sheet, line -> widths.merge(sheet.name(), line.width(), Math::max) >= 0);
            }
        }
        return widths;
    }

    /** The errors of sheets that have no column left for them. */
    private static void list(List<List<String>> errors, SXSSFSheet sheet, RowWriter.SheetStyles styles) {
        int next = 0;
        for (List<String> error : errors) {
            Row row = sheet.createRow(next++);
            for (int i = 0; i < error.size(); i++) {
                styles.put(row, i, error.get(i));
            }
        }
    }

    /** Copies the rows of a sheet. */
    private final class Copying {
        private final String name;
        private final SXSSFSheet copy;
        private final RowWriter.SheetStyles styles;
        private final int errorColumn;
        private final List<List<String>> elsewhere;
        private int last = -1;

        Copying(
                String name,
                SXSSFSheet copy,
                RowWriter.SheetStyles styles,
                int errorColumn,
                List<List<String>> elsewhere) {
            this.name = name;
            this.copy = copy;
            this.styles = styles;
            this.errorColumn = errorColumn;
            this.elsewhere = elsewhere;
        }

        boolean take(SheetRow line) {
            // a forged file may repeat a row
            if (line.number() > last) {
                last = line.number();
                copy(line);
            }
            return true;
        }

        private void copy(SheetRow line) {
            Row row = copy.createRow(line.number() - 1);
            row.setZeroHeight(line.hidden());
            for (int column = 0; column < line.width(); column++) {
                Cell cell = line.cells()[column];
                if (cell != null && !isRepeatedNumber(cell)) {
                    styles.put(row, column, value(cell));
                    styles.format(row, column, cell.format());
                }
            }
            List<Violation> found = violations.getOrDefault(name, Map.of()).getOrDefault(line.number(), List.of());
            for (Violation violation : found) {
                if (cell(violation).column() != null) {
                    styles.mark(
                            row,
                            CellReference.convertColStringToIndex(
                                    cell(violation).column()));
                }
            }
            boolean isHeader = line.number() == headerRows.getOrDefault(name, 0);
            if (!found.isEmpty() && errorColumn == COLUMNS) {
                elsewhere.add(List.of(name, Integer.toString(line.number()), text(found)));
            } else if (!found.isEmpty()) {
                styles.put(row, errorColumn, text(found));
            } else if (isHeader && errorColumn < COLUMNS) {
                styles.header(row, errorColumn, ERRORS);
            }
        }
    }

    /** A number of a merged cell would count again in each row of the copy. */
    private static boolean isRepeatedNumber(Cell cell) {
        return cell.merged() && cell.kind() == Cell.Kind.NUMBER;
    }

    private static Object value(Cell cell) {
        return switch (cell.kind()) {
            case NUMBER -> cell.number();
            case TRUTH -> cell.isTrue();
            case TEXT, UNCLEAR, DATE, ERROR, UNCALCULATED -> cell.text();
        };
    }

    private String text(List<Violation> found) {
        return found.stream()
                .sorted(Comparator.comparing(AnnotatedWorkbook::column))
                .map(violation -> (cell(violation).column() != null
                                ? cell(violation).column() + ": "
                                : cell(violation).header() != null
                                        ? cell(violation).header() + ": "
                                        : "")
                        + violation.text().in(language))
                .collect(Collectors.joining("\n"));
    }

    /** The column of a violation, that of the whole row first. */
    private static int column(Violation violation) {
        String letters = cell(violation).column();
        return letters == null ? -1 : CellReference.convertColStringToIndex(letters);
    }

    private static ErrorLocation.Cell cell(Violation violation) {
        return (ErrorLocation.Cell) violation.place();
    }
}
