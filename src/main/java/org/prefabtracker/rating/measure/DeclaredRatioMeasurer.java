package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;

/** A declared value over its highest possible value. */
final class DeclaredRatioMeasurer {

    private DeclaredRatioMeasurer() {}

    static ItemMeasurement measure(Workings workings, Measured.DeclaredRatio declared) {
        Optional<BigDecimal> value = workings.used(declared.measure());
        String unit = declared.unit();
        if (value.isEmpty()) {
            return workings.result(Workings.undeclared(List.of(declared.measure())), null, declared.of(), unit);
        }
        return workings.result(
                value.get().compareTo(declared.of()) > 0
                        ? new MeasurementOutcome.Invalid(
                                RatingNote.MORE_THAN_MAXIMUM.of(declared.measure(), declared.of()))
                        : new MeasurementOutcome.Known(Fractions.ratio(value.get(), declared.of())),
                value.get(),
                declared.of(),
                unit);
    }
}
