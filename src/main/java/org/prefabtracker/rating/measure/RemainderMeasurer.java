package org.prefabtracker.rating.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prefabtracker.project.DeclaredQuantity;
import org.prefabtracker.rating.facts.MeasurementOutcome;
import org.prefabtracker.rating.facts.RatingNote;
import org.prefabtracker.rating.ruleset.Fractions;
import org.prefabtracker.rating.ruleset.Measured;

/** (A - b - c) / A. */
final class RemainderMeasurer {

    private RemainderMeasurer() {}

    static ItemMeasurement measure(Workings workings, Measured.Remainder remainder) {
        String unit = remainder.unit();
        List<DeclaredQuantity> missing = new ArrayList<>();
        Optional<BigDecimal> whole = workings.used(remainder.whole());
        if (whole.isEmpty()) {
            missing.add(remainder.whole());
        }
        BigDecimal left = whole.orElse(BigDecimal.ZERO);
        for (DeclaredQuantity measure : remainder.less()) {
            Optional<BigDecimal> less = workings.used(measure);
            if (less.isEmpty()) {
                missing.add(measure);
            }
            left = left.subtract(less.orElse(BigDecimal.ZERO));
        }
        if (!missing.isEmpty()) {
            return workings.result(Workings.undeclared(missing), null, whole.orElse(null), unit);
        }
        return workings.result(
                left.signum() < 0
                        ? new MeasurementOutcome.Invalid(RatingNote.PARTS_MORE_THAN_WHOLE.of(remainder.whole()))
                        : new MeasurementOutcome.Known(Fractions.ratio(left, whole.get())),
                left,
                whole.get(),
                unit);
    }
}
