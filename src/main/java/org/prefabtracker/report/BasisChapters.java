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
import org.prefabtracker.shared.message.Language;

/** The chapters on the basis of the calculation: lenses, tracked and declared shares, take-off, absences, settings. */
final class BasisChapters {

    private final Report report;
    private final Rating rating;
    private final Vocabulary names;

    BasisChapters(Report report, Language language) {
        this.report = report;
        this.rating = report.rating();
        this.names = new Vocabulary(language);
    }

    private String text(String key, Object... values) {
        return names.text(key, values);
    }

    private String of(String zh, String en) {
        return names.of(zh, en);
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
                ratios.add(Row.of(underEach(
                        name,
                        lens -> known(finding.apply(lens), each -> each.ratio().ratioPercent()))));
                scores.add(Row.of(underEach(name, lens -> known(finding.apply(lens), Rating.Finding::score))));
            }
        }
        scores.add(Row.strong(underEach(
                text("percent.label"),
                lens -> lens.result().percent() == null
                        ? text("value.unknown")
                        : lens.result().percent())));
        List<Block> blocks = List.of(
                new Heading(text("lenses.points")),
                new Table(columns(Document.Kind.VALUES), scores),
                new Heading(text("lenses.ratios")),
                new Table(columns(Document.Kind.NUMBERS), ratios),
                new Text(text("lenses.remark"), false));
        return new Chapter(text("lenses.title"), text("lenses.sheet"), blocks);
    }

    private List<Column> columns(Document.Kind kind) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text(text("column.item"), 60));
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
        findings().filter(finding -> finding.ratio().numerator() != null).forEach(finding -> {
            Shares shares = Shares.of(finding, finding.declared() == null ? List.of() : finding.declared());
            rows.add(Row.of(
                    finding.id() + " " + of(finding.name(), finding.nameEn()),
                    names.unit(finding.ratio().unit()),
                    finding.evidence() == null ? null : finding.evidence().components(),
                    Vocabulary.plain(shares.tracked()),
                    shares.percent(shares.tracked()),
                    Vocabulary.plain(shares.joints()),
                    Vocabulary.plain(shares.declared()),
                    shares.percent(shares.declared()),
                    Vocabulary.plain(shares.adjusted()),
                    finding.ratio().numerator()));
        });
        Table table = new Table(
                List.of(
                        Column.text(text("column.item"), 44),
                        Column.text(text("column.unit"), 9),
                        Column.numbers(text("column.pieces"), 14),
                        Column.values(text("column.tracked"), 22),
                        Column.numbers(text("column.inPercent"), 13),
                        Column.values(text("column.joints"), 18),
                        Column.values(text("column.declared"), 20),
                        Column.numbers(text("column.inPercent"), 13),
                        Column.values(text("column.adjusted"), 18),
                        Column.values(text("column.numerator"), 22)),
                rows);
        return new Chapter(
                text("shares.title"), text("shares.sheet"), List.of(table, new Text(text("shares.remark"), false)));
    }

    private Chapter takeOff() {
        Map<String, List<String>> usedBy = usedBy();
        List<Block> blocks = new ArrayList<>();
        new TreeMap<>(report.takeOffs()).forEach((phase, declared) -> {
            blocks.add(new Heading(text(
                    "takeOff.phase",
                    names.name(phase),
                    declared.version(),
                    names.declared(declared, report.printedAt()))));
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
                            Column.text(text("column.measure"), 56),
                            Column.text(text("column.role"), 20),
                            Column.values(text("column.value"), 26),
                            Column.text(text("column.unit"), 10),
                            Column.text(text("column.source"), 36),
                            Column.text(text("column.usedIn"), 22)),
                    rows));
        });
        if (blocks.isEmpty()) {
            blocks.add(new Text(text("takeOff.none"), false));
        }
        return new Chapter(text("takeOff.title"), text("takeOff.sheet"), blocks);
    }

    /** The items that use a declared value, by phase and measure. */
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
            blocks.add(new Text(text("absences.none"), false));
        } else {
            List<Row> rows = new ArrayList<>();
            rating.notApplicable()
                    .forEach(each -> rows.add(Row.of(
                            names.name(each.what()),
                            each.reason() == null ? text("absences.noReason") : each.reason(),
                            each.evidence(),
                            each.phase() == null ? null : names.name(each.phase()),
                            String.join(" ", each.items()),
                            Vocabulary.plain(each.points()))));
            rows.add(Row.strong(
                    text("absences.total"),
                    null,
                    null,
                    null,
                    null,
                    rating.notApplicable().stream()
                            .map(Rating.NotApplicable::points)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)));
            blocks.add(new Table(
                    List.of(
                            Column.text(text("absences.what"), 34),
                            Column.text(text("absences.reason"), 52),
                            Column.text(text("absences.evidence"), 28),
                            Column.text(text("absences.phase"), 16),
                            Column.text(text("absences.items"), 24),
                            Column.numbers(text("absences.points"), 16)),
                    rows));
        }
        return new Chapter(text("absences.title"), text("absences.sheet"), blocks);
    }

    private Chapter settings() {
        Settings settings = rating.settings();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(text("settings.ties"), names.name(settings.ties())));
        rows.add(Row.of(text("settings.ratioRounding"), names.name(settings.ratioRounding())));
        rows.add(Row.of(
                text("settings.scoreDecimals"),
                settings.scoreDecimals() == null ? text("settings.exact") : settings.scoreDecimals()));
        rows.add(Row.of(text("settings.percentDecimals"), settings.percentDecimals()));
        rows.add(Row.of(text("settings.gaps"), names.name(settings.gaps())));
        rows.add(Row.of(text("settings.cavity"), names.yes(settings.cavityCounts())));
        rows.add(Row.of(text("settings.compositeVertical"), names.name(settings.compositeVertical())));
        rows.add(Row.of(
                text("settings.storeyKinds"),
                new TreeSet<>(settings.storeyKinds())
                        .stream().map(names::name).collect(Collectors.joining(text("list.comma")))));
        if (settings.steps() != null) {
            rows.add(steps(text("settings.ratioSteps"), settings.steps().ratio()));
            rows.add(steps(text("settings.pointSteps"), settings.steps().points()));
            rows.add(steps(text("settings.percentSteps"), settings.steps().percent()));
        }
        return new Chapter(
                text("settings.title"),
                text("settings.sheet"),
                List.of(
                        new Table(
                                List.of(
                                        Column.text(text("settings.what"), 60),
                                        Column.text(text("settings.value"), 60)),
                                rows),
                        new Heading(text("storeys.title")),
                        storeys()));
    }

    private Row steps(String name, List<Settings.Step> steps) {
        return Row.of(
                name,
                steps.isEmpty()
                        ? "—"
                        : steps.stream()
                                .map(step -> text("settings.step", step.decimals(), names.name(step.mode())))
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
                        Column.text(text("storeys.codes"), 40),
                        Column.text(text("storeys.kind"), 30),
                        Column.text(text("storeys.counts"), 20),
                        Column.numbers(text("storeys.planArea"), 30),
                        Column.numbers(text("storeys.total"), 30)),
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
