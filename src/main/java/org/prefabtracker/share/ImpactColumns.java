package org.prefabtracker.share;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** The impact of a draft as workbooks, for export only. */
final class ImpactColumns {

    static final SheetDefinition<Impact.Row> BUILDINGS = new SheetDefinition<>(
            "impact-buildings",
            "草案影响",
            "Impact",
            List.of(
                    text("project", "项目编号", "Project", Impact.Row::project),
                    text("building", "单体建筑", "Building", Impact.Row::building),
                    text("name", "名称", "Name", Impact.Row::name),
                    text("region", "行政区划代码", "Region", Impact.Row::region),
                    text("structure", "结构类型", "Structure", row -> row.structure()
                            .bilingual()),
                    text("startedOn", "开工日期", "Started on", Impact.Row::startedOn),
                    Column.<Impact.Row>of(
                                    "floorAreaM2", "建筑面积", "Floor area", CellType.DECIMAL, Impact.Row::floorAreaM2)
                            .in("m2"),
                    text("ruleSet", "现行规则", "Rule set before", of(Impact.Row::before, Impact.Verdict::ruleSet)),
                    number("percentBefore", "现行 %", "Before %", of(Impact.Row::before, Impact.Verdict::percent)),
                    number("percentAfter", "草案 %", "After %", of(Impact.Row::after, Impact.Verdict::percent)),
                    text("gradeBefore", "现行等级", "Grade before", of(Impact.Row::before, Impact.Verdict::grade)),
                    text("gradeAfter", "草案等级", "Grade after", of(Impact.Row::after, Impact.Verdict::grade)),
                    text("qualifiesBefore", "现行达标", "Qualifies before", row -> qualifies(row.before())),
                    text("qualifiesAfter", "草案达标", "Qualifies after", row -> qualifies(row.after())),
                    text(
                            "reason",
                            "未比较原因",
                            "Not compared because",
                            row -> row.reason() == null ? null : row.reason().bilingual()),
                    text("missing", "缺少数据", "Missing", ImpactColumns::missing)),
            values -> null,
            List.of());

    static final SheetDefinition<Figure> FIGURES = new SheetDefinition<>(
            "impact",
            "草案影响汇总",
            "Impact figures",
            List.of(
                    text("figure", "指标", "Figure", Figure::name),
                    Column.of("before", "现行", "Before", CellType.DECIMAL, Figure::before),
                    Column.of("after", "草案", "After", CellType.DECIMAL, Figure::after)),
            values -> null,
            List.of());

    private ImpactColumns() {}

    /** A figure before and after; a figure that is of neither side is in the column after. */
    record Figure(String name, Number before, Number after) {}

    static List<Figure> figures(Impact impact) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("单体数 / buildings", impact.buildings(), impact.buildings()));
        figures.add(new Figure("已比较 / compared", impact.compared(), impact.compared()));
        impact.notCompared()
                .forEach(none -> figures.add(new Figure(
                        "未比较 / not compared: " + none.reason().bilingual(), none.buildings(), none.buildings())));
        Impact.Side before = impact.before();
        Impact.Side after = impact.after();
        figures.add(new Figure(
                "达标 / qualify", before.qualify().buildings(), after.qualify().buildings()));
        figures.add(new Figure(
                "达标面积 / floor area that qualifies (m2)",
                before.qualify().floorAreaM2(),
                after.qualify().floorAreaM2()));
        figures.add(new Figure("平均 / mean %", before.meanPercent(), after.meanPercent()));
        figures.add(new Figure("数据矛盾 / incomplete", before.incomplete(), after.incomplete()));
        figures.add(new Figure("新达标 / now qualify", null, impact.nowQualify().buildings()));
        figures.add(new Figure(
                "不再达标 / no longer qualify", null, impact.noLongerQualify().buildings()));
        TreeSet<String> grades = new TreeSet<>(before.grades().keySet());
        grades.addAll(after.grades().keySet());
        for (String grade : grades) {
            figures.add(new Figure(
                    "等级 / grade " + grade,
                    before.grades().getOrDefault(grade, 0L),
                    after.grades().getOrDefault(grade, 0L)));
        }
        impact.gradeChanges()
                .forEach(change -> figures.add(new Figure(
                        "等级变化 / grade change: " + shown(change.before()) + " > " + shown(change.after()),
                        null,
                        change.buildings())));
        impact.distribution()
                .forEach(band -> figures.add(new Figure(
                        band.from() + (band.to() == null ? "% +" : "% – " + band.to() + "%"),
                        band.before(),
                        band.after())));
        return figures;
    }

    private static String shown(String grade) {
        return grade == null ? "—" : grade;
    }

    private static String qualifies(Impact.Verdict verdict) {
        if (verdict == null || verdict.qualifies() == null) {
            return null;
        }
        return verdict.qualifies() ? "是 / yes" : "否 / no";
    }

    private static String missing(Impact.Row row) {
        Note before = row.before() == null ? null : row.before().missing();
        Note missing = before != null ? before : row.after().missing();
        return missing == null ? null : missing.bilingual();
    }

    private static Function<Impact.Row, Object> of(
            Function<Impact.Row, Impact.Verdict> side, Function<Impact.Verdict, ?> value) {
        return row -> side.apply(row) == null ? null : value.apply(side.apply(row));
    }

    private static <T> Column<T> text(String field, String zh, String en, Function<T, ?> value) {
        return Column.of(field, zh, en, CellType.TEXT, value);
    }

    private static <T> Column<T> number(String field, String zh, String en, Function<T, ?> value) {
        return Column.of(field, zh, en, CellType.DECIMAL, value);
    }
}
