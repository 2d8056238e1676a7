package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.joint.JointRule;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;

/** How the ratio of an item is measured. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measured.Ratio.class, name = "RATIO"),
    @JsonSubTypes.Type(value = Measured.YesNoMeasure.class, name = "FACT"),
    @JsonSubTypes.Type(value = Measured.Pooled.class, name = "POOLED"),
    @JsonSubTypes.Type(value = Measured.Factored.class, name = "FACTORED"),
    @JsonSubTypes.Type(value = Measured.ShareOfWhole.class, name = "SHARE"),
    @JsonSubTypes.Type(value = Measured.Remainder.class, name = "REMAINDER"),
    @JsonSubTypes.Type(value = Measured.DeclaredRatio.class, name = "GIVEN")
})
@Schema(
        name = "MeasurementRule",
        oneOf = {
            Measured.Ratio.class,
            Measured.YesNoMeasure.class,
            Measured.Pooled.class,
            Measured.Factored.class,
            Measured.ShareOfWhole.class,
            Measured.Remainder.class,
            Measured.DeclaredRatio.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "RATIO", schema = Measured.Ratio.class),
            @DiscriminatorMapping(value = "FACT", schema = Measured.YesNoMeasure.class),
            @DiscriminatorMapping(value = "POOLED", schema = Measured.Pooled.class),
            @DiscriminatorMapping(value = "FACTORED", schema = Measured.Factored.class),
            @DiscriminatorMapping(value = "SHARE", schema = Measured.ShareOfWhole.class),
            @DiscriminatorMapping(value = "REMAINDER", schema = Measured.Remainder.class),
            @DiscriminatorMapping(value = "GIVEN", schema = Measured.DeclaredRatio.class)
        })
public sealed interface Measured {
    /** Which components count, one selection per way of counting; empty where only declarations count. */
    @JsonIgnore
    default List<Selection> selections() {
        return List.of();
    }

    /** The unit of numerator and denominator; null where there are none. */
    @JsonIgnore
    String unit();

    /** The rules of the joints that count, at most one per kind of joint. */
    @JsonIgnore
    default List<JointRule> jointRules() {
        return List.of();
    }

    /** The rule by which members of some structures count by their mass instead. */
    @JsonIgnore
    default Optional<ByMass> massRule() {
        return Optional.empty();
    }

    /** The fact without which nothing counts. */
    @JsonIgnore
    default Optional<DeclaredQuantity> providedFact() {
        return Optional.empty();
    }

    /** The declared yes or no that the report shows with the item. */
    @JsonIgnore
    default Optional<DeclaredQuantity> declaredFact() {
        return providedFact();
    }

    /** Whether a ratio is measured, and not a yes or no. */
    @JsonIgnore
    default boolean hasRatio() {
        return true;
    }

    /** The highest ratio that can be reached, where it is below 1: the highest factor that the text states. */
    @JsonIgnore
    default Optional<BigDecimal> mostRatio() {
        return Optional.empty();
    }

    /** Whether all of what is measured can be declared absent by the measure itself, and not by its item. */
    @JsonIgnore
    default boolean canBeAbsent() {
        return false;
    }

    /** Calls the method of the visitor for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor<R> {
        R ratio(Ratio ratio);

        R pooled(Pooled pooled);

        R factored(Factored factored);

        R shareOfWhole(ShareOfWhole shareOfWhole);

        R remainder(Remainder remainder);

        R declaredRatio(DeclaredRatio declaredRatio);

        R yesNoMeasure(YesNoMeasure yesNoMeasure);
    }

    /**
     * The amount that counts divided by a declared total.
     *
     * @param components the components that count, and by which quantity
     * @param declared declared amounts that count in addition
     * @param joints the joints that count in addition, by volume or area in the unit of the denominator
     * @param undeclared the meaning of a bill without such components where nothing is declared either
     * @param provided a fact without which nothing counts; under DESIGN true by default
     * @param byMass the structures whose members count by their mass instead
     * @param atMostPlanAreaOfStorey whether the amount on a storey is limited to the plan area of the storey
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RatioMeasurement")
    record Ratio(
            @Valid Selection components,
            List<@NotNull DeclaredQuantity> declared,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 10)
            List<@Valid @NotNull JointRule> joints,

            @NotNull DeclaredQuantity denominator,
            @NotNull MissingDataPolicy undeclared,
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

        @Override
        public List<JointRule> jointRules() {
            return joints;
        }

        @Override
        public Optional<ByMass> massRule() {
            return Optional.ofNullable(byMass);
        }

        @Override
        public Optional<DeclaredQuantity> providedFact() {
            return Optional.ofNullable(provided);
        }

        @Override
        public String unit() {
            return denominator.unit();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ratio(this);
        }
    }

    /** Several amounts over the sum of their totals: (a + b + c) / (A + B + C). An absent part leaves both sums. */
    @Schema(name = "PooledMeasurement")
    record Pooled(@NotEmpty @Size(max = 20) List<@Valid @NotNull Pool> pools) implements Measured {
        @Override
        public List<Selection> selections() {
            return pools.stream().flatMap(pool -> pool.components().stream()).toList();
        }

        @Override
        public boolean canBeAbsent() {
            return pools.stream().allMatch(pool -> pool.absentWith() != null);
        }

        @Override
        public String unit() {
            return pools.get(0).denominator().unit();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pooled(this);
        }
    }

    /** One part of a pooled ratio: the amount that counts and its total. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MeasurementPool")
    record Pool(
            @Size(max = 10) List<@Valid @NotNull Selection> components,
            @Size(max = 10) List<@NotNull DeclaredQuantity> declared,
            @NotNull DeclaredQuantity denominator,
            AbsentFeature.What absentWith) {
        public Pool {
            components = components == null ? List.of() : components;
            declared = declared == null ? List.of() : declared;
        }
    }

    /** The parts of a whole that are built by different systems, each multiplied by the factor of its system. */
    @Schema(name = "FactoredMeasurement")
    record Factored(
            @NotNull DeclaredQuantity denominator,
            @NotEmpty @Size(max = 50) List<@Valid @NotNull System> systems) implements Measured {
        @Override
        public List<Selection> selections() {
            return systems.stream()
                    .flatMap(system -> system.components().stream())
                    .toList();
        }

        @Override
        public Optional<BigDecimal> mostRatio() {
            return Optional.of(systems.stream()
                    .map(System::factor)
                    .filter(Objects::nonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::max));
        }

        @Override
        public String unit() {
            return denominator.unit();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.factored(this);
        }
    }

    /**
     * A building system and its factor; a part that belongs to no system counts 0.
     *
     * @param factor the factor that the text states
     * @param factorInput the declared quantity that gives the factor where the table of the text is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MeasurementSystem")
    record System(
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
     * The amount that counts over itself and the rest: V1 / (V1 + V2). The denominator holds the whole bill under every lens.
     *
     * @param rest the declared rest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ShareMeasurement")
    record ShareOfWhole(
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

        @Override
        public String unit() {
            return rest.unit();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shareOfWhole(this);
        }
    }

    /** The remainder of a whole: (A - b - c) / A. */
    @Schema(name = "RemainderMeasurement")
    record Remainder(
            @NotNull DeclaredQuantity whole,
            @NotEmpty @Size(max = 10) List<@NotNull DeclaredQuantity> less) implements Measured {
        @Override
        public String unit() {
            return whole.unit();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.remainder(this);
        }
    }

    /** A declared value over its highest possible value; the table that gives the value is not part of the rule set. */
    @Schema(name = "GivenMeasurement")
    record DeclaredRatio(
            @NotNull DeclaredQuantity measure,
            @NotNull @Positive BigDecimal of) implements Measured {
        @Override
        public String unit() {
            return measure.unit();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.declaredRatio(this);
        }
    }

    /** A declared yes or no. */
    @Schema(name = "FactMeasurement")
    record YesNoMeasure(@NotNull DeclaredQuantity fact) implements Measured {
        @Override
        public String unit() {
            return null;
        }

        @Override
        public Optional<DeclaredQuantity> declaredFact() {
            return Optional.of(fact);
        }

        @Override
        public boolean hasRatio() {
            return false;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.yesNoMeasure(this);
        }
    }

    /** Without components and declarations the amount is 0, since the bill is complete, or it is missing. */
    enum MissingDataPolicy {
        ZERO,
        MISSING
    }

    /**
     * Members of these structures count in full under DESIGN. Under other lenses the mass that counts is divided by the mass in
     * the bill.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MassRule")
    record ByMass(@NotEmpty Set<StructuralSystem> structures, Settings.CompositeVertical orWhereCompositeIs) {

        /** Whether members of a structure count by mass under the settings of a rule set. */
        boolean applies(StructuralSystem structure, Settings settings) {
            return structures.contains(structure)
                    || structure == StructuralSystem.COMPOSITE && settings.compositeVertical() == orWhereCompositeIs;
        }
    }
}
