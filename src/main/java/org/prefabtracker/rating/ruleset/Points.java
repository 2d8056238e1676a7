package org.prefabtracker.rating.ruleset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The points that a ratio in percent earns. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Points.Linear.class, name = "LINEAR"),
    @JsonSubTypes.Type(value = Points.AtLeast.class, name = "AT_LEAST"),
    @JsonSubTypes.Type(value = Points.YesNo.class, name = "YES_NO"),
    @JsonSubTypes.Type(value = Points.LinearThenStep.class, name = "LINEAR_THEN_STEP"),
    @JsonSubTypes.Type(value = Points.Proportional.class, name = "PROPORTIONAL")
})
@Schema(
        name = "PointsRule",
        oneOf = {
            Points.Linear.class,
            Points.AtLeast.class,
            Points.YesNo.class,
            Points.LinearThenStep.class,
            Points.Proportional.class
        },
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "LINEAR", schema = Points.Linear.class),
            @DiscriminatorMapping(value = "AT_LEAST", schema = Points.AtLeast.class),
            @DiscriminatorMapping(value = "YES_NO", schema = Points.YesNo.class),
            @DiscriminatorMapping(value = "LINEAR_THEN_STEP", schema = Points.LinearThenStep.class),
            @DiscriminatorMapping(value = "PROPORTIONAL", schema = Points.Proportional.class)
        })
public sealed interface Points {
    /** The most points that an item can earn. */
    @JsonIgnore
    BigDecimal max();

    /** The points of a ratio in percent, before rounding. */
    BigFraction earnedBy(BigFraction percent);

    /** The points at the lower end of the range, where the scale has a range. */
    @JsonIgnore
    default Optional<BigDecimal> rangeStart() {
        return Optional.empty();
    }

    /** Calls the method of the visitor for this kind. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind: a new kind does not compile until every visitor handles it. */
    interface Visitor<R> {
        R linear(Linear linear);

        R linearThenStep(LinearThenStep linearThenStep);

        R proportional(Proportional proportional);

        R atLeast(AtLeast atLeast);

        R yesNo(YesNo yesNo);
    }

    /** 0 below the range, {@code low} to {@code high} within it, {@code high} above it. */
    @Schema(name = "LinearPoints")
    record Linear(
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal from,
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal to,
            @NotNull @PositiveOrZero BigDecimal low,
            @NotNull @Positive BigDecimal high)
            implements Points {
        @Override
        public BigDecimal max() {
            return high;
        }

        @Override
        public Optional<BigDecimal> rangeStart() {
            return Optional.of(low);
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            BigFraction begin = Fractions.of(from);
            BigFraction end = Fractions.of(to);
            if (percent.compareTo(begin) < 0) {
                return BigFraction.ZERO;
            }
            if (percent.compareTo(end) >= 0) {
                return Fractions.of(high);
            }
            BigFraction way = percent.subtract(begin).divide(end.subtract(begin));
            return Fractions.of(low).add(way.multiply(Fractions.of(high.subtract(low))));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.linear(this);
        }
    }

    /** As {@link Linear} below the end of the range, {@code then} from the end of the range on. */
    @Schema(name = "LinearThenStepPoints")
    record LinearThenStep(
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal from,
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal to,
            @NotNull @PositiveOrZero BigDecimal low,
            @NotNull @Positive BigDecimal high,
            @NotNull @Positive BigDecimal then)
            implements Points {
        @Override
        public BigDecimal max() {
            return then;
        }

        @Override
        public Optional<BigDecimal> rangeStart() {
            return Optional.of(low);
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.compareTo(Fractions.of(to)) >= 0
                    ? Fractions.of(then)
                    : new Linear(from, to, low, high).earnedBy(percent);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.linearThenStep(this);
        }
    }

    /** The points multiplied by the ratio. */
    @Schema(name = "ProportionalPoints")
    record Proportional(@NotNull @Positive BigDecimal points) implements Points {
        @Override
        public BigDecimal max() {
            return points;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.divide(100).multiply(Fractions.of(points));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.proportional(this);
        }
    }

    /** All points from a threshold on. */
    @Schema(name = "AtLeastPoints")
    record AtLeast(
            @NotNull @DecimalMin("0") @DecimalMax("100") BigDecimal from,
            @NotNull @Positive BigDecimal points) implements Points {
        @Override
        public BigDecimal max() {
            return points;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.compareTo(Fractions.of(from)) < 0 ? BigFraction.ZERO : Fractions.of(points);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.atLeast(this);
        }
    }

    /** All points for yes. */
    @Schema(name = "YesNoPoints")
    record YesNo(@NotNull @Positive BigDecimal points) implements Points {
        @Override
        public BigDecimal max() {
            return points;
        }

        @Override
        public BigFraction earnedBy(BigFraction percent) {
            return percent.equals(BigFraction.ZERO) ? BigFraction.ZERO : Fractions.of(points);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.yesNo(this);
        }
    }
}
