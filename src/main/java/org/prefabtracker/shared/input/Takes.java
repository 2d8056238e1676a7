package org.prefabtracker.shared.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a query parameter takes, so that all wrong parameters of a request are reported together: an enum, {@code Boolean}, {@code
 * Year}, or {@code Instant} for a moment of the past.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Takes {
    Class<?> value();
}
