package org.prefabtracker.shared;

/**
 * A body with what is wrong with it by itself: the parameter of a resource that knows of more, so that both are answered at once.
 * {@link JsonBody} leaves the faults to the resource then. What could not be read is null in the content, and lists may hold null.
 */
public record Sent<T>(T content, Faults faults) {

    /** For what was made here and is known to be right. */
    public static <T> Sent<T> faultless(T content) {
        return new Sent<>(content, new Faults());
    }

    /** The faults to add to: a copy, for a transaction may begin again. */
    @Override
    public Faults faults() {
        return new Faults(faults);
    }
}
