package org.prefabtracker.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;

/**
 * Checks the bean constraints of records. Each record is looked at when the first of it is checked, not all at the start.
 */
public class Constraints {

    /** One for the life of the program: what it learned of a record it keeps. It speaks English wherever it runs. */
    @Produces
    @ApplicationScoped
    public static Validator validator() {
        return Validation.byProvider(HibernateValidator.class)
                .configure()
                .locales(Locale.ENGLISH)
                .defaultLocale(Locale.ENGLISH)
                .buildValidatorFactory()
                .getValidator();
    }
}
