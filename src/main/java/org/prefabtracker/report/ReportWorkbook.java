package org.prefabtracker.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prefabtracker.workbook.TableWriter;
import org.prefabtracker.workbook.TableWriter.Look;

/** A report as a workbook: one sheet per chapter, with figures as numbers. */
final class ReportWorkbook {

    private ReportWorkbook() {}

    static byte[] of(Document document) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter sheet = new TableWriter()) {
            document.chapters().forEach(chapter -> write(document, chapter, sheet));
            sheet.send(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Document document, Document.Chapter chapter, TableWriter sheet) {
        sheet.begin(chapter.sheet(), widths(chapter));
        sheet.row(Look.TITLE, List.of(chapter.title()));
        sheet.row(Look.TEXT, List.of(document.subject() + " · " + document.basis()));
        Blocks blocks = new Blocks(sheet);
        chapter.blocks().forEach(block -> block.accept(blocks));
    }

    /** Writes the blocks of one sheet. */
    private static final class Blocks implements Document.Visitor {

        private final TableWriter sheet;
        private boolean headed;

        Blocks(TableWriter sheet) {
            this.sheet = sheet;
        }

        @Override
        public void heading(Document.Heading heading) {
            sheet.gap();
            sheet.row(Look.STRONG, List.of(heading.text()));
        }

        @Override
        public void text(Document.Text text) {
            sheet.row(Look.TEXT, List.of(text.text()));
        }

        @Override
        public void figures(Document.Figures figures) {
            ReportWorkbook.facts(figures.facts(), Look.STRONG, sheet);
        }

        @Override
        public void facts(Document.Facts facts) {
            ReportWorkbook.facts(facts.facts(), Look.PLAIN, sheet);
        }

        @Override
        public void signatures(Document.Signatures signatures) {
            sheet.gap();
            sheet.row(Look.PLAIN, signatures.roles());
            sheet.row(Look.PLAIN, Arrays.asList(new Object[signatures.roles().size()]));
        }

        @Override
        public void table(Document.Table table) {
            write(table, sheet, !headed);
            headed = true;
        }
    }

    private static void facts(List<Document.Fact> facts, Look look, TableWriter sheet) {
        facts.forEach(fact -> sheet.row(look, Arrays.asList(fact.name(), fact.value() == null ? "—" : fact.value())));
    }

    private static void write(Document.Table table, TableWriter sheet, boolean first) {
        sheet.row(
                Look.HEADER,
                table.columns().stream().map(Document.Column::title).toList());
        if (first) {
            sheet.freeze();
        }
        table.rows()
                .forEach(row -> sheet.row(
                        switch (row.look()) {
                            case PLAIN -> Look.PLAIN;
                            case STRONG -> Look.STRONG;
                            case BAND -> Look.BAND;
                        },
                        row.look() == Document.Look.BAND
                                ? across(row, table.columns().size())
                                : row.cells()));
        sheet.gap();
    }

    private static List<Object> across(Document.Row band, int columns) {
        List<Object> cells = new ArrayList<>(band.cells());
        while (cells.size() < columns) {
            cells.add(null);
        }
        return cells;
    }

    /** The width of each column in letters: the maximum over all tables. */
    private static List<Integer> widths(Document.Chapter chapter) {
        List<Integer> widths = new ArrayList<>(List.of(26, 60));
        List<Document.Table> tables = chapter.blocks().stream()
                .flatMap(block -> block.asTable().stream())
                .toList();
        if (!tables.isEmpty() && chapter.blocks().stream().noneMatch(Document.Block::isNamedValues)) {
            widths.clear();
        }
        tables.forEach(table -> {
            for (int i = 0; i < table.columns().size(); i++) {
                int width = Math.max(10, table.columns().get(i).width());
                if (i < widths.size()) {
                    widths.set(i, Math.max(widths.get(i), width));
                } else {
                    widths.add(width);
                }
            }
        });
        return widths;
    }
}
