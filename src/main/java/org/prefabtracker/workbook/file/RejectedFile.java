package org.prefabtracker.workbook.file;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.prefabtracker.shared.message.NoteCode;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Problems;
import org.prefabtracker.shared.problem.Violation;

/** Why a file is rejected as a whole. */
public enum RejectedFile implements NoteCode {
    NO_WORKBOOK,
    DAMAGED,
    OLD_FORMAT,
    BINARY_FORMAT,
    OPEN_DOCUMENT,
    ENCRYPTED,
    MACROS,
    BOMB,
    DOCTYPE,
    TOO_MANY_CELLS,
    ROW_TOO_LONG,
    NO_HEADERS("headers");

    private final List<String> arguments;

    RejectedFile(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }

    /** The answer: 422 for the parameter {@code file}. */
    public HttpProblem problem(Object... values) {
        return Problems.of(Violation.of(new ErrorLocation.Parameter("file"), null, name(), of(values)));
    }
}
