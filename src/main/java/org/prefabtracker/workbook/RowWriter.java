package org.prefabtracker.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.prefabtracker.workbook.file.NumberFormat;

/** Writes a workbook row by row; written rows are kept in a temporary file, not in memory. */
final class RowWriter<T> implements AutoCloseable {

    private static final int ROWS = 1_048_576;
    private static final int EXACT_DIGITS = 15;
    private static final String TEXT_FORMAT = "@";
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
            Column<T> column = layout.columns().get(i);
            styles.column(headers, i, column, column.title());
        }
        printWell(sheet, 1);
        next = 1;
    }

    /**
     * A sheet prints in landscape, as wide as its columns, with its headers on every page.
     *
     * @param headerRow the number of the row of headers, from 1
     */
    static void printWell(Sheet sheet, int headerRow) {
        printWell(sheet);
        repeat(sheet, headerRow);
    }

    /** A sheet prints in landscape, as wide as its columns. */
    static void printWell(Sheet sheet) {
        sheet.getPrintSetup().setPaperSize(PrintSetup.A4_PAPERSIZE);
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitWidth((short) 1);
        sheet.getPrintSetup().setFitHeight((short) 0);
    }

    /** Prints a row, by its number from 1, on every page. */
    static void repeat(Sheet sheet, int row) {
        sheet.setRepeatingRows(CellRangeAddress.valueOf(row + ":" + row));
    }

    /** The styles of written workbooks. Values are written to cells so that no digit is lost and no text becomes a formula. */
    static final class SheetStyles {

        private static final int LONGEST_TEXT = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
        /** A spreadsheet program accepts 64,000 styles; further formats are left out. */
        private static final int MOST_FORMATS = 1_000;

        private final Workbook workbook;
        private final Map<Look, CellStyle> looks = new HashMap<>();
        final CellStyle header;
        /** Of columns of text: a spreadsheet program keeps {@code 3-17} and {@code 007} as they are typed. */
        final CellStyle text;

        private record Look(String format, boolean quoted, boolean wrong) {}

        SheetStyles(Workbook workbook) {
            this.workbook = workbook;
            Font bold = workbook.createFont();
            bold.setBold(true);
            header = workbook.createCellStyle();
            header.setFont(bold);
            header.setWrapText(true);
            text = style(new Look(TEXT_FORMAT, false, false));
        }

        private CellStyle style(Look look) {
            return looks.computeIfAbsent(look, wanted -> {
                CellStyle style = workbook.createCellStyle();
                style.setDataFormat(workbook.createDataFormat().getFormat(wanted.format()));
                style.setQuotePrefixed(wanted.quoted());
                if (wanted.wrong()) {
                    style.setFillForegroundColor(IndexedColors.ROSE.getIndex());
                    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
                }
                return style;
            });
        }

        /** Begins a column: its header, its width, and the format of text where it holds no numbers. */
        void column(Row headers, int at, Column<?> column, String title) {
            header(headers, at, title);
            Sheet sheet = headers.getSheet();
            if (!column.type().isNumeric()) {
                sheet.setDefaultColumnStyle(at, text);
            }
            sheet.setColumnWidth(at, 20 * 256);
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
                String content = value.toString();
                cell.setCellValue(escaped(content));
                cell.setCellStyle(isFormulaLike(content) ? style(new Look(TEXT_FORMAT, true, false)) : text);
            }
        }

        /** Gives a number the format that it had. */
        void format(Row row, int column, NumberFormat format) {
            if (format != NumberFormat.GENERAL && looks.size() < MOST_FORMATS) {
                row.getCell(column).setCellStyle(style(new Look(format.pattern(), false, false)));
            }
        }

        void mark(Row row, int column) {
            var cell = row.getCell(column, Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
            CellStyle style = cell.getCellStyle();
            cell.setCellStyle(style(new Look(style.getDataFormatString(), style.getQuotePrefixed(), true)));
        }

        /** Whether a spreadsheet program would take the text for a formula when the cell is edited. */
        private static boolean isFormulaLike(String text) {
            return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0;
        }

        private static String escaped(String text) {
            String escaped = text.contains("_x") ? LOOKS_ESCAPED.matcher(text).replaceAll("_x005F_") : text;
            return escaped.length() <= LONGEST_TEXT ? escaped : escaped.substring(0, LONGEST_TEXT - 1) + "…";
        }
    }
}
