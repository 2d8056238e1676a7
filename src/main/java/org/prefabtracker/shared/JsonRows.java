package org.prefabtracker.shared;

import java.util.List;

/**
 * The rows of a JSON array of the body; what is wrong with single fields was found when the body was read, and a row that could
 * not be read at all is null.
 *
 * @param rows null where there is no such array
 */
public record JsonRows<T>(String array, List<T> rows) implements RowSource<T> {

    public JsonRows {
        rows = rows == null ? List.of() : rows;
    }

    /** One row that is the body itself. */
    public static <T> JsonRows<T> single(T row) {
        return new JsonRows<>(null, List.of(row));
    }

    @Override
    public void read(Consumer<T> consumer, Faults faults) {
        for (int line = 0; line < rows.size(); line++) {
            if (rows.get(line) != null) {
                consumer.accept(line, rows.get(line));
            }
        }
    }

    @Override
    public Place place(long line, String field) {
        return array != null
                ? Place.pointer(array, line, field)
                : new Place.Pointer(field == null ? "" : "/" + field.replace('.', '/'));
    }
}
