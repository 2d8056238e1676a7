package org.prefabtracker.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.RatingLinks;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.ruleset.RuleSet;
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

/** Composes the document of a report in one language, starting with the result. Pure. */
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
        this.rules = new RuleDescriptions(names);
    }

    /** @param rows the maximum number of rows in the calculation of an item; above it components are grouped */
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
                text("head.basis", report.ruleSet().document(), names.shortName(rating.lens())),
                text("foot.mark", report.fingerprint().snapshot().substring(0, 16)),
                chapters);
    }

    private String text(String key, Object... values) {
        return names.text(key, values);
    }

    private String of(String zh, String en) {
        return names.of(zh, en);
    }

    private String title() {
        return text("title");
    }

    private Chapter cover() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Figures(List.of(
                new Fact(
                        text("cover.percent"),
                        rating.result().percent() == null
                                ? text("value.unknown")
                                : rating.result().percent().toPlainString() + " %"),
                new Fact(text("cover.grade"), grade()),
                new Fact(text("cover.qualifies"), qualifies()),
                new Fact(text("cover.kind"), names.name(rating.kind())))));
        warnings().forEach(warning -> blocks.add(new Text(warning, true)));
        blocks.add(new Heading(text("cover.building")));
        blocks.add(building());
        blocks.add(new Heading(text("cover.basis")));
        blocks.add(basis());
        blocks.add(new Heading(text("cover.prerequisites")));
        blocks.add(prerequisites());
        blocks.add(new Heading(text("cover.verification")));
        blocks.add(fingerprint());
        blocks.add(new Text(text("cover.verificationRemark"), false));
        blocks.add(new Signatures(List.of(text("cover.signatures").split(","))));
        return new Chapter(title(), text("cover.sheet"), blocks);
    }

    private String grade() {
        if (rating.result().grade() != null) {
            return rating.result().inGap()
                    ? text("cover.gradeInGap", rating.result().grade())
                    : rating.result().grade();
        }
        return rating.kind() == EvaluationKind.PROGRESS ? text("cover.notGraded") : text("cover.noGrade");
    }

    private String qualifies() {
        if (rating.result().qualifies() != null) {
            return rating.result().qualifies() ? text("cover.qualifiesYes") : text("cover.qualifiesNo");
        }
        return rating.kind() == EvaluationKind.PROGRESS ? text("cover.notAsked") : text("cover.nothingAsked");
    }

    /** The warnings of the cover. */
    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (rating.provisional()) {
            warnings.add(text("warning.provisional"));
        }
        if (rating.byReference()) {
            warnings.add(text("warning.byReference"));
        }
        if (rating.kind() == EvaluationKind.PROGRESS) {
            warnings.add(text("warning.progress"));
        }
        if (rating.result().incomplete()) {
            warnings.add(text("warning.incomplete"));
        }
        for (Rating.Status status : List.of(Rating.Status.MISSING, Rating.Status.INVALID)) {
            String items = rating.groups().stream()
                    .flatMap(group -> group.items().stream())
                    .filter(item -> item.status() == status)
                    .map(item -> item.id() + " " + of(item.name(), item.nameEn()))
                    .collect(Collectors.joining(text("list.semicolon")));
            if (!items.isEmpty()) {
                warnings.add(text("warning.items", names.name(status), items));
            }
        }
        return warnings;
    }

    private Facts building() {
        Building building = report.building();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                text("building.project"),
                report.project().code() + " " + report.project().name()));
        facts.add(new Fact(text("building.building"), building.code() + " " + building.name()));
        facts.add(new Fact(text("building.region"), report.region()));
        facts.add(new Fact(text("building.planningNumber"), building.planningNumber()));
        facts.add(new Fact(text("building.constructionPermit"), building.constructionPermit()));
        facts.add(new Fact(text("building.use"), names.name(building.use())));
        facts.add(new Fact(text("building.structure"), names.name(building.structure())));
        facts.add(new Fact(text("building.storeys"), storeys(building)));
        facts.add(new Fact(text("building.floorArea"), area(building.floorAreaM2())));
        facts.add(new Fact(text("building.aboveGroundArea"), area(building.aboveGroundAreaM2())));
        facts.add(new Fact(text("building.startedOn"), day(building.startedOn())));
        facts.add(new Fact(text("building.completionAcceptedOn"), day(building.completionAcceptedOn())));
        return new Facts(facts);
    }

    private String storeys(Building building) {
        long below = building.storeyList().stream()
                .filter(storey -> storey.kind() == StoreyKind.BASEMENT)
                .count();
        long above = building.storeyList().stream()
                .filter(storey -> storey.kind() == StoreyKind.ABOVE_GROUND)
                .count();
        return text("building.storeyCounts", above, below);
    }

    private static String area(BigDecimal area) {
        return area == null ? null : Vocabulary.plain(area).toPlainString() + " m²";
    }

    private static String day(LocalDate day) {
        return day == null ? null : day.toString();
    }

    private Facts basis() {
        return new Facts(List.of(
                new Fact(
                        text("basis.ruleSet"),
                        of(report.ruleSet().name(), report.ruleSet().nameEn())),
                new Fact(text("basis.document"), report.ruleSet().document()),
                new Fact(text("basis.id"), report.ruleSet().id()),
                new Fact(
                        text("basis.valid"),
                        report.ruleSet().validity().validFrom() + " – "
                                + (report.ruleSet().validity().validTo() == null
                                        ? text("basis.inForce")
                                        : report.ruleSet().validity().validTo())),
                new Fact(text("basis.kind"), names.name(rating.kind())),
                new Fact(text("basis.lens"), names.name(rating.lens())),
                new Fact(text("basis.asOf"), names.time(report.asOf())),
                new Fact(text("basis.knownAt"), names.time(report.knownAt())),
                new Fact(
                        text("basis.unit"),
                        text("basis.singleBuilding", report.ruleSet().unit())),
                new Fact(text("basis.printedAt"), names.time(report.printedAt()))));
    }

    private Block prerequisites() {
        if (rating.prerequisites().isEmpty()) {
            return new Text(text("prerequisites.none"), false);
        }
        return new Table(
                List.of(
                        Column.text(text("column.clause"), 12),
                        Column.text(text("prerequisites.name"), 70),
                        Column.text(text("prerequisites.met"), 18)),
                rating.prerequisites().stream()
                        .map(each -> Row.of(
                                each.clause(),
                                of(each.name(), each.nameEn()),
                                each.met() ? text("prerequisites.yes") : text("prerequisites.no")))
                        .toList());
    }

    private Block fingerprint() {
        Integer evaluation = report.fingerprint().evaluation();
        return new Table(
                List.of(Column.text(text("fingerprint.title"), 30), Column.text("SHA-256", 90)),
                List.of(
                        Row.of(text("fingerprint.ruleSet"), report.fingerprint().ruleSet()),
                        Row.of(
                                text("fingerprint.snapshot"),
                                report.fingerprint().snapshot()),
                        Row.of(
                                text("fingerprint.evaluation"),
                                evaluation == null
                                        ? text("fingerprint.noEvaluation")
                                        : text("fingerprint.number", evaluation)),
                        Row.of(
                                text("fingerprint.address"),
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
                    group.met() == null ? null : group.met() ? text("group.met") : text("group.notMet")));
            group.items().forEach(item -> rows.add(item(item)));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                List.of(
                        Column.text(text("column.item"), 37),
                        Column.text(text("column.clause"), 13),
                        Column.values(text("column.numerator"), 18),
                        Column.values(text("column.denominator"), 17),
                        Column.text(text("column.unit"), 9),
                        Column.numbers(text("column.ratioPercent"), 15),
                        Column.text(text("column.pointsFor"), 28),
                        Column.numbers(text("column.score"), 12),
                        Column.values(text("column.max"), 10),
                        Column.values(text("column.min"), 10),
                        Column.text(text("column.status"), 20)),
                rows));
        rules.percent(report.ruleSet().percent(), rating, absent).forEach(line -> blocks.add(new Text(line, false)));
        rules.grades(report.ruleSet()).ifPresent(grades -> blocks.add(new Text(grades, false)));
        blocks.add(new Text(text("summary.remark"), false));
        legend().forEach(line -> blocks.add(new Text(line, false)));
        return new Chapter(text("summary.title"), text("summary.sheet"), blocks);
    }

    /** The items whose clauses were not read in the text, by how sure they are; once for the whole report. */
    private List<String> legend() {
        Map<RuleSet.SourceConfidence, List<String>> recalled = new EnumMap<>(RuleSet.SourceConfidence.class);
        rating.groups().stream()
                .flatMap(group -> group.items().stream())
                .filter(item -> item.basis() != RuleSet.SourceConfidence.VERIFIED)
                .forEach(item -> recalled.computeIfAbsent(item.basis(), none -> new ArrayList<>())
                        .add(item.id()));
        return recalled.entrySet().stream()
                .map(basis ->
                        text("summary.basis", names.name(basis.getKey()), String.join(of("、", ", "), basis.getValue())))
                .toList();
    }

    private Row item(Rating.Finding item) {
        return Row.of(
                item.id() + " " + of(item.name(), item.nameEn()),
                item.clause(),
                item.ratio().numerator(),
                item.ratio().denominator(),
                names.unit(item.ratio().unit()),
                item.ratio().ratioPercent(),
                rules.points(report.item(item.id()), report.building().structure()),
                item.score(),
                Vocabulary.plain(item.maxScore()),
                null,
                names.name(item.status()));
    }
}
