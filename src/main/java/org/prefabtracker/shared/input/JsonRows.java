package org.prefabtracker.shared.input;

import java.util.List;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The rows of a JSON array of the body. Violations of single fields are found when the body is read; an unreadable row is
 * null.
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
    public void read(Consumer<T> consumer, Violations violations) {
        for (int line = 0; line < rows.size(); line++) {
            if (rows.get(line) != null) {
                consumer.accept(line, rows.get(line));
            }
        }
    }

    @Override
    public ErrorLocation place(long line, String field) {
        return array != null
                ? ErrorLocation.pointer(array, line, field)
                : new ErrorLocation.Pointer(field == null ? "" : "/" + field.replace('.', '/'));
    }
}
