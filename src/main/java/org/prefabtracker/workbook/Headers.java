package org.prefabtracker.workbook;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Place;

/** The row of headers of a sheet: which of its columns is which of the layout. */
final class Headers {

    private static final int NONE = -1;

    private final Layout<?> layout;
    private final String sheet;
    private final Line line;
    /** By column of the layout. */
    private final int[] sheetColumns;

    private final int exampleColumn;
    private final int known;

    Headers(Layout<?> layout, String sheet, Line line) {
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
            if (Layout.isExampleMarker(text)) {
                example = column;
            } else if (layout.match(text) instanceof Layout.Match.Found match && sheetColumns[match.column()] == NONE) {
                sheetColumns[match.column()] = column;
                found++;
            }
        }
        exampleColumn = example;
        known = found;
    }

    /** How many columns of the layout stand here. */
    int known() {
        return known;
    }

    String sheet() {
        return sheet;
    }

    Line line() {
        return line;
    }

    boolean isExample(Line row) {
        return exampleColumn != NONE && row.cell(exampleColumn) != null;
    }

    /** The cell of a column of the layout; null where it is empty or the sheet lacks the column. */
    Cell cell(Line row, int column) {
        return sheetColumns[column] == NONE ? null : row.cell(sheetColumns[column]);
    }

    /** Whether a row has nothing in the columns of the layout. */
    boolean isEmpty(Line row) {
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

    /** Required columns that are missing, headers that stand twice, in another unit, or could mean two columns. */
    void check(Faults faults) {
        Set<Integer> taken = new HashSet<>();
        for (int column = 0; column < line.width(); column++) {
            String text = text(column);
            if (text == null) {
                continue;
            }
            Layout.Match match = layout.match(text);
            if (match instanceof Layout.Match.Found found && !taken.add(found.column())) {
                faults.add(place(column), text, Fault.DUPLICATE, "an earlier column has this header");
            } else if (match instanceof Layout.Match.WrongUnit wrong) {
                faults.add(
                        place(column),
                        text,
                        Fault.UNKNOWN_VALUE,
                        "is read in " + layout.columns().get(wrong.column()).unit() + ", not in " + wrong.unit());
            } else if (match instanceof Layout.Match.Ambiguous) {
                faults.add(place(column), text, Fault.UNKNOWN_VALUE, "could mean two columns; say its unit");
            }
        }
        for (int i = 0; i < sheetColumns.length; i++) {
            Column<?> column = layout.columns().get(i);
            if (column.required() && sheetColumns[i] == NONE) {
                faults.add(
                        new Place.Cell(sheet, line.number(), null, column.title()),
                        null,
                        Fault.REQUIRED,
                        "this column is missing");
            }
        }
    }

    /** Where a field of a row stands; the whole row where it stands in no column. */
    Place.Cell place(int row, String field) {
        Integer column = field == null ? null : layout.column(field);
        if (column == null) {
            return new Place.Cell(sheet, row, null, null);
        }
        int at = sheetColumns[column];
        return at == NONE
                ? new Place.Cell(sheet, row, null, layout.columns().get(column).title())
                : new Place.Cell(sheet, row, Line.letter(at), text(at));
    }

    private Place.Cell place(int column) {
        return new Place.Cell(sheet, line.number(), Line.letter(column), text(column));
    }

    private String text(int column) {
        Cell cell = line.cell(column);
        return cell == null ? null : cell.shown().strip();
    }
}
