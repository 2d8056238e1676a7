package org.prefabtracker.rating.facts;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;
import org.prefabtracker.project.AbsentFeature;
import org.prefabtracker.project.TakeOff;
import org.prefabtracker.shared.message.Note;

/** The outcome of measuring an item. */
public sealed interface MeasurementOutcome {

    /** The ratio, where it is known. */
    default Optional<Known> asKnown() {
        return Optional.empty();
    }

    /** The absence, where the item is not applicable. */
    default Optional<NotApplicable> asNotApplicable() {
        return Optional.empty();
    }

    /** Whether there is no data. */
    default boolean isMissing() {
        return false;
    }

    /** Whether the data is impossible. */
    default boolean isInvalid() {
        return false;
    }

    /** Why there is no ratio, where data is missing or impossible. */
    default Optional<Note> reason() {
        return Optional.empty();
    }

    /** Calls the method of the visitor for this outcome. */
    <R> R accept(Visitor<R> visitor);

    /** One method per outcome. */
    interface Visitor<R> {
        R known(Known known);

        R missing(Missing missing);

        R invalid(Invalid invalid);

        R notApplicable(NotApplicable notApplicable);
    }

    /** A ratio between 0 and 1, and the factor that its points are multiplied by. */
    record Known(BigFraction ratio, BigFraction weight) implements MeasurementOutcome {

        public Known(BigFraction ratio) {
            this(ratio, BigFraction.ONE);
        }

        /** The ratio in percent. */
        public BigFraction percent() {
            return ratio.multiply(100);
        }

        @Override
        public Optional<Known> asKnown() {
            return Optional.of(this);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.known(this);
        }
    }

    /** No data: no points. */
    record Missing(Note why) implements MeasurementOutcome {
        @Override
        public boolean isMissing() {
            return true;
        }

        @Override
        public Optional<Note> reason() {
            return Optional.of(why);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.missing(this);
        }
    }

    /** Impossible data: no points, and the rating is incomplete. */
    record Invalid(Note why) implements MeasurementOutcome {
        @Override
        public boolean isInvalid() {
            return true;
        }

        @Override
        public Optional<Note> reason() {
            return Optional.of(why);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invalid(this);
        }
    }

    /**
     * The building has no such feature: the item leaves the whole.
     *
     * @param phase of the take-off that declares the absence
     */
    record NotApplicable(AbsentFeature absence, TakeOff.Phase phase) implements MeasurementOutcome {
        @Override
        public Optional<NotApplicable> asNotApplicable() {
            return Optional.of(this);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.notApplicable(this);
        }
    }
}
