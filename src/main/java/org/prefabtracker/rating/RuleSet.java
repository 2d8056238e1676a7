package org.prefabtracker.rating;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.catalogue.Feature;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.Absence;
import org.prefabtracker.project.Measure;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.Structure;
import org.prefabtracker.project.Use;

/**
 * One edition of one standard, as data of a closed set of kinds. What must hold beyond the types is checked by
 * {@link RuleSetCheck}; a rule set whose worked examples do not reproduce does not load.
 *
 * @param unit the clause that says what is rated: one building
 * @param uses of the buildings it is for; others are rated by reference
 * @param gradeRequires what a grade needs besides qualifying
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSet(
        @NotBlank String id,
        @NotBlank String name,
        @NotBlank String nameEn,
        @NotBlank String document,
        @NotBlank String jurisdiction,
        @NotNull LocalDate validFrom,
        LocalDate validTo,
        @NotBlank String unit,
        @NotEmpty Set<Use> uses,
        @NotNull @Valid Settings settings,
        @NotEmpty List<@Valid @NotNull Group> groups,
        @NotNull @Valid Percent percent,
        @NotNull List<@Valid @NotNull Prerequisite> prerequisites,
        @Valid GradeRequires gradeRequires,
        @NotNull List<@Valid @NotNull Grade> grades,
        @NotEmpty List<@Valid @NotNull Example> examples) {

    /** How well the text of a rule is founded. */
    public enum Founded {
        /** Read in a source. */
        VERIFIED,
        /** Known, with high, medium or low confidence; the printed text was not at hand. */
        RECALLED_HIGH,
        RECALLED_MEDIUM,
        RECALLED_LOW;

        boolean isFinal() {
            return this == VERIFIED || this == RECALLED_HIGH;
        }
    }

    /** Whether any rule is founded too weakly for the rule set to call itself final. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean provisional() {
        return !Stream.concat(groups.stream().map(Group::basis), items().map(Item::basis))
                .allMatch(Founded::isFinal);
    }

    /** Whether buildings of a structure are rated by a rule that is recalled with low confidence: composite ones are. */
    boolean isUnsureOf(Structure structure) {
        return structure == Structure.COMPOSITE
                && items().anyMatch(item -> item.measured() instanceof Ratio ratio && ratio.byMass() != null);
    }

    /** All items of all groups. */
    Stream<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream());
    }

    /**
     * What the text leaves open, decided; every answer shows it.
     *
     * @param ties how a score or percent in the middle is rounded
     * @param ratioRounding of a ratio in percent, before points are given for it
     * @param gaps the grade of a percent between two grades
     * @param cavityCounts whether the cavity of double-skin walls counts as precast
     * @param compositeVertical how vertical members of a COMPOSITE structure count
     * @param storeyKinds the storeys that count, above and below every line
     */
    public record Settings(
            @NotNull Ties ties,
            @NotNull RatioRounding ratioRounding,
            @NotNull @Min(0) @Max(6) Integer scoreDecimals,
            @NotNull @Min(0) @Max(6) Integer percentDecimals,
            @NotNull Gaps gaps,
            boolean cavityCounts,
            @NotNull CompositeVertical compositeVertical,
            @NotEmpty Set<StoreyKind> storeyKinds) {}

    /** Rounding of ties. */
    public enum Ties {
        HALF_UP(RoundingMode.HALF_UP),
        /** GB/T 8170. */
        HALF_EVEN(RoundingMode.HALF_EVEN);

        private final RoundingMode mode;

        Ties(RoundingMode mode) {
            this.mode = mode;
        }

        RoundingMode mode() {
            return mode;
        }
    }

    /** To how many decimals of a percent a ratio is rounded before it is used. */
    public enum RatioRounding {
        NONE,
        ONE_DECIMAL,
        TWO_DECIMALS
    }

    /** Which grade a percent has that lies between two grades. */
    public enum Gaps {
        LOWER_GRADE,
        NO_GRADE
    }

    /** How vertical members of a COMPOSITE structure count: by the volume of their concrete, or as those of steel do. */
    public enum CompositeVertical {
        BY_CONCRETE,
        FULL
    }

    /** Items that share a maximum, and perhaps a minimum that is a prerequisite. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Group(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull Founded basis,
            @NotNull @Positive BigDecimal max,
            @Positive BigDecimal minimum,
            @NotEmpty List<@Valid @NotNull Item> items) {}

    /** What is measured and what points it earns; {@code absentWith} is the thing without which it is not applicable. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull Founded basis,
            Absence.What absentWith,
            @NotNull @Valid Measured measured,
            @NotNull @Valid Points points) {}

    /** How the ratio of an item comes about. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Ratio.class, name = "RATIO"),
        @JsonSubTypes.Type(value = Fact.class, name = "FACT")
    })
    public sealed interface Measured {}

    /**
     * What counts over what there is.
     *
     * @param components which components count, and by which quantity
     * @param declared what is declared besides them
     * @param undeclared what it means that no component is in the bill and nothing is declared
     * @param provided a fact without which nothing counts; taken for granted under DESIGN
     * @param byMass where members count by their mass instead
     * @param atMostPlanAreaOfStorey whether what is counted on a storey can be no more than its plan area
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ratio(
            @Valid Selection components,
            List<@NotNull Measure> declared,
            @NotNull Measure denominator,
            @NotNull Undeclared undeclared,
            Measure provided,
            @Valid ByMass byMass,
            boolean atMostPlanAreaOfStorey)
            implements Measured {
        public Ratio {
            declared = declared == null ? List.of() : declared;
        }
    }

    /** Yes or no, as declared. */
    public record Fact(@NotNull Measure fact) implements Measured {}

    /** The bill tells everything, so nothing is 0; or somebody has yet to say it. */
    public enum Undeclared {
        ZERO,
        MISSING
    }

    /** Which components, or parts of them, count; what is left out does not matter. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Selection(
            Set<Category> categories,
            Set<Feature> features,
            Boolean exterior,
            @NotNull Quantity quantity) {
        public Selection {
            categories = categories == null ? Set.of() : categories;
            features = features == null ? Set.of() : features;
        }

        boolean matches(Category category, Set<Feature> has, boolean isExterior) {
            return (categories.isEmpty() || categories.contains(category))
                    && has.containsAll(features)
                    && (exterior == null || exterior == isExterior);
        }

        Selection by(Quantity other) {
            return new Selection(categories, features, exterior, other);
        }
    }

    /** Members of these structures count in full under DESIGN, and by their mass at the lens over that in the bill later. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ByMass(@NotEmpty Set<Structure> structures, CompositeVertical orWhereCompositeIs) {

        boolean applies(Structure structure, Settings settings) {
            return structures.contains(structure)
                    || structure == Structure.COMPOSITE && settings.compositeVertical() == orWhereCompositeIs;
        }
    }

    /** The points a ratio earns; ratios in percent. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Linear.class, name = "LINEAR"),
        @JsonSubTypes.Type(value = AtLeast.class, name = "AT_LEAST"),
        @JsonSubTypes.Type(value = YesNo.class, name = "YES_NO")
    })
    public sealed interface Points {
        /** The most an item can earn. */
        @JsonIgnore
        BigDecimal max();

        /** Before rounding. */
        BigFraction earnedBy(BigFraction percent);
    }

    /** Nothing below the range, {@code low} to {@code high} in it, {@code high} beyond. */
    public record Linear(
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal from,
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal to,
            @NotNull @PositiveOrZero BigDecimal low,
            @NotNull @Positive BigDecimal high)
            implements Points {
        @Override
        public BigDecimal max() {
            return high;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            BigFraction begin = Exact.of(from);
            BigFraction end = Exact.of(to);
            if (percent.compareTo(begin) < 0) {
                return BigFraction.ZERO;
            }
            if (percent.compareTo(end) >= 0) {
                return Exact.of(high);
            }
            BigFraction way = percent.subtract(begin).divide(end.subtract(begin));
            return Exact.of(low).add(way.multiply(Exact.of(high.subtract(low))));
        }
    }

    /** All points from a ratio on. */
    public record AtLeast(
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal from,
            @NotNull @Positive BigDecimal points) implements Points {
        @Override
        public BigDecimal max() {
            return points;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.compareTo(Exact.of(from)) < 0 ? BigFraction.ZERO : Exact.of(points);
        }
    }

    /** All points for yes. */
    public record YesNo(@NotNull @Positive BigDecimal points) implements Points {
        @Override
        public BigDecimal max() {
            return points;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.equals(BigFraction.ZERO) ? BigFraction.ZERO : Exact.of(points);
        }
    }

    /** How the percent of the whole comes about. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = PointsOfWhatIsThere.class, name = "POINTS_OF_WHAT_IS_THERE"))
    public sealed interface Percent {
        /** The percent before rounding, given the points of all groups and those of the items that are not applicable. */
        BigFraction of(BigDecimal points, BigDecimal absent);
    }

    /** All points over {@code of} less the points of the items that are not applicable. */
    public record PointsOfWhatIsThere(
            @NotNull @Positive BigDecimal of, @NotBlank String clause) implements Percent {
        @Override
        public BigFraction of(BigDecimal points, BigDecimal absent) {
            return Exact.ratio(points, of.subtract(absent)).multiply(100);
        }
    }

    /** What must hold for a building to qualify. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = GroupAtLeast.class, name = "GROUP"),
        @JsonSubTypes.Type(value = ItemEarned.class, name = "ITEM"),
        @JsonSubTypes.Type(value = PercentAtLeast.class, name = "PERCENT")
    })
    public sealed interface Prerequisite {
        String id();

        String name();

        String nameEn();

        String clause();

        /** Whether it holds, given points by item and by group and the percent of the whole. */
        boolean met(Map<String, BigDecimal> items, Map<String, BigDecimal> groups, BigDecimal wholePercent);
    }

    /** A group earns so many points. */
    public record GroupAtLeast(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotBlank String group,
            @NotNull @Positive BigDecimal atLeast)
            implements Prerequisite {
        @Override
        public boolean met(Map<String, BigDecimal> items, Map<String, BigDecimal> groups, BigDecimal wholePercent) {
            return groups.get(group).compareTo(atLeast) >= 0;
        }
    }

    /** An item earns its points. */
    public record ItemEarned(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotBlank String item)
            implements Prerequisite {
        @Override
        public boolean met(Map<String, BigDecimal> items, Map<String, BigDecimal> groups, BigDecimal wholePercent) {
            return items.getOrDefault(item, BigDecimal.ZERO).signum() > 0;
        }
    }

    /** The percent is so high. */
    public record PercentAtLeast(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull @Positive BigDecimal atLeast)
            implements Prerequisite {
        @Override
        public boolean met(Map<String, BigDecimal> items, Map<String, BigDecimal> groups, BigDecimal wholePercent) {
            return wholePercent.compareTo(atLeast) >= 0;
        }
    }

    /** A ratio, in percent, without which there is no grade. */
    public record GradeRequires(
            @NotBlank String item,
            @NotNull @Positive BigDecimal ratioAtLeast,
            @NotBlank String clause) {}

    /** A grade from a percent to another, both included; without {@code to} it is the highest. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grade(
            @NotBlank String id,
            @NotNull @Positive BigDecimal from,
            @Positive BigDecimal to,
            @NotBlank String clause) {}

    /** Ratios in percent by item, of facts 100 or 0, what is absent left out; and what must come out. */
    public record Example(
            @NotBlank String name,
            @NotEmpty Map<String, @NotNull @PositiveOrZero BigDecimal> ratios,
            @NotNull @Valid Outcome gives) {}

    /** What an example must come to. @param points by group, {@code absent} those of the items left out */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            @NotEmpty Map<String, @NotNull BigDecimal> points,
            @NotNull BigDecimal absent,
            @NotNull BigDecimal percent,
            boolean qualifies,
            String grade) {}
}
