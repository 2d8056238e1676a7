package org.prefabtracker.advice;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.rating.ruleset.Fractions;

/**
 * The lower bound of a set of numbers that are not negative.
 *
 * @param included whether the bound itself belongs to the set
 */
record LowerBound(BigFraction at, boolean included) {

    static final LowerBound NONE = atLeast(BigFraction.ZERO);

    private static final BigFraction HALF = BigFraction.of(1, 2);

    static LowerBound atLeast(BigFraction at) {
        return new LowerBound(at, true);
    }

    boolean isMetBy(BigFraction number) {
        int order = number.compareTo(at);
        return included ? order >= 0 : order > 0;
    }

    /** The higher of two bounds. */
    LowerBound or(LowerBound other) {
        int order = at.compareTo(other.at);
        return order > 0 || order == 0 && !included ? this : other;
    }

    LowerBound times(BigFraction factor) {
        return new LowerBound(at.multiply(factor), included);
    }

    LowerBound less(BigFraction part) {
        return new LowerBound(at.subtract(part), included);
    }

    /** The bound of the numbers whose rounding meets this bound. */
    LowerBound beforeRounding(int decimals, RoundingMode mode) {
        BigFraction grain = BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(decimals));
        BigInteger steps = steps(at.divide(grain));
        if (steps.signum() <= 0) {
            return NONE;
        }
        BigFraction rounded = grain.multiply(steps);
        return switch (mode) {
            case HALF_UP -> atLeast(rounded.subtract(grain.multiply(HALF)));
            case HALF_EVEN -> new LowerBound(rounded.subtract(grain.multiply(HALF)), !steps.testBit(0));
            case DOWN -> atLeast(rounded);
            case UP -> new LowerBound(rounded.subtract(grain), false);
            default -> throw new IllegalStateException("no rounding of a rule set: " + mode);
        };
    }

    /** The first whole number that meets the bound. */
    private BigInteger steps(BigFraction of) {
        BigInteger down = floor(of);
        boolean whole = of.equals(BigFraction.of(down));
        return whole && included ? down : down.add(BigInteger.ONE);
    }

    private static BigInteger floor(BigFraction number) {
        BigInteger[] parts = number.getNumerator().divideAndRemainder(number.getDenominator());
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** The first number with that many decimals that meets the bound. */
    BigDecimal first(int decimals) {
        return new BigDecimal(steps(at.multiply(Fractions.of(BigDecimal.TEN.pow(decimals)))), decimals);
    }
}
