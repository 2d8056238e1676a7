package org.prefabtracker.rating.facts;

import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.shared.message.Note;

/** What measuring an item came to. */
public sealed interface MeasurementOutcome {

    /** A ratio, 1 being all, and what the points it earns are multiplied by. */
    public record Known(BigFraction ratio, BigFraction weight) implements MeasurementOutcome {

        public Known(BigFraction ratio) {
            this(ratio, BigFraction.ONE);
        }

        public BigFraction percent() {
            return ratio.multiply(100);
        }
    }

    /** No data: no points. */
    public record Missing(Note why) implements MeasurementOutcome {}

    /** Impossible data: no points, and the rating is incomplete. */
    public record Invalid(Note why) implements MeasurementOutcome {}

    /**
     * The building has no such thing: the item leaves the whole.
     *
     * @param phase of the take-off that says so
     */
    public record NotApplicable(AbsentFeature absence, TakeOff.Phase phase) implements MeasurementOutcome {}
}
