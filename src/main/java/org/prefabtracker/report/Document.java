package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prefabtracker.shared.message.Language;

/**
 * A report put into words: chapters of tables, the same for paper and for a workbook. Pure.
 *
 * @param title what it is
 * @param subject what it is of, for the head of every page
 * @param basis by which rules, for the head of every page
 * @param mark by what it is known again, for the foot of every page
 */
record Document(Language language, String title, String subject, String basis, String mark, List<Chapter> chapters) {

    /**
     * A chapter, and a sheet of a workbook.
     *
     * @param sheet its name in a workbook
     */
    record Chapter(String title, String sheet, List<Block> blocks) {}

    /** What a chapter is made of. */
    sealed interface Block {}

    /** A heading within a chapter. */
    record Heading(String text) implements Block {}

    /** A paragraph. @param warns whether nobody may miss it */
    record Text(String text, boolean warns) implements Block {}

    /** What matters most, each figure with what it is. */
    record Figures(List<Fact> facts) implements Block {}

    /** Named values one beside the other. */
    record Facts(List<Fact> facts) implements Block {}

    /** A named value; null: not stated. */
    record Fact(String name, Object value) {}

    /** Where people sign. */
    record Signatures(List<String> roles) implements Block {}

    /**
     * A table. The numbers of a column of like numbers have as many decimals as the longest of them.
     *
     * @param columns at least one
     */
    record Table(List<Column> columns, List<Row> rows) implements Block {
        Table {
            rows = aligned(columns, rows);
        }

        private static List<Row> aligned(List<Column> columns, List<Row> rows) {
            int[] decimals = new int[columns.size()];
            for (Row row : rows) {
                for (int i = 0; i < row.cells().size() && i < decimals.length; i++) {
                    if (row.cells().get(i) instanceof BigDecimal number
                            && columns.get(i).kind() == Kind.NUMBERS) {
                        decimals[i] = Math.max(decimals[i], number.scale());
                    }
                }
            }
            return rows.stream()
                    .map(row -> {
                        List<Object> cells = new ArrayList<>();
                        for (int i = 0; i < row.cells().size(); i++) {
                            Object cell = row.cells().get(i);
                            cells.add(
                                    cell instanceof BigDecimal number
                                                    && columns.get(i).kind() == Kind.NUMBERS
                                            ? number.setScale(decimals[i])
                                            : cell);
                        }
                        return new Row(row.look(), cells);
                    })
                    .toList();
        }
    }

    /** What stands in a column. */
    enum Kind {
        TEXT,
        /** Of one kind, to be compared. */
        NUMBERS,
        /** Of several kinds. */
        VALUES
    }

    /** A column. @param width as a share of all widths, and how many letters a workbook has room for */
    record Column(String title, int width, Kind kind) {
        static Column text(String title, int width) {
            return new Column(title, width, Kind.TEXT);
        }

        static Column numbers(String title, int width) {
            return new Column(title, width, Kind.NUMBERS);
        }

        static Column values(String title, int width) {
            return new Column(title, width, Kind.VALUES);
        }
    }

    /** What a row is. */
    enum Look {
        PLAIN,
        /** A sum, or a group. */
        STRONG,
        /** Heads those below; its first cell goes across. */
        BAND
    }

    /** A row of text and numbers; null leaves a cell empty. */
    record Row(Look look, List<Object> cells) {
        static Row of(Object... cells) {
            return new Row(Look.PLAIN, Arrays.asList(cells));
        }

        static Row strong(Object... cells) {
            return new Row(Look.STRONG, Arrays.asList(cells));
        }

        static Row band(String text) {
            return new Row(Look.BAND, List.of(text));
        }
    }
}
