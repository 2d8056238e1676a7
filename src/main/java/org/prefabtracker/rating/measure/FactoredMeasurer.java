package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;

/** Each part of the whole, multiplied by the factor of its building system. */
final class FactoredMeasurer {

    private FactoredMeasurer() {}

    static ItemMeasurement measure(Workings workings, Measured.Factored factored) {
        BigDecimal parts = BigDecimal.ZERO;
        BigDecimal numerator = BigDecimal.ZERO;
        String unit = factored.unit();
        Optional<BigDecimal> denominator = workings.used(factored.denominator());
        if (denominator.isEmpty()) {
            return workings.result(
                    Workings.undeclared(List.of(factored.denominator().key())), null, null, unit);
        }
        for (Measured.System system : factored.systems()) {
            BigDecimal part =
                    workings.components().amount(system.components()).add(workings.usedSum(system.declared()));
            if (part.signum() == 0) {
                continue;
            }
            BigDecimal factor = system.factor() != null
                    ? system.factor()
                    : workings.used(system.factorInput()).orElse(null);
            if (factor == null) {
                return workings.result(
                        new MeasurementOutcome.Missing("the factor of " + system.nameEn() + " is not known; declare "
                                + system.factorInput().key()),
                        null,
                        denominator.get(),
                        unit);
            }
            if (factor.compareTo(BigDecimal.ONE) > 0) {
                return workings.result(
                        new MeasurementOutcome.Invalid(system.factorInput().key() + " is more than 1"),
                        null,
                        null,
                        unit);
            }
            workings.note(system.nameEn() + ": " + Fractions.plain(part).toPlainString() + " " + unit + " x "
                    + Fractions.plain(factor).toPlainString());
            parts = parts.add(part);
            numerator = numerator.add(part.multiply(factor));
        }
        return workings.result(
                parts.compareTo(denominator.get()) > 0
                        ? new MeasurementOutcome.Invalid("more counts than there is: "
                                + factored.denominator().key())
                        : new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator.get())),
                numerator,
                denominator.get(),
                unit);
    }
}
