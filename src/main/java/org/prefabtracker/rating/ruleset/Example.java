package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.StructuralSystem;

/**
 * A worked example: ratios by item, or a building that is measured; and the expected result.
 *
 * @param structure of the building, on which weights depend; CONCRETE by default
 * @param ratios in percent by item, 100 or 0 for a yes or no; an absent item is left out
 * @param weights by item, where the rule set asks for a declared weight
 * @param building measured like every building, under the lens DESIGN
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

    /**
     * The result that the example must give.
     *
     * @param points by group, as they are shown
     * @param absent the points of the items left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ExampleOutcome")
    public record Outcome(
            @NotEmpty Map<String, @NotNull BigDecimal> points,
            @NotNull BigDecimal absent,
            @NotNull BigDecimal percent,
            boolean qualifies,
            String grade) {}
}
