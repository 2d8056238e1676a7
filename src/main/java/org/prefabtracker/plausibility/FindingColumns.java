package org.prefabtracker.plausibility;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.Unit;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** The columns of the workbook of findings, for export only. */
final class FindingColumns {

    static final SheetDefinition<Finding> LAYOUT = new SheetDefinition<>(
            "findings",
            "疑点",
            "Findings",
            List.of(
                    text("severity", "程度", "Severity", finding -> finding.severity()
                            .bilingual()),
                    text("kind", "类型", "Kind", finding -> finding.kind().bilingual()),
                    text("building", "单体建筑", "Building", in(Finding.Where::building)),
                    text("storey", "楼层", "Storey", in(Finding.Where::storey)),
                    text("component", "构件编号", "Component code", in(Finding.Where::component)),
                    text("tag", "构件标识码", "Tag", in(Finding.Where::tag)),
                    text("subject", "对象", "Subject", FindingColumns::subject),
                    number("expected", "应为", "Expected", of(Finding.Figures::expected)),
                    number("found", "实为", "Found", of(Finding.Figures::found)),
                    text("unit", "单位", "Unit", of(figures -> unit(figures.unit()))),
                    text("message", "说明", "Message", finding -> finding.message()
                            .bilingual()),
                    text("since", "得知时间", "Since", Finding::since),
                    Column.of("pieces", "件数", "Pieces", CellType.WHOLE, Finding::pieces),
                    text("elsewhere", "其他项目", "Other projects", finding -> String.join(", ", finding.elsewhere())),
                    text("evidence", "依据", "Evidence", finding -> finding.evidence()
                            .get(0)
                            .href())),
            values -> null,
            List.of());

    private FindingColumns() {}

    /** The subject; a category is a word, everything else an identifier. */
    private static String subject(Finding finding) {
        return finding.kind() == FindingKind.THIN_STOREY || finding.kind() == FindingKind.OTHER_MATERIAL
                ? Category.valueOf(finding.subject()).bilingual()
                : finding.subject();
    }

    /** The code of a unit, or its two names where it is a word. */
    private static String unit(String code) {
        String zh = Unit.symbol(code, Language.ZH);
        String en = Unit.symbol(code, Language.EN);
        return Objects.equals(zh, en) ? code : zh + " / " + en;
    }

    private static Function<Finding, Object> in(Function<Finding.Where, ?> part) {
        return finding -> finding.where() == null ? null : part.apply(finding.where());
    }

    private static Function<Finding, Object> of(Function<Finding.Figures, ?> part) {
        return finding -> finding.figures() == null ? null : part.apply(finding.figures());
    }

    private static Column<Finding> text(String field, String zh, String en, Function<Finding, ?> value) {
        return Column.of(field, zh, en, CellType.TEXT, value);
    }

    private static Column<Finding> number(String field, String zh, String en, Function<Finding, ?> value) {
        return Column.of(field, zh, en, CellType.DECIMAL, value);
    }
}
