package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.catalogue.Material;
import org.prefabtracker.catalogue.Quantity;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.Building;
import org.prefabtracker.project.BuildingUse;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.shared.json.FieldGroup;

/**
 * One edition of one standard, as data of a closed set of kinds. Rules beyond the types of the fields are checked by
 * {@link RuleSetValidator}. A rule set whose worked examples do not reproduce does not load.
 *
 * @param jurisdiction the country by ISO 3166, and within China the region by GB/T 2260: {@code CN-32}
 * @param unit the clause that defines the rated unit: one building
 * @param uses uses of buildings it applies to; other buildings are rated by reference
 * @param gradeRequires what a grade needs in addition to qualifying
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

        @JsonUnwrapped @Valid Validity validity,
        @NotBlank String unit,
        @NotEmpty Set<BuildingUse> uses,
        @NotNull @Valid Settings settings,
        @NotEmpty @Size(max = 50) List<@Valid @NotNull Group> groups,
        @NotNull @Valid Percent percent,
        @NotNull @Size(max = 50) List<@Valid @NotNull Prerequisite> prerequisites,
        @Valid GradeRequires gradeRequires,
        @NotNull @Size(max = 50) List<@Valid @NotNull Grade> grades,
        @NotEmpty @Size(max = 200) List<@Valid @NotNull Example> examples) {

    private static final BigDecimal ALL = new BigDecimal(100);
    private static final String JURISDICTION = "[A-Z]{2}(-[0-9]{2}([0-9]{2}){0,2})?";

    /**
     * When the edition applies.
     *
     * @param validTo the last day it is valid; null: it is in force
     * @param transition the transitional rule of the text for buildings under way when the edition changes
     * @param replaces the id of the previous edition
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Validity(
            @NotNull LocalDate validFrom,
            LocalDate validTo,
            @Size(max = 1_000) String transition,
            @Size(max = 64) String replaces)
            implements FieldGroup {}

    /** The fields as they stand in a file; Jackson cannot say where a violation is if it reads groups. */
    @JsonIgnoreProperties("provisional")
    static final class Fields {
        public String id;
        public String name;
        public String nameEn;
        public String document;
        public String jurisdiction;
        public LocalDate validFrom;
        public LocalDate validTo;
        public String transition;
        public String replaces;
        public String unit;
        public Set<BuildingUse> uses;
        public Settings settings;
        public List<Group> groups;
        public Percent percent;
        public List<Prerequisite> prerequisites;
        public GradeRequires gradeRequires;
        public List<Grade> grades;
        public List<Example> examples;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RuleSet of(Fields file) {
        return file == null
                ? null
                : new RuleSet(
                        file.id,
                        file.name,
                        file.nameEn,
                        file.document,
                        file.jurisdiction,
                        new Validity(file.validFrom, file.validTo, file.transition, file.replaces),
                        file.unit,
                        file.uses,
                        file.settings,
                        file.groups,
                        file.percent,
                        file.prerequisites,
                        file.gradeRequires,
                        file.grades,
                        file.examples);
    }

    /** Whether buildings of a region of China (6 digits of GB/T 2260) lie in its jurisdiction. */
    public boolean isFor(String regionCode) {
        return jurisdiction.equals("CN")
                || jurisdiction.startsWith("CN-") && regionCode.startsWith(jurisdiction.substring(3));
    }

    /** How reliable the source of a rule is. */
    public enum SourceConfidence {
        /** Read in a source. */
        VERIFIED,
        /** Known from memory, with high, medium or low confidence; the printed text was not available. */
        RECALLED_HIGH,
        RECALLED_MEDIUM,
        RECALLED_LOW;

        boolean isFinal() {
            return this == VERIFIED || this == RECALLED_HIGH;
        }
    }

    /** Whether the source of any rule is too unreliable for the rule set to be final. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean provisional() {
        return !Stream.concat(groups.stream().map(Group::basis), items().map(Item::basis))
                .allMatch(SourceConfidence::isFinal);
    }

    /** Whether buildings of a structure are rated by a rule of low confidence, as composite ones are. */
    public boolean isUnsureOf(StructuralSystem structure) {
        return structure == StructuralSystem.COMPOSITE
                && items().anyMatch(item -> item.measured().massRule().isPresent());
    }

    /** All items of all groups. */
    public Stream<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream());
    }

    /** The highest percent that the rule set can give. */
    public BigDecimal mostPercent() {
        return percent.accept(new Percent.Visitor<>() {
            @Override
            public BigDecimal pointsOfWhatIsThere(Percent.PointsOfWhatIsThere points) {
                return ALL;
            }

            @Override
            public BigDecimal sumOfPoints(Percent.SumOfPoints sum) {
                return groups.stream().map(Group::max).reduce(BigDecimal.ZERO, BigDecimal::add);
            }
        });
    }

    /** Whether the item counts members by their mass in a building of that structure. */
    public boolean countsByMass(Item item, StructuralSystem structure) {
        return item.measured()
                .massRule()
                .filter(rule -> rule.applies(structure, settings))
                .isPresent();
    }

    /** Which components count in an item of a building of that structure; empty where none can count. */
    public List<Selection> selections(Item item, StructuralSystem structure) {
        List<Selection> selections = item.measured().selections();
        return countsByMass(item, structure)
                ? selections.stream()
                        .map(selection -> selection.by(Quantity.MASS))
                        .toList()
                : selections;
    }

    /**
     * The materials whose components count in an item of a building of that structure; empty: all. Members that are counted by their
     * mass as members of steel or timber are of that material, or composite.
     */
    public Set<Material> materials(Item item, StructuralSystem structure) {
        if (!countsByMass(item, structure)) {
            return Set.of();
        }
        return switch (structure) {
            case STEEL -> Set.of(Material.STEEL, Material.COMPOSITE);
            case TIMBER -> Set.of(Material.TIMBER, Material.COMPOSITE);
            case CONCRETE, COMPOSITE -> Set.of();
        };
    }

    /** The codes of the storeys of a building that are rated. */
    public Set<String> ratedStoreys(Building building) {
        return building.storeyList().stream()
                .filter(storey -> settings.storeyKinds().contains(storey.kind()))
                .map(Building.Storey::code)
                .collect(Collectors.toSet());
    }

    /** Items that share a maximum and possibly a minimum, which is a prerequisite. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RuleSetGroup")
    public record Group(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull SourceConfidence basis,
            @NotNull @Positive BigDecimal max,
            @Positive BigDecimal minimum,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Item> items) {}

    /**
     * An item: how its ratio is measured and which points the ratio earns.
     *
     * @param absentWith the feature of the building without which the item is not applicable
     * @param needed true: without a value of the item the rating has no result; false: the item earns no points
     * @param weight multiplies the points; null: 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RuleSetItem")
    public record Item(
            @NotBlank String id,
            @NotBlank String name,
            @NotBlank String nameEn,
            @NotBlank String clause,
            @NotNull SourceConfidence basis,
            AbsentFeature.What absentWith,
            boolean needed,
            @Valid Weight weight,
            @NotNull @Valid Measured measured,
            @NotNull @Valid Points points) {

        /** Whether the item can be declared absent. */
        @JsonIgnore
        boolean canBeAbsent() {
            return absentWith != null || measured.canBeAbsent();
        }
    }

    /**
     * A weight that depends on the structure of the building.
     *
     * @param byStructure the weights that the text states
     * @param input the declared quantity that gives the weight for any other structure
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ItemWeight")
    public record Weight(
            Map<StructuralSystem, @NotNull @PositiveOrZero @DecimalMax("1") BigDecimal> byStructure,
            @NotNull DeclaredQuantity input) {
        public Weight {
            byStructure = byStructure == null ? Map.of() : byStructure;
        }
    }

    /** The least ratio of an item, in percent, that a grade needs. */
    public record GradeRequires(
            @NotBlank String item,
            @NotNull @Positive BigDecimal ratioAtLeast,
            @NotBlank String clause) {}

    /** A grade and its range of percents, both ends included; the highest grade has no {@code to}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grade(
            @NotBlank String id,
            @NotNull @Positive BigDecimal from,
            @Positive BigDecimal to,
            @NotBlank String clause) {}
}
