package org.prefabtracker.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes a workbook row by row; written rows are kept in a temporary file, not in memory. */
final class RowWriter<T> implements AutoCloseable {

    private static final int ROWS = 1_048_576;
    private static final int EXACT_DIGITS = 15;
    private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final SheetDefinition<T> layout;
    private final SXSSFWorkbook workbook = streaming();
    private final SheetStyles styles = new SheetStyles(workbook);
    private SXSSFSheet sheet;
    private int sheets;
    private int next;

    RowWriter(SheetDefinition<T> layout) {
        this.layout = layout;
        begin();
    }

    static SXSSFWorkbook streaming() {
        SXSSFWorkbook workbook = new SXSSFWorkbook(null, 100, true, false);
        // not every program reads Zip64, which is the library's default
        workbook.setZip64Mode(Zip64Mode.AsNeeded);
        return workbook;
    }

    void add(T row) {
        if (next == ROWS) {
            begin();
        }
        Row written = sheet.createRow(next++);
        for (int i = 0; i < layout.columns().size(); i++) {
            Column<T> column = layout.columns().get(i);
            Object value = column.value().apply(row);
            if (value != null) {
                styles.put(written, i, column.type().written(value));
            }
        }
    }

    void send(OutputStream out) throws IOException {
        workbook.write(out);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private void begin() {
        sheets++;
        sheet = workbook.createSheet(layout.zh() + " " + layout.en() + (sheets == 1 ? "" : " " + sheets));
        sheet.createFreezePane(0, 1);
        Row headers = sheet.createRow(0);
        for (int i = 0; i < layout.columns().size(); i++) {
            styles.header(headers, i, layout.columns().get(i).title());
            sheet.setColumnWidth(i, 20 * 256);
        }
        next = 1;
    }

    /** The styles of written workbooks. Values are written to cells so that no digit is lost and no text becomes a formula. */
    static final class SheetStyles {
        final CellStyle header;
        final CellStyle quoted;
        final CellStyle wrong;
        final CellStyle wrongQuoted;

        SheetStyles(Workbook workbook) {
            Font bold = workbook.createFont();
            bold.setBold(true);
            header = workbook.createCellStyle();
            header.setFont(bold);
            header.setWrapText(true);
            quoted = workbook.createCellStyle();
            quoted.setQuotePrefixed(true);
            wrong = red(workbook);
            wrongQuoted = red(workbook);
            wrongQuoted.setQuotePrefixed(true);
        }

        private static CellStyle red(Workbook workbook) {
            CellStyle style = workbook.createCellStyle();
            style.setFillForegroundColor(IndexedColors.ROSE.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            return style;
        }

        void header(Row row, int column, String text) {
            var cell = row.createCell(column);
            cell.setCellValue(escaped(text));
            cell.setCellStyle(header);
        }

        void put(Row row, int column, Object value) {
            var cell = row.createCell(column);
            // a cell holds 15 digits; a number with more digits is written as text
            if (value instanceof BigDecimal number
                    && number.stripTrailingZeros().precision() > EXACT_DIGITS) {
                cell.setCellValue(number.toPlainString());
            } else if (value instanceof Number number) {
                cell.setCellValue(number.doubleValue());
            } else if (value instanceof Boolean truth) {
                cell.setCellValue(truth);
            } else {
                String text = value.toString();
                cell.setCellValue(escaped(text));
                if (isFormulaLike(text)) {
                    cell.setCellStyle(quoted);
                }
            }
        }

        void mark(Row row, int column) {
            var cell = row.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
            cell.setCellStyle(cell.getCellStyle().getQuotePrefixed() ? wrongQuoted : wrong);
        }

        /** Whether a spreadsheet program would take the text for a formula when the cell is edited. */
        private static boolean isFormulaLike(String text) {
            return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        }

        private static String escaped(String text) {
            return text.contains("_x") ? LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_") : text;
        }
    }
}
