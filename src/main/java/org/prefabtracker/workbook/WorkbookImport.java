package org.prefabtracker.workbook;

import org.jdbi.v3.core.Handle;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.Registered;
import org.prefabtracker.shared.RowSource;

/**
 * A noun that is registered by workbook.
 *
 * @param <T> the record a row becomes
 */
public interface WorkbookImport<T> {

    Layout<T> layout();

    /**
     * Takes over all rows or, where there is any fault, none, in the transaction of the handle.
     *
     * @param project its code; null for what belongs to no project
     */
    Registered register(Handle handle, String project, RowSource<T> rows, Faults faults);
}
