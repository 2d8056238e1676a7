package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.Settings;
import org.prefabtracker.report.Document.Block;
import org.prefabtracker.report.Document.Chapter;
import org.prefabtracker.report.Document.Column;
import org.prefabtracker.report.Document.Heading;
import org.prefabtracker.report.Document.Row;
import org.prefabtracker.report.Document.Table;
import org.prefabtracker.report.Document.Text;

/** What the calculation rests on, and how it compares: declared quantities, absences, tracked and declared, lenses, settings. */
final class BasisChapters {

    private final Report report;
    private final Rating rating;
    private final Language language;
    private final Vocabulary names;

    BasisChapters(Report report, Language language) {
        this.report = report;
        this.rating = report.rating();
        this.language = language;
        this.names = new Vocabulary(language);
    }

    private String of(String zh, String en) {
        return language.of(zh, en);
    }

    List<Chapter> all() {
        return List.of(shares(), takeOff(), absences(), settings());
    }

    private Stream<Rating.Finding> findings() {
        return findings(rating);
    }

    private static Stream<Rating.Finding> findings(Rating rating) {
        return rating.groups().stream().flatMap(group -> group.items().stream());
    }

    Chapter lenses() {
        List<Row> ratios = new ArrayList<>();
        List<Row> scores = new ArrayList<>();
        for (int g = 0; g < rating.groups().size(); g++) {
            int group = g;
            Rating.Group own = rating.groups().get(group);
            scores.add(Row.strong(underEach(
                    own.id() + " " + of(own.name(), own.nameEn()),
                    lens -> lens.groups().get(group).score())));
            for (int i = 0; i < own.items().size(); i++) {
                int item = i;
                String name = own.items().get(i).id() + " "
                        + of(own.items().get(i).name(), own.items().get(i).nameEn());
                Function<Rating, Rating.Finding> finding =
                        lens -> lens.groups().get(group).items().get(item);
                ratios.add(Row.of(underEach(name, lens -> known(finding.apply(lens), Rating.Finding::ratioPercent))));
                scores.add(Row.of(underEach(name, lens -> known(finding.apply(lens), Rating.Finding::score))));
            }
        }
        scores.add(Row.strong(underEach(
                of("装配率 %", "percent"),
                lens -> lens.result().percent() == null
                        ? of("无法得出", "not known")
                        : lens.result().percent())));
        List<Block> blocks = List.of(
                new Heading(of("得分", "Points")),
                new Table(columns(Document.Kind.VALUES), scores),
                new Heading(of("比例 %", "Ratios in percent")),
                new Table(columns(Document.Kind.NUMBERS), ratios),
                new Text(
                        of(
                                "设计口径计入清单全部构件；其余口径计入已到该阶段及以后的构件，申报量取竣工阶段。",
                                "Under design all components of the bill count; under the others those that have come so far, and what "
                                        + "is declared as built."),
                        false));
        return new Chapter(of("各口径对照", "Under each lens"), of("口径对照", "lenses"), blocks);
    }

