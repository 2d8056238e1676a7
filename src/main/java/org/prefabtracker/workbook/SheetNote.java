package org.prefabtracker.workbook;

import java.util.List;
import org.prefabtracker.shared.message.NoteCode;

/** What can be wrong with a header or a cell. */
enum SheetNote implements NoteCode {
    HEADER_REPEATED,
    HEADER_UNIT("unit", "title"),
    HEADER_AMBIGUOUS("titles"),
    HEADER_MISSPELT("title"),
    HEADER_MISSING,
    FORMULA_FAILED,
    FORMULA_NOT_CALCULATED,
    DATE_IN_TEXT("shown"),
    DATE_IN_NUMBER("shown"),
    PERCENT_IN_NUMBER("shown"),
    MERGED_NUMBER,
    COMMA_UNCLEAR("shown"),
    NUMBER_EXPECTED,
    NUMBER_OR_FLAG_EXPECTED,
    WHOLE_NUMBER_EXPECTED,
    CONTROL_CHARACTERS,
    CHOICE_EXPECTED("choices"),
    CHOICE_FOR_EXAMPLE("choices", "total"),
    CHOICE_NEAREST("choices", "total"),
    VALUE_MISSING;

    private final List<String> arguments;

    SheetNote(String... arguments) {
        this.arguments = List.of(arguments);
    }

    @Override
    public List<String> arguments() {
        return arguments;
    }
}
