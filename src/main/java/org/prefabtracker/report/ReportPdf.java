package org.prefabtracker.report;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.prefabtracker.report.Document.Block;
import org.prefabtracker.report.Document.Chapter;
import org.prefabtracker.report.Document.Column;
import org.prefabtracker.report.Document.Fact;
import org.prefabtracker.report.Document.Kind;
import org.prefabtracker.report.Document.Look;
import org.prefabtracker.report.Document.Row;
import org.prefabtracker.report.Document.Table;

/** A report as PDF on A4 pages, with the subject in the header and the fingerprint in the footer. */
final class ReportPdf {

    /** The width of the text of a page, and the shares of the name and the value of a fact. */
    private static final int PAGE_MM = 174;

    private static final int NAME_MM = 25;
    private static final int VALUE_MM = 62;

    /** The width of a letter in a table, and the padding of its cells. */
    private static final double LETTER_MM = 1.55;

    private static final double PADDING_MM = 2.2;

    /** The number of letters on a line of text, and on half of the page header. */
    private static final int LETTERS_OF_LINE = 80;

    private static final int LETTERS_OF_HEAD = 110;

    /** Tables with up to this many rows stay on one page. */
    private static final int KEPT_TOGETHER = 20;

    private static final String DARK = "#1f3a5f";
    private static final String GREY = "#555555";
    private static final String LINE = "0.4pt solid #8a94a3";
    private static final String HEADER = "background-color: #dbe5f0;";
    private static final String BAND = "background-color: #edf2f7;";
    private static final String SUM = "background-color: #f4f4f1;";
    private static final String KEPT = "keep-together.within-page: always;";
    private static final String PARAGRAPH = "space-before: 0.8mm; space-after: 0.8mm";
    private static final String WARNING =
            "space-before: 1mm; space-after: 1mm; padding: 1mm 2mm; start-indent: 2.5mm; end-indent: 2mm;"
                    + "border-left: 2pt solid #b45309; background-color: #fdf3e3";
    private static final String HEADS = "keep-with-next.within-page: always;";
    private static final String HEADING = "font-weight: bold; color: " + DARK + ";" + HEADS;

    private final Document document;
    private final FoWriter fo;
    private final Vocabulary names;

    private ReportPdf(Document document, FoWriter fo) {
        this.document = document;
        this.fo = fo;
        this.names = new Vocabulary(document.language());
    }

    /** @param made the time in the properties of the file */
    static byte[] of(Document document, OffsetDateTime made) {
        return PdfRenderer.print(
                document.title() + " " + document.subject(),
                Date.from(made.toInstant()),
                fo -> new ReportPdf(document, fo).write());
    }

    private void write() {
        fo.begin(
                "root",
                "font-family: " + FontSelector.LATIN.name() + "; font-size: 8.5pt; line-height: 1.35; language: "
                        + document.language().of("zh", "en"));
        pages();
        fo.begin("bookmark-tree");
        for (int i = 0; i < document.chapters().size(); i++) {
            fo.begin("bookmark", "internal-destination: chapter-" + i);
            fo.title(numbered(i)).end();
        }
        fo.end();
        fo.begin("page-sequence", "master-reference: page; id: report");
        head();
        foot();
        fo.begin("flow", "flow-name: xsl-region-body");
        for (int i = 0; i < document.chapters().size(); i++) {
            chapter(i, document.chapters().get(i));
        }
        unprintable();
        fo.end().end().end();
    }

    /** Names the letters that stand in the text as code points, because no typeface of the document has them. */
    private void unprintable() {
        List<Integer> letters = fo.unprintable();
        if (letters.isEmpty()) {
            return;
        }
        line(names.text("pdf.unprintable"), HEADING + "font-size: 9.5pt; space-before: 6mm; space-after: 1.2mm");
        for (int letter : letters) {
            String name = Character.getName(letter);
            line(FontSelector.codePoint(letter) + (name == null ? "" : "  " + name), PARAGRAPH);
        }
    }

