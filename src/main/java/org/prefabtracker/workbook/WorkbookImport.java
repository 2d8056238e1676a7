package org.prefabtracker.workbook;

import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.persistence.UpsertResult;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;
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

    /**
     * The same where the workbook replaces what was registered before.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 where a kind of workbook cannot do that
     */
    default UpsertResult replace(String project, RowSource<T> rows, Violations violations) {
        throw Problems.of(Violation.of(
                new ErrorLocation.Parameter("replace"),
                true,
                Violation.OUT_OF_RANGE,
                "only bills of components replace"));
    }
}
