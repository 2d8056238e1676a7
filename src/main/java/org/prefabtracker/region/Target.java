package org.prefabtracker.region;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.json.EnumKeys;

/**
 * The share of prefab buildings in new construction that a region has to reach in a year, percent of area.
 *
 * @param percent for the region; null where it states none
 * @param byClass for the regions within, by class
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RegionTarget")
public record Target(
        @PositiveOrZero @DecimalMax("100") @Digits(integer = 3, fraction = 3)
        BigDecimal percent,

        Map<RegionClass, @NotNull @PositiveOrZero @DecimalMax("100") @Digits(integer = 3, fraction = 3) BigDecimal>
                byClass,

        @Size(max = 200) String source) {

    public Target {
        byClass = EnumKeys.copy(byClass);
    }
}
