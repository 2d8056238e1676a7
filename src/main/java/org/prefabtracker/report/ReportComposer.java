package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.report.Document.Block;
import org.prefabtracker.report.Document.Chapter;
import org.prefabtracker.report.Document.Column;
import org.prefabtracker.report.Document.Fact;
import org.prefabtracker.report.Document.Facts;
import org.prefabtracker.report.Document.Figures;
import org.prefabtracker.report.Document.Heading;
import org.prefabtracker.report.Document.Row;
import org.prefabtracker.report.Document.Signatures;
import org.prefabtracker.report.Document.Table;
import org.prefabtracker.report.Document.Text;
import org.prefabtracker.shared.message.Language;

/** Puts a report into words, the outcome first. Pure. */
final class ReportComposer {

    private final Report report;
    private final Rating rating;
    private final Language language;
    private final Vocabulary names;
    private final RuleDescriptions rules;

    private ReportComposer(Report report, Language language) {
        this.report = report;
        this.rating = report.rating();
        this.language = language;
        this.names = new Vocabulary(language);
        this.rules = new RuleDescriptions(language);
    }

    /** @param rows how many rows the calculation of an item may have before its components are told apart less finely */
    static Document of(Report report, Language language, int rows) {
        return new ReportComposer(report, language).document(rows);
    }

    private Document document(int rows) {
        List<Chapter> chapters = new ArrayList<>();
        chapters.add(cover());
        chapters.add(summary());
        BasisChapters basis = new BasisChapters(report, language);
        chapters.add(basis.lenses());
        chapters.addAll(new ItemChapters(report, language, rows).all());
        chapters.addAll(basis.all());
        String subject = report.project().code() + " " + report.project().name() + " · "
                + report.building().code() + " " + report.building().name();
        return new Document(
                language,
                title(),
                subject,
                report.ruleSet().document() + " · " + names.shortName(rating.lens()) + of("口径", " lens"),
                of("快照", "snapshot") + " SHA-256 "
                        + report.fingerprint().snapshot().substring(0, 16) + "…",
                chapters);
    }

    private String of(String zh, String en) {
        return language.of(zh, en);
    }

    private String title() {
        return of("装配率计算书", "Prefab rating report");
    }

