package org.prefabtracker.shared.input;

import java.util.Set;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The rows of a request, from a JSON array or a workbook.
 *
 * @param <T> the record of a row
 */
public interface RowSource<T> {

    /** Receives a readable row; {@code line} identifies its location. */
    public interface Consumer<T> {
        void accept(long line, T row);
    }

    /**
     * Passes the rows to a consumer in order. Unreadable values are added to the violations; their row may be passed on with
     * null in their place, so that its other values are checked too.
     */
    void read(Consumer<T> consumer, Violations violations);

    /** The location of a field of a row; a null field means the whole row. Field names are those of the record, dotted. */
    ErrorLocation place(long line, String field);

    /**
     * The fields that a row cannot state, because its sheet has no column for them. Where the row changes something that exists, they
     * keep their stored values; a field that the row leaves empty is erased.
     */
    default Set<String> absent(long line) {
        return Set.of();
    }

    /** Whether {@link #absent} has a field for any of the rows that were read. */
    default boolean lacksColumns() {
        return false;
    }
}
