package org.prefabtracker.workbook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a reading of a file left out or rounded; every answer says it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ReadingNotes {

    /** How many rows are named; all are counted. */
    private static final int NAMED = 20;

    /** Rows that were left out. */
    public record Rows(
            @Schema(description = "How many rows; count; 1 or more", minimum = "1")
            long count,

            @Schema(description = "the first 20 of them") List<Row> rows) {}

    /** A row that was left out. */
    public record Row(
            @Schema(description = "name of the sheet") String sheet,

            @Schema(description = "Number of the row; row number; 1 or more", minimum = "1")
            int row) {}

    private final List<IgnoredColumn> ignoredColumns = new ArrayList<>();
    private final List<String> hiddenSheets = new ArrayList<>();
    private final List<Row> hidden = new ArrayList<>();
    private final List<Row> leftOut = new ArrayList<>();
    private long hiddenCount;
    private long leftOutCount;
    private long rounded;

    void ignore(List<IgnoredColumn> columns) {
        ignoredColumns.addAll(columns);
    }

    void hideSheet(String sheet) {
        hiddenSheets.add(sheet);
    }

    void hideRow(String sheet, int row) {
        hiddenCount++;
        add(hidden, sheet, row);
    }

    void leaveOut(String sheet, int row) {
        leftOutCount++;
        add(leftOut, sheet, row);
    }

    private static void add(List<Row> rows, String sheet, int row) {
        if (rows.size() < NAMED) {
            rows.add(new Row(sheet, row));
        }
    }

    void round() {
        rounded++;
    }

    @Schema(description = "columns that are not read")
    public List<IgnoredColumn> getIgnoredColumns() {
        return ignoredColumns;
    }

    @Schema(
            description =
                    "hidden sheets with the headers of the template, left out; send includeHidden=true to read them")
    public List<String> getHiddenSheets() {
        return hiddenSheets.isEmpty() ? null : hiddenSheets;
    }

    @Schema(description = "hidden rows, left out; send includeHidden=true to read them")
    public Rows getHiddenRows() {
        return rows(hiddenCount, hidden);
    }

    @Schema(description = "rows of totals, and rows without any required value after the table, left out")
    public Rows getLeftOutRows() {
        return rows(leftOutCount, leftOut);
    }

    private static Rows rows(long count, List<Row> rows) {
        return count == 0 ? null : new Rows(count, rows);
    }

    @Schema(
            description =
                    "How many values were rounded half to even to 9 decimals, from formulas or conversions of units; count; 1 or more",
            minimum = "1")
    public Long getRoundedValues() {
        return rounded == 0 ? null : rounded;
    }

    /** Adds the notes to a problem. */
    HttpProblem.Builder addTo(HttpProblem.Builder problem) {
        add(problem, "ignoredColumns", getIgnoredColumns());
        add(problem, "hiddenSheets", getHiddenSheets());
        add(problem, "hiddenRows", getHiddenRows());
        add(problem, "leftOutRows", getLeftOutRows());
        add(problem, "roundedValues", getRoundedValues());
        return problem;
    }

    private static void add(HttpProblem.Builder problem, String member, Object value) {
        if (value != null) {
            problem.with(member, value);
        }
    }
}
