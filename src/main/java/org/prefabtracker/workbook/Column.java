package org.prefabtracker.workbook;

import java.util.List;
import java.util.function.Function;

/**
 * A column of a workbook: maps a header and its cells to a field of a record.
 *
 * @param <T> the record of a row
 * @param field the dotted path of the field in the record; its violations are shown in this column
 * @param unit the unit of its numbers; null where it has none. Numbers under a header with another unit are converted or refused
 * @param rowUnit the unit of its number in a row, by the values of the columns before it; null where all rows have the same
 * @param value the getter of the field, for writing; null where the column is only read
 * @param spellings further headers that are recognised
 * @param also further fields that are filled from it
 * @param note the text for the instructions
 */
public record Column<T>(
        String field,
        String zh,
        String en,
        String unit,
        Function<Values, String> rowUnit,
        boolean required,
        CellType type,
        Function<T, ?> value,
        List<String> spellings,
        List<String> also,
        String note) {

    public static <T> Column<T> of(String field, String zh, String en, CellType type, Function<T, ?> value) {
        return new Column<>(field, zh, en, null, null, false, type, value, List.of(), List.of(), "");
    }

    public Column<T> must() {
        return new Column<>(field, zh, en, unit, rowUnit, true, type, value, spellings, also, note);
    }

    public Column<T> in(String unit) {
        return new Column<>(field, zh, en, unit, rowUnit, required, type, value, spellings, also, note);
    }

    /** The unit depends on the row. */
    public Column<T> in(Function<Values, String> unitOfRow) {
        return new Column<>(field, zh, en, unit, unitOfRow, required, type, value, spellings, also, note);
    }

    /** The unit of its number in a row, by the values of the columns before it; null where it has none. */
    String unitIn(Values row) {
        return rowUnit == null ? unit : rowUnit.apply(row);
    }

    public Column<T> spelled(String... others) {
        return new Column<>(field, zh, en, unit, rowUnit, required, type, value, List.of(others), also, note);
    }

    public Column<T> fills(String... fields) {
        return new Column<>(field, zh, en, unit, rowUnit, required, type, value, spellings, List.of(fields), note);
    }

    public Column<T> noted(String text) {
        return new Column<>(field, zh, en, unit, rowUnit, required, type, value, spellings, also, text);
    }

    /** The header as it is written. */
    public String title() {
        return zh + " / " + en + (unit == null ? "" : " (" + unit + ")");
    }
}
