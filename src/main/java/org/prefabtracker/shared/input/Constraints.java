package org.prefabtracker.shared.input;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.annotation.ElementType;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.prefabtracker.shared.message.Localized;

/**
 * Checks the bean constraints of records. The constraints of a record are read when the first one is checked, not at the
 * start.
 */
public class Constraints {

    private static final MessageInterpolator MESSAGES =
            new ParameterMessageInterpolator(Set.of(Locale.ENGLISH, Locale.CHINESE), Locale.ENGLISH, false);

    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .traversableResolver(new Everything())
            .clockProvider(Constraints::clock)
            .messageInterpolator(MESSAGES)
            .buildValidatorFactory()
            .getValidator();

    /** The clock of the application; outside of it, that of the machine. */
    private static Clock clock() {
        ArcContainer container = Arc.container();
        return container != null && container.isRunning()
                ? container.instance(Clock.class).get()
                : Clock.systemDefaultZone();
    }

    /**
     * One instance for the whole process, because it caches the constraints of records. Its messages are English in every
     * locale; {@link #text} has them in each language.
     */
    @Produces
    @ApplicationScoped
    public static Validator validator() {
        return VALIDATOR;
    }

    /** What a violated constraint says, in each language. */
    public static Localized text(ConstraintViolation<?> violation) {
        Interpolated constraint = new Interpolated(violation.getConstraintDescriptor(), violation.getInvalidValue());
        return language -> MESSAGES.interpolate(violation.getMessageTemplate(), constraint, language.locale());
    }

    private record Interpolated(ConstraintDescriptor<?> descriptor, Object value)
            implements MessageInterpolator.Context {

        @Override
        public ConstraintDescriptor<?> getConstraintDescriptor() {
            return descriptor;
        }

        @Override
        public Object getValidatedValue() {
            return value;
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new ValidationException("is not a " + type.getName());
        }
    }

    /**
     * Validates every property. The default would ask Hibernate ORM whether a property is loaded, which fails before ORM has
     * started, when the rule sets are read; only records are validated, never entities.
     */
    private static final class Everything implements TraversableResolver {

        @Override
        public boolean isReachable(
                Object object, Path.Node property, Class<?> rootType, Path pathToObject, ElementType elementType) {
            return true;
        }

        @Override
        public boolean isCascadable(
                Object object, Path.Node property, Class<?> rootType, Path pathToObject, ElementType elementType) {
            return true;
        }
    }
}
