package org.prefabtracker.joint;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.prefabtracker.project.JointKind;
import org.prefabtracker.shared.text.Code;
import org.prefabtracker.shared.text.Codes;
import org.prefabtracker.shared.text.Text;

/**
 * A row of a joint schedule as it is sent. The designer states its values; ratings decide whether it counts.
 *
 * @param code unique in its building
 * @param building in workbooks; over REST the address names it
 * @param storey optional if its components are on one storey
 * @param joins the codes of the components that it joins
 * @param widthMm mm; {@code heightMm} and {@code columnSideMm}, the smaller side of the column's section, likewise
 * @param volumeM3 post-cast concrete, m3
 * @param areaM2 horizontal projection, m2
 * @param castInPlaceSide whether one side of it is cast in place
 * @param source the drawing that shows it
 */
public record JointInput(
        @NotNull @Code @Pattern(regexp = "(?s)(?!(cancel|reinstate)$).*", message = "{prefab.reservedCode}")
        String code,

        @Code String building,
        @NotNull JointKind kind,
        @Code String storey,
        @NotEmpty @Size(max = 200) List<@NotNull @Code String> joins,
        @Positive @Digits(integer = 6, fraction = 3) BigDecimal widthMm,
        @Positive @Digits(integer = 6, fraction = 3) BigDecimal heightMm,
        @Positive @Digits(integer = 6, fraction = 3) BigDecimal columnSideMm,
        @Positive @Digits(integer = 9, fraction = 9) BigDecimal volumeM3,
        @Positive @Digits(integer = 9, fraction = 9) BigDecimal areaM2,
        Boolean castInPlaceSide,
        @Size(max = 100) String position,
        @Size(max = 200) String source) {

    public JointInput {
        code = Codes.normalise(code);
        building = Codes.normalise(building);
        storey = Codes.normalise(storey);
        joins = joins == null ? null : joins.stream().map(Codes::normalise).toList();
        castInPlaceSide = castInPlaceSide != null && castInPlaceSide;
        position = Text.tidied(position);
        source = Text.tidied(source);
    }

    /** The required fields that are missing for the kind, whatever the rule set: its amount and its dimensions. */
    List<String> unstated() {
        List<String> unstated = new ArrayList<>();
        if (kind == null) {
            return unstated;
        }
        boolean strip = kind == JointKind.WALL_STRIP || kind == JointKind.SLAB_STRIP;
        if (strip && widthMm == null) {
            unstated.add("widthMm");
        }
        if ((kind == JointKind.RING_BEAM || kind == JointKind.COLUMN_JOINT) && heightMm == null) {
            unstated.add("heightMm");
        }
        if (kind == JointKind.COLUMN_JOINT && columnSideMm == null) {
            unstated.add("columnSideMm");
        }
        boolean byVolume = kind.measure().unit().equals("m3");
        if (byVolume ? volumeM3 == null : areaM2 == null) {
            unstated.add(byVolume ? "volumeM3" : "areaM2");
        }
        return unstated;
    }
}
