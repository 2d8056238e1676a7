package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.project.StoreyKind;

/**
 * Choices that the text of a standard leaves open. Every rating shows them.
 *
 * @param ties how a score or percent halfway between two values is rounded
 * @param ratioRounding rounding of a ratio in percent, before points are given for it
 * @param scoreDecimals decimals of the points of an item; null: they stay exact and only the percent of the whole is rounded
 * @param gaps the grade of a percent that lies between two grades
 * @param cavityCounts whether the cavity of double-skin walls counts as precast
 * @param compositeVertical how vertical members of a COMPOSITE structure count
 * @param storeyKinds the storeys that count, above and below every line
 * @param steps successive roundings, in place of ratioRounding, scoreDecimals and percentDecimals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settings(
        @NotNull TieRounding ties,
        @NotNull RatioRounding ratioRounding,
        @Min(0) @Max(6) Integer scoreDecimals,
        @NotNull @Min(0) @Max(6) Integer percentDecimals,
        @NotNull GradeGapPolicy gaps,
        boolean cavityCounts,
        @NotNull CompositeVertical compositeVertical,
        @NotEmpty Set<StoreyKind> storeyKinds,
        @Valid Steps steps) {

    /** The roundings of a ratio between 0 and 1, in order; empty: it stays exact. */
    @JsonIgnore
    public List<Step> ratioSteps() {
        if (steps != null && !steps.ratio().isEmpty()) {
            return steps.ratio();
        }
        // a percent with one decimal is a ratio with three
        return switch (ratioRounding) {
            case NONE -> List.of();
            case ONE_DECIMAL -> List.of(new Step(3, ties.asMode()));
            case TWO_DECIMALS -> List.of(new Step(4, ties.asMode()));
        };
    }

    /** The roundings of the points of an item, in order; empty: they stay exact. */
    @JsonIgnore
    public List<Step> pointSteps() {
        if (steps != null && !steps.points().isEmpty()) {
            return steps.points();
        }
        return scoreDecimals == null ? List.of() : List.of(new Step(scoreDecimals, ties.asMode()));
    }

    /** The decimals that points have after rounding; null: they stay exact. */
    @JsonIgnore
    public Integer pointDecimals() {
        List<Step> roundings = pointSteps();
        return roundings.isEmpty() ? null : roundings.get(roundings.size() - 1).decimals();
    }

    /** The roundings of the percent of the whole, in order; never empty. */
    @JsonIgnore
    public List<Step> percentSteps() {
        return steps != null && !steps.percent().isEmpty()
                ? steps.percent()
                : List.of(new Step(percentDecimals, ties.asMode()));
    }

    /** A ratio in percent, rounded as the points of an item are given for it. */
    public BigFraction roundRatio(BigFraction percent) {
        List<Step> roundings = ratioSteps();
        return roundings.isEmpty()
                ? percent
                : Fractions.of(Fractions.round(percent.divide(100), roundings)).multiply(100);
    }

    /** The points of an item, rounded. */
    public BigFraction roundPoints(BigFraction points) {
        List<Step> roundings = pointSteps();
        return roundings.isEmpty() ? points : Fractions.of(Fractions.round(points, roundings));
    }

    /** The percent of the whole, rounded. */
    public BigDecimal roundPercent(BigFraction percent) {
        return Fractions.round(percent, percentSteps());
    }

    /**
     * Successive roundings; where a list is empty the other settings apply.
     *
     * @param ratio roundings of a ratio between 0 and 1
     * @param points roundings of the points of an item
     * @param percent roundings of the percent of the whole
     */
    @Schema(name = "RoundingSteps")
    public record Steps(
            @Size(max = 5) List<@Valid @NotNull Step> ratio,
            @Size(max = 5) List<@Valid @NotNull Step> points,
            @Size(max = 5) List<@Valid @NotNull Step> percent) {
        public Steps {
            ratio = ratio == null ? List.of() : ratio;
            points = points == null ? List.of() : points;
            percent = percent == null ? List.of() : percent;
        }
    }

    /** One rounding: to how many decimals and which way. */
    @Schema(name = "RoundingStep")
    public record Step(
            @NotNull @Min(0) @Max(9) Integer decimals,
            @NotNull Mode mode) {}

    /** Which way to round. */
    @Schema(name = "RoundingMode")
    public enum Mode {
        HALF_UP(RoundingMode.HALF_UP),
        HALF_EVEN(RoundingMode.HALF_EVEN),
        /** Towards zero. */
        DOWN(RoundingMode.DOWN),
        UP(RoundingMode.UP);

        private final RoundingMode mode;

        Mode(RoundingMode mode) {
            this.mode = mode;
        }

        public RoundingMode mode() {
            return mode;
        }
    }

    /** Rounding of ties. */
    public enum TieRounding {
        HALF_UP(Mode.HALF_UP),
        /** As in GB/T 8170. */
        HALF_EVEN(Mode.HALF_EVEN);

        private final Mode mode;

        TieRounding(Mode mode) {
            this.mode = mode;
        }

        public RoundingMode mode() {
            return mode.mode();
        }

        Mode asMode() {
            return mode;
        }
    }

    /** To how many decimals of a percent a ratio is rounded before it is used. */
    public enum RatioRounding {
        NONE,
        ONE_DECIMAL,
        TWO_DECIMALS
    }

    /** The grade of a percent that lies between two grades. */
    public enum GradeGapPolicy {
        LOWER_GRADE,
        NO_GRADE
    }

    /** How vertical members of a COMPOSITE structure count: by the volume of their concrete, or in full like those of steel. */
    public enum CompositeVertical {
        BY_CONCRETE,
        FULL
    }
}
