package org.prefabtracker.workbook;

import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.Violations;

/**
 * A noun that is registered by workbook.
 *
 * @param <T> the record a row becomes
 */
public interface WorkbookImport<T> {

    SheetDefinition<T> layout();

    /**
     * Takes over all rows or, where there is any fault, none, in the transaction of the handle.
     *
     * @param project its code; null for what belongs to no project
     */
    UpsertResult register(Handle handle, String project, RowSource<T> rows, Violations violations);
}
