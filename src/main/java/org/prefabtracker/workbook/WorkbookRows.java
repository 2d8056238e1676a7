package org.prefabtracker.workbook;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.prefabtracker.shared.http.ValidatingBodyReader;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;
import org.prefabtracker.workbook.file.Cell;
import org.prefabtracker.workbook.file.RejectedFile;
import org.prefabtracker.workbook.file.SheetFile;
import org.prefabtracker.workbook.file.SheetRow;

/**
 * The rows of all sheets of a file that have the headers of a layout. The file is read as a stream each time; only the headers
 * are kept.
 */
final class WorkbookRows<T> implements RowSource<T> {

    /** Titles may precede the headers. */
    private static final int HEADERS_WITHIN = 20;

    /** A row with fewer known headers is not a row of headers, but for example a line of instructions. */
    private static final int FEWEST_HEADERS = 2;

    private static final long ROWS = 1 << 21;

    /** The decimals that are stored of a number. */
    private static final int DECIMALS = 9;

    private static final Set<String> TOTALS = Set.of(
            "合计",
            "小计",
            "总计",
            "共计",
            "累计",
            "总和",
            "total",
            "totals",
            "subtotal",
            "subtotals",
            "grandtotal",
            "sum",
            "合计/total");

    /** Each of the totals has one of these, in any width. */
    private static final String LETTERS_OF_TOTALS = "计和tuｔｕ";

    /** Further rows without any required value are faults. */
    private static final int MOST_UNDECIDED = 1_000;

    private final SheetDefinition<T> layout;
    private final Path file;
    private final long unpackedLimit;
    private final boolean includeHidden;
    private final Validator validator;
    private final LongConsumer progress;
    private final List<HeaderRow> headers = new ArrayList<>();
    private final List<Set<String>> absent = new ArrayList<>();
    private ReadingNotes notes = new ReadingNotes();
    private long count;
    private boolean lackHeaders;

    /**
     * @param includeHidden whether hidden sheets and rows are read
     * @param progress receives the number of rows read, after every row
     */
    WorkbookRows(
            SheetDefinition<T> layout,
            Path file,
            long unpackedLimit,
            boolean includeHidden,
            Validator validator,
            LongConsumer progress) {
        this.layout = layout;
        this.file = file;
        this.unpackedLimit = unpackedLimit;
        this.includeHidden = includeHidden;
        this.validator = validator;
        this.progress = progress;
    }

    @Override
    public void read(Consumer<T> consumer, Violations violations) {
        count = 0;
        each((found, line) -> row(found, line, consumer, violations), violations);
        if (headers.isEmpty()) {
            throw RejectedFile.NO_HEADERS.problem(layout.columns().stream()
                    .filter(Column::required)
                    .map(Column::title)
                    .toList());
        }
    }

    /** Counts the rows without converting their cells. */
    long countAhead() {
        long[] rows = {0};
        each((found, line) -> rows[0]++, new Violations());
        return rows[0];
    }

    private interface RowTaker {
        void take(HeaderRow found, SheetRow line);
    }

