package org.prefabtracker.rating.ruleset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** Exact arithmetic of a rating: rationals until a clause says to round. */
public final class Fractions {

    private Fractions() {}

    public static BigFraction of(BigDecimal number) {
        return number.scale() <= 0
                ? BigFraction.of(number.toBigIntegerExact())
                : BigFraction.of(number.unscaledValue(), BigInteger.TEN.pow(number.scale()));
    }

    public static BigFraction ratio(BigDecimal numerator, BigDecimal denominator) {
        return of(numerator).divide(of(denominator));
    }

    public static BigDecimal round(BigFraction number, int decimals, RoundingMode ties) {
        return new BigDecimal(number.getNumerator()).divide(new BigDecimal(number.getDenominator()), decimals, ties);
    }

    /** Roundings one after the other. */
    public static BigDecimal round(BigFraction number, List<RuleSet.Step> steps) {
        BigDecimal rounded = null;
        for (RuleSet.Step step : steps) {
            rounded = rounded == null
                    ? round(number, step.decimals(), step.mode().mode())
                    : rounded.setScale(step.decimals(), step.mode().mode());
        }
        return rounded;
    }

    /** Without zeros at the end, and without an exponent. */
    public static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
