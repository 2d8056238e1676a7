package org.prefabtracker.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.Rating;

/**
 * The origin of the numerator of a finding, which is the sum of the four parts. Pure.
 *
 * @param tracked from components
 * @param joints from the joint schedule
 * @param declared from declared quantities
 * @param adjusted the correction by the rule: factors, or minus the rest where a condition is not met
 */
record Shares(BigDecimal tracked, BigDecimal joints, BigDecimal declared, BigDecimal adjusted) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Shares of(Rating.Finding finding, List<Rating.Declared> values) {
        BigDecimal tracked = finding.tracked() == null ? BigDecimal.ZERO : finding.tracked();
        BigDecimal declared = values.stream()
                .filter(each -> each.role() == DeclaredQuantity.Role.NUMERATOR)
                .map(Rating.Declared::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal joints = joints(finding);
        return new Shares(
                tracked,
                joints,
                declared,
                finding.ratio().numerator().subtract(tracked).subtract(joints).subtract(declared));
    }

    static BigDecimal joints(Rating.Finding finding) {
        return finding.joints() == null ? BigDecimal.ZERO : finding.joints().adds();
    }

    /** The share of a part in percent with two decimals; null if the sum is 0. */
    BigDecimal percent(BigDecimal part) {
        BigDecimal all = tracked.add(joints).add(declared);
        return all.signum() == 0 ? null : part.multiply(HUNDRED).divide(all, 2, RoundingMode.HALF_UP);
    }
}
