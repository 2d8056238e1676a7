package org.prefabtracker.workbook;

/**
 * A row of a sheet.
 *
 * @param number from 1
 * @param cells the cells by column; null for a missing cell
 */
record SheetRow(int number, Cell[] cells) {

    int width() {
        return cells.length;
    }

    /** The cell of a column, counted from 0; null where it is empty or blank. */
    Cell cell(int column) {
        Cell cell = column < cells.length ? cells[column] : null;
        return cell == null || cell.isBlank() ? null : cell;
    }

    boolean isBlank() {
        for (int column = 0; column < cells.length; column++) {
            if (cell(column) != null) {
                return false;
            }
        }
        return true;
    }

    /** {@code 0} as {@code A}, {@code 26} as {@code AA}. */
    static String letter(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }
}
