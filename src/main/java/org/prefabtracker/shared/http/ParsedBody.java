package org.prefabtracker.shared.http;

import org.prefabtracker.shared.problem.Violations;

/**
 * A body with what is wrong with it by itself: the parameter of a resource that knows of more, so that both are answered at once.
 * {@link ValidatingBodyReader} leaves the faults to the resource then. What could not be read is null in the content, and lists may hold null.
 */
public record ParsedBody<T>(T content, Violations violations) {

    /** For what was made here and is known to be right. */
    public static <T> ParsedBody<T> faultless(T content) {
        return new ParsedBody<>(content, new Violations());
    }

    /** The faults to add to: a copy, for a transaction may begin again. */
    @Override
    public Violations violations() {
        return new Violations(violations);
    }
}
