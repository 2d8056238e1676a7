package org.prefabtracker.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.json.FieldGroup;
import org.prefabtracker.shared.message.Term;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/**
 * An entry of the catalogue: one standardised type of component.
 *
 * @param owner the organisation that owns the spec; null: it is a standard spec. When sent, it must be the owner that the
 *     spec has anyway
 * @param basis the unit that the quantities are stated for
 * @param parts its parts that are rated as components of their own
 * @param externalCodes codes of other systems and other spellings, by system
 * @param status only a RELEASED revision can be produced; RELEASED by default
 * @param revision counted by the catalogue; ignored when sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Spec(
        @NotNull @Code String code,
        @Size(max = 64) String owner,
        @JsonUnwrapped @Valid Names names,
        @NotNull Category category,
        @NotNull Material material,
        @JsonUnwrapped @Valid Source source,
        @Size(max = 50) String strengthGrade,
        @JsonUnwrapped @Valid Dimensions dimensions,
        QuantityBasis basis,
        Set<@NotNull Feature> features,
        @NotNull @Valid Quantities quantities,
        @Size(max = 200) List<@NotNull @Valid Part> parts,
        @Size(max = 20) Map<@NotBlank @Size(max = 50) String, @NotBlank @Size(max = 100) String> externalCodes,
        @JsonUnwrapped @Valid Data data,
        Status status,
        Integer revision) {

    /** The name in Chinese, and in English where there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Names(
            @NotBlank @Size(max = 200) String name,
            @Size(max = 200) String nameEn) implements FieldGroup {
        public Names {
            name = Text.tidied(name);
            nameEn = Text.tidied(nameEn);
        }
    }

    /** Where it comes from; a section is known by designation and edition. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            @Size(max = 100) String standard,
            @Size(max = 100) String edition) implements FieldGroup {
        public Source {
            standard = Text.tidied(standard);
            edition = Text.tidied(edition);
        }
    }

    /** Its dimensions in mm; null where they are not stated. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Dimensions(
            @Positive @Digits(integer = 7, fraction = 3) BigDecimal lengthMm,
            @Positive @Digits(integer = 7, fraction = 3) BigDecimal widthMm,
            @Positive @Digits(integer = 7, fraction = 3) BigDecimal heightMm)
            implements FieldGroup {}

    /** How reliable its data are; DECLARED by default. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            Provenance dataBasis, @Size(max = 500) String dataNote) implements FieldGroup {
        public Data {
            dataBasis = dataBasis == null ? Provenance.DECLARED : dataBasis;
            dataNote = Text.tidied(dataNote);
        }
    }

    /** The fields as they stand in JSON; Jackson cannot say where a violation is if it reads groups. */
    static final class Fields {
        public String code;
        public String owner;
        public String name;
        public String nameEn;
        public Category category;
        public Material material;
        public String standard;
        public String edition;
        public String strengthGrade;
        public BigDecimal lengthMm;
        public BigDecimal widthMm;
        public BigDecimal heightMm;
        public QuantityBasis basis;
        public Set<Feature> features;
        public Quantities quantities;
        public List<Part> parts;
        public Map<String, String> externalCodes;
        public Provenance dataBasis;
        public String dataNote;
        public Status status;
        public Integer revision;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Spec of(Fields json) {
        return json == null
                ? null
                : new Spec(
                        json.code,
                        json.owner,
                        new Names(json.name, json.nameEn),
                        json.category,
                        json.material,
                        new Source(json.standard, json.edition),
                        json.strengthGrade,
                        new Dimensions(json.lengthMm, json.widthMm, json.heightMm),
                        json.basis,
                        json.features,
                        json.quantities,
                        json.parts,
                        json.externalCodes,
                        new Data(json.dataBasis, json.dataNote),
                        json.status,
                        json.revision);
    }

    /** Whether pieces of it can be produced. */
    @Schema(name = "SpecStatus")
    public enum Status implements Term {
        DRAFT("草稿"),
        RELEASED("发布");

        private final String zh;

        Status(String zh) {
            this.zh = zh;
        }

        @Override
        public String zh() {
            return zh;
        }
    }

    /** One kind of part of a spec; quantities are per part. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SpecPart")
    public record Part(
            @NotNull Category category,
            Boolean exterior,
            Set<@NotNull Feature> features,
            @Positive @Max(10_000) Integer count,
            @NotNull @Valid Quantities quantities) {
        /** For a part as for a spec: the inner leaf of a sandwich wall. */
        @AssertTrue(message = "{prefab.innerLeaf}")
        boolean isStructuralVolumeStated() {
            return !isSandwichWall(category, features) || quantities.structuralConcreteVolumeM3() != null;
        }

        public Part {
            quantities = quantities == null ? Quantities.NONE : quantities;
            features = sorted(features);
            count = count == null ? 1 : count;
        }
    }

    public Spec {
        code = Codes.normalise(code);
        owner = Codes.normalise(owner);
        strengthGrade = Text.tidied(strengthGrade);
        basis = basis == null ? QuantityBasis.PIECE : basis;
        features = sorted(features);
        quantities = quantities == null ? Quantities.NONE : quantities;
        parts = parts == null ? List.of() : parts;
        externalCodes = externalCodes == null ? Map.of() : externalCodes;
        status = status == null ? Status.RELEASED : status;
    }

    /** Only the inner leaf of a sandwich wall counts in the main structure (GB/T 51129-2017 4.0.2), so it has to be stated. */
    @AssertTrue(message = "{prefab.innerLeaf}")
    boolean isStructuralVolumeStated() {
        return !isSandwichWall(category, features) || quantities.structuralConcreteVolumeM3() != null;
    }

    private static boolean isSandwichWall(Category category, Set<Feature> features) {
        return category == Category.SHEAR_WALL && features.contains(Feature.INSULATION_INTEGRATED);
    }

    /** Sorted, so that equal sets are stored equally; a set with a null is left to validation. */
    private static Set<Feature> sorted(Set<Feature> features) {
        if (features == null) {
            return Set.of();
        }
        return features.stream().anyMatch(Objects::isNull) ? features : new TreeSet<>(features);
    }
}
