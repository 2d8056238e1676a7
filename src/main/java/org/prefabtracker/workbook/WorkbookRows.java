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
import org.prefabtracker.shared.Fault;
import org.prefabtracker.shared.Faults;
import org.prefabtracker.shared.JsonBody;
import org.prefabtracker.shared.Place;
import org.prefabtracker.shared.RowSource;

/**
 * The rows of all sheets of a workbook that have the headers of a layout. Reads the file as a stream, as often as asked, and
 * keeps nothing of it but the headers.
 */
final class WorkbookRows<T> implements RowSource<T> {

    /** Titles may stand above the headers. */
    private static final int HEADERS_WITHIN = 20;

    /** Fewer known headers are a list of instructions that happens to name one. */
    private static final int FEWEST_HEADERS = 2;

    private static final long ROWS = 1 << 21;

    private final Layout<T> layout;
    private final Path file;
    private final long unpackedLimit;
    private final Validator validator;
    private final LongConsumer progress;
    private final List<Headers> headers = new ArrayList<>();
    private long count;
    private boolean lackHeaders;

    /** @param progress told the number of rows read, after every one */
    WorkbookRows(Layout<T> layout, Path file, long unpackedLimit, Validator validator, LongConsumer progress) {
        this.layout = layout;
        this.file = file;
        this.unpackedLimit = unpackedLimit;
        this.validator = validator;
        this.progress = progress;
    }

    @Override
    public void read(Consumer<T> consumer, Faults faults) {
        count = 0;
        each((found, line) -> row(found, line, consumer, faults), faults);
        if (headers.isEmpty()) {
            throw Refusal.NO_HEADERS.problem(": "
                    + layout.columns().stream()
                            .filter(Column::required)
                            .map(Column::title)
                            .collect(Collectors.joining(", ")));
        }
    }

    /** How many rows a reading will find, without reading what is in them. */
    long countAhead() {
        long[] rows = {0};
        each((found, line) -> rows[0]++, new Faults());
        return rows[0];
    }

    private interface RowTaker {
        void take(Headers found, Line line);
    }

    private void each(RowTaker rows, Faults faults) {
        headers.clear();
        try (Workbook workbook = Workbook.open(file, unpackedLimit)) {
            for (Workbook.Sheet sheet : workbook.sheets()) {
                SheetRows lines = new SheetRows(sheet.name(), rows, faults);
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
                .collect(Collectors.toMap(Headers::sheet, found -> found.line().number(), (first, second) -> first));
    }

    /** How many rows the last reading found. */
    long count() {
        return count;
    }

    /** Whether something is wrong with the headers of a sheet, so that none of its rows can be right. */
    boolean lackHeaders() {
        return lackHeaders;
    }

    @Override
    public Place place(long line, String field) {
        return headers.get((int) (line / ROWS)).place((int) (line % ROWS), field);
    }

    /** One sheet on its way: first its headers are looked for, then its rows are taken. */
    private final class SheetRows {
        private final String sheet;
        private final RowTaker rows;
        private final Faults faults;
        private final List<Line> beginning = new ArrayList<>();
        private Headers found;
        private boolean skipped;

        SheetRows(String sheet, RowTaker rows, Faults faults) {
            this.sheet = sheet;
            this.rows = rows;
            this.faults = faults;
        }

        void take(Line line) {
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
            Headers best = null;
            for (Line line : beginning) {
                Headers candidate = new Headers(layout, sheet, line);
                if (candidate.known() >= FEWEST_HEADERS && (best == null || candidate.known() > best.known())) {
                    best = candidate;
                }
            }
            skipped = best == null;
            if (best != null) {
                found = best;
                headers.add(best);
                long before = faults.total();
                best.check(faults);
                lackHeaders |= faults.total() > before;
                int last = best.line().number();
                beginning.stream().filter(line -> line.number() > last).forEach(this::row);
            }
            beginning.clear();
        }

        private void row(Line line) {
            if (!found.isExample(line) && !found.isEmpty(line)) {
                rows.take(found, line);
            }
        }
    }

    private void row(Headers found, Line line, Consumer<T> consumer, Faults faults) {
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
            } catch (Type.Unreadable e) {
                unreadable = true;
                faults.add(found.place(line.number(), columns.get(i).field()), cell.shown(), e.code, e.getMessage());
            }
        }
        T row = layout.make(new Values(layout, values));
        validate(found, line.number(), row, unreadable, faults);
        consumer.accept((headers.size() - 1) * ROWS + line.number(), row);
    }

    private Object value(Column<T> column, Cell cell) {
        if (cell.kind() == Cell.Kind.ERROR) {
            throw new Type.Unreadable(Fault.BAD_VALUE, "the formula of this cell failed");
        }
        return column.type().read(cell);
    }

    /** Of what stands together in one cell, {@code parts[0].count}, the field of the cell. */
    private static String columnField(String path) {
        int bracket = path.indexOf('[');
        return bracket < 0 ? path : path.substring(0, bracket);
    }

    private void validate(Headers found, int number, T row, boolean unreadable, Faults faults) {
        for (ConstraintViolation<T> violation : validator.validate(row)) {
            String field = JsonBody.isOfTheWhole(violation)
                    ? null
                    : columnField(violation.getPropertyPath().toString());
            Place place = found.place(number, field);
            Fault fault = JsonBody.fault(violation, place);
            // a missing column is reported once, an unreadable cell as what it is
            boolean known = faults.name(place)
                    || field == null && unreadable
                    || field != null && found.lacks(field) && fault.code().equals(Fault.REQUIRED);
            if (!known) {
                faults.add(fault);
            }
        }
    }
}
