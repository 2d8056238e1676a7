package org.prefabtracker.catalogue;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A measured or computed quantity: not negative, at most 12 digits before and 9 after the point; null is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@PositiveOrZero
@Digits(integer = 12, fraction = 9)
@ReportAsSingleViolation
public @interface QuantityConstraint {

    String message() default "not negative, at most 12 digits before and 9 after the point";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
