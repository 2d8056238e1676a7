package org.prefabtracker.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.file.Cell;
import org.prefabtracker.workbook.file.SheetRow;

/** The row of headers of a sheet: maps its columns to the columns of the layout. */
final class HeaderRow {

    private static final int NONE = -1;
    /** The ignored columns that are listed of a sheet. */
    private static final int MOST_IGNORED = 1_000;

    private final SheetDefinition<?> layout;
    private final String sheet;
    private final SheetRow line;
    /** By column of the layout. */
    private final int[] sheetColumns;

    /** What the numbers of a column of the layout are multiplied with; null where the sheet lacks the column. */
    private final BigDecimal[] factors;

    /** How the headers are recognised, by column of the sheet; null where there is none. */
    private final SheetDefinition.Match[] matches;

    private final int exampleColumn;
    /** What unknown headers probably mean, by column of the sheet; found when it is asked for. */
    private Map<Integer, Optional<SheetDefinition.Suggestion>> unknown;

    HeaderRow(SheetDefinition<?> layout, String sheet, SheetRow line) {
        this.layout = layout;
        this.sheet = sheet;
        this.line = line;
        sheetColumns = new int[layout.columns().size()];
        Arrays.fill(sheetColumns, NONE);
        factors = new BigDecimal[sheetColumns.length];
        matches = new SheetDefinition.Match[line.width()];
        int example = NONE;
        for (int column = 0; column < line.width(); column++) {
            String text = text(column);
            if (text == null || AnnotatedWorkbook.isErrorHeader(text)) {
                continue;
            }
            if (SheetDefinition.isExampleMarker(text)) {
                example = column;
                continue;
            }
            matches[column] = layout.match(text);
            if (matches[column] instanceof SheetDefinition.Match.Found found && sheetColumns[found.column()] == NONE) {
                sheetColumns[found.column()] = column;
                factors[found.column()] = found.factor();
            }
        }
        exampleColumn = example;
    }

    /** How many headers of the row are those of columns of the layout, also with a wrong unit or repeated. */
    long known() {
        return Arrays.stream(matches)
                .filter(match -> match != null && !(match instanceof SheetDefinition.Match.Unknown))
                .count();
    }

    String sheet() {
        return sheet;
    }

    SheetRow line() {
        return line;
    }

    boolean isExample(SheetRow row) {
        return exampleColumn != NONE && row.cell(exampleColumn) != null;
    }

    /** The cell of a column of the layout; null where it is empty or the sheet lacks the column. */
    Cell cell(SheetRow row, int column) {
        return sheetColumns[column] == NONE ? null : row.cell(sheetColumns[column]);
    }

    /** What a number in a column of the layout is multiplied with. */
    BigDecimal factor(int column) {
        return factors[column];
    }

