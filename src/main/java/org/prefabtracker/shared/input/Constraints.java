package org.prefabtracker.shared.input;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Checks the bean constraints of records. Each record is looked at when the first of it is checked, not all at the start.
 */
public class Constraints {

    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
            .buildValidatorFactory()
            .getValidator();

    /** One for the life of the program: what it learned of a record it keeps. It speaks English wherever it runs. */
    @Produces
    @ApplicationScoped
    public static Validator validator() {
        return VALIDATOR;
    }
}
