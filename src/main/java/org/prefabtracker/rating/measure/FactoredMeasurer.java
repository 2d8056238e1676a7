package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;
import org.prefabtracker.shared.message.LocalizedName;
import org.prefabtracker.shared.message.Unit;

/** Each part of the whole, multiplied by the factor of its building system. */
final class FactoredMeasurer {

    private FactoredMeasurer() {}

    static ItemMeasurement measure(Workings workings, Measured.Factored factored) {
        BigDecimal parts = BigDecimal.ZERO;
        BigDecimal numerator = BigDecimal.ZERO;
        String unit = factored.unit();
        Optional<BigDecimal> denominator = workings.used(factored.denominator());
        if (denominator.isEmpty()) {
            return workings.result(Workings.undeclared(List.of(factored.denominator())), null, null, unit);
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
                        new MeasurementOutcome.Missing(RatingNote.FACTOR_UNKNOWN.of(
                                new LocalizedName(system.name(), system.nameEn()), system.factorInput())),
                        null,
                        denominator.get(),
                        unit);
            }
            if (factor.compareTo(BigDecimal.ONE) > 0) {
                return workings.result(
                        new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_ONE.of(system.factorInput())),
                        null,
                        null,
                        unit);
            }
            workings.note(RatingNote.SYSTEM_TIMES_FACTOR.of(
                    new LocalizedName(system.name(), system.nameEn()),
                    Fractions.plain(part),
                    new Unit(unit),
                    Fractions.plain(factor)));
            parts = parts.add(part);
            numerator = numerator.add(part.multiply(factor));
        }
        return workings.result(
                parts.compareTo(denominator.get()) > 0
                        ? new MeasurementOutcome.Invalid(RatingNote.MORE_THAN_TOTAL_OF.of(factored.denominator()))
                        : new MeasurementOutcome.Known(Fractions.ratio(numerator, denominator.get())),
                numerator,
                denominator.get(),
                unit);
    }
}
