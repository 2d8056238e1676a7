package org.prefabtracker.plausibility;

import java.util.List;
import java.util.function.Function;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** The columns of the workbook of findings, which is exported only. */
final class FindingColumns {

    static final SheetDefinition<Finding> LAYOUT = new SheetDefinition<>(
            "findings",
            "疑点",
            "Findings",
            List.of(
                    text(
                            "severity",
                            "程度",
                            "Severity",
                            finding -> finding.severity().zh() + " / " + finding.severity()),
                    text("kind", "类型", "Kind", finding -> finding.kind().zh() + " / " + finding.kind()),
                    text("building", "单体建筑", "Building", in(Finding.Where::building)),
                    text("storey", "楼层", "Storey", in(Finding.Where::storey)),
                    text("component", "构件编号", "Component code", in(Finding.Where::component)),
                    text("tag", "构件标识码", "Tag", in(Finding.Where::tag)),
                    text("subject", "对象", "Subject", Finding::subject),
                    number("expected", "应为", "Expected", of(Finding.Figures::expected)),
                    number("found", "实为", "Found", of(Finding.Figures::found)),
                    text("unit", "单位", "Unit", of(Finding.Figures::unit)),
                    text("message", "说明", "Message", Finding::message),
                    text("since", "得知时间", "Since", Finding::since),
                    Column.of("pieces", "件数", "Pieces", CellType.WHOLE, Finding::pieces),
                    text("elsewhere", "其他项目", "Other projects", finding -> String.join(", ", finding.elsewhere())),
                    text("evidence", "依据", "Evidence", finding -> finding.evidence()
                            .get(0)
                            .href())),
            values -> null,
            List.of());

    private FindingColumns() {}

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
