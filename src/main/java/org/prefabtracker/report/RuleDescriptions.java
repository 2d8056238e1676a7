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

/** What a rule set asks for, in a sentence each. */
record RuleDescriptions(Language language, Vocabulary names) {

    RuleDescriptions(Language language) {
        this(language, new Vocabulary(language));
    }

    private String of(String zh, String en) {
        return language.of(zh, en);
    }

    private static String text(BigDecimal number) {
        return Vocabulary.plain(number).toPlainString();
    }

    /** The points that a ratio earns, and what they are multiplied by. */
    String points(RuleSet.Item item, StructuralSystem structure) {
        RuleSet.Weight weight = item.weight();
        if (weight == null) {
            return points(item.points());
        }
        BigDecimal stated = weight.byStructure().get(structure);
        return points(item.points()) + " × " + (stated == null ? names.name(weight.input()) : text(stated));
    }

    private String points(Points points) {
        return points.accept(new Points.Visitor<>() {
            @Override
            public String linear(Points.Linear linear) {
                return range(linear.from(), linear.to()) + " %: " + range(linear.low(), linear.high());
            }

            @Override
            public String linearThenStep(Points.LinearThenStep step) {
                return range(step.from(), step.to()) + " %: " + range(step.low(), step.high()) + of("；", "; ") + "≥ "
                        + text(step.to()) + " %: " + text(step.then());
            }

            @Override
            public String proportional(Points.Proportional proportional) {
                return of("比例 × ", "ratio × ") + text(proportional.points());
            }

            @Override
            public String atLeast(Points.AtLeast threshold) {
                return "≥ " + text(threshold.from()) + " %: " + text(threshold.points());
            }

            @Override
            public String yesNo(Points.YesNo yesNo) {
                return of("是: ", "yes: ") + text(yesNo.points());
            }
        });
    }

    private static String range(BigDecimal from, BigDecimal to) {
        return text(from) + "–" + text(to);
    }

    /** The grades and what they ask for; empty where there are none. */
    Optional<String> grades(RuleSet ruleSet) {
        if (ruleSet.grades().isEmpty()) {
            return Optional.empty();
        }
        String grades = ruleSet.grades().stream()
                .map(grade -> grade.id() + " "
                        + (grade.to() == null ? "≥ " + text(grade.from()) : range(grade.from(), grade.to())) + " %"
                        + clause(grade.clause()))
                .collect(Collectors.joining(of("；", "; ")));
        RuleSet.GradeRequires required = ruleSet.gradeRequires();
        String besides = required == null
                ? ""
                : of("；且 ", "; and ") + required.item() + " ≥ " + text(required.ratioAtLeast()) + " %"
                        + clause(required.clause());
        return Optional.of(of("等级：", "Grades: ") + grades + besides);
    }

    /**
     * Which components count, and by what.
     *
     * @param byMass whether by their mass instead
     */
    String selection(Selection selection, boolean byMass) {
        Quantity quantity = byMass ? Quantity.MASS : selection.quantity();
        List<String> conditions = new ArrayList<>();
        conditions.add(
                selection.categories().isEmpty()
                        ? of("各类构件", "components of any category")
                        : sorted(selection.categories()).map(names::name).collect(listed()));
        if (Boolean.TRUE.equals(selection.exterior())) {
            conditions.add(of("位于外墙", "exterior"));
        } else if (Boolean.FALSE.equals(selection.exterior())) {
            conditions.add(of("不在外墙", "not exterior"));
        }
        if (!selection.features().isEmpty()) {
            conditions.add(sorted(selection.features()).map(names::name).collect(listed()));
        }
        return String.join(of("，", "; "), conditions)
                + of("；按", "; by ")
                + names.name(quantity)
                + of("（", " (")
                + names.unit(quantity.unit())
                + of("）", ")");
    }

    private static <E extends Enum<E>> Stream<E> sorted(Set<E> set) {
        return set.stream().sorted(Comparator.comparing(Enum::ordinal));
    }

    private Collector<CharSequence, ?, String> listed() {
        return Collectors.joining(of("、", ", "));
    }

    /** Above and below the line. */
    String ratio(Measured measured, boolean byMass) {
        if (byMass) {
            return of("计入构件的质量 / 清单中构件的总质量（设计口径全部计入）", "mass that counts / mass in the bill (all of it under design)");
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
                        .collect(Collectors.joining(of("；合并计算：", "; pooled with: ")));
            }

            @Override
            public String factored(Measured.Factored factored) {
                return of("各系统工程量 × 系数之和 / ", "each system times its factor / ") + names.name(factored.denominator());
            }

            @Override
            public String shareOfWhole(Measured.ShareOfWhole share) {
                return of("(构件 + 申报) / (构件 + 申报 + ", "(components + declared) / (components + declared + ")
                        + names.name(share.rest()) + ")";
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
                return names.name(declared.measure()) + " / " + text(declared.of());
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
            above.add(of("计入构件", "components that count"));
        }
        declared.forEach(measure -> above.add(names.name(measure)));
        return (above.size() > 1 ? "(" : "")
                + String.join(" + ", above)
                + (above.size() > 1 ? ")" : "")
                + " / "
                + names.name(denominator);
    }

    /** How the percent of the whole comes about, in letters and in figures; a line each. */
    List<String> percent(Percent percent, Rating rating, BigDecimal absent) {
        String letters = rating.groups().stream().map(Rating.Group::id).collect(Collectors.joining(" + "));
        String figures = rating.groups().stream()
                .map(group -> group.score().toPlainString())
                .collect(Collectors.joining(" + "));
        String result = rating.result().percent() == null
                ? of("无法得出", "not known")
                : rating.result().percent().toPlainString() + " %";
        return percent.accept(new Percent.Visitor<>() {
            @Override
            public List<String> pointsOfWhatIsThere(Percent.PointsOfWhatIsThere points) {
                String all = text(points.of());
                return List.of(
                        of("装配率 ", "Percent ") + "P = (" + letters + ") ÷ (" + all + " − " + of("缺项分值", "absent")
                                + ") × 100 %" + clause(points.clause()),
                        "P = (" + figures + ") ÷ (" + all + " − " + text(absent) + ") × 100 % = " + result);
            }

            @Override
            public List<String> sumOfPoints(Percent.SumOfPoints sum) {
                return List.of(
                        of("装配率 ", "Percent ") + "P = " + letters + clause(sum.clause()),
                        "P = " + figures + " = " + result);
            }
        });
    }

    private String clause(String clause) {
        return of("（条文 " + clause + "）", " (clause " + clause + ")");
    }
}
