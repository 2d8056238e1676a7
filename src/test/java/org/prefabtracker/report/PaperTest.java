package org.prefabtracker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.Project;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.ComponentFact;
import org.prefabtracker.rating.facts.CountedSpec;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.LotAggregator;
import org.prefabtracker.rating.facts.SpecRevision;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Language;

/** Reports as they come out on paper, of buildings that no demo has. */
class PaperTest {

    private static final RuleSet RULES = CalculationLawsTest.rules();
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-05-04T08:00:00+08:00");
    private static final int ROWS = 250;

    /** Slabs on storeys 1 to 4, each of a mark of its own where so wanted. */
    private static Report report(String name, int slabs, boolean ownMarks) {
        LotAggregator lots = new LotAggregator();
        ComponentGrouper sums = new ComponentGrouper();
        IntStream.range(0, slabs).mapToObj(i -> slab(i, ownMarks)).forEach(slab -> {
            lots.add(slab);
            sums.accept(slab);
        });
        List<CountedSpec> specs = List.of(
                new CountedSpec("DBS1-67-3620-31", null, 1, Category.SLAB, Material.CONCRETE, Set.of(), List.of()));
        Building building = CalculationLawsTest.building(StructuralSystem.CONCRETE);
        BuildingFacts facts =
                new BuildingFacts(building, Lens.DESIGN, LocalDate.of(2026, 5, 4), lots.of(specs), Map.of(), List.of());
        Rating rating = Rating.of(RULES, facts, null, null, Rating.Leads.NOWHERE);
        return new Report(
                new Project(1, 1, "P", name, "320115", 1),
                building,
                "江苏省 320115",
                RULES,
                rating,
                sums.of(RULES, facts, specs),
                List.of(rating),
                Map.of(),
                new Report.Fingerprint("a".repeat(64), "b".repeat(64), null),
                NOW,
                null,
                NOW);
    }

    private static ComponentFact slab(int number, boolean ownMark) {
        return new ComponentFact(
                "C-" + number,
                ownMark ? "YB-" + number : "YB-1",
                Integer.toString(1 + number % 4),
                new SpecRevision("DBS1-67-3620-31", null, 1),
                null,
                1,
                new ComponentFact.InBill(BigDecimal.ONE, null, null),
                ComponentFact.OfPiece.NONE,
                true,
                BigDecimal.ONE,
                new Quantities(null, null, null, null, null, new BigDecimal("6.0192"), null, null),
                null);
    }

    private static PDDocument printed(Report report, Language language) throws IOException {
        return Loader.loadPDF(ReportPdf.of(ReportComposer.of(report, language, ROWS), report.printedAt()));
    }

    private static String text(PDDocument paper) throws IOException {
        return new PDFTextStripper().getText(paper).replaceAll("\\s+", " ");
    }

    @Test
    void twentyThousandComponentsOfOneMarkTakeARow() throws IOException {
        try (PDDocument paper = printed(report("楼", 20_000, false), Language.ZH)) {
            assertThat(paper.getNumberOfPages()).isLessThan(10);
            assertThat(text(paper))
                    .contains("1–4层 ×4 楼板 YB-1 DBS1-67-3620-31 6.0192 5000 30096 4 20000 120384")
                    .contains("合计 20000 120384");
        }
    }

    @Test
    void twentyThousandComponentsOfAsManyMarksAreTakenTogetherOnPaperAndListedInTheWorkbook() throws IOException {
        Report report = report("楼", 20_000, true);
        try (PDDocument paper = printed(report, Language.ZH)) {
            assertThat(paper.getNumberOfPages()).isLessThan(10);
            assertThat(text(paper))
                    .contains("构件型号较多，本表合并列出")
                    .contains("1–4层 ×4 楼板 DBS1-67-3620-31 6.0192 5000 30096 4 20000 120384");
        }
        assertThat(report.calculation("q1b").groups(Calculation.Detail.MARKS).stream()
                        .mapToInt(group -> group.rows().size())
                        .sum())
                .isEqualTo(20_000);
    }

