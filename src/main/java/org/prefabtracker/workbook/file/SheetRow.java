package org.prefabtracker.workbook.file;

/**
 * A row of a sheet.
 *
 * @param number from 1
 * @param hidden whether a spreadsheet program does not show it
 * @param cells the cells by column; null for a missing cell
 */
public record SheetRow(int number, boolean hidden, Cell[] cells) {

    public int width() {
        return cells.length;
    }

    /** The cell of a column, counted from 0; null where it is empty or blank. */
    public Cell cell(int column) {
        Cell cell = column < cells.length ? cells[column] : null;
        return cell == null || cell.isBlank() ? null : cell;
    }

    /** {@code 0} as {@code A}, {@code 26} as {@code AA}. */
    public static String letter(int column) {
        return org.apache.poi.ss.util.CellReference.convertNumToColString(column);
    }
}