    private List<Column> columns(Document.Kind kind) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(of("评价项", "item"), 60));
        report.lenses().forEach(lens -> columns.add(new Column(names.shortName(lens.lens()), 22, kind)));
        return columns;
    }

    private Object[] underEach(String name, Function<Rating, Object> value) {
        return Stream.concat(Stream.of((Object) name), report.lenses().stream().map(value))
                .toArray();
    }

    private Object known(Rating.Finding finding, Function<Rating.Finding, BigDecimal> value) {
        return finding.status() == Rating.Status.SCORED ? value.apply(finding) : names.name(finding.status());
    }

    private Chapter shares() {
        List<Row> rows = new ArrayList<>();
        findings().filter(finding -> finding.numerator() != null).forEach(finding -> {
            Shares shares = Shares.of(finding, finding.declared() == null ? List.of() : finding.declared());
            rows.add(Row.of(
                    finding.id() + " " + of(finding.name(), finding.nameEn()),
                    names.unit(finding.unit()),
                    finding.evidence() == null ? null : finding.evidence().components(),
                    Vocabulary.plain(shares.tracked()),
                    shares.percent(shares.tracked()),
                    shares.joints().signum() == 0 ? null : Vocabulary.plain(shares.joints()),
                    Vocabulary.plain(shares.declared()),
                    shares.percent(shares.declared()),
                    shares.adjusted().signum() == 0 ? null : Vocabulary.plain(shares.adjusted()),
                    finding.numerator()));
        });
        Table table = new Table(
                List.of(
                        Column.text(of("评价项", "item"), 44),
                        Column.text(of("单位", "unit"), 9),
                        Column.numbers(of("构件件数", "pieces"), 14),
                        Column.values(of("跟踪", "tracked"), 22),
                        Column.numbers(of("占 %", "in %"), 13),
                        Column.values(of("连接", "joints"), 18),
                        Column.values(of("申报", "declared"), 20),
                        Column.numbers(of("占 %", "in %"), 13),
                        Column.values(of("规则调整", "adjusted"), 18),
                        Column.values(of("分子", "counts"), 22)),
                rows);
        return new Chapter(
                of("申报与跟踪", "Declared and tracked"),
                of("申报与跟踪", "declared and tracked"),
                List.of(
                        table,
                        new Text(
                                of(
                                        "跟踪：由逐件构件合计；申报：由装配率计算基础数据申报。占比四舍五入至2位小数。",
                                        "Tracked is the sum of single components; declared comes from the take-off. Shares are rounded to "
                                                + "2 decimals, halves up."),
                                false)));
    }

    private Chapter takeOff() {
        Map<String, List<String>> usedBy = usedBy();
        List<Block> blocks = new ArrayList<>();
        new TreeMap<>(report.takeOffs()).forEach((phase, declared) -> {
            blocks.add(new Heading(names.name(phase)
                    + of(
                            "阶段，第 " + declared.version() + " 版，申报：",
                            " phase, version " + declared.version() + ", declared: ")
                    + names.declared(declared, report.printedAt())));
            List<Row> rows = new ArrayList<>();
            for (DeclaredQuantity measure : DeclaredQuantity.values()) {
                var value = declared.measures().get(measure.key());
                if (value != null) {
                    rows.add(Row.of(
                            names.name(measure),
                            names.name(measure.role()),
                            value.isBoolean()
                                    ? names.yes(value.booleanValue())
                                    : Vocabulary.plain(value.decimalValue()),
                            names.unit(measure.unit()),
                            declared.sources().get(measure.key()),
                            String.join(" ", usedBy.getOrDefault(phase + measure.key(), List.of()))));
                }
            }
            blocks.add(new Table(
                    List.of(
                            Column.text(of("指标", "measure"), 56),
                            Column.text(of("作用", "role"), 20),
                            Column.values(of("数值", "value"), 26),
                            Column.text(of("单位", "unit"), 10),
                            Column.text(of("依据图纸", "source drawing"), 36),
                            Column.text(of("用于", "used in"), 22)),
                    rows));
        });
        if (blocks.isEmpty()) {
            blocks.add(new Text(of("未申报。", "Nothing is declared."), false));
        }
        return new Chapter(of("装配率计算基础数据", "Take-off"), of("基础数据", "take-off"), blocks);
    }

    /** The items that rest on a value, by phase and measure. */
    private Map<String, List<String>> usedBy() {
        TakeOff.Phase ofFacts = rating.lens() == Lens.DESIGN ? TakeOff.Phase.DESIGN : TakeOff.Phase.AS_BUILT;
        return findings()
                .flatMap(finding -> Stream.concat(
                                finding.declared() == null
                                        ? Stream.<String>of()
                                        : finding.declared().stream()
                                                .map(each -> each.phase()
                                                        + each.measure().key()),
                                report.item(finding.id()).measured().declaredFact().stream()
                                        .map(fact -> ofFacts + fact.key()))
                        .map(value -> Map.entry(value, finding.id())))
                .distinct()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private Chapter absences() {
        List<Block> blocks = new ArrayList<>();
        if (rating.notApplicable().isEmpty()) {
            blocks.add(new Text(of("无缺项，Q4 = 0。", "Nothing is absent; Q4 = 0."), false));
        } else {
            List<Row> rows = new ArrayList<>();
            rating.notApplicable()
                    .forEach(each -> rows.add(Row.of(
                            names.name(each.what()),
                            each.reason() == null ? of("未注明", "not stated") : each.reason(),
                            each.evidence(),
                            each.phase() == null ? null : names.name(each.phase()),
                            String.join(" ", each.items()),
                            Vocabulary.plain(each.points()))));
            rows.add(Row.strong(
                    of("合计 Q4", "total Q4"),
                    null,
                    null,
                    null,
                    null,
                    rating.notApplicable().stream()
                            .map(Rating.NotApplicable::points)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)));
            blocks.add(new Table(
                    List.of(
                            Column.text(of("缺少的功能或部位", "what the building lacks"), 34),
                            Column.text(of("原因", "reason"), 52),
                            Column.text(of("依据", "evidence"), 28),
                            Column.text(of("申报阶段", "phase"), 16),
                            Column.text(of("评价项", "items"), 24),
                            Column.numbers(of("分值", "points"), 16)),
                    rows));
        }
        return new Chapter(of("缺项（Q4）", "What is absent (Q4)"), of("缺项", "absent"), blocks);
    }

    private Chapter settings() {
        Settings settings = rating.settings();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(of("数值修约（恰为中点）", "ties"), names.name(settings.ties())));
        rows.add(Row.of(of("评分前比例修约", "ratio before points"), names.name(settings.ratioRounding())));
        rows.add(Row.of(
                of("评价项得分小数位数", "decimals of an item's points"),
                settings.scoreDecimals() == null ? of("不修约，按精确值", "none: exact") : settings.scoreDecimals()));
        rows.add(Row.of(of("装配率小数位数", "decimals of the percent"), settings.percentDecimals()));
        rows.add(Row.of(of("位于两等级之间", "between two grades"), names.name(settings.gaps())));
        rows.add(Row.of(of("双面叠合墙空腔计入预制", "cavity of double-skin walls counts"), names.yes(settings.cavityCounts())));
        rows.add(Row.of(
                of("组合结构竖向构件", "vertical members of composite structures"), names.name(settings.compositeVertical())));
        rows.add(Row.of(
                of("计入的楼层", "storeys that count"),
                new TreeSet<>(settings.storeyKinds())
                        .stream().map(names::name).collect(Collectors.joining(of("、", ", ")))));
        if (settings.steps() != null) {
            rows.add(steps(
                    of("比例逐次修约", "ratio, roundings in turn"), settings.steps().ratio()));
            rows.add(steps(
                    of("得分逐次修约", "points, roundings in turn"), settings.steps().points()));
            rows.add(steps(
                    of("装配率逐次修约", "percent, roundings in turn"),
                    settings.steps().percent()));
        }
        return new Chapter(
                of("规则设置与楼层", "Settings and storeys"),
                of("规则设置", "settings"),
                List.of(
                        new Table(
                                List.of(
                                        Column.text(of("设置（规范未明确之处）", "what the text leaves open"), 60),
                                        Column.text(of("取值", "decided"), 60)),
                                rows),
                        new Heading(of("楼层", "Storeys")),
                        storeys()));
    }

    private Row steps(String name, List<Settings.Step> steps) {
        return Row.of(
                name,
                steps.isEmpty()
                        ? "—"
                        : steps.stream()
                                .map(step -> of(step.decimals() + "位小数", step.decimals() + " decimals") + " "
                                        + names.name(step.mode()))
                                .collect(Collectors.joining(" → ")));
    }

    private Table storeys() {
        List<Row> rows = new ArrayList<>();
        List<String> run = new ArrayList<>();
        Building.Storey last = null;
        for (Building.Storey storey : report.building().storeyList()) {
            if (last != null && !(last.kind() == storey.kind() && same(last.planAreaM2(), storey.planAreaM2()))) {
                rows.add(storeys(run, last));
                run.clear();
            }
            run.add(storey.code());
            last = storey;
        }
        if (last != null) {
            rows.add(storeys(run, last));
        }
        return new Table(
                List.of(
                        Column.text(of("楼层", "storeys"), 40),
                        Column.text(of("类型", "kind"), 30),
                        Column.text(of("是否计入", "counts"), 20),
                        Column.numbers(of("每层平面面积 m²", "plan area of each m²"), 30),
                        Column.numbers(of("合计 m²", "together m²"), 30)),
                rows);
    }

    private Row storeys(List<String> codes, Building.Storey like) {
        return Row.of(
                names.storeys(codes),
                names.name(like.kind()),
                names.yes(rating.settings().storeyKinds().contains(like.kind())),
                Vocabulary.plain(like.planAreaM2()),
                like.planAreaM2() == null
                        ? null
                        : Vocabulary.plain(like.planAreaM2().multiply(BigDecimal.valueOf(codes.size()))));
    }

    private static boolean same(BigDecimal a, BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }
}
