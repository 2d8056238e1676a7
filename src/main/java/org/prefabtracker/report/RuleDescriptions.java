package org.prefabtracker.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Language;

/** Describes the rules of a rule set in the words of a report. */
record RuleDescriptions(Vocabulary names) {

    private String text(String key, Object... values) {
        return names.text(key, values);
    }

    private static String plain(BigDecimal number) {
        return Vocabulary.plain(number).toPlainString();
    }

    /** The points by ratio, and the weight of the points. */
    String points(RuleSet.Item item, StructuralSystem structure) {
        RuleSet.Weight weight = item.weight();
        if (weight == null) {
            return points(item.points());
        }
        BigDecimal stated = weight.byStructure().get(structure);
        return points(item.points()) + " × " + (stated == null ? names.name(weight.input()) : plain(stated));
    }

    private String points(RuleSet.Points points) {
        if (points instanceof RuleSet.Linear linear) {
            return range(linear.from(), linear.to()) + " %: " + range(linear.low(), linear.high());
        }
        if (points instanceof RuleSet.LinearThenStep step) {
            return text("points.thenStep", range(step.from(), step.to()) + " %: " + range(step.low(), step.high()), plain(step.to()), plain(step.then()));
        }
        if (points instanceof RuleSet.AtLeast least) {
            return "≥ " + plain(least.from()) + " %: " + plain(least.points());
        }
        if (points instanceof RuleSet.Proportional proportional) {
            return text("points.proportional", plain(proportional.points()));
        }
        return text("points.yes", plain(points.max()));
    }

    private static String range(BigDecimal from, BigDecimal to) {
        return plain(from) + "–" + plain(to);
    }

    /** What an item asks to be declared as so or not so. */
    static Optional<DeclaredQuantity> fact(RuleSet.Measured measured) {
        return measured instanceof RuleSet.YesNoMeasure yesOrNo
                ? Optional.of(yesOrNo.fact())
                : Optional.ofNullable(measured instanceof RuleSet.Ratio ratio ? ratio.provided() : null);
    }

    /** The grades and their conditions; empty if the rule set has none. */
    Optional<String> grades(RuleSet ruleSet) {
        if (ruleSet.grades().isEmpty()) {
            return Optional.empty();
        }
        String grades = ruleSet.grades().stream()
                .map(grade -> text("grades.one", grade.id(), grade.to() == null ? "≥ " + plain(grade.from()) : range(grade.from(), grade.to()), grade.clause()))
                .collect(Collectors.joining(text("list.semicolon")));
        RuleSet.GradeRequires required = ruleSet.gradeRequires();
        return Optional.of(
                required == null
                        ? text("grades.all", grades)
                        : text(
                                "grades.requires",
                                grades,
                                required.item(),
                                plain(required.ratioAtLeast()),
                                required.clause()));
    }

    /**
     * The components that count, and their quantity.
     *
     * @param byMass whether they count by mass
     */
    String selection(RuleSet.Selection selection, boolean byMass) {
        Quantity quantity = byMass ? Quantity.MASS : selection.quantity();
        List<String> conditions = new ArrayList<>();
        conditions.add(
                selection.categories().isEmpty()
                        ? text("selection.anyCategory")
                        : sorted(selection.categories()).map(names::name).collect(listed()));
        if (Boolean.TRUE.equals(selection.exterior())) {
            conditions.add(text("selection.exterior"));
        } else if (Boolean.FALSE.equals(selection.exterior())) {
            conditions.add(text("selection.notExterior"));
        }
        if (!selection.features().isEmpty()) {
            conditions.add(sorted(selection.features()).map(names::name).collect(listed()));
        }
        return text("selection.by", String.join(text("selection.and"), conditions), names.name(quantity), names.unit(quantity.unit()));
    }

    private static <E extends Enum<E>> Stream<E> sorted(Set<E> set) {
        return set.stream().sorted(Comparator.comparing(Enum::ordinal));
    }

    private Collector<CharSequence, ?, String> listed() {
        return Collectors.joining(text("list.comma"));
    }

    /** Numerator and denominator. */
    String ratio(RuleSet.Measured measured, boolean byMass) {
        if (byMass) {
            return text("ratio.byMass");
        }
        if (measured instanceof RuleSet.Ratio ratio) {
            return fraction(ratio.selections(), ratio.declared(), ratio.denominator());
        }
        if (measured instanceof RuleSet.Pooled pooled) {
            return pooled.pools().stream()
                    .map(pool -> fraction(pool.components(), pool.declared(), pool.denominator()))
                    .collect(Collectors.joining(text("ratio.pooled")));
        }
        if (measured instanceof RuleSet.Factored factored) {
            return text("ratio.factored", names.name(factored.denominator()));
        }
        if (measured instanceof RuleSet.ShareOfWhole share) {
            return text("ratio.share", names.name(share.rest()));
        }
        if (measured instanceof RuleSet.Remainder remainder) {
            return "(" + names.name(remainder.whole())
                    + remainder.less().stream()
                            .map(measure -> " − " + names.name(measure))
                            .collect(Collectors.joining())
                    + ") / " + names.name(remainder.whole());
        }
        if (measured instanceof RuleSet.DeclaredRatio given) {
            return names.name(given.measure()) + " / " + plain(given.of());
        }
        return names.name(((RuleSet.YesNoMeasure) measured).fact());
    }

    private String fraction(
            List<RuleSet.Selection> selections, List<DeclaredQuantity> declared, DeclaredQuantity denominator) {
        List<String> above = new ArrayList<>();
        if (!selections.isEmpty()) {
            above.add(text("ratio.components"));
        }
        declared.forEach(measure -> above.add(names.name(measure)));
        return (above.size() > 1 ? "(" : "")
                + String.join(" + ", above)
                + (above.size() > 1 ? ")" : "")
                + " / "
                + names.name(denominator);
    }

    /** The formula of the percent in symbols and in figures. */
    List<String> percent(RuleSet.Percent percent, Rating rating, BigDecimal absent) {
        String letters = rating.groups().stream().map(Rating.Group::id).collect(Collectors.joining(" + "));
        String figures = rating.groups().stream()
                .map(group -> group.score().toPlainString())
                .collect(Collectors.joining(" + "));
        String result = rating.result().percent() == null
                ? text("value.unknown")
                : rating.result().percent().toPlainString() + " %";
        if (percent instanceof RuleSet.PointsOfWhatIsThere points) {
            String all = plain(points.of());
            return List.of(
                    text("percent.ofPresent", letters, all, points.clause()),
                    "P = (" + figures + ") ÷ (" + all + " − " + plain(absent) + ") × 100 % = " + result);
        }
        return List.of(
                text("percent.sum", letters, ((RuleSet.SumOfPoints) percent).clause()),
                "P = " + figures + " = " + result);
    }

    
}
