package org.prefabtracker.workbook;

import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;

/**
 * An import of a kind of workbook.
 *
 * @param <T> the record of a row
 */
public interface WorkbookImport<T> {

    SheetDefinition<T> layout();

    /**
     * Stores all rows, or none where there is any violation, in the current transaction.
     *
     * @param project the code of the project; null where rows belong to none
     */
    UpsertResult register(String project, RowSource<T> rows, Violations violations);
}
