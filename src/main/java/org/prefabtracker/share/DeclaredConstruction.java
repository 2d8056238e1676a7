package org.prefabtracker.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.StructuralSystem;
import org.prefabtracker.shared.input.Checked;
import org.prefabtracker.shared.json.EnumKeys;
import org.prefabtracker.shared.problem.ErrorLocation;
import org.prefabtracker.shared.problem.Violation;
import org.prefabtracker.shared.problem.Violations;

/**
 * Construction of a region and year that is neither in the system nor declared for a region within.
 *
 * @param startedAreaM2 floor area of buildings started in the year, m2
 * @param prefabAreaM2 of this, the floor area of prefab buildings, m2
 * @param byStructure the parts of both that are known by structure; need not be complete
 * @param source the statistics or report it is taken from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeclaredConstruction(
        @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 3)
        BigDecimal startedAreaM2,

        @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 3)
        BigDecimal prefabAreaM2,

        Map<StructuralSystem, @NotNull @Valid OfStructure> byStructure,
        @NotBlank @Size(max = 200) String source)
        implements Checked {

    /** The part of the areas that is of one structure; {@code startedAreaM2} is null where it is not known. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeclaredStructure")
    public record OfStructure(
            @PositiveOrZero @Digits(integer = 12, fraction = 3)
            BigDecimal startedAreaM2,

            @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 3)
            BigDecimal prefabAreaM2) {}

    public DeclaredConstruction {
        byStructure = EnumKeys.copy(byStructure);
    }

    /** A part is never more than the whole. */
    @Override
    public void check(Violations violations) {
        atMost(
                violations,
                "/prefabAreaM2",
                prefabAreaM2,
                startedAreaM2,
                "at most startedAreaM2, of which it is a part");
        byStructure.forEach((structure, part) -> {
            if (part != null) {
                atMost(
                        violations,
                        "/byStructure/" + structure + "/prefabAreaM2",
                        part.prefabAreaM2(),
                        part.startedAreaM2(),
                        "at most startedAreaM2, of which it is a part");
            }
        });
        atMost(
                violations,
                "/byStructure",
                sum(OfStructure::prefabAreaM2),
                prefabAreaM2,
                "prefabAreaM2 by structure is more than prefabAreaM2");
        atMost(
                violations,
                "/byStructure",
                sum(part -> part.startedAreaM2() == null ? part.prefabAreaM2() : part.startedAreaM2()),
                startedAreaM2,
                "startedAreaM2 by structure is more than startedAreaM2");
    }

    private BigDecimal sum(Function<OfStructure, BigDecimal> area) {
        return byStructure.values().stream()
                .filter(part -> part != null && area.apply(part) != null)
                .map(area)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void atMost(
            Violations violations, String pointer, BigDecimal part, BigDecimal whole, String message) {
        if (part != null && whole != null && part.compareTo(whole) > 0) {
            violations.add(new ErrorLocation.Pointer(pointer), part, Violation.INCONSISTENT, message);
        }
    }
}
