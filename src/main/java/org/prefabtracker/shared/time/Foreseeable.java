package org.prefabtracker.shared.time;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;

/** A date that is not too far ahead of today: a building started in 2150 is a typing error. The past is not limited. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Foreseeable.Validator.class)
public @interface Foreseeable {

    /** How many years ahead it may be. */
    int years() default 10;

    String message() default "at most {years} years from today";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares with the day of the validator's clock. */
    public class Validator implements ConstraintValidator<Foreseeable, LocalDate> {

        private int years;

        @Override
        public void initialize(Foreseeable constraint) {
            years = constraint.years();
        }

        @Override
        public boolean isValid(LocalDate date, ConstraintValidatorContext context) {
            return date == null
                    || !date.isAfter(
                            LocalDate.now(context.getClockProvider().getClock()).plusYears(years));
        }
    }
}