    @Test
    void everyLetterIsInTheFileAndInTheText() throws IOException {
        String name = "项目 Łódź Ελλάδα Москва □→ 镕堃㐂";
        try (PDDocument paper = printed(report(name, 1, false), Language.EN)) {
            assertThat(text(paper)).contains("P " + name + " · B b").contains("page 1 of " + paper.getNumberOfPages());
            paper.getPage(0).getResources().getFontNames().forEach(font -> {
                try {
                    assertThat(paper.getPage(0).getResources().getFont(font).isEmbedded())
                            .isTrue();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Test
    void whatIsHostileOrInNoTypefaceIsPrintedAsText() throws IOException {
        String name = "<fo:block>&amp; \ud83d\ude00 \u202etxet " + "W".repeat(120);
        try (PDDocument paper = printed(report(name, 1, false), Language.ZH)) {
            assertThat(text(paper)).contains("P <fo:block>&amp; \ud83d\ude00 txet WWW");
        }
    }

    @Test
    void lettersThatNoTypefaceHasAreCodePointsAndNamedAtTheEnd() throws IOException {
        // U+20BB7, U+9FCD, a construction worker with skin and gender, a private letter, and half a pair
        String name = "𠮷野鿍楼👷🏽‍♂️\ue000\ud842";
        for (Language language : Language.values()) {
            try (PDDocument paper = printed(report(name, 1, false), language)) {
                String text = text(paper);
                assertThat(text)
                        .contains("P [U+20BB7]野[U+9FCD]楼[U+1F477][U+1F3FD]♂[U+E000][U+D842] ·")
                        .doesNotContain("\ufffd");
                assertThat(text.substring(text.lastIndexOf(
                                language.of("本文件的字体未收录的字符", "Characters that this document has no typeface for"))))
                        .contains("U+9FCD CJK UNIFIED IDEOGRAPHS 9FCD")
                        .contains("U+D842")
                        .contains("U+E000")
                        .contains("U+1F3FD EMOJI MODIFIER FITZPATRICK TYPE-4")
                        .contains("U+1F477 CONSTRUCTION WORKER")
                        .contains("U+20BB7 CJK UNIFIED IDEOGRAPHS EXTENSION B 20BB7");
            }
        }
    }

    @Test
    void aDocumentWhoseLettersAllHaveATypefaceNamesNone() throws IOException {
        try (PDDocument paper = printed(report("楼 😀", 1, false), Language.EN)) {
            assertThat(text(paper)).contains("楼 😀").doesNotContain("no typeface for");
        }
    }

    @Test
    void sheetsOfTheWorkbookPrintInLandscapeFittedToTheWidthWithTheHeadersOfTheirFirstTable() throws IOException {
        byte[] file = ReportWorkbook.of(ReportComposer.of(report("楼", 1, false), Language.ZH, ROWS));
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getNumberOfSheets()).isGreaterThan(5);
            int repeated = 0;
            for (Sheet sheet : workbook) {
                assertThat(sheet.getPrintSetup().getLandscape())
                        .as(sheet.getSheetName())
                        .isTrue();
                assertThat(sheet.getFitToPage()).isTrue();
                assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
                assertThat(sheet.getPrintSetup().getFitHeight()).isEqualTo((short) 0);
                assertThat(sheet.getRepeatingRows() != null)
                        .as(sheet.getSheetName())
                        .isEqualTo(sheet.getPaneInformation() != null);
                if (sheet.getRepeatingRows() != null) {
                    assertThat(sheet.getRepeatingRows().getLastRow() + 1)
                            .isEqualTo(sheet.getPaneInformation().getHorizontalSplitTopRow());
                    repeated++;
                }
            }
            assertThat(repeated).isGreaterThan(3);
        }
    }

    @Test
    void aLongNameIsNotCutWithinALetter() throws IOException {
        for (int length = 100; length < 112; length++) {
            try (PDDocument paper = printed(report("x".repeat(length) + "𠮷".repeat(9), 1, false), Language.EN)) {
                assertThat(text(paper)).contains("U+20BB7").doesNotContain("U+D842", "U+DFB7");
            }
        }
    }
}
