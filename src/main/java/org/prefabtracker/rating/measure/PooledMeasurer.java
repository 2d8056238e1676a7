package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.facts.BuildingFacts;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;

/** (a + b + c) / (A + B + C); an absent part leaves both sums. */
final class PooledMeasurer {

    private PooledMeasurer() {}

    static ItemMeasurement measure(Workings workings, Measured.Pooled pooled) {
        BuildingFacts facts = workings.facts();
        ComponentTally components = workings.components();
        BigDecimal numerator = BigDecimal.ZERO;
        BigDecimal denominator = BigDecimal.ZERO;
        List<DeclaredQuantity> missing = new ArrayList<>();
        String unit = pooled.unit();
        MeasurementOutcome.NotApplicable absent = null;
        int present = 0;
        for (Measured.Pool pool : pooled.pools()) {
            Optional<MeasurementOutcome.NotApplicable> absence =
                    pool.absentWith() == null ? Optional.empty() : facts.absence(pool.absentWith());
            if (absence.isPresent()) {
                long inBill = components.inBill(pool.components());
                if (inBill > 0) {
                    return workings.result(Workings.contradicts(pool.absentWith(), inBill), null, null, unit);
                }
                absent = absence.get();
                workings.note(RatingNote.ABSENT.of(pool.absentWith()));
                continue;
            }
            present++;
            BigDecimal tracked = components.amount(pool.components());
            numerator = numerator.add(tracked).add(workings.usedSum(pool.declared()));
            Optional<BigDecimal> total = workings.used(pool.denominator());
            if (total.isEmpty()) {
                missing.add(pool.denominator());
            } else if (tracked.add(declaredSum(facts, pool.declared())).compareTo(total.get()) > 0) {
                return workings.result(
                        new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL_OF.of(pool.denominator())),
                        numerator,
                        null,
                        unit);
            } else {
                denominator = denominator.add(total.get());
            }
        }
        if (present == 0) {
            return workings.result(absent, null, null, unit);
        }
        return missing.isEmpty()
                ? workings.result(
                        new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator)),
                        numerator,
                        denominator,
                        unit)
                : workings.result(Workings.undeclared(missing), numerator, null, unit);
    }

    private static BigDecimal declaredSum(BuildingFacts facts, List<DeclaredQuantity> measures) {
        return measures.stream()
                .map(measure ->
                        facts.amount(measure).map(BuildingFacts.Value::amount).orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