    private void each(RowTaker rows, Violations violations) {
        headers.clear();
        absent.clear();
        notes = new ReadingNotes();
        try (SheetFile workbook = SheetFile.open(file, unpackedLimit)) {
            for (SheetFile.Sheet sheet : workbook.sheets()) {
                SheetRows lines = new SheetRows(sheet, rows, violations);
                workbook.read(sheet, lines::take);
                lines.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the row of headers, by sheet. */
    Map<String, Integer> headerRows() {
        return headers.stream()
                .collect(
                        Collectors.toMap(HeaderRow::sheet, found -> found.line().number(), (first, second) -> first));
    }

    /** What the last reading left out or rounded. */
    ReadingNotes notes() {
        return notes;
    }

    /** The language of the headers; English where there are none. */
    Language language() {
        return headers.stream().map(HeaderRow::language).anyMatch(Language.ZH::equals) ? Language.ZH : Language.EN;
    }

    /** The fields of the row that its sheet has no column for: they keep their stored values. */
    @Override
    public Set<String> absent(long line) {
        return absent.get((int) (line / ROWS));
    }

    @Override
    public boolean lacksColumns() {
        return absent.stream().anyMatch(fields -> !fields.isEmpty());
    }

    /** The number of rows that the last reading found. */
    long count() {
        return count;
    }

    /** Whether the headers of a sheet have violations, so that its rows are not read. */
    boolean lackHeaders() {
        return lackHeaders;
    }

    @Override
    public ErrorLocation place(long line, String field) {
        return headers.get((int) (line / ROWS)).place((int) (line % ROWS), field);
    }

    /** Reads one sheet: first searches its headers, then reads its rows. */
    private final class SheetRows {
        private final SheetFile.Sheet sheet;
        private final RowTaker rows;
        private final Violations violations;
        private final List<SheetRow> beginning = new ArrayList<>();
        /** Rows without any required value: signatures below the table, or faults where the table goes on. */
        private final List<SheetRow> undecided = new ArrayList<>();

        private HeaderRow found;
        private boolean skipped;

        SheetRows(SheetFile.Sheet sheet, RowTaker rows, Violations violations) {
            this.sheet = sheet;
            this.rows = rows;
            this.violations = violations;
        }

        /** Takes the next row. Returns whether further ones are wanted. */
        boolean take(SheetRow line) {
            if (found != null) {
                row(line);
            } else if (!skipped) {
                beginning.add(line);
                if (line.number() >= HEADERS_WITHIN) {
                    findHeaders();
                }
            }
            return !skipped;
        }

        void end() {
            if (found == null && !skipped) {
                findHeaders();
            }
            undecided.forEach(line -> notes.leaveOut(sheet.name(), line.number()));
        }

        private void findHeaders() {
            HeaderRow best = null;
            for (SheetRow line : beginning) {
                HeaderRow candidate = new HeaderRow(layout, sheet.name(), line);
                if (candidate.known() >= FEWEST_HEADERS && (best == null || candidate.known() > best.known())) {
                    best = candidate;
                }
            }
            skipped = best == null || sheet.hidden() && !includeHidden;
            if (!skipped) {
                begin(best);
            } else if (best != null) {
                notes.hideSheet(sheet.name());
            }
            beginning.clear();
        }

        private void begin(HeaderRow best) {
            found = best;
            headers.add(best);
            absent.add(best.absent());
            notes.ignore(best.ignored());
            long before = violations.total();
            best.check(violations);
            lackHeaders |= violations.total() > before;
            int last = best.line().number();
            beginning.stream().filter(line -> line.number() > last).forEach(this::row);
        }

        private void row(SheetRow line) {
            if (found.isExample(line) || isBlank(line)) {
                return;
            }
            if (line.hidden() && !includeHidden) {
                notes.hideRow(sheet.name(), line.number());
            } else if (isTotal(line) || found.isEmpty(line)) {
                notes.leaveOut(sheet.name(), line.number());
            } else if (found.lacksAllRequired(line) && undecided.size() < MOST_UNDECIDED) {
                undecided.add(line);
            } else {
                undecided.forEach(before -> rows.take(found, before));
                undecided.clear();
                rows.take(found, line);
            }
        }
    }

    /** Whether a row has no cell of its own with a value. */
    private static boolean isBlank(SheetRow line) {
        for (int column = 0; column < line.width(); column++) {
            Cell cell = line.cell(column);
            if (cell != null && !cell.merged()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row states the total of others. */
    private static boolean isTotal(SheetRow line) {
        for (int column = 0; column < line.width(); column++) {
            Cell cell = line.cell(column);
            if (cell != null
                    && cell.kind() == Cell.Kind.TEXT
                    && cell.isShort()
                    && mayBeTotal(cell.text())
                    && TOTALS.contains(HeaderText.plain(cell.text()))) {
                return true;
            }
        }
        return false;
    }

    /** Rules out nearly all texts by a look at their letters, because every cell is asked. */
    private static boolean mayBeTotal(String text) {
        return text.chars().anyMatch(letter -> LETTERS_OF_TOTALS.indexOf(Character.toLowerCase(letter)) >= 0);
    }

    private void row(HeaderRow found, SheetRow line, Consumer<T> consumer, Violations violations) {
        count++;
        progress.accept(count);
        List<Column<T>> columns = layout.columns();
        Object[] values = new Object[columns.size()];
        Values row = new Values(layout, values);
        boolean unreadable = false;
        for (int i = 0; i < values.length; i++) {
            Cell cell = found.cell(line, i);
            if (cell == null) {
                continue;
            }
            Column<T> column = columns.get(i);
            try {
                Object value = column.type().read(cell, column.unitIn(row));
                values[i] = value instanceof BigDecimal number ? converted(number, cell, found.factor(i)) : value;
            } catch (CellType.Unreadable e) {
                unreadable = true;
                violations.add(found.place(line.number(), column.field()), cell.shown(), e.code, e.text);
            }
        }
        T made = layout.make(row);
        validate(found, line.number(), made, unreadable, violations);
        consumer.accept((headers.size() - 1) * ROWS + line.number(), made);
    }

    /** A number in the unit of the layout. What a person did not type may have more decimals than are stored. */
    private BigDecimal converted(BigDecimal number, Cell cell, BigDecimal factor) {
        boolean same = factor.compareTo(BigDecimal.ONE) == 0;
        BigDecimal converted = same ? number : number.multiply(factor).stripTrailingZeros();
        if (converted.scale() > DECIMALS && (cell.formula() || !same)) {
            notes.round();
            return converted.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        }
        return converted.scale() < 0 && !same ? converted.setScale(0) : converted;
    }

    /** The field of the cell that holds a nested field such as {@code parts[0].count}. */
    private static String columnField(String path) {
        int bracket = path.indexOf('[');
        return bracket < 0 ? path : path.substring(0, bracket);
    }

    private void validate(HeaderRow found, int number, T row, boolean unreadable, Violations violations) {
        for (ConstraintViolation<T> constraint : validator.validate(row)) {
            String field = ValidatingBodyReader.isOfTheWhole(constraint)
                    ? null
                    : columnField(ValidatingBodyReader.field(constraint));
            ErrorLocation place = found.place(number, field);
            Violation violation = ValidatingBodyReader.violation(constraint, place);
            if (violation.code().equals(Violation.REQUIRED)) {
                violation = Violation.of(place, null, Violation.REQUIRED, SheetNote.VALUE_MISSING.of());
            }
            // a missing column is reported once, an unreadable cell by itself
            boolean known = violations.name(place)
                    || field == null && unreadable
                    || field != null && found.lacks(field) && violation.code().equals(Violation.REQUIRED);
            if (!known) {
                violations.add(violation);
            }
        }
    }
}
