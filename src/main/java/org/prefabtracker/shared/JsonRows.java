package org.prefabtracker.shared;

import java.util.List;

/** The rows of a JSON array of the body; what is wrong with single fields was answered when the body was read. */
public record JsonRows<T>(String array, List<T> rows) implements RowSource<T> {

    /** One row that is the body itself. */
    public static <T> JsonRows<T> single(T row) {
        return new JsonRows<>(null, List.of(row));
    }

    @Override
    public void read(Consumer<T> consumer, Faults faults) {
        for (int line = 0; line < rows.size(); line++) {
            consumer.accept(line, rows.get(line));
        }
    }

    @Override
    public Place place(long line, String field) {
        return array != null
                ? Place.pointer(array, line, field)
                : new Place.Pointer(field == null ? "" : "/" + field.replace('.', '/'));
    }
}
