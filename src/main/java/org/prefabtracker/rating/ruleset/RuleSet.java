package org.prefabtracker.rating.ruleset;

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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
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
import org.prefabtracker.catalogue.Quantities;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.joint.JointRule;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.project.StoreyKind;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.project.TakeOff;

/**
 * One edition of one standard, as data of a closed set of kinds. What must hold beyond the types is checked by
 * {@link RuleSetValidator}; a rule set whose worked examples do not reproduce does not load.
 *
 * @param jurisdiction the country by ISO 3166, and within China the region by GB/T 2260: {@code CN-32}
 * @param validTo the last day it is valid for; null while it is
 * @param transition what its text says of buildings under way when it came or went
 * @param replaces the id of the edition before it
 * @param unit the clause that says what is rated: one building
 * @param uses of the buildings it is for; others are rated by reference
 * @param gradeRequires what a grade needs besides qualifying
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleSet(
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-z0-9-]{2,62}[a-z0-9]",
                message = "4 to 64 small letters, digits and hyphens such as cn-gbt-51129-2017")
        String id,

        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 200) String nameEn,
        @NotBlank @Size(max = 200) String document,

        @NotNull @Pattern(regexp = JURISDICTION, message = "a country such as CN, or a region of China such as CN-32")
        String jurisdiction,

        @NotNull LocalDate validFrom,
        LocalDate validTo,
        @Size(max = 1_000) String transition,
        @Size(max = 64) String replaces,
        @NotBlank String unit,
        @NotEmpty Set<BuildingUse> uses,
        @NotNull @Valid Settings settings,
        @NotEmpty @Size(max = 50) List<@Valid @NotNull Group> groups,
        @NotNull @Valid Percent percent,
        @NotNull @Size(max = 50) List<@Valid @NotNull Prerequisite> prerequisites,
        @Valid GradeRequires gradeRequires,
        @NotNull @Size(max = 50) List<@Valid @NotNull Grade> grades,
        @NotEmpty @Size(max = 200) List<@Valid @NotNull Example> examples) {

    private static final String JURISDICTION = "[A-Z]{2}(-[0-9]{2}([0-9]{2}){0,2})?";

    /** Whether buildings of a region of China (6 digits of GB/T 2260) lie in its jurisdiction. */
    public boolean isFor(String regionCode) {
        return jurisdiction.equals("CN")
                || jurisdiction.startsWith("CN-") && regionCode.startsWith(jurisdiction.substring(3));
    }

    /** How well the text of a rule is founded. */
    public enum SourceConfidence {
        /** Read in a source. */
        VERIFIED,
        /** Known, with high, medium or low confidence; the printed text was not at hand. */
        RECALLED_HIGH,
        RECALLED_MEDIUM,
        RECALLED_LOW;

        public boolean isFinal() {
            return this == VERIFIED || this == RECALLED_HIGH;
        }
    }

    /** Whether any rule is founded too weakly for the rule set to call itself final. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean provisional() {
        return !Stream.concat(groups.stream().map(Group::basis), items().map(Item::basis))
                .allMatch(RuleSet.SourceConfidence::isFinal);
    }

    /** Whether buildings of a structure are rated by a rule that is recalled with low confidence: composite ones are. */
    public boolean isUnsureOf(StructuralSystem structure) {
        return structure == StructuralSystem.COMPOSITE
                && items().anyMatch(item -> item.measured() instanceof Ratio ratio && ratio.byMass() != null);
    }

    /** All items of all groups. */
    public Stream<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream());
    }

    /**
     * What the text leaves open, decided; every answer shows it.
     *
     * @param ties how a score or percent in the middle is rounded
     * @param ratioRounding of a ratio in percent, before points are given for it
     * @param scoreDecimals of the points of an item; null where they stay exact and only the whole is rounded
     * @param gaps the grade of a percent between two grades
     * @param cavityCounts whether the cavity of double-skin walls counts as precast
     * @param compositeVertical how vertical members of a COMPOSITE structure count
     * @param storeyKinds the storeys that count, above and below every line
     * @param steps roundings one after the other that a text asks for in place of ratioRounding, scoreDecimals, percentDecimals
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Settings(
            @NotNull RuleSet.TieRounding ties,
            @NotNull RatioRounding ratioRounding,
            @Min(0) @Max(6) Integer scoreDecimals,
            @NotNull @Min(0) @Max(6) Integer percentDecimals,
            @NotNull RuleSet.GradeGapPolicy gaps,
            boolean cavityCounts,
            @NotNull CompositeVertical compositeVertical,
            @NotEmpty Set<StoreyKind> storeyKinds,
            @Valid Steps steps) {}

    /**
     * Roundings one after the other; an empty list leaves it to the other settings.
     *
     * @param ratio of a ratio, 1 being all
     * @param points of the points of an item
     * @param percent of the whole
     */
    public record Steps(
            @Size(max = 5) List<@Valid @NotNull Step> ratio,
            @Size(max = 5) List<@Valid @NotNull Step> points,
            @Size(max = 5) List<@Valid @NotNull Step> percent) {
        public Steps {
            ratio = ratio == null ? List.of() : ratio;
            points = points == null ? List.of() : points;
            percent = percent == null ? List.of() : percent;
        }
    }

    /** One rounding: to how many decimals and which way. */
    public record Step(
            @NotNull @Min(0) @Max(9) Integer decimals,
            @NotNull Mode mode) {}

    /** Which way to round. */
    public enum Mode {
        HALF_UP(RoundingMode.HALF_UP),
        HALF_EVEN(RoundingMode.HALF_EVEN),
        /** Cut off. */
        DOWN(RoundingMode.DOWN),
        UP(RoundingMode.UP);

        private final RoundingMode mode;

        Mode(RoundingMode mode) {
            this.mode = mode;
        }

        public RoundingMode mode() {
            return mode;
        }
    }

    /** Rounding of ties. */
    public enum TieRounding {
        HALF_UP(RoundingMode.HALF_UP),
        /** GB/T 8170. */
        HALF_EVEN(RoundingMode.HALF_EVEN);

        private final RoundingMode mode;

        TieRounding(RoundingMode mode) {
            this.mode = mode;
        }

        public RoundingMode mode() {
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
    public enum GradeGapPolicy {
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
            @NotNull RuleSet.SourceConfidence basis,
            @NotNull @Positive BigDecimal max,
            @Positive BigDecimal minimum,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Item> items) {}

    /**
     * What is measured and what points it earns.
     *
     * @param absentWith the thing without which it is not applicable
     * @param needed whether there is no result at all without it, instead of no points
     * @param weight what its points are multiplied by; null leaves them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull RuleSet.SourceConfidence basis,
            AbsentFeature.What absentWith,
            boolean needed,
            @Valid Weight weight,
            @NotNull @Valid Measured measured,
            @NotNull @Valid Points points) {}

    /**
     * A weight that depends on the structure of the building.
     *
     * @param byStructure as the text states it; what it does not state for a structure is asked for
     * @param input what is asked for where it is not stated
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Weight(
            Map<StructuralSystem, @NotNull @PositiveOrZero @DecimalMax("1") BigDecimal> byStructure,
            @NotNull DeclaredQuantity input) {
        public Weight {
            byStructure = byStructure == null ? Map.of() : byStructure;
        }
    }

    /** How the ratio of an item comes about. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Ratio.class, name = "RATIO"),
        @JsonSubTypes.Type(value = RuleSet.YesNoMeasure.class, name = "FACT"),
        @JsonSubTypes.Type(value = Pooled.class, name = "POOLED"),
        @JsonSubTypes.Type(value = Factored.class, name = "FACTORED"),
        @JsonSubTypes.Type(value = RuleSet.ShareOfWhole.class, name = "SHARE"),
        @JsonSubTypes.Type(value = Remainder.class, name = "REMAINDER"),
        @JsonSubTypes.Type(value = RuleSet.DeclaredRatio.class, name = "GIVEN")
    })
    public sealed interface Measured {
        /** Which components count, each way of counting by itself; none where it rests on declarations alone. */
        @JsonIgnore
        default List<Selection> selections() {
            return List.of();
        }
    }

    /**
     * What counts over what there is.
     *
     * @param components which components count, and by which quantity
     * @param declared what is declared besides them
     * @param joints which joints of the schedule count besides them, by volume or area as the denominator has it
     * @param undeclared what it means that no component is in the bill and nothing is declared
     * @param provided a fact without which nothing counts; taken for granted under DESIGN
     * @param byMass where members count by their mass instead
     * @param atMostPlanAreaOfStorey whether what is counted on a storey can be no more than its plan area
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ratio(
            @Valid Selection components,
            List<@NotNull DeclaredQuantity> declared,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 10)
            List<@Valid @NotNull JointRule> joints,

            @NotNull DeclaredQuantity denominator,
            @NotNull RuleSet.MissingDataPolicy undeclared,
            DeclaredQuantity provided,
            @Valid ByMass byMass,
            boolean atMostPlanAreaOfStorey)
            implements Measured {
        public Ratio {
            declared = declared == null ? List.of() : declared;
            joints = joints == null ? List.of() : joints;
        }

        @Override
        public List<Selection> selections() {
            return components == null ? List.of() : List.of(components);
        }
    }

    /** What counts of several things over all of them: (a + b + c) / (A + B + C). A thing that is absent leaves both sides. */
    public record Pooled(@NotEmpty @Size(max = 20) List<@Valid @NotNull Pool> pools) implements Measured {
        @Override
        public List<Selection> selections() {
            return pools.stream().flatMap(pool -> pool.components().stream()).toList();
        }
    }

    /** One thing of several: which of it counts, and how much there is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Pool(
            @Size(max = 10) List<@Valid @NotNull Selection> components,
            @Size(max = 10) List<@NotNull DeclaredQuantity> declared,
            @NotNull DeclaredQuantity denominator,
            AbsentFeature.What absentWith) {
        public Pool {
            components = components == null ? List.of() : components;
            declared = declared == null ? List.of() : declared;
        }
    }

    /** The parts of a whole that are built by different systems, each times the factor of its system. */
    public record Factored(
            @NotNull DeclaredQuantity denominator,
            @NotEmpty @Size(max = 50) List<@Valid @NotNull System> systems) implements Measured {
        @Override
        public List<Selection> selections() {
            return systems.stream()
                    .flatMap(system -> system.components().stream())
                    .toList();
        }
    }

    /**
     * A system of building and its factor; what is of no system counts nothing.
     *
     * @param factor as the text states it
     * @param factorInput what asks for it where the text's table is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record System(
            @NotBlank String name,
            @NotBlank String nameEn,
            @Size(max = 10) List<@Valid @NotNull Selection> components,
            @Size(max = 10) List<@NotNull DeclaredQuantity> declared,
            @PositiveOrZero @DecimalMax("1") BigDecimal factor,
            DeclaredQuantity factorInput) {
        public System {
            components = components == null ? List.of() : components;
            declared = declared == null ? List.of() : declared;
        }
    }

    /**
     * What counts over itself and the rest: V1 / (V1 + V2). Under every lens the whole bill stands below the line.
     *
     * @param rest what there is besides
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShareOfWhole(
            @Valid Selection components,
            @Size(max = 10) List<@NotNull DeclaredQuantity> declared,
            @NotNull DeclaredQuantity rest)
            implements Measured {
        public ShareOfWhole {
            declared = declared == null ? List.of() : declared;
        }

        @Override
        public List<Selection> selections() {
            return components == null ? List.of() : List.of(components);
        }
    }

    /** What is left of a whole: (A - b - c) / A. */
    public record Remainder(
            @NotNull DeclaredQuantity whole,
            @NotEmpty @Size(max = 10) List<@NotNull DeclaredQuantity> less) implements Measured {}

    /** What is declared as it is, over the most it can be; its table is not known here. */
    public record DeclaredRatio(
            @NotNull DeclaredQuantity measure,
            @NotNull @Positive BigDecimal of) implements Measured {}

    /** Yes or no, as declared. */
    public record YesNoMeasure(@NotNull DeclaredQuantity fact) implements Measured {}

    /** The bill tells everything, so nothing is 0; or somebody has yet to say it. */
    public enum MissingDataPolicy {
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

        public boolean matches(Category category, Set<Feature> has, boolean isExterior) {
            return (categories.isEmpty() || categories.contains(category))
                    && has.containsAll(features)
                    && (exterior == null || exterior == isExterior);
        }

        public Selection by(Quantity other) {
            return new Selection(categories, features, exterior, other);
        }
    }

    /** Members of these structures count in full under DESIGN, and by their mass at the lens over that in the bill later. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ByMass(@NotEmpty Set<StructuralSystem> structures, CompositeVertical orWhereCompositeIs) {

        public boolean applies(StructuralSystem structure, Settings settings) {
            return structures.contains(structure)
                    || structure == StructuralSystem.COMPOSITE && settings.compositeVertical() == orWhereCompositeIs;
        }
    }

    /** The points a ratio earns; ratios in percent. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Linear.class, name = "LINEAR"),
        @JsonSubTypes.Type(value = AtLeast.class, name = "AT_LEAST"),
        @JsonSubTypes.Type(value = YesNo.class, name = "YES_NO"),
        @JsonSubTypes.Type(value = LinearThenStep.class, name = "LINEAR_THEN_STEP"),
        @JsonSubTypes.Type(value = Proportional.class, name = "PROPORTIONAL")
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
            BigFraction begin = Fractions.of(from);
            BigFraction end = Fractions.of(to);
            if (percent.compareTo(begin) < 0) {
                return BigFraction.ZERO;
            }
            if (percent.compareTo(end) >= 0) {
                return Fractions.of(high);
            }
            BigFraction way = percent.subtract(begin).divide(end.subtract(begin));
            return Fractions.of(low).add(way.multiply(Fractions.of(high.subtract(low))));
        }
    }

    /** As {@link Linear} below the end of the range, and from there on {@code then} instead of {@code high}. */
    public record LinearThenStep(
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal from,
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal to,
            @NotNull @PositiveOrZero BigDecimal low,
            @NotNull @Positive BigDecimal high,
            @NotNull @Positive BigDecimal then)
            implements Points {
        @Override
        public BigDecimal max() {
            return then;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.compareTo(Fractions.of(to)) >= 0
                    ? Fractions.of(then)
                    : new Linear(from, to, low, high).earnedBy(percent);
        }
    }

    /** As much of the points as the ratio is of all. */
    public record Proportional(@NotNull @Positive BigDecimal points) implements Points {
        @Override
        public BigDecimal max() {
            return points;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.divide(100).multiply(Fractions.of(points));
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
            return percent.compareTo(Fractions.of(from)) < 0 ? BigFraction.ZERO : Fractions.of(points);
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
            return percent.equals(BigFraction.ZERO) ? BigFraction.ZERO : Fractions.of(points);
        }
    }

    /** How the percent of the whole comes about. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PointsOfWhatIsThere.class, name = "POINTS_OF_WHAT_IS_THERE"),
        @JsonSubTypes.Type(value = SumOfPoints.class, name = "SUM_OF_POINTS")
    })
    public sealed interface Percent {
        /** The percent before rounding, given the points of all groups and those of the items that are not applicable. */
        BigFraction of(BigFraction points, BigDecimal absent);
    }

    /** All points over {@code of} less the points of the items that are not applicable. */
    public record PointsOfWhatIsThere(
            @NotNull @Positive BigDecimal of, @NotBlank String clause) implements Percent {
        @Override
        public BigFraction of(BigFraction points, BigDecimal absent) {
            return points.divide(Fractions.of(this.of.subtract(absent))).multiply(100);
        }
    }

    /** The points are the percent; what is not applicable adds nothing and takes nothing away. */
    public record SumOfPoints(@NotBlank String clause) implements Percent {
        @Override
        public BigFraction of(BigFraction points, BigDecimal absent) {
            return points;
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

        /** Whether it holds, given points by item and by group and the percent of the whole, null where there is none. */
        boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent);
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
        public boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent) {
            return groups.get(group).compareTo(Fractions.of(atLeast)) >= 0;
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
        public boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent) {
            return items.getOrDefault(item, BigFraction.ZERO).signum() > 0;
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
        public boolean met(Map<String, BigFraction> items, Map<String, BigFraction> groups, BigDecimal wholePercent) {
            return wholePercent != null && wholePercent.compareTo(atLeast) >= 0;
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

    /**
     * A worked example: ratios by item, or a building that is measured; and what must come out.
     *
     * @param structure of the building, on which weights depend; CONCRETE unless said
     * @param ratios in percent by item, of facts 100 or 0; what is absent is left out
     * @param weights by item, where the rule set asks for them
     * @param building measured as every building is, under DESIGN
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Example(
            @NotBlank String name,
            StructuralSystem structure,
            Map<String, @NotNull @PositiveOrZero @DecimalMax("100") BigDecimal> ratios,
            Map<String, @NotNull @PositiveOrZero @DecimalMax("1") BigDecimal> weights,
            @Valid ExampleBuilding building,
            @NotNull @Valid Outcome gives) {
        public Example {
            structure = structure == null ? StructuralSystem.CONCRETE : structure;
            weights = weights == null ? Map.of() : weights;
        }
    }

    /** What stands in the bill of an example and what is declared of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExampleBuilding(
            @Size(max = 100) List<@Valid @NotNull ExampleComponent> components,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 100)
            List<@Valid @NotNull ExampleJoint> joints,

            @Valid TakeOff takeOff) {
        public ExampleBuilding {
            components = components == null ? List.of() : components;
            joints = joints == null ? List.of() : joints;
        }
    }

    /** Components of an example, alike ones together; {@code exterior} as their category has it unless said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExampleComponent(
            @NotNull Category category,
            Set<Feature> features,
            Boolean exterior,
            @NotNull @Valid Quantities quantities) {
        public ExampleComponent {
            features = features == null ? Set.of() : features;
        }
    }

    /** A joint of an example; {@code joins} names the categories of the components it joins. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExampleJoint(
            @NotNull JointKind kind,
            @NotEmpty @Size(max = 10) List<@NotNull Category> joins,
            @Positive BigDecimal widthMm,
            @Positive BigDecimal heightMm,
            @Positive BigDecimal columnSideMm,
            @Positive BigDecimal volumeM3,
            @Positive BigDecimal areaM2,
            boolean castInPlaceSide) {}

    /** What an example must come to. @param points by group, as they are shown; {@code absent} those of the items left out */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            @NotEmpty Map<String, @NotNull BigDecimal> points,
            @NotNull BigDecimal absent,
            @NotNull BigDecimal percent,
            boolean qualifies,
            String grade) {}
}