    private void pages() {
        fo.begin("layout-master-set")
                .begin(
                        "simple-page-master",
                        "master-name: page; page-width: 210mm; page-height: 297mm; margin: 12mm 18mm 10mm 18mm")
                .empty("region-body", "margin-top: 11mm; margin-bottom: 11mm")
                .empty("region-before", "extent: 9mm")
                .empty("region-after", "extent: 8mm; display-align: after")
                .end()
                .end();
    }

    private void head() {
        fo.begin("static-content", "flow-name: xsl-region-before");
        sides("border-bottom", document.title() + " · " + document.subject(), () -> fo.text(document.basis()));
        fo.end();
    }

    private void foot() {
        fo.begin("static-content", "flow-name: xsl-region-after");
        sides("border-top", document.mark(), () -> {
            fo.text(names.text("pdf.page")).empty("page-number", "");
            fo.text(names.text("pdf.pages")).empty("page-number-citation-last", "ref-id: report");
            fo.text(names.text("pdf.pagesEnd"));
        });
        fo.end();
    }

    /** A line with content at both ends. */
    private void sides(String border, String left, Runnable right) {
        fo.begin(
                "table",
                "table-layout: fixed; width: 100%; font-size: 7pt; color: " + GREY + ";" + border + ": " + LINE);
        fo.empty("table-column", "column-width: 118mm").empty("table-column", "column-width: 56mm");
        fo.begin("table-body").begin("table-row");
        fo.begin("table-cell", "padding: 1mm 0mm").begin("block", "wrap-option: no-wrap");
        fo.text(shortened(left)).end().end();
        fo.begin("table-cell", "padding: 1mm 0mm; text-align: end").begin("block");
        right.run();
        fo.end().end().end().end().end();
    }

