package org.prefabtracker.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.prefabtracker.shared.message.Note;

/**
 * Whether the declared areas of a building fit its floor area, which is the sum of its storeys. The limits are wide: they find a
 * misplaced point, an area of one storey declared for all, and mm2 for m2, not an unusual building. Pure.
 */
public final class TakeOffPlausibility {

    /** Limits as multiples of the floor area. */
    private record Limits(BigDecimal lower, BigDecimal upper) {
        static Limits of(String lower, String upper) {
            return new Limits(new BigDecimal(lower), new BigDecimal(upper));
        }
    }

    /** An area outside of its limits, m2. */
    public record Unlikely(
            DeclaredQuantity measure, BigDecimal area, BigDecimal floor, BigDecimal lower, BigDecimal upper) {

        public Note note() {
            return TakeOffNote.AREA_AGAINST_FLOOR.of(measure, plain(area), plain(floor), plain(lower), plain(upper));
        }
    }

    private static final Map<DeclaredQuantity, Limits> LIMITS = new EnumMap<>(DeclaredQuantity.class);

    static {
        // totals of all storeys
        LIMITS.put(DeclaredQuantity.PLAN_AREA, Limits.of("0.5", "1.3"));
        LIMITS.put(DeclaredQuantity.SLAB_AREA, Limits.of("0.3", "1.3"));
        // with the roof, which is as large as the floor of a building of one storey
        LIMITS.put(DeclaredQuantity.CONSTRUCTION_AREA, Limits.of("0.5", "2.3"));
        // parts of these
        LIMITS.put(DeclaredQuantity.DRY_FLOOR_AREA, Limits.of("0", "1.3"));
        LIMITS.put(DeclaredQuantity.COUNTED_STRIP_AREA, Limits.of("0", "1.3"));
        LIMITS.put(DeclaredQuantity.FORMWORK_FREE_FLOOR_AREA, Limits.of("0", "1.3"));
        LIMITS.put(DeclaredQuantity.STAIR_AREA, Limits.of("0", "0.5"));
        LIMITS.put(DeclaredQuantity.PRECAST_SYSTEM_AREA, Limits.of("0", "2.3"));
        LIMITS.put(DeclaredQuantity.HALF_SLAB_SYSTEM_AREA, Limits.of("0", "2.3"));
        LIMITS.put(DeclaredQuantity.OTHER_SYSTEM_AREA, Limits.of("0", "2.3"));
        // walls, of which a small building has many for its floor
        for (DeclaredQuantity wall : List.of(
                DeclaredQuantity.NON_LOAD_BEARING_ENVELOPE_AREA,
                DeclaredQuantity.ENVELOPE_AREA,
                DeclaredQuantity.ENVELOPE_NON_MASONRY_OTHER,
                DeclaredQuantity.PARTITION_AREA,
                DeclaredQuantity.PARTITION_NON_MASONRY_OTHER,
                DeclaredQuantity.KITCHEN_AREA,
                DeclaredQuantity.KITCHEN_DRY_AREA,
                DeclaredQuantity.BATHROOM_AREA,
                DeclaredQuantity.BATHROOM_DRY_AREA,
                DeclaredQuantity.ENCOURAGED_AREA,
                DeclaredQuantity.ENCOURAGED_PRECAST_OTHER)) {
            LIMITS.put(wall, Limits.of("0", "5"));
        }
    }

    private TakeOffPlausibility() {}

    /**
     * The areas that do not fit.
     *
     * @param measures by key; facts and quantities of other units are not checked
     * @param floor the floor area of the building, m2
     */
    public static List<Unlikely> of(Map<String, JsonNode> measures, BigDecimal floor) {
        List<Unlikely> unlikely = new ArrayList<>();
        LIMITS.forEach((measure, limits) -> {
            JsonNode value = measures.get(measure.key());
            if (value == null || !value.isNumber()) {
                return;
            }
            BigDecimal area = value.decimalValue();
            BigDecimal lower = limits.lower().multiply(floor);
            BigDecimal upper = limits.upper().multiply(floor);
            if (area.compareTo(lower) < 0 || area.compareTo(upper) > 0) {
                unlikely.add(new Unlikely(measure, area, floor, lower, upper));
            }
        });
        return unlikely;
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
