package org.prefabtracker.plausibility;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** The projects of a region at risk as a workbook, for export only: a row for each missed requirement and each kind of finding. */
final class RiskColumns {

    /** A missed requirement or a number of findings of a project; the other is null. */
    record Row(ProjectAtRisk risk, ProjectAtRisk.MissedRequirement missed, ProjectAtRisk.FindingCount findings) {}

    static final SheetDefinition<Row> LAYOUT = new SheetDefinition<>(
            "risks",
            "风险项目",
            "Projects at risk",
            List.of(
                    text("project", "项目", "Project", row -> row.risk().project()),
                    text("name", "项目名称", "Project name", row -> row.risk().name()),
                    text("region", "地区", "Region", row -> row.risk().region()),
                    text(
                            "risk",
                            "风险",
                            "Risk",
                            row -> row.missed() == null ? "疑点 / finding" : "规划条件未满足 / requirement missed"),
                    text("requirement", "规划条件编号", "Requirement", missed(ProjectAtRisk.MissedRequirement::requirement)),
                    text("building", "单体建筑", "Building", missed(ProjectAtRisk.MissedRequirement::building)),
                    text("ruleSet", "评价规则", "Rule set", missed(ProjectAtRisk.MissedRequirement::ruleSet)),
                    text("lens", "口径", "Lens", missed(missed -> missed.lens().bilingual())),
                    text("measure", "要求", "Demanded", missed(missed -> missed.demanded())),
                    number("target", "要求值 %", "Target %", missed(ProjectAtRisk.MissedRequirement::target)),
                    number("value", "现值 %", "Value %", missed(ProjectAtRisk.MissedRequirement::value)),
                    text("grade", "等级", "Grade", missed(ProjectAtRisk.MissedRequirement::grade)),
                    number("by", "超出（负为不足） %", "By %", missed(ProjectAtRisk.MissedRequirement::by)),
                    text("state", "状态", "State", missed(missed -> missed.state().bilingual())),
                    text("deadline", "期限", "Deadline", missed(ProjectAtRisk.MissedRequirement::deadline)),
                    text("kind", "疑点类型", "Kind of findings", found(found -> found.kind()
                            .bilingual())),
                    text("severity", "程度", "Severity", found(found -> found.severity()
                            .bilingual())),
                    Column.of("count", "疑点数", "Findings", CellType.WHOLE, found(ProjectAtRisk.FindingCount::count)),
                    text(
                            "href",
                            "地址",
                            "Address",
                            row -> row.missed() == null
                                    ? row.findings().href()
                                    : row.missed().rating())),
            values -> null,
            List.of());

    private RiskColumns() {}

    static void flat(ProjectAtRisk risk, Consumer<Row> rows) {
        risk.missed().forEach(missed -> rows.accept(new Row(risk, missed, null)));
        risk.findings().forEach(findings -> rows.accept(new Row(risk, null, findings)));
    }

    private static Function<Row, Object> missed(Function<ProjectAtRisk.MissedRequirement, ?> value) {
        return row -> row.missed() == null ? null : value.apply(row.missed());
    }

    private static Function<Row, Object> found(Function<ProjectAtRisk.FindingCount, ?> value) {
        return row -> row.findings() == null ? null : value.apply(row.findings());
    }

    private static Column<Row> text(String field, String zh, String en, Function<Row, ?> value) {
        return Column.of(field, zh, en, CellType.TEXT, value);
    }

    private static Column<Row> number(String field, String zh, String en, Function<Row, ?> value) {
        return Column.of(field, zh, en, CellType.DECIMAL, value);
    }
}
