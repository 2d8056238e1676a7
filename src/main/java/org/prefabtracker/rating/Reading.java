package org.prefabtracker.rating;

import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.project.Absence;
import org.prefabtracker.project.TakeOff;

/** What measuring an item came to. */
public sealed interface Reading {

    /** A ratio, 1 being all, and what the points it earns are multiplied by. */
    record Known(BigFraction ratio, BigFraction weight) implements Reading {

        public Known(BigFraction ratio) {
            this(ratio, BigFraction.ONE);
        }

        public BigFraction percent() {
            return ratio.multiply(100);
        }
    }

    /** No data: no points. */
    record Missing(String why) implements Reading {}

    /** Impossible data: no points, and the rating is incomplete. */
    record Invalid(String why) implements Reading {}

    /**
     * The building has no such thing: the item leaves the whole.
     *
     * @param phase of the take-off that says so
     */
    record NotApplicable(Absence absence, TakeOff.Phase phase) implements Reading {}
}