    /** Whether a row has nothing of its own in the columns of the layout. */
    boolean isEmpty(SheetRow row) {
        for (int column = 0; column < sheetColumns.length; column++) {
            Cell cell = cell(row, column);
            if (cell != null && !cell.merged()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row has nothing in the required columns. */
    boolean lacksAllRequired(SheetRow row) {
        for (int column = 0; column < sheetColumns.length; column++) {
            if (layout.columns().get(column).required() && cell(row, column) != null) {
                return false;
            }
        }
        return true;
    }

    /** The fields of the layout that the sheet has no column for. */
    Set<String> absent() {
        return IntStream.range(0, sheetColumns.length)
                .filter(column -> sheetColumns[column] == NONE)
                .mapToObj(column -> layout.columns().get(column).field())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The columns of the sheet that are not read. */
    List<IgnoredColumn> ignored() {
        List<IgnoredColumn> ignored = new ArrayList<>();
        unknown()
                .forEach((column, suggestion) -> ignored.add(new IgnoredColumn(
                        sheet,
                        SheetRow.letter(column),
                        text(column),
                        suggestion.map(meant -> meant.column().title()).orElse(null))));
        return ignored;
    }

    /** The first columns with an unknown header, and what it probably means. */
    private Map<Integer, Optional<SheetDefinition.Suggestion>> unknown() {
        if (unknown == null) {
            unknown = new LinkedHashMap<>();
            for (int column = 0; column < matches.length && unknown.size() < MOST_IGNORED; column++) {
                if (matches[column] instanceof SheetDefinition.Match.Unknown) {
                    unknown.put(column, layout.suggested(text(column)));
                }
            }
        }
        return unknown;
    }

    /** The language that the headers are in; Chinese where they are bilingual. */
    Language language() {
        return IntStream.of(sheetColumns)
                        .filter(column -> column != NONE)
                        .mapToObj(this::text)
                        .anyMatch(text -> text.codePoints().anyMatch(Character::isIdeographic))
                ? Language.ZH
                : Language.EN;
    }

    boolean lacks(String field) {
        Integer column = layout.column(field);
        return column != null && sheetColumns[column] == NONE;
    }

    /**
     * Adds violations for missing required columns and for headers that are repeated, misspelt, ambiguous, or state another unit.
     */
    void check(Violations violations) {
        Set<Integer> taken = new HashSet<>();
        Set<Object> misspelt = new HashSet<>();
        for (int column = 0; column < matches.length; column++) {
            Note fault = matches[column] == null ? null : fault(column, taken);
            if (fault != null) {
                boolean repeated = fault.code() == SheetNote.HEADER_REPEATED;
                String code = repeated ? Violation.DUPLICATE : Violation.UNKNOWN_VALUE;
                Violation violation = Violation.of(place(column), text(column), code, fault);
                if (fault.code() == SheetNote.HEADER_MISSPELT) {
                    misspelt.addAll(fault.values());
                    violation = violation.meaning(fault.values().get(0).toString());
                }
                violations.add(violation);
            }
        }
        for (int i = 0; i < sheetColumns.length; i++) {
            Column<?> column = layout.columns().get(i);
            if (column.required() && sheetColumns[i] == NONE && !misspelt.contains(column.title())) {
                violations.add(
                        new ErrorLocation.Cell(sheet, line.number(), null, column.title()),
                        null,
                        Violation.REQUIRED,
                        SheetNote.HEADER_MISSING.of());
            }
        }
    }

    private Note fault(int column, Set<Integer> taken) {
        SheetDefinition.Match match = matches[column];
        if (match instanceof SheetDefinition.Match.Found found) {
            return taken.add(found.column()) ? null : SheetNote.HEADER_REPEATED.of();
        }
        if (match instanceof SheetDefinition.Match.WrongUnit wrong) {
            return SheetNote.HEADER_UNIT.of(
                    wrong.unit(), layout.columns().get(wrong.column()).title());
        }
        if (match instanceof SheetDefinition.Match.Ambiguous ambiguous) {
            return SheetNote.HEADER_AMBIGUOUS.of(ambiguous.columns().stream()
                    .map(each -> layout.columns().get(each).title())
                    .toList());
        }
        return unknown()
                .getOrDefault(column, Optional.empty())
                .filter(suggestion ->
                        suggestion.near() && lacks(suggestion.column().field()))
                .map(suggestion ->
                        SheetNote.HEADER_MISSPELT.of(suggestion.column().title()))
                .orElse(null);
    }

    /** The location of a field of a row; the whole row where no column holds the field. */
    ErrorLocation.Cell place(int row, String field) {
        Integer column = field == null ? null : layout.column(field);
        if (column == null) {
            return new ErrorLocation.Cell(sheet, row, null, null);
        }
        int at = sheetColumns[column];
        return at == NONE
                ? new ErrorLocation.Cell(
                        sheet, row, null, layout.columns().get(column).title())
                : new ErrorLocation.Cell(sheet, row, SheetRow.letter(at), text(at));
    }

    private ErrorLocation.Cell place(int column) {
        return new ErrorLocation.Cell(sheet, line.number(), SheetRow.letter(column), text(column));
    }

    private String text(int column) {
        Cell cell = line.cell(column);
        return cell == null || !cell.isShort() ? null : cell.shown().strip();
    }
}
