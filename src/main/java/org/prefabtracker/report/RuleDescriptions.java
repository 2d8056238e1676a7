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
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.rating.ruleset.Percent;
import org.prefabtracker.rating.ruleset.Points;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.rating.ruleset.Selection;

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

    private String points(Points points) {
        return points.accept(new Points.Visitor<>() {
            @Override
            public String linear(Points.Linear linear) {
                return range(linear.from(), linear.to()) + " %: " + range(linear.low(), linear.high());
            }

            @Override
            public String linearThenStep(Points.LinearThenStep step) {
                return text(
                        "points.thenStep",
                        range(step.from(), step.to()) + " %: " + range(step.low(), step.high()),
                        plain(step.to()),
                        plain(step.then()));
            }

            @Override
            public String proportional(Points.Proportional proportional) {
                return text("points.proportional", plain(proportional.points()));
            }

            @Override
            public String atLeast(Points.AtLeast threshold) {
                return "≥ " + plain(threshold.from()) + " %: " + plain(threshold.points());
            }

            @Override
            public String yesNo(Points.YesNo yesNo) {
                return text("points.yes", plain(yesNo.points()));
            }
        });
    }

    private static String range(BigDecimal from, BigDecimal to) {
        return plain(from) + "–" + plain(to);
    }

    /** The grades and their conditions; empty if the rule set has none. */
    Optional<String> grades(RuleSet ruleSet) {
        if (ruleSet.grades().isEmpty()) {
            return Optional.empty();
        }
        String grades = ruleSet.grades().stream()
                .map(grade -> text(
                        "grades.one",
                        grade.id(),
                        grade.to() == null ? "≥ " + plain(grade.from()) : range(grade.from(), grade.to()),
                        grade.clause()))
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
    String selection(Selection selection, boolean byMass) {
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
        return text(
                "selection.by",
                String.join(text("selection.and"), conditions),
                names.name(quantity),
                names.unit(quantity.unit()));
    }

    private static <E extends Enum<E>> Stream<E> sorted(Set<E> set) {
        return set.stream().sorted(Comparator.comparing(Enum::ordinal));
    }

    private Collector<CharSequence, ?, String> listed() {
        return Collectors.joining(text("list.comma"));
    }

    /** Numerator and denominator. */
    String ratio(Measured measured, boolean byMass) {
        if (byMass) {
            return text("ratio.byMass");
        }
        return measured.accept(new Measured.Visitor<>() {
            @Override
            public String ratio(Measured.Ratio ratio) {
                return fraction(ratio.selections(), ratio.declared(), ratio.denominator());
            }

            @Override
            public String pooled(Measured.Pooled pooled) {
                return pooled.pools().stream()
                        .map(pool -> fraction(pool.components(), pool.declared(), pool.denominator()))
                        .collect(Collectors.joining(text("ratio.pooled")));
            }

            @Override
            public String factored(Measured.Factored factored) {
                return text("ratio.factored", names.name(factored.denominator()));
            }

            @Override
            public String shareOfWhole(Measured.ShareOfWhole share) {
                return text("ratio.share", names.name(share.rest()));
            }

            @Override
            public String remainder(Measured.Remainder remainder) {
                return "(" + names.name(remainder.whole())
                        + remainder.less().stream()
                                .map(measure -> " − " + names.name(measure))
                                .collect(Collectors.joining())
                        + ") / " + names.name(remainder.whole());
            }

            @Override
            public String declaredRatio(Measured.DeclaredRatio declared) {
                return names.name(declared.measure()) + " / " + plain(declared.of());
            }

            @Override
            public String yesNoMeasure(Measured.YesNoMeasure yesNo) {
                return names.name(yesNo.fact());
            }
        });
    }

    private String fraction(List<Selection> selections, List<DeclaredQuantity> declared, DeclaredQuantity denominator) {
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
    List<String> percent(Percent percent, Rating rating, BigDecimal absent) {
        String letters = rating.groups().stream().map(Rating.Group::id).collect(Collectors.joining(" + "));
        String figures = rating.groups().stream()
                .map(group -> group.score().toPlainString())
                .collect(Collectors.joining(" + "));
        String result = rating.result().percent() == null
                ? text("value.unknown")
                : rating.result().percent().toPlainString() + " %";
        return percent.accept(new Percent.Visitor<>() {
            @Override
            public List<String> pointsOfWhatIsThere(Percent.PointsOfWhatIsThere points) {
                String all = plain(points.of());
                return List.of(
                        text("percent.ofPresent", letters, all, points.clause()),
                        "P = (" + figures + ") ÷ (" + all + " − " + plain(absent) + ") × 100 % = " + result);
            }

            @Override
            public List<String> sumOfPoints(Percent.SumOfPoints sum) {
                return List.of(text("percent.sum", letters, sum.clause()), "P = " + figures + " = " + result);
            }
        });
    }
}
