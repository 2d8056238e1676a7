package org.prefabtracker.requirement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.rating.Rating;
import org.prefabtracker.rating.facts.EvaluationKind;
import org.prefabtracker.rating.facts.Lens;
import org.prefabtracker.rating.ruleset.RuleSet;
import org.prefabtracker.shared.message.Language;
import org.prefabtracker.shared.message.LocalizedName;
import org.prefabtracker.shared.message.Note;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * The required measure and its threshold. Numbers are percent with at most 4 decimals, as many as a rating shows of a ratio,
 * so that the shown ratio decides exactly.
 */
@Schema(
        description =
                "By its kind: PERCENT with atLeast, a number; GRADE with atLeast, a grade of the rule set; ITEM_RATIO with "
                        + "item and atLeast, a number. Numbers are percent, above 0 and at most 100, with at most 4 decimals",
        oneOf = {RequiredMeasure.Percent.class, RequiredMeasure.Grade.class, RequiredMeasure.ItemRatio.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "PERCENT", schema = RequiredMeasure.Percent.class),
            @DiscriminatorMapping(value = "GRADE", schema = RequiredMeasure.Grade.class),
            @DiscriminatorMapping(value = "ITEM_RATIO", schema = RequiredMeasure.ItemRatio.class)
        })
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RequiredMeasure.Percent.class, name = "PERCENT"),
    @JsonSubTypes.Type(value = RequiredMeasure.Grade.class, name = "GRADE"),
    @JsonSubTypes.Type(value = RequiredMeasure.ItemRatio.class, name = "ITEM_RATIO")
})
public sealed interface RequiredMeasure {

    /** Adds violations where the rule set cannot give the measure. */
    void check(RuleSet ruleSet, Violations violations);

    /** The result of a rating by the rule set. */
    ComplianceResult of(RuleSet ruleSet, Rating rating);

    /** Whether a rating under the lens can give the measure. */
    default boolean isGivenUnder(Lens lens) {
        return true;
    }

    /** The item whose ratio is required; empty where the measure is of the whole. */
    default Optional<String> ofItem() {
        return Optional.empty();
    }

    /** Calls the method of the visitor for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor<R> {
        R percent(Percent percent);

        R grade(Grade grade);

        R itemRatio(ItemRatio ratio);
    }

    /** The percent of the whole, compared as the rating shows it. */
    @Schema(name = "PercentMeasure")
    record Percent(
            @NotNull @Positive @DecimalMax("100") @Digits(integer = 3, fraction = 4)
            BigDecimal atLeast) implements RequiredMeasure {
        public Percent {
            atLeast = stripped(atLeast);
        }

        @Override
        public void check(RuleSet ruleSet, Violations violations) {
            BigDecimal most = ruleSet.mostPercent();
            if (atLeast.compareTo(most) > 0) {
                violations.add(
                        new ErrorLocation.Pointer("/measure/atLeast"),
                        atLeast,
                        Violation.OUT_OF_RANGE,
                        "the most that " + ruleSet.id() + " can give is " + most.toPlainString());
            }
        }

        @Override
        public ComplianceResult of(RuleSet ruleSet, Rating rating) {
            return ComplianceResult.ofPercent(atLeast, rating);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.percent(this);
        }
    }

    /** A grade of the rule set or a higher one. */
    @Schema(name = "GradeMeasure")
    record Grade(@NotBlank @Size(max = 64) String atLeast) implements RequiredMeasure {

        @Override
        public void check(RuleSet ruleSet, Violations violations) {
            if (rank(ruleSet, atLeast) < 0) {
                violations.add(
                        new ErrorLocation.Pointer("/measure/atLeast"),
                        atLeast,
                        Violation.UNKNOWN_VALUE,
                        ruleSet.grades().isEmpty()
                                ? ruleSet.id() + " gives no grades; demand a percent"
                                : "the grades of " + ruleSet.id() + " are "
                                        + ruleSet.grades().stream()
                                                .map(RuleSet.Grade::id)
                                                .collect(Collectors.joining(", ")));
            }
        }

