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

    private String points(RuleSet.Points points) {
        if (points instanceof RuleSet.Linear linear) {
            return range(linear.from(), linear.to()) + " %: " + range(linear.low(), linear.high());
        }
        if (points instanceof RuleSet.LinearThenStep step) {
            return range(step.from(), step.to()) + " %: " + range(step.low(), step.high()) + of("；", "; ") + "≥ "
                    + text(step.to()) + " %: " + text(step.then());
        }
        if (points instanceof RuleSet.AtLeast least) {
            return "≥ " + text(least.from()) + " %: " + text(least.points());
        }
        if (points instanceof RuleSet.Proportional proportional) {
            return of("比例 × ", "ratio × ") + text(proportional.points());
        }
        return of("是: ", "yes: ") + text(points.max());
    }

    private static String range(BigDecimal from, BigDecimal to) {
        return text(from) + "–" + text(to);
    }

    /** What an item asks to be declared as so or not so. */
    static Optional<DeclaredQuantity> fact(RuleSet.Measured measured) {
        return measured instanceof RuleSet.YesNoMeasure yesOrNo
                ? Optional.of(yesOrNo.fact())
                : Optional.ofNullable(measured instanceof RuleSet.Ratio ratio ? ratio.provided() : null);
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
    String selection(RuleSet.Selection selection, boolean byMass) {
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
    String ratio(RuleSet.Measured measured, boolean byMass) {
        if (byMass) {
            return of("计入构件的质量 / 清单中构件的总质量（设计口径全部计入）", "mass that counts / mass in the bill (all of it under design)");
        }
        if (measured instanceof RuleSet.Ratio ratio) {
            return fraction(ratio.selections(), ratio.declared(), ratio.denominator());
        }
        if (measured instanceof RuleSet.Pooled pooled) {
            return pooled.pools().stream()
                    .map(pool -> fraction(pool.components(), pool.declared(), pool.denominator()))
                    .collect(Collectors.joining(of("；合并计算：", "; pooled with: ")));
        }
        if (measured instanceof RuleSet.Factored factored) {
            return of("各系统工程量 × 系数之和 / ", "each system times its factor / ") + names.name(factored.denominator());
        }
        if (measured instanceof RuleSet.ShareOfWhole share) {
            return of("(构件 + 申报) / (构件 + 申报 + ", "(components + declared) / (components + declared + ")
                    + names.name(share.rest()) + ")";
        }
        if (measured instanceof RuleSet.Remainder remainder) {
            return "(" + names.name(remainder.whole())
                    + remainder.less().stream()
                            .map(measure -> " − " + names.name(measure))
                            .collect(Collectors.joining())
                    + ") / " + names.name(remainder.whole());
        }
        if (measured instanceof RuleSet.DeclaredRatio given) {
            return names.name(given.measure()) + " / " + text(given.of());
        }
        return names.name(((RuleSet.YesNoMeasure) measured).fact());
    }

    private String fraction(
            List<RuleSet.Selection> selections, List<DeclaredQuantity> declared, DeclaredQuantity denominator) {
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
    List<String> percent(RuleSet.Percent percent, Rating rating, BigDecimal absent) {
        String letters = rating.groups().stream().map(Rating.Group::id).collect(Collectors.joining(" + "));
        String figures = rating.groups().stream()
                .map(group -> group.score().toPlainString())
                .collect(Collectors.joining(" + "));
        String result = rating.result().percent() == null
                ? of("无法得出", "not known")
                : rating.result().percent().toPlainString() + " %";
        if (percent instanceof RuleSet.PointsOfWhatIsThere points) {
            String all = text(points.of());
            return List.of(
                    of("装配率 ", "Percent ") + "P = (" + letters + ") ÷ (" + all + " − " + of("缺项分值", "absent")
                            + ") × 100 %" + clause(points.clause()),
                    "P = (" + figures + ") ÷ (" + all + " − " + text(absent) + ") × 100 % = " + result);
        }
        return List.of(
                of("装配率 ", "Percent ") + "P = " + letters + clause(((RuleSet.SumOfPoints) percent).clause()),
                "P = " + figures + " = " + result);
    }

    private String clause(String clause) {
        return of("（条文 " + clause + "）", " (clause " + clause + ")");
    }
}
