package org.prefabtracker.shared.http;

import org.prefabtracker.shared.problem.Violations;

/**
 * A parsed body with its violations: the parameter of a resource that finds further violations, so that all are returned
 * together. {@link ValidatingBodyReader} does not throw then. Unreadable values are null in the content, and lists may
 * contain null.
 */
public record ParsedBody<T>(T content, Violations violations) {

    /** For content made by the application, which is known to be valid. */
    public static <T> ParsedBody<T> faultless(T content) {
        return new ParsedBody<>(content, new Violations());
    }

    /** A copy of the violations to add to, because a transaction may run again. */
    @Override
    public Violations violations() {
        return new Violations(violations);
    }
}
