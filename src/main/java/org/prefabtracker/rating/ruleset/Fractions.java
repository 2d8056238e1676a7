package org.prefabtracker.rating.ruleset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Exact arithmetic of a rating: rational numbers until a clause rounds them. */
public final class Fractions {

    private Fractions() {}

    /** The number as an exact fraction. */
    public static BigFraction of(BigDecimal number) {
        return number.scale() <= 0
                ? BigFraction.of(number.toBigIntegerExact())
                : BigFraction.of(number.unscaledValue(), BigInteger.TEN.pow(number.scale()));
    }

    /** The exact quotient. */
    public static BigFraction ratio(BigDecimal numerator, BigDecimal denominator) {
        return of(numerator).divide(of(denominator));
    }

    /** Rounds to a number of decimals. */
    public static BigDecimal round(BigFraction number, int decimals, RoundingMode ties) {
        return new BigDecimal(number.getNumerator()).divide(new BigDecimal(number.getDenominator()), decimals, ties);
    }

    /** Rounds by successive steps, of which there is at least one. */
    public static BigDecimal round(BigFraction number, List<Settings.Step> steps) {
        BigDecimal rounded = null;
        for (Settings.Step step : steps) {
            rounded = rounded == null
                    ? round(number, step.decimals(), step.mode().mode())
                    : rounded.setScale(step.decimals(), step.mode().mode());
        }
        return rounded;
    }

    /** Without trailing zeros and without an exponent. */
    public static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
