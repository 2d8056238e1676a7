package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.project.JointKind;

/** A joint of an example; {@code joins} names the categories of the components it joins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExampleJoint(
        @NotNull JointKind kind,
        @NotEmpty @Size(max = 10) List<@NotNull Category> joins,
        @Positive BigDecimal widthMm,
        @Positive BigDecimal heightMm,
        @Positive BigDecimal columnSideMm,
        @Positive BigDecimal volumeM3,
        @Positive BigDecimal areaM2,
        boolean castInPlaceSide) {}
