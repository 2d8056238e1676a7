package org.prefabtracker.project;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/**
 * A row of a take-off in a workbook: one value of a building, or one absent feature.
 *
 * @param measure a {@link DeclaredQuantity}, or the {@link AbsentFeature.What} that is absent
 * @param value a number or a boolean
 */
public record TakeOffInput(
        @NotNull @Code String building,
        TakeOff.Phase phase,
        @NotNull Enum<?> measure,
        Object value,
        @Size(max = 500) String reason,
        @Size(max = 200) String source) {

    public TakeOffInput {
        building = Codes.normalise(building);
        phase = phase == null ? TakeOff.Phase.DESIGN : phase;
        reason = Text.tidied(reason);
        source = Text.tidied(source);
    }

    /** The feature that the row declares absent, by its name or by a quantity without a value; null: none. */
    AbsentFeature.What absent() {
        if (measure instanceof AbsentFeature.What what) {
            return what;
        }
        if (value == null && reason != null) {
            for (AbsentFeature.What what : AbsentFeature.What.values()) {
                if (what.measures().contains(measure)) {
                    return what;
                }
            }
        }
        return null;
    }
}
