package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.shared.message.Language;

/**
 * The content of a report in one language, the same for PDF and workbook: chapters of tables and paragraphs.
 *
 * @param title the title
 * @param subject project and building, for the page header
 * @param basis rule set and lens, for the page header
 * @param mark the fingerprint, for the page footer
 */
record Document(Language language, String title, String subject, String basis, String mark, List<Chapter> chapters) {

    /**
     * A chapter of the PDF, and a sheet of the workbook.
     *
     * @param sheet the name of the sheet
     */
    record Chapter(String title, String sheet, List<Block> blocks) {}

    /** A part of a chapter. */
    sealed interface Block {

        /** Calls the method of the visitor for this kind. */
        void accept(Visitor visitor);

        /** The block as a table; empty for any other kind. */
        default Optional<Table> asTable() {
            return Optional.empty();
        }

        /** Whether it is a paragraph, which belongs to the block that follows it. */
        default boolean isText() {
            return false;
        }

        /** Whether it stands in the two columns of names and values. */
        default boolean isNamedValues() {
            return false;
        }
    }

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor {
        void heading(Heading heading);

        void text(Text text);

        void figures(Figures figures);

        void facts(Facts facts);

        void signatures(Signatures signatures);

        void table(Table table);
    }

    /** A heading within a chapter. */
    record Heading(String text) implements Block {
        @Override
        public void accept(Visitor visitor) {
            visitor.heading(this);
        }
    }

    /** A paragraph. @param warns whether it is a warning */
    record Text(String text, boolean warns) implements Block {
        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.text(this);
        }
    }

    /** The main figures with their names. */
    record Figures(List<Fact> facts) implements Block {
        @Override
        public void accept(Visitor visitor) {
            visitor.figures(this);
        }
    }

    /** Named values in two columns. */
    record Facts(List<Fact> facts) implements Block {
        @Override
        public boolean isNamedValues() {
            return true;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.facts(this);
        }
    }

    /** A named value; null: not stated. */
    record Fact(String name, Object value) {
        Fact {
            value = figure(value);
        }
    }

    /** A value as it is shown: zero is 0, with whatever decimals it was computed. */
    private static Object figure(Object value) {
        return value instanceof BigDecimal number && number.signum() == 0 ? BigDecimal.ZERO : value;
    }

    /** Fields for signatures. */
    record Signatures(List<String> roles) implements Block {
        @Override
        public void accept(Visitor visitor) {
            visitor.signatures(this);
        }
    }

    /**
     * A table. In a column of comparable numbers all numbers have the same number of decimals, zero too; in other columns zero is 0.
     * A cell is empty only where there is no number.
     *
     * @param columns at least one
     */
    record Table(List<Column> columns, List<Row> rows) implements Block {
        Table {
            rows = aligned(columns, rows);
        }

        @Override
        public Optional<Table> asTable() {
            return Optional.of(this);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.table(this);
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
                                            : figure(cell));
                        }
                        return new Row(row.look(), cells);
                    })
                    .toList();
        }
    }

    /** The kind of values in a column. */
    enum Kind {
        TEXT,
        /** Comparable numbers. */
        NUMBERS,
        /** Numbers with different units. */
        VALUES
    }

    /** A column. @param width the share of the total width, and the width in letters in a workbook */
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

    /** The style of a row. */
    enum Look {
        PLAIN,
        /** A total or a group. */
        STRONG,
        /** A heading of the rows below; the first cell spans the table. */
        BAND
    }

    /** A row of texts and numbers; null is an empty cell. */
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
