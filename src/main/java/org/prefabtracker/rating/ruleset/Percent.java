package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.apache.commons.numbers.fraction.BigFraction;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the percent of the whole is computed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Percent.PointsOfWhatIsThere.class, name = "POINTS_OF_WHAT_IS_THERE"),
    @JsonSubTypes.Type(value = Percent.SumOfPoints.class, name = "SUM_OF_POINTS")
})
@Schema(
        name = "PercentRule",
        oneOf = {Percent.PointsOfWhatIsThere.class, Percent.SumOfPoints.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "POINTS_OF_WHAT_IS_THERE", schema = Percent.PointsOfWhatIsThere.class),
            @DiscriminatorMapping(value = "SUM_OF_POINTS", schema = Percent.SumOfPoints.class)
        })
public sealed interface Percent {
    /** The percent before rounding, given the points of all groups and those of the items that are not applicable. */
    BigFraction of(BigFraction points, BigDecimal absent);

    /** Whether items may have weights: only where nothing divides by unweighted points. */
    @JsonIgnore
    default boolean allowsWeights() {
        return false;
    }

    /** Calls the method of the visitor for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor<R> {
        R pointsOfWhatIsThere(PointsOfWhatIsThere pointsOfWhatIsThere);

        R sumOfPoints(SumOfPoints sumOfPoints);
    }

    /** All points divided by {@code of} less the points of the items that are not applicable. */
    @Schema(name = "PercentOfWhatIsThere")
    record PointsOfWhatIsThere(
            @NotNull @Positive BigDecimal of, @NotBlank String clause) implements Percent {
        @Override
        public BigFraction of(BigFraction points, BigDecimal absent) {
            return points.divide(Fractions.of(this.of.subtract(absent))).multiply(100);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pointsOfWhatIsThere(this);
        }
    }

    /** The points are the percent; items that are not applicable change nothing. */
    @Schema(name = "SumOfPoints")
    record SumOfPoints(@NotBlank String clause) implements Percent {
        @Override
        public BigFraction of(BigFraction points, BigDecimal absent) {
            return points;
        }

        @Override
        public boolean allowsWeights() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sumOfPoints(this);
        }
    }
}
