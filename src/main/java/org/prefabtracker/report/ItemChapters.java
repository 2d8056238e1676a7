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
import org.prefabtracker.shared.message.Language;

/** One chapter per item: components by storey, declared quantities, and the resulting score. */
final class ItemChapters {

    private final Report report;
    private final Language language;
    private final int mostRows;
    private final Vocabulary names;
    private final RuleDescriptions rules;

    ItemChapters(Report report, Language language, int mostRows) {
        this.report = report;
        this.language = language;
        this.mostRows = mostRows;
        this.names = new Vocabulary(language);
        this.rules = new RuleDescriptions(names);
    }

    private String text(String key, Object... values) {
        return names.text(key, values);
    }

    private String of(String zh, String en) {
        return names.of(zh, en);
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
        boolean byMass = item.measured().massRule().isPresent()
                && Quantity.MASS.unit().equals(finding.ratio().unit());
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Text(
                text(
                        "item.computed",
                        rules.ratio(item.measured(), byMass),
                        rules.points(item, report.building().structure())),
                false));
        item.measured().selections().stream()
                .distinct()
                .forEach(selection ->
                        blocks.add(new Text(text("item.components", rules.selection(selection, byMass)), false)));
        if (finding.message() != null) {
            blocks.add(new Text(
                    text(
                            "item.message",
                            names.name(finding.status()),
                            finding.message().in(language)),
                    true));
        }
        if (!calculation.storeys().isEmpty()) {
            Calculation.Detail detail = calculation.detail(mostRows);
            blocks.add(
                    components(calculation, detail, names.unit(finding.ratio().unit())));
            if (detail != Calculation.Detail.MARKS) {
                blocks.add(new Text(text("item.grouped"), false));
            }
        } else if (finding.evidence() != null) {
            blocks.add(new Text(
                    text("item.noComponent", names.shortName(report.rating().lens())), false));
        }
        blocks.add(result(item, finding));
        if (finding.notes() != null) {
            finding.notes().forEach(note -> blocks.add(new Text(text("item.remark", note.in(language)), false)));
        }
        String title = text("item.title", finding.id(), of(finding.name(), finding.nameEn()), finding.clause());
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
                        text("components.subtotal"),
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
                text("components.total"),
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
                        Column.text(text("components.category"), 17),
                        Column.text(text("components.mark"), 19),
                        Column.text(text("components.spec"), 34),
                        Column.numbers(text("components.each", unit), 19),
                        Column.numbers(text("components.onEach"), 13),
                        Column.numbers(text("components.storey", unit), 21),
                        Column.numbers(text("components.storeys"), 11),
                        Column.numbers(text("components.pieces"), 13),
                        Column.numbers(text("components.totalUnit", unit), 23)),
                rows);
    }

    private String spec(Calculation.Row row) {
        if (row.spec() == null || row.lot() == null || row.lot() == 1) {
            return row.spec();
        }
        return text("components.lots", row.spec(), row.lot());
    }

    /** The table of tracked and declared amounts, ratio and score. */
    private Table result(RuleSet.Item item, Rating.Finding finding) {
        String unit = names.unit(finding.ratio().unit());
        List<Rating.Declared> declared = finding.declared() == null ? List.of() : finding.declared();
        List<Row> rows = new ArrayList<>();
        if (finding.tracked() != null) {
            rows.add(Row.of(tracked(finding), finding.tracked(), unit, text("result.bill"), null, null));
        }
        if (finding.joints() != null) {
            rows.add(Row.of(
                    joints(finding.joints()), finding.joints().adds(), unit, text("result.jointSchedule"), null, null));
        }
        declared.stream()
                .filter(each -> each.role() == DeclaredQuantity.Role.NUMERATOR)
                .forEach(each -> rows.add(declared(each)));
        BigDecimal adjusted = adjusted(finding, declared);
        if (adjusted.signum() != 0) {
            rows.add(Row.of(text("result.adjustment"), Vocabulary.plain(adjusted), unit, null, null, null));
        }
        if (finding.ratio().numerator() != null) {
            rows.add(Row.strong(text("column.numerator"), finding.ratio().numerator(), unit, null, null, null));
        }
        declared.stream()
                .filter(each -> each.role() != DeclaredQuantity.Role.NUMERATOR)
                .forEach(each -> rows.add(declared(each)));
        facts(item.measured()).forEach(rows::add);
        if (finding.ratio().denominator() != null) {
            rows.add(Row.strong(text("column.denominator"), finding.ratio().denominator(), unit, null, null, null));
        }
        if (finding.ratio().ratioPercent() != null && finding.ratio().numerator() != null) {
            rows.add(Row.strong(text("result.ratio"), finding.ratio().ratioPercent(), "%", null, null, null));
        }
        String most = finding.maxScore() == null
                ? null
                : text("result.most", Vocabulary.plain(finding.maxScore()).toPlainString());
        rows.add(
                finding.score() == null
                        ? Row.strong(text("column.score"), names.name(finding.status()), null, most, null, null)
                        : Row.strong(text("column.score"), finding.score(), text("result.points"), most, null, null));
        return new Table(
                List.of(
                        Column.text(text("result.what"), 52),
                        Column.values(text("column.value"), 26),
                        Column.text(text("column.unit"), 13),
                        Column.text(text("column.source"), 28),
                        Column.text(text("column.phase"), 12),
                        Column.text(text("column.declared"), 40)),
                rows);
    }

    private String joints(Rating.JointCounting joints) {
        return text("result.joints", joints.counting(), joints.notCounting());
    }

    private String tracked(Rating.Finding finding) {
        long held = finding.evidence() == null ? 0 : finding.evidence().held();
        long components = finding.evidence() == null ? 0 : finding.evidence().components();
        return held == 0 ? text("result.tracked", components) : text("result.trackedHeld", components, held);
    }

    private static BigDecimal adjusted(Rating.Finding finding, List<Rating.Declared> declared) {
        return finding.ratio().numerator() == null
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

    /** The declared yes or no of the item. */
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
                                names.name(measure), text("result.notDeclared"), null, null, names.name(phase), null)))
                .stream();
    }
}
