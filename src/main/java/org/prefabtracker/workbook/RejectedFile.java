package org.prefabtracker.workbook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;

/** Why a file is rejected before any of its rows is read. */
enum RejectedFile {
    NO_WORKBOOK("is not an .xlsx workbook, or is damaged; save it as Excel workbook (.xlsx)"),
    OLD_FORMAT("is a workbook of the old format (.xls); save it as Excel workbook (.xlsx)"),
    ENCRYPTED("is protected by a password; save it without one"),
    MACROS("holds macros (.xlsm); save it as Excel workbook (.xlsx)"),
    BOMB("unpacks to more than a workbook may hold"),
    DOCTYPE("holds XML with a document type, which no spreadsheet program writes"),
    TOO_MANY_CELLS("has rows or columns beyond 1,048,576 × 16,384"),
    NO_HEADERS("has no sheet with the headers of this template");

    private final String message;

    RejectedFile(String message) {
        this.message = message;
    }

    HttpProblem problem() {
        return problem("");
    }

    HttpProblem problem(String more) {
        return Problems.of(
                Violation.of(new ErrorLocation.Parameter("file"), null, name(), "the file " + message + more));
    }
}
