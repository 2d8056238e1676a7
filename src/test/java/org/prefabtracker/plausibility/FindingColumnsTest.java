package org.prefabtracker.plausibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.workbook.WorkbookFile;

class FindingColumnsTest {

    private static List<String> row(FindingKind kind, String subject, String unit, Note message) throws IOException {
        Finding finding = new Finding(
                kind,
                kind.severity(),
                new Finding.Where("1#", "5", null, null),
                subject,
                Finding.Figures.of(BigDecimal.TEN, BigDecimal.ONE, unit),
                message,
                null,
                null,
                List.of(new Finding.Evidence(null, null, null, "/x")),
                List.of());
        String[] lines =
                WorkbookFile.exported(FindingColumns.LAYOUT, finding).trim().split("\n");
        return Arrays.asList(lines[lines.length - 1].split("\\|"));
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageIsInBothLanguages(PlausibilityNote code) throws IOException {
        Note note = new Note(
                code,
                code.arguments().stream()
                        .<Object>map(argument -> "<" + argument + ">")
                        .toList());
        assertThat(row(FindingKind.SAME_SERIAL, "B", "m3", note))
                .contains(note.in(Language.ZH) + " / " + note.in(Language.EN));
    }

    @Test
    void theReasonOfAnInvalidItemIsInBothLanguages() throws IOException {
        Note note = PlausibilityNote.ITEM_INVALID.of("q1b", "x", Lens.DESIGN, RatingNote.MORE_THAN_TOTAL.of());
        assertThat(row(FindingKind.MORE_THAN_TOTAL, "q1b", "m2", note))
                .contains("评价规则 x 的评价项 q1b（设计口径）：计入量大于总量 / item q1b of x under DESIGN: more counts than there is");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsInBothLanguages(FindingKind kind) throws IOException {
        assertThat(row(kind, "SLAB", "m3", PlausibilityNote.CERTIFICATE_ELSEWHERE.of("1")))
                .startsWith(kind.severity().zh() + " / " + kind.severity(), kind.zh() + " / " + kind);
    }

    @Test
    void theWordsOfAThinStoreyAreInBothLanguages() throws IOException {
        assertThat(row(FindingKind.THIN_STOREY, "SLAB", "pieces", PlausibilityNote.CERTIFICATE_ELSEWHERE.of("1")))
                .contains("楼板 / SLAB", "件 / pieces");
    }
}
