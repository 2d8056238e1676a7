package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.report.Document.Block;
import org.prefabtracker.report.Document.Chapter;
import org.prefabtracker.report.Document.Column;
import org.prefabtracker.report.Document.Row;
import org.prefabtracker.report.Document.Table;
import org.prefabtracker.report.Document.Text;

/** The calculation of every item: what counts by storeys and kinds of components, what is declared, and what it comes to. */
final class ItemChapters {

    private final Report report;
    private final Language language;
    private final int mostRows;
    private final Vocabulary names;
    private final RuleDescriptions rules;
    private final Remarks remarks;

    ItemChapters(Report report, Language language, int mostRows) {
        this.report = report;
        this.language = language;
        this.mostRows = mostRows;
        this.names = new Vocabulary(language);
        this.rules = new RuleDescriptions(language);
        this.remarks = new Remarks(language, report.ruleSet());
    }

    private String of(String zh, String en) {
        return language.of(zh, en);
    }

    List<Chapter> all() {
        return report.rating().groups().stream()
                .flatMap(group -> group.items().stream())
                .map(this::chapter)
                .toList();
    }

    private Chapter chapter(Rating.Finding finding) {
        RuleSet.Item item = report.item(finding.id());
        Calculation calculation = report.calculation(finding.id());
        boolean byMass =
                item.measured().massRule().isPresent() && Quantity.MASS.unit().equals(finding.unit());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Text(
                of("计算：", "Computed: ")
                        + rules.ratio(item.measured(), byMass)
                        + of("。评分：", ". Points: ")
                        + rules.points(item, report.building().structure())
                        + of("。条文依据：", ". Clause: ")
                        + names.name(item.basis())
                        + of("。", "."),
                false));
        item.measured().selections().stream()
                .distinct()
                .forEach(selection -> blocks.add(new Text(
                        of("计入构件：", "Components: ") + rules.selection(selection, byMass) + of("。", "."), false)));
        if (finding.message() != null) {
            blocks.add(new Text(
                    names.name(finding.status()) + of("：", ": ") + remarks.say(finding.message()) + of("。", "."),
                    true));
        }
        if (!calculation.storeys().isEmpty()) {
            Calculation.Detail detail = calculation.detail(mostRows);
            blocks.add(components(calculation, detail, names.unit(finding.unit())));
            if (detail != Calculation.Detail.MARKS) {
                blocks.add(new Text(
                        of(
                                "构件型号较多，本表合并列出；逐型号明细见同一计算书的 xlsx 文件。",
                                "Components of many marks are taken together here; the workbook of this report lists every mark."),
                        false));
            }
        } else if (finding.evidence() != null) {
            blocks.add(new Text(
                    of(
                            names.shortName(report.rating().lens()) + "口径下无构件计入。",
                            "No component counts under the lens "
                                    + names.shortName(report.rating().lens()) + "."),
                    false));
        }
        blocks.add(result(item, finding));
        if (finding.notes() != null) {
            finding.notes()
                    .forEach(note ->
                            blocks.add(new Text(of("说明：", "Remark: ") + remarks.say(note) + of("。", "."), false)));
        }
        String title = finding.id() + " " + of(finding.name(), finding.nameEn())
                + of("（条文 " + finding.clause() + "）", " (clause " + finding.clause() + ")");
        return new Chapter(title, finding.id(), blocks);
    }

    private Table components(Calculation calculation, Calculation.Detail detail, String unit) {
        List<Row> rows = new ArrayList<>();
        for (Calculation.Group group : calculation.groups(detail)) {
            rows.add(Row.band(names.storeys(group.storeys())));
            for (Calculation.Row row : group.rows()) {
                rows.add(Row.of(
                        names.name(row.category()),
                        row.mark(),
                        spec(row),
                        row.each(),
                        row.components(),
                        Vocabulary.plain(row.total()),
                        (long) group.count(),
                        row.components() * group.count(),
                        Vocabulary.plain(row.total().multiply(BigDecimal.valueOf(group.count())))));
            }
            if (group.rows().size() > 1) {
                rows.add(Row.strong(
                        of("小计", "subtotal"),
                        null,
                        null,
                        null,
                        group.componentsOnEach(),
                        Vocabulary.plain(group.onEach()),
                        (long) group.count(),
                        group.components(),
                        Vocabulary.plain(group.total())));
            }
        }
        rows.add(Row.strong(
                of("合计", "total"),
                null,
                null,
                null,
                null,
                null,
                null,
                calculation.components(),
                Vocabulary.plain(calculation.total())));
        return new Table(
                List.of(
                        Column.text(of("类别", "category"), 17),
                        Column.text(of("构件号", "mark"), 19),
                        Column.text(of("规格", "spec"), 34),
                        Column.numbers(of("单件", "each") + " " + unit, 19),
                        Column.numbers(of("每层件数", "on each storey"), 13),
                        Column.numbers(of("每层", "storey") + " " + unit, 21),
                        Column.numbers(of("层数", "×"), 11),
                        Column.numbers(of("件数", "pieces"), 13),
                        Column.numbers(of("合计", "total") + " " + unit, 23)),
                rows);
    }

    private String spec(Calculation.Row row) {
        if (row.spec() == null || row.lot() == null || row.lot() == 1) {
            return row.spec();
        }
        return row.spec() + of("（每批 " + row.lot() + " 件）", " (lots of " + row.lot() + ")");
    }

    /** What of it is tracked, what is declared besides, and what both come to. */
    private Table result(RuleSet.Item item, Rating.Finding finding) {
        String unit = names.unit(finding.unit());
        List<Rating.Declared> declared = finding.declared() == null ? List.of() : finding.declared();
        List<Row> rows = new ArrayList<>();
        if (finding.tracked() != null) {
            rows.add(Row.of(tracked(finding), finding.tracked(), unit, of("构件清单", "bill of components"), null, null));
        }
        if (finding.joints() != null) {
            rows.add(Row.of(
                    joints(finding.joints()), finding.joints().adds(), unit, of("连接清单", "joint schedule"), null, null));
        }
        declared.stream()
                .filter(each -> each.role() == DeclaredQuantity.Role.NUMERATOR)
                .forEach(each -> rows.add(declared(each)));
        BigDecimal adjusted = adjusted(finding, declared);
        if (adjusted.signum() != 0) {
            rows.add(Row.of(
                    of("按规则调整（见说明）", "adjustment by the rule (see remarks)"),
                    Vocabulary.plain(adjusted),
                    unit,
                    null,
                    null,
                    null));
        }
        if (finding.numerator() != null) {
            rows.add(Row.strong(of("分子", "counts"), finding.numerator(), unit, null, null, null));
        }
        declared.stream()
                .filter(each -> each.role() != DeclaredQuantity.Role.NUMERATOR)
                .forEach(each -> rows.add(declared(each)));
        facts(item.measured()).forEach(rows::add);
        if (finding.denominator() != null) {
            rows.add(Row.strong(of("分母", "of"), finding.denominator(), unit, null, null, null));
        }
        if (finding.ratioPercent() != null && finding.numerator() != null) {
            rows.add(Row.strong(of("比例", "ratio"), finding.ratioPercent(), "%", null, null, null));
        }
        String most = finding.maxScore() == null
                ? null
                : of("满分 ", "of ") + Vocabulary.plain(finding.maxScore()).toPlainString();
        rows.add(
                finding.score() == null
                        ? Row.strong(of("得分", "score"), names.name(finding.status()), null, most, null, null)
                        : Row.strong(of("得分", "score"), finding.score(), of("分", "points"), most, null, null));
        return new Table(
                List.of(
                        Column.text(of("项目", "what"), 52),
                        Column.values(of("数值", "value"), 26),
                        Column.text(of("单位", "unit"), 13),
                        Column.text(of("依据图纸", "source drawing"), 28),
                        Column.text(of("阶段", "phase"), 12),
                        Column.text(of("申报", "declared"), 40)),
                rows);
    }

    private String joints(Rating.JointCounting joints) {
        return of(
                "计入的连接 " + joints.counting() + " 处，另有 " + joints.notCounting() + " 处不计入",
                joints.counting() + " joints that count, " + joints.notCounting() + " more that do not");
    }

    private String tracked(Rating.Finding finding) {
        long held = finding.evidence() == null ? 0 : finding.evidence().held();
        long components = finding.evidence() == null ? 0 : finding.evidence().components();
        return of(
                "跟踪构件 " + components + " 件" + (held == 0 ? "" : "，其中待处理 " + held + " 件"),
                components + " tracked components" + (held == 0 ? "" : ", " + held + " of them held"));
    }

    private static BigDecimal adjusted(Rating.Finding finding, List<Rating.Declared> declared) {
        return finding.numerator() == null
                ? BigDecimal.ZERO
                : Shares.of(finding, declared).adjusted();
    }

    private Row declared(Rating.Declared each) {
        return Row.of(
                names.name(each.measure()),
                each.value(),
                names.unit(each.unit()),
                each.source(),
                names.name(each.phase()),
                by(each.phase()));
    }

    private String by(TakeOff.Phase phase) {
        TakeOff.Declared takeOff = report.takeOffs().get(phase);
        return takeOff == null ? null : names.declared(takeOff, report.printedAt());
    }

    /** What was declared as so or not so. */
    private Stream<Row> facts(Measured measured) {
        TakeOff.Phase phase = report.rating().lens() == Lens.DESIGN ? TakeOff.Phase.DESIGN : TakeOff.Phase.AS_BUILT;
        return measured
                .declaredFact()
                .map(measure -> Optional.ofNullable(report.takeOffs().get(phase))
                        .filter(takeOff -> takeOff.measures().containsKey(measure.key()))
                        .map(takeOff -> Row.of(
                                names.name(measure),
                                names.yes(takeOff.measures().get(measure.key()).booleanValue()),
                                null,
                                takeOff.sources().get(measure.key()),
                                names.name(phase),
                                by(phase)))
                        .orElseGet(() -> Row.of(
                                names.name(measure), of("未申报", "not declared"), null, null, names.name(phase), null)))
                .stream();
    }
}
