package org.prefabtracker.shared.input;

import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The rows of one request, whichever door they came through: a JSON array or a workbook.
 *
 * @param <T> the record both doors meet in
 */
public interface RowSource<T> {

    /** Takes one readable row; {@code line} finds its place again. */
    public interface Consumer<T> {
        void accept(long line, T row);
    }

    /**
     * Hands over the rows in order. What cannot be read is added to the faults; its row may be handed over all the same,
     * with null in its place, so that the rest of it can be checked too.
     */
    void read(Consumer<T> consumer, Violations violations);

    /** Where a field of a row stands; a null field means the whole row. Field names are those of the record, dotted. */
    ErrorLocation place(long line, String field);
}
