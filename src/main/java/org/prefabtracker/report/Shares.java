package org.prefabtracker.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.prefabtracker.project.Measure;
import org.prefabtracker.rating.Rating;

/**
 * Where the numerator of a finding comes from; the three are it. Pure.
 *
 * @param tracked from components
 * @param declared from declared quantities
 * @param adjusted what the rule makes of both: factors, or nothing where a condition is not met
 */
record Shares(BigDecimal tracked, BigDecimal declared, BigDecimal adjusted) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Shares of(Rating.Finding finding, List<Rating.Declared> values) {
        BigDecimal tracked = finding.tracked() == null ? BigDecimal.ZERO : finding.tracked();
        BigDecimal declared = values.stream()
                .filter(each -> each.role() == Measure.Role.NUMERATOR)
                .map(Rating.Declared::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Shares(
                tracked, declared, finding.numerator().subtract(tracked).subtract(declared));
    }

    /** A part of what is tracked and declared, in percent to two decimals; null where there is nothing of either. */
    BigDecimal percent(BigDecimal part) {
        BigDecimal both = tracked.add(declared);
        return both.signum() == 0 ? null : part.multiply(HUNDRED).divide(both, 2, RoundingMode.HALF_UP);
    }
}
