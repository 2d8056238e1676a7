package org.prefabtracker.workbook;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/** The row of headers of a sheet: maps its columns to the columns of the layout. */
final class HeaderRow {

    private static final int NONE = -1;

    private final SheetDefinition<?> layout;
    private final String sheet;
    private final SheetRow line;
    /** By column of the layout. */
    private final int[] sheetColumns;

    private final int exampleColumn;
    private final int known;

    HeaderRow(SheetDefinition<?> layout, String sheet, SheetRow line) {
        this.layout = layout;
        this.sheet = sheet;
        this.line = line;
        sheetColumns = new int[layout.columns().size()];
        Arrays.fill(sheetColumns, NONE);
        int example = NONE;
        int found = 0;
        for (int column = 0; column < line.width(); column++) {
            String text = text(column);
            if (text == null) {
                continue;
            }
            if (SheetDefinition.isExampleMarker(text)) {
                example = column;
            } else if (layout.match(text) instanceof SheetDefinition.Match.Found match
                    && sheetColumns[match.column()] == NONE) {
                sheetColumns[match.column()] = column;
                found++;
            }
        }
        exampleColumn = example;
        known = found;
    }

    /** How many columns of the layout the row has. */
    int known() {
        return known;
    }

    String sheet() {
        return sheet;
    }

    SheetRow line() {
        return line;
    }

    boolean isExample(SheetRow row) {
        return exampleColumn != NONE && row.cell(exampleColumn) != null;
    }

    /** The cell of a column of the layout; null where it is empty or the sheet lacks the column. */
    Cell cell(SheetRow row, int column) {
        return sheetColumns[column] == NONE ? null : row.cell(sheetColumns[column]);
    }

    /** Whether a row has nothing in the columns of the layout. */
    boolean isEmpty(SheetRow row) {
        for (int i = 0; i < sheetColumns.length; i++) {
            if (cell(row, i) != null) {
                return false;
            }
        }
        return true;
    }

    boolean lacks(String field) {
        Integer column = layout.column(field);
        return column != null && sheetColumns[column] == NONE;
    }

    /** Adds violations for missing required columns and for headers that are repeated, have another unit or are ambiguous. */
    void check(Violations violations) {
        Set<Integer> taken = new HashSet<>();
        for (int column = 0; column < line.width(); column++) {
            String text = text(column);
            if (text == null) {
                continue;
            }
            SheetDefinition.Match match = layout.match(text);
            if (match instanceof SheetDefinition.Match.Found found && !taken.add(found.column())) {
                violations.add(place(column), text, Violation.DUPLICATE, "an earlier column has this header");
            } else if (match instanceof SheetDefinition.Match.WrongUnit wrong) {
                violations.add(
                        place(column),
                        text,
                        Violation.UNKNOWN_VALUE,
                        "is read in " + layout.columns().get(wrong.column()).unit() + ", not in " + wrong.unit());
            } else if (match instanceof SheetDefinition.Match.Ambiguous) {
                violations.add(
                        place(column), text, Violation.UNKNOWN_VALUE, "is ambiguous between two columns; add its unit");
            }
        }
        for (int i = 0; i < sheetColumns.length; i++) {
            Column<?> column = layout.columns().get(i);
            if (column.required() && sheetColumns[i] == NONE) {
                violations.add(
                        new ErrorLocation.Cell(sheet, line.number(), null, column.title()),
                        null,
                        Violation.REQUIRED,
                        "this column is missing");
            }
        }
    }

    /** The location of a field of a row; the whole row where no column holds the field. */
    ErrorLocation.Cell place(int row, String field) {
        Integer column = field == null ? null : layout.column(field);
        if (column == null) {
            return new ErrorLocation.Cell(sheet, row, null, null);
        }
        int at = sheetColumns[column];
        return at == NONE
                ? new ErrorLocation.Cell(
                        sheet, row, null, layout.columns().get(column).title())
                : new ErrorLocation.Cell(sheet, row, SheetRow.letter(at), text(at));
    }

    private ErrorLocation.Cell place(int column) {
        return new ErrorLocation.Cell(sheet, line.number(), SheetRow.letter(column), text(column));
    }

    private String text(int column) {
        Cell cell = line.cell(column);
        return cell == null ? null : cell.shown().strip();
    }
}