        /**
         * The percent is compared with the lower bound of the grade; whether it is met depends on the grade alone, which also
         * needs the prerequisites. A rating of progress has no grade, so it is not decided.
         */
        @Override
        public ComplianceResult of(RuleSet ruleSet, Rating rating) {
            int wanted = rank(ruleSet, atLeast);
            if (wanted < 0) {
                return ComplianceResult.unknown(ComplianceNote.GRADE_GONE.of(ruleSet.id(), atLeast));
            }
            ComplianceResult percent =
                    ComplianceResult.ofPercent(ruleSet.grades().get(wanted).from(), rating);
            if (rating.kind() == EvaluationKind.PROGRESS) {
                return percent.graded(null, null, List.of());
            }
            String grade = rating.result().grade();
            boolean met =
                    percent.data() != ComplianceResult.Data.INVALID && grade != null && rank(ruleSet, grade) >= wanted;
            return percent.graded(grade, met, met ? List.of() : unmet(ruleSet, rating));
        }

        /** A rating of progress has no grade. */
        @Override
        public boolean isGivenUnder(Lens lens) {
            return lens == Lens.DESIGN || lens == Lens.ACCEPTED;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.grade(this);
        }

        private static int rank(RuleSet ruleSet, String grade) {
            return ruleSet.grades().stream().map(RuleSet.Grade::id).toList().indexOf(grade);
        }

        /** The conditions of a grade, besides the percent, that are not met. */
        private static List<Rating.Prerequisite> unmet(RuleSet ruleSet, Rating rating) {
            List<Rating.Prerequisite> unmet = new ArrayList<>(rating.prerequisites().stream()
                    .filter(prerequisite -> !prerequisite.met())
                    .toList());
            RuleSet.GradeRequires required = ruleSet.gradeRequires();
            if (required != null) {
                ComplianceResult.finding(rating, required.item())
                        .filter(item -> item.ratio().ratioPercent() == null
                                || item.ratio().ratioPercent().compareTo(required.ratioAtLeast()) < 0)
                        .ifPresent(item -> unmet.add(prerequisite(item, required)));
            }
            return unmet;
        }

        private static Rating.Prerequisite prerequisite(Rating.Finding item, RuleSet.GradeRequires required) {
            Note atLeast = ComplianceNote.RATIO_AT_LEAST.of(
                    new LocalizedName(item.name(), item.nameEn()), required.ratioAtLeast());
            return new Rating.Prerequisite(
                    item.id(), atLeast.in(Language.ZH), atLeast.in(Language.EN), false, required.clause());
        }
    }

    /** The ratio of one item, exactly as it was measured, before the rule set rounds anything. */
    @Schema(name = "ItemRatioMeasure")
    record ItemRatio(
            @NotBlank @Size(max = 64) String item,

            @NotNull @Positive @DecimalMax("100") @Digits(integer = 3, fraction = 4)
            BigDecimal atLeast)
            implements RequiredMeasure {
        public ItemRatio {
            atLeast = stripped(atLeast);
        }

        @Override
        public void check(RuleSet ruleSet, Violations violations) {
            Optional<RuleSet.Item> named = ruleSet.items()
                    .filter(candidate -> candidate.id().equals(item))
                    .findFirst();
            boolean hasRatio = named.isPresent() && hasRatio(named.get());
            if (!hasRatio) {
                violations.add(
                        new ErrorLocation.Pointer("/measure/item"),
                        item,
                        named.isEmpty() ? Violation.NOT_FOUND : Violation.UNKNOWN_VALUE,
                        (named.isEmpty()
                                        ? ruleSet.id() + " has no such item"
                                        : "this item is a yes or no and has no ratio")
                                + "; those with a ratio are "
                                + ruleSet.items()
                                        .filter(ItemRatio::hasRatio)
                                        .map(RuleSet.Item::id)
                                        .collect(Collectors.joining(", ")));
            }
        }

        @Override
        public Optional<String> ofItem() {
            return Optional.of(item);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.itemRatio(this);
        }

        private static boolean hasRatio(RuleSet.Item item) {
            return item.measured().hasRatio();
        }

        @Override
        public ComplianceResult of(RuleSet ruleSet, Rating rating) {
            return ComplianceResult.finding(rating, item)
                    .map(finding -> ComplianceResult.ofRatio(atLeast, finding))
                    .orElseGet(() -> ComplianceResult.unknown(ComplianceNote.ITEM_GONE.of(ruleSet.id(), item)));
        }
    }

    /** Without trailing zeros: 50.00 is 50. Not in plain notation, because 1e999999999 would need a gigabyte. */
    private static BigDecimal stripped(BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros();
    }
}
