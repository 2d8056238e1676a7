package org.prefabtracker.requirement;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.shared.message.LocalizedName;
import org.prefabtracker.shared.time.BitemporalPoint;
import org.prefabtracker.workbook.CellType;
import org.prefabtracker.workbook.Column;
import org.prefabtracker.workbook.SheetDefinition;

/** Compliance as a workbook, for export only. */
final class ComplianceColumns {

    private ComplianceColumns() {}

    /** A requirement with one of its buildings; the building is null where the project has none. */
    record Row(Compliance compliance, Compliance.OfBuilding building) {

        Requirement requirement() {
            return compliance.requirement().requirement();
        }

        ComplianceStatus state() {
            return building == null ? compliance.state() : building.state();
        }

        private Optional<Compliance.Reached> under(Lens lens) {
            return Optional.ofNullable(building).flatMap(result -> result.lenses().stream()
                    .filter(reached -> reached.lens() == lens)
                    .findFirst());
        }

        private BigDecimal value(Lens lens) {
            return under(lens).map(Compliance.Reached::value).orElse(null);
        }

        private BigDecimal past(int month) {
            return building == null || month >= building.trend().size()
                    ? null
                    : building.trend().get(month).value();
        }
    }

    static void flat(List<Compliance> all, Consumer<Row> rows) {
        for (Compliance compliance : all) {
            if (compliance.buildings().isEmpty()) {
                rows.accept(new Row(compliance, null));
            }
            compliance.buildings().forEach(building -> rows.accept(new Row(compliance, building)));
        }
    }

    /** The columns, with one for each lens and each month. */
    static SheetDefinition<Row> layout(ComplianceTimeline times) {
        List<Column<Row>> columns = new ArrayList<>(List.of(
                text("requirement", "规划条件编号", "Requirement", row -> row.requirement()
                        .code()),
                text(
                        "building",
                        "单体建筑",
                        "Building",
                        row -> row.building() == null
                                ? row.requirement().building()
                                : row.building().building()),
                text("document", "依据文件", "Source", row -> row.requirement()
                        .source()
                        .document()),
                text("article", "条款", "Article", row -> row.requirement()
                        .source()
                        .article()),
                text("ruleSet", "评价规则", "Rule set", row -> row.requirement().ruleSet()),
                text(
                        "measure",
                        "要求",
                        "Demanded",
                        row -> demanded(row.requirement().measure())),
                text("lens", "口径", "Lens", row -> row.requirement().lens().bilingual()),
                text("deadline", "期限", "Deadline", row -> row.requirement().deadline()),
                text("state", "状态", "State", row -> row.state().bilingual()),
                text("met", "是否满足", "Met", row -> yesOrNo(row.state().met())),
                number("value", "现值 %", "Value %", own(Compliance.Reached::value)),
                number("by", "超出（负为不足） %", "By %", own(Compliance.Reached::by)),
                text("grade", "等级", "Grade", own(Compliance.Reached::grade)),
                text("data", "数据", "Data", own(reached -> reached.data().bilingual())),
                text(
                        "lacks",
                        "缺少或矛盾的数据",
                        "Missing or contradictory data",
                        row -> row.building() == null
                                ? null
                                : joined(row.building().lacks(), lack -> lack.message()
                                        .bilingual())),
                text(
                        "unmet",
                        "等级的其他障碍",
                        "Other conditions of the grade not met",
                        row -> row.building() == null
                                ? null
                                : joined(row.building().unmet(), ComplianceColumns::name))));
        for (Lens lens : Lens.values()) {
            columns.add(number(lens.name(), lens.zh() + " %", lens + " %", row -> row.value(lens)));
        }
        List<BitemporalPoint> past = times.past();
        for (int i = 0; i < past.size(); i++) {
            int nth = i;
            YearMonth month = YearMonth.from(times.inZone(past.get(i).asOf()));
            columns.add(number(month.toString(), month + " 月末 %", "end of " + month + " %", row -> row.past(nth)));
        }
        columns.add(text("rating", "评价地址", "Rating", own(Compliance.Reached::rating)));
        columns.add(text(
                "private", "不公开", "Private", row -> yesOrNo(row.requirement().confidential())));
        columns.add(text("note", "备注", "Note", row -> row.requirement().note()));
        return new SheetDefinition<>("compliance", "规划条件符合情况", "Compliance", columns, values -> null, List.of());
    }

    /** A required measure in both languages. */
    static String demanded(RequiredMeasure demand) {
        return demand.accept(new RequiredMeasure.Visitor<>() {
            @Override
            public String percent(RequiredMeasure.Percent percent) {
                return "装配率 / percent ≥ " + percent.atLeast().toPlainString() + " %";
            }

            @Override
            public String grade(RequiredMeasure.Grade grade) {
                return "等级 / grade ≥ " + grade.atLeast();
            }

            @Override
            public String itemRatio(RequiredMeasure.ItemRatio ratio) {
                return "比例 / ratio " + ratio.item() + " ≥ " + ratio.atLeast().toPlainString() + " %";
            }
        });
    }

    private static String name(Rating.Prerequisite prerequisite) {
        return new LocalizedName(prerequisite.name(), prerequisite.nameEn()).bilingual();
    }

    private static String yesOrNo(Boolean met) {
        return met == null ? null : met ? "是 / yes" : "否 / no";
    }

    private static <T> String joined(List<T> list, Function<T, String> text) {
        return list.isEmpty() ? null : list.stream().map(text).collect(Collectors.joining("; "));
    }

    private static Function<Row, Object> own(Function<Compliance.Reached, ?> value) {
        return row -> row.building() == null ? null : value.apply(row.building().reached());
    }

    private static Column<Row> text(String field, String zh, String en, Function<Row, ?> value) {
        return Column.of(field, zh, en, CellType.TEXT, value);
    }

    private static Column<Row> number(String field, String zh, String en, Function<Row, ?> value) {
        return Column.of(field, zh, en, CellType.DECIMAL, value);
    }
}
