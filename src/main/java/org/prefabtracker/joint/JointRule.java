package org.prefabtracker.joint;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.joint.JointExclusion.Why;
import org.prefabtracker.project.JointKind;

/**
 * The conditions of a rule set under which joints of a kind count as prefabricated. Limits are inclusive (GB/T 51129-2017 4.0.3,
 * 4.0.5: 600 mm counts, 601 does not).
 *
 * @param widthUpToMm the greatest width that counts, mm; null: any
 * @param heightUpToMm the greatest height that counts, mm; null: any
 * @param heightUpToColumnSide whether the height is limited by the smaller side of the column's section
 * @param joins the categories of which a joint has to join {@code atLeast} components; empty: any
 * @param castInPlaceSide whether one side may be cast in place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JointRule(
        @NotNull JointKind kind,
        @NotBlank String clause,
        @Positive BigDecimal widthUpToMm,
        @Positive BigDecimal heightUpToMm,
        boolean heightUpToColumnSide,
        Set<@NotNull Category> joins,
        @Min(1) @Max(10) Integer atLeast,
        boolean castInPlaceSide) {

    public JointRule {
        joins = joins == null ? Set.of() : joins;
        atLeast = atLeast == null ? 1 : atLeast;
    }

    /** Why a joint of the kind does not count, by its dimensions and the components it joins; empty if it counts. Pure. */
    public List<JointExclusion> against(JointFact joint) {
        List<JointExclusion> reasons = new ArrayList<>();
        upTo(joint.widthMm(), widthUpToMm, JointNote.NO_WIDTH, Why.TOO_WIDE, JointNote.TOO_WIDE, reasons);
        upTo(joint.heightMm(), heightUpToMm, JointNote.NO_HEIGHT, Why.TOO_HIGH, JointNote.TOO_HIGH, reasons);
        if (heightUpToColumnSide && joint.columnSideMm() == null) {
            reasons.add(new JointExclusion(Why.UNSTATED, clause, JointNote.NO_COLUMN_SIDE.of()));
        } else if (heightUpToColumnSide) {
            upTo(
                    joint.heightMm(),
                    joint.columnSideMm(),
                    JointNote.NO_HEIGHT,
                    Why.TOO_HIGH,
                    JointNote.HIGHER_THAN_COLUMN_SIDE,
                    reasons);
        }
        long fitting = joint.joins().stream()
                .filter(joined ->
                        joins.isEmpty() || joined.categories().stream().anyMatch(joins::contains))
                .count();
        if (fitting < atLeast) {
            reasons.add(new JointExclusion(
                    Why.JOINS_TOO_FEW,
                    clause,
                    JointNote.JOINS_TOO_FEW.of(
                            fitting,
                            joins.stream()
                                    .sorted(Comparator.comparing(Enum::name))
                                    .toList(),
                            atLeast)));
        }
        if (joint.castInPlaceSide() && !castInPlaceSide) {
            reasons.add(new JointExclusion(Why.CAST_IN_PLACE_SIDE, clause, JointNote.CAST_IN_PLACE_SIDE.of()));
        }
        return reasons;
    }

    private void upTo(
            BigDecimal is,
            BigDecimal limit,
            JointNote unstated,
            Why why,
            JointNote above,
            List<JointExclusion> reasons) {
        if (limit == null) {
            return;
        }
        if (is == null) {
            reasons.add(new JointExclusion(Why.UNSTATED, clause, unstated.of()));
        } else if (is.compareTo(limit) > 0) {
            reasons.add(new JointExclusion(why, clause, above.of(is.stripTrailingZeros(), limit.stripTrailingZeros())));
        }
    }
}