    /** A Chinese character is as wide as two letters. */
    private static String shortened(String text) {
        int room = LETTERS_OF_HEAD;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            room -= text.codePointAt(i) >= LineBreaker.CHINESE_FROM ? 2 : 1;
            if (room < 0) {
                return text.substring(0, i) + "…";
            }
        }
        return text;
    }

    private String numbered(int chapter) {
        String title = document.chapters().get(chapter).title();
        return chapter == 0 ? title : chapter + "  " + title;
    }

    private void chapter(int number, Chapter chapter) {
        String id = "id: chapter-" + number + ";";
        if (number == 0) {
            line(
                    chapter.title(),
                    id + HEADING
                            + "font-size: 22pt; text-align: center; space-before: 6mm; space-before.conditionality: retain");
            line(document.subject(), "font-size: 11pt; text-align: center; space-before: 2mm; space-after: 6mm");
        } else {
            line(
                    numbered(number),
                    id + HEADING + "font-size: 11.5pt; space-before: 6mm; space-after: 2mm; break-before: "
                            + (number == 1 ? "page" : "auto"));
        }
        List<Block> blocks = chapter.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            block(blocks.get(i), headsTable(blocks.subList(i + 1, blocks.size())) ? HEADS : "");
        }
    }

    /** Whether the next block that is not text is a table. */
    private static boolean headsTable(List<Block> rest) {
        return rest.stream()
                .filter(block -> !block.isText())
                .findFirst()
                .flatMap(Block::asTable)
                .isPresent();
    }

    /**
     * Writes a block.
     *
     * @param keep properties of a paragraph that belongs to the next table
     */
    private void block(Block block, String keep) {
        block.accept(new Document.Visitor() {
            @Override
            public void heading(Document.Heading heading) {
                line(heading.text(), HEADING + "font-size: 9.5pt; space-before: 3.5mm; space-after: 1.2mm");
            }

            @Override
            public void text(Document.Text text) {
                line(text.text(), keep + (text.warns() ? WARNING : PARAGRAPH));
            }

            @Override
            public void figures(Document.Figures figures) {
                ReportPdf.this.figures(figures.facts());
            }

            @Override
            public void facts(Document.Facts facts) {
                ReportPdf.this.facts(facts.facts());
            }

            @Override
            public void signatures(Document.Signatures signatures) {
                ReportPdf.this.signatures(signatures.roles());
            }

            @Override
            public void table(Table table) {
                ReportPdf.this.table(table);
            }
        });
    }

    private void line(String text, String properties) {
        fo.begin("block", properties)
                .text(LineBreaker.within(LETTERS_OF_LINE, text))
                .end();
    }

    private void beginTable(List<Integer> widths, String properties) {
        fo.begin("block", properties);
        fo.begin("table", "table-layout: fixed; width: 100%; border-collapse: collapse");
        widths.forEach(width -> fo.empty("table-column", "column-width: proportional-column-width(" + width + ")"));
    }

    private void endTable() {
        fo.end().end();
    }

    private void figures(List<Fact> facts) {
        beginTable(Collections.nCopies(facts.size(), 1), "space-after: 2mm");
        fo.begin("table-body").begin("table-row");
        for (Fact fact : facts) {
            fo.begin("table-cell", "border: 0.8pt solid " + DARK + "; padding: 2mm; text-align: center");
            line(fact.name(), "font-size: 8pt; color: " + GREY);
            line(fact.value().toString(), "font-size: 15pt; font-weight: bold; color: " + DARK);
            fo.end();
        }
        fo.end().end();
        endTable();
    }

    private void facts(List<Fact> facts) {
        beginTable(List.of(NAME_MM, VALUE_MM, NAME_MM, VALUE_MM), "");
        fo.begin("table-body");
        for (int i = 0; i < facts.size(); i += 2) {
            fo.begin("table-row", KEPT);
            for (int j = i; j < i + 2; j++) {
                Fact fact = j < facts.size() ? facts.get(j) : new Fact("", "");
                cell(fact.name(), NAME_MM, HEADER);
                cell(fact.value() == null ? "—" : fact.value().toString(), VALUE_MM, "");
            }
            fo.end();
        }
        fo.end();
        endTable();
    }

    private void signatures(List<String> roles) {
        beginTable(Collections.nCopies(roles.size(), 1), KEPT + "space-before: 5mm");
        fo.begin("table-body").begin("table-row", "height: 16mm");
        for (String role : roles) {
            fo.begin("table-cell", "border: " + LINE + "; padding: 1.2mm; color: " + GREY);
            line(role, "");
            line(names.text("pdf.date"), "space-before: 4mm");
            fo.end();
        }
        fo.end().end();
        endTable();
    }

    private void cell(String text, double widthMm, String properties) {
        fo.begin("table-cell", properties + "border: " + LINE + "; padding: 0.7mm 1mm");
        fo.begin("block", "font-size: 7.5pt; line-height: 1.25")
                .text(LineBreaker.within((int) ((widthMm - PADDING_MM) / LETTER_MM), text))
                .end();
        fo.end();
    }

    private void table(Table table) {
        List<Column> columns = table.columns();
        double all = columns.stream().mapToInt(Column::width).sum();
        beginTable(
                columns.stream().map(Column::width).toList(),
                (table.rows().size() <= KEPT_TOGETHER ? KEPT : "") + "space-before: 1.2mm; space-after: 2mm");
        fo.begin("table-header").begin("table-row", KEPT);
        for (Column column : columns) {
            cell(
                    column.title(),
                    PAGE_MM * column.width() / all,
                    HEADER + aligned(column) + "font-weight: bold; display-align: center;");
        }
        fo.end().end();
        fo.begin("table-body");
        if (table.rows().isEmpty()) {
            row(Row.of("—"), columns, all);
        }
        table.rows().forEach(row -> row(row, columns, all));
        fo.end();
        endTable();
    }

    private static String aligned(Column column) {
        return column.kind() == Kind.TEXT ? "" : "text-align: end;";
    }

    private void row(Row row, List<Column> columns, double all) {
        boolean plain = row.look() == Look.PLAIN;
        fo.begin("table-row", KEPT + (row.look() == Look.BAND ? HEADS : "") + (plain ? "" : "font-weight: bold"));
        if (row.look() == Look.BAND) {
            cell(row.cells().get(0).toString(), PAGE_MM, BAND + "number-columns-spanned: " + columns.size() + ";");
        } else {
            for (int i = 0; i < columns.size(); i++) {
                Object value = i < row.cells().size() ? row.cells().get(i) : null;
                cell(
                        shown(value),
                        PAGE_MM * columns.get(i).width() / all,
                        aligned(columns.get(i)) + (plain ? "" : SUM));
            }
        }
        fo.end();
    }

    private static String shown(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
