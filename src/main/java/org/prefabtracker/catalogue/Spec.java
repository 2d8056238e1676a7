package org.prefabtracker.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/**
 * An entry of the catalogue: one standardised type of component.
 *
 * @param owner the organisation that owns the spec; null: it is a standard spec. When sent, it must be the owner that the
 *     spec has anyway
 * @param standard and {@code edition}: its source; a section is identified by designation and edition
 * @param basis the unit that the quantities are stated for
 * @param parts its parts that are rated as components of their own
 * @param externalCodes codes of other systems and other spellings, by system
 * @param status only a RELEASED revision can be produced
 * @param revision counted by the catalogue; ignored when sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Spec(
        @NotNull @Code String code,
        @Size(max = 64) String owner,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 200) String nameEn,
        @NotNull Category category,
        @NotNull Material material,
        @Size(max = 100) String standard,
        @Size(max = 100) String edition,
        @Size(max = 50) String strengthGrade,
        @Positive @Digits(integer = 7, fraction = 3) BigDecimal lengthMm,
        @Positive @Digits(integer = 7, fraction = 3) BigDecimal widthMm,
        @Positive @Digits(integer = 7, fraction = 3) BigDecimal heightMm,
        QuantityBasis basis,
        Set<@NotNull Feature> features,
        @NotNull @Valid Quantities quantities,
        @Size(max = 200) List<@NotNull @Valid Part> parts,
        @Size(max = 20) Map<@NotBlank @Size(max = 50) String, @NotBlank @Size(max = 100) String> externalCodes,
        Provenance dataBasis,
        @Size(max = 500) String dataNote,
        Status status,
        Integer revision) {

    /** Whether pieces of it can be produced. */
    public enum Status {
        DRAFT,
        RELEASED
    }

    /** One kind of part of a spec; quantities are per part. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(
            @NotNull Category category,
            Boolean exterior,
            Set<@NotNull Feature> features,
            @Positive @Max(10_000) Integer count,
            @NotNull @Valid Quantities quantities) {
        /** For a part as for a spec: the inner leaf of a sandwich wall. */
        @AssertTrue(
                message = "a shear wall with integrated insulation states structuralConcreteVolumeM3, its inner leaf")
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
        name = Text.tidied(name);
        nameEn = Text.tidied(nameEn);
        standard = Text.tidied(standard);
        edition = Text.tidied(edition);
        strengthGrade = Text.tidied(strengthGrade);
        dataNote = Text.tidied(dataNote);
        basis = basis == null ? QuantityBasis.PIECE : basis;
        features = sorted(features);
        quantities = quantities == null ? Quantities.NONE : quantities;
        parts = parts == null ? List.of() : parts;
        externalCodes = externalCodes == null ? Map.of() : externalCodes;
        dataBasis = dataBasis == null ? Provenance.DECLARED : dataBasis;
        status = status == null ? Status.DRAFT : status;
    }

    /** Only the inner leaf of a sandwich wall counts in the main structure (GB/T 51129-2017 4.0.2), so it has to be stated. */
    @AssertTrue(message = "a shear wall with integrated insulation states structuralConcreteVolumeM3, its inner leaf")
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
