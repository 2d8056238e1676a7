package org.prefabtracker.workbook;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.prefabtracker.shared.http.ValidatingBodyReader;
import org.prefabtracker.shared.input.RowSource;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The rows of all sheets of a workbook that have the headers of a layout. The file is read as a stream each time; only the headers
 * are kept.
 */
final class WorkbookRows<T> implements RowSource<T> {

    /** Titles may precede the headers. */
    private static final int HEADERS_WITHIN = 20;

    /** A row with fewer known headers is not a row of headers, but for example a line of instructions. */
    private static final int FEWEST_HEADERS = 2;

    private static final long ROWS = 1 << 21;

    private final SheetDefinition<T> layout;
    private final Path file;
    private final long unpackedLimit;
    private final Validator validator;
    private final LongConsumer progress;
    private final List<HeaderRow> headers = new ArrayList<>();
    private long count;
    private boolean lackHeaders;

    /** @param progress receives the number of rows read, after every row */
    WorkbookRows(SheetDefinition<T> layout, Path file, long unpackedLimit, Validator validator, LongConsumer progress) {
        this.layout = layout;
        this.file = file;
        this.unpackedLimit = unpackedLimit;
        this.validator = validator;
        this.progress = progress;
    }

    @Override
    public void read(Consumer<T> consumer, Violations violations) {
        count = 0;
        each((found, line) -> row(found, line, consumer, violations), violations);
        if (headers.isEmpty()) {
            throw RejectedFile.NO_HEADERS.problem(": "
                    + layout.columns().stream()
                            .filter(Column::required)
                            .map(Column::title)
                            .collect(Collectors.joining(", ")));
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
        try (WorkbookReader workbook = WorkbookReader.open(file, unpackedLimit)) {
            for (WorkbookReader.Sheet sheet : workbook.sheets()) {
                SheetRows lines = new SheetRows(sheet.name(), rows, violations);
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
        private final String sheet;
        private final RowTaker rows;
        private final Violations violations;
        private final List<SheetRow> beginning = new ArrayList<>();
        private HeaderRow found;
        private boolean skipped;

        SheetRows(String sheet, RowTaker rows, Violations violations) {
            this.sheet = sheet;
            this.rows = rows;
            this.violations = violations;
        }

        void take(SheetRow line) {
            if (found != null) {
                row(line);
            } else if (!skipped) {
                beginning.add(line);
                if (line.number() >= HEADERS_WITHIN) {
                    findHeaders();
                }
            }
        }

        void end() {
            if (found == null && !skipped) {
                findHeaders();
            }
        }

        private void findHeaders() {
            HeaderRow best = null;
            for (SheetRow line : beginning) {
                HeaderRow candidate = new HeaderRow(layout, sheet, line);
                if (candidate.known() >= FEWEST_HEADERS && (best == null || candidate.known() > best.known())) {
                    best = candidate;
                }
            }
            skipped = best == null;
            if (best != null) {
                found = best;
                headers.add(best);
                long before = violations.total();
                best.check(violations);
                lackHeaders |= violations.total() > before;
                int last = best.line().number();
                beginning.stream().filter(line -> line.number() > last).forEach(this::row);
            }
            beginning.clear();
        }

        private void row(SheetRow line) {
            if (!found.isExample(line) && !found.isEmpty(line)) {
                rows.take(found, line);
            }
        }
    }

    private void row(HeaderRow found, SheetRow line, Consumer<T> consumer, Violations violations) {
        count++;
        progress.accept(count);
        List<Column<T>> columns = layout.columns();
        Object[] values = new Object[columns.size()];
        boolean unreadable = false;
        for (int i = 0; i < values.length; i++) {
            Cell cell = found.cell(line, i);
            if (cell == null) {
                continue;
            }
            try {
                values[i] = value(columns.get(i), cell);
            } catch (CellType.Unreadable e) {
                unreadable = true;
                violations.add(
                        found.place(line.number(), columns.get(i).field()), cell.shown(), e.code, e.getMessage());
            }
        }
        T row = layout.make(new Values(layout, values));
        validate(found, line.number(), row, unreadable, violations);
        consumer.accept((headers.size() - 1) * ROWS + line.number(), row);
    }

    private Object value(Column<T> column, Cell cell) {
        if (cell.kind() == Cell.Kind.ERROR) {
            throw new CellType.Unreadable(Violation.BAD_VALUE, "the formula of this cell failed");
        }
        return column.type().read(cell);
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