    private Chapter cover() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(List.of(
                new Fact(
                        of("装配率", "percent"),
                        rating.result().percent() == null
                                ? of("无法得出", "not known")
                                : rating.result().percent().toPlainString() + " %"),
                new Fact(of("评价等级", "grade"), grade()),
                new Fact(of("是否满足认定条件", "qualifies"), qualifies()),
                new Fact(of("评价类型", "kind"), names.name(rating.kind())))));
        warnings().forEach(warning -> blocks.add(new Text(warning, true)));
        blocks.add(new Heading(of("工程概况", "Building")));
        blocks.add(building());
        blocks.add(new Heading(of("评价依据", "Basis")));
        blocks.add(basis());
        blocks.add(new Heading(of("认定条件", "Prerequisites")));
        blocks.add(prerequisites());
        blocks.add(new Heading(of("核对", "Verification")));
        blocks.add(fingerprint());
        blocks.add(new Text(
                of(
                        "同一建筑按同一规则、口径和时点（未注明时点的，在同一天）建立评价，其快照 SHA-256 与上列相同，则本计算书的每个数字与该评价一致；" + "快照可脱离本系统重新计算。",
                        "An evaluation of the same building by the same rules, lens and moment (without a moment: of the same day) whose "
                                + "snapshot has this SHA-256 has every figure of this report; it can be computed again without this system."),
                false));
        blocks.add(new Signatures(
                language == Language.ZH
                        ? List.of("编制", "校核", "审核", "评价机构")
                        : List.of("prepared by", "checked by", "approved by", "reviewed by")));
        return new Chapter(title(), of("封面", "cover"), blocks);
    }

    private String grade() {
        if (rating.result().grade() != null) {
            return rating.result().grade() + (rating.result().inGap() ? of("（位于两等级之间）", " (between two grades)") : "");
        }
        return rating.kind() == EvaluationKind.PROGRESS ? of("不评定", "not graded") : of("无", "none");
    }

    private String qualifies() {
        if (rating.result().qualifies() != null) {
            return rating.result().qualifies() ? of("满足", "yes") : of("不满足", "no");
        }
        return rating.kind() == EvaluationKind.PROGRESS ? of("不认定", "not asked") : of("规则未设", "nothing asked");
    }

    /** What nobody may miss. */
    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (rating.provisional()) {
            warnings.add(
                    of(
                            "暂定：规则中有未核对原文的条文，见各评价项的“条文依据”。",
                            "Provisional: some of the rules were not read in their text; each item says how its clause is founded."));
        }
        if (rating.byReference()) {
            warnings.add(of("参照：该规则不适用于此类用途的建筑。", "By reference: the rule set is not made for buildings of this use."));
        }
        if (rating.kind() == EvaluationKind.PROGRESS) {
            warnings.add(of(
                    "进度数据：只计入已到该阶段的构件，不作等级评定和认定。",
                    "A figure of progress: components count that have come so far; without grade and qualification."));
        }
        if (rating.result().incomplete()) {
            warnings.add(
                    of("数据不完整：有数据矛盾的评价项，不能认定。", "Incomplete: an item rests on impossible data; it cannot qualify."));
        }
        for (Rating.Status status : List.of(Rating.Status.MISSING, Rating.Status.INVALID)) {
            String items = rating.groups().stream()
                    .flatMap(group -> group.items().stream())
                    .filter(item -> item.status() == status)
                    .map(item -> item.id() + " " + of(item.name(), item.nameEn()))
                    .collect(Collectors.joining(of("；", "; ")));
            if (!items.isEmpty()) {
                warnings.add(names.name(status) + of("（不得分，原因见各评价项）：", " (no points; each item says why): ") + items);
            }
        }
        return warnings;
    }

    private Facts building() {
        Building building = report.building();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                of("项目", "project"),
                report.project().code() + " " + report.project().name()));
        facts.add(new Fact(of("单体建筑", "building"), building.code() + " " + building.name()));
        facts.add(new Fact(of("所在地区", "region"), report.region()));
        facts.add(new Fact(of("规划许可编号", "planning number"), building.planningNumber()));
        facts.add(new Fact(of("施工许可证号", "construction permit"), building.constructionPermit()));
        facts.add(new Fact(of("建筑用途", "use"), names.name(building.use())));
        facts.add(new Fact(of("结构类型", "structure"), names.name(building.structure())));
        facts.add(new Fact(of("层数", "storeys"), storeys(building)));
        facts.add(new Fact(of("建筑面积", "floor area"), area(building.floorAreaM2())));
        facts.add(new Fact(of("地上建筑面积", "above ground"), area(building.aboveGroundAreaM2())));
        facts.add(new Fact(of("开工日期", "started on"), text(building.startedOn())));
        facts.add(new Fact(of("竣工验收日期", "completion accepted on"), text(building.completionAcceptedOn())));
        return new Facts(facts);
    }

    private String storeys(Building building) {
        long below = building.storeyList().stream()
                .filter(storey -> storey.kind() == StoreyKind.BASEMENT)
                .count();
        long above = building.storeyList().stream()
                .filter(storey -> storey.kind() == StoreyKind.ABOVE_GROUND)
                .count();
        return of("地上 " + above + " 层，地下 " + below + " 层", above + " above ground, " + below + " below");
    }

    private static String area(BigDecimal area) {
        return area == null ? null : Vocabulary.plain(area).toPlainString() + " m²";
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private Facts basis() {
        return new Facts(List.of(
                new Fact(
                        of("评价规则", "rule set"),
                        of(report.ruleSet().name(), report.ruleSet().nameEn())),
                new Fact(of("文号", "document"), report.ruleSet().document()),
                new Fact(of("规则编号", "id"), report.ruleSet().id()),
                new Fact(
                        of("有效期", "valid"),
                        report.ruleSet().validFrom() + " – "
                                + (report.ruleSet().validTo() == null
                                        ? of("现行", "in force")
                                        : report.ruleSet().validTo())),
                new Fact(of("评价类型", "kind of rating"), names.name(rating.kind())),
                new Fact(of("口径", "lens"), names.name(rating.lens())),
                new Fact(of("数据时点", "as of"), names.time(report.asOf())),
                new Fact(of("按何时所知", "as known at"), names.time(report.knownAt())),
                new Fact(
                        of("评价单元", "unit"),
                        of("单体建筑（条文 ", "a single building (clause ")
                                + report.ruleSet().unit()
                                + of("）", ")")),
                new Fact(of("打印时间", "made at"), names.time(report.printedAt()))));
    }

    private Block prerequisites() {
        if (rating.prerequisites().isEmpty()) {
            return new Text(of("该规则未设认定条件。", "The rule set asks for nothing to qualify."), false);
        }
        return new Table(
                List.of(
                        Column.text(of("条文", "clause"), 12),
                        Column.text(of("条件", "prerequisite"), 70),
                        Column.text(of("是否满足", "met"), 18)),
                rating.prerequisites().stream()
                        .map(each -> Row.of(
                                each.clause(),
                                of(each.name(), each.nameEn()),
                                each.met() ? of("满足", "met") : of("不满足", "not met")))
                        .toList());
    }

    private Block fingerprint() {
        Integer evaluation = report.fingerprint().evaluation();
        return new Table(
                List.of(Column.text(of("指纹", "fingerprint"), 30), Column.text("SHA-256", 90)),
                List.of(
                        Row.of(
                                of("规则文本", "text of the rule set"),
                                report.fingerprint().ruleSet()),
                        Row.of(
                                of("快照（全部依据）", "snapshot (all it rests on)"),
                                report.fingerprint().snapshot()),
                        Row.of(
                                of("已存评价", "kept as evaluation"),
                                evaluation == null
                                        ? of("尚未建立", "not yet")
                                        : of("第 " + evaluation + " 号", "no. " + evaluation)),
                        Row.of(
                                of("系统中的地址（逐件证据）", "address (every component)"),
                                RatingLinks.rating(
                                        report.project().code(),
                                        report.building().code(),
                                        report.ruleSet().id(),
                                        rating.lens()))));
    }

    private Chapter summary() {
        BigDecimal absent = rating.notApplicable().stream()
                .map(Rating.NotApplicable::points)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Row> rows = new ArrayList<>();
        for (Rating.Group group : rating.groups()) {
            rows.add(Row.strong(
                    group.id() + " " + of(group.name(), group.nameEn()),
                    group.clause(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    group.score(),
                    Vocabulary.plain(group.max()),
                    Vocabulary.plain(group.minimum()),
                    group.met() == null ? null : group.met() ? of("达到", "met") : of("未达到", "not met")));
            group.items().forEach(item -> rows.add(item(item)));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                List.of(
                        Column.text(of("评价项", "item"), 37),
                        Column.text(of("条文", "clause"), 13),
                        Column.values(of("分子", "counts"), 18),
                        Column.values(of("分母", "of"), 17),
                        Column.text(of("单位", "unit"), 9),
                        Column.numbers(of("比例 %", "ratio %"), 15),
                        Column.text(of("评分要求", "points for"), 28),
                        Column.numbers(of("得分", "score"), 12),
                        Column.values(of("满分", "max"), 10),
                        Column.values(of("最低", "min"), 10),
                        Column.text(of("状态", "status"), 20)),
                rows));
        rules.percent(report.ruleSet().percent(), rating, absent).forEach(line -> blocks.add(new Text(line, false)));
        rules.grades(report.ruleSet()).ifPresent(grades -> blocks.add(new Text(grades, false)));
        blocks.add(new Text(
                of(
                        "比例截取至4位小数显示，评分按精确值计算，区间内线性内插；修约按“规则设置”。",
                        "Ratios are shown cut to 4 decimals; points are given for the exact ones, linear within a range, rounded as the "
                                + "settings say."),
                false));
        return new Chapter(of("装配率汇总", "Summary"), of("汇总", "summary"), blocks);
    }

    private Row item(Rating.Finding item) {
        return Row.of(
                item.id() + " " + of(item.name(), item.nameEn()),
                item.clause(),
                item.numerator(),
                item.denominator(),
                names.unit(item.unit()),
                item.ratioPercent(),
                rules.points(report.item(item.id()), report.building().structure()),
                item.score(),
                Vocabulary.plain(item.maxScore()),
                null,
                names.name(item.status()));
    }
}
