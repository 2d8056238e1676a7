package org.prefabtracker.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes a workbook of tables for people to read. Numbers are written as numbers; text is never a formula. */
public final class TableWriter implements AutoCloseable {

    /** The kind of a row, which decides its style. */
    public enum Look {
        TITLE,
        TEXT,
        HEADER,
        PLAIN,
        STRONG,
        BAND
    }

    private record Style(Look look, int decimals, boolean quoted) {}

    private final SXSSFWorkbook workbook = RowWriter.streaming();
    private final RowWriter.SheetStyles styles = new RowWriter.SheetStyles(workbook);
    private final Map<Style, CellStyle> looks = new HashMap<>();
    private final SheetNames names = new SheetNames();
    private SXSSFSheet sheet;
    private int next;

    /** Begins a sheet; a number is added to a name that is taken. */
    public void begin(String name, List<Integer> widths) {
        sheet = workbook.createSheet(names.free(name));
        sheet.setDisplayGridlines(false);
        RowWriter.printWell(sheet);
        for (int i = 0; i < widths.size(); i++) {
            sheet.setColumnWidth(i, widths.get(i) * 256);
        }
        next = 0;
    }

    /** Freezes the rows written so far; the last of them, the headers of a table, is printed on every page. */
    public void freeze() {
        sheet.createFreezePane(0, next);
        RowWriter.repeat(sheet, next);
    }

    /** Writes a row of texts and numbers; null leaves a cell empty. A number shows all its decimals. */
    public void row(Look look, List<?> values) {
        Row row = sheet.createRow(next++);
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            Cell cell;
            if (value == null || value.equals("")) {
                cell = row.createCell(i);
            } else {
                styles.put(row, i, value);
                cell = row.getCell(i);
            }
            int decimals = value instanceof BigDecimal number ? Math.max(0, number.scale()) : 0;
            boolean quoted = cell.getCellStyle().getQuotePrefixed();
            cell.setCellStyle(looks.computeIfAbsent(new Style(look, decimals, quoted), this::style));
        }
    }

    /** Writes an empty row. */
    public void gap() {
        next++;
    }

    public void send(OutputStream out) throws IOException {
        workbook.write(out);
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    private CellStyle style(Style wanted) {
        CellStyle style = workbook.createCellStyle();
        style.setQuotePrefixed(wanted.quoted());
        style.setVerticalAlignment(VerticalAlignment.TOP);
        if (wanted.decimals() > 0) {
            style.setDataFormat(workbook.createDataFormat().getFormat("0." + "0".repeat(wanted.decimals())));
        }
        Look look = wanted.look();
        if (look != Look.TEXT && look != Look.PLAIN) {
            Font bold = workbook.createFont();
            bold.setBold(true);
            if (look == Look.TITLE) {
                bold.setFontHeightInPoints((short) 14);
            }
            style.setFont(bold);
        }
        if (look == Look.HEADER || look == Look.BAND) {
            style.setFillForegroundColor(
                    look == Look.HEADER
                            ? IndexedColors.GREY_25_PERCENT.getIndex()
                            : IndexedColors.LIGHT_TURQUOISE.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        if (look != Look.TITLE && look != Look.TEXT) {
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
            style.setWrapText(look != Look.BAND);
        }
        return style;
    }
}
