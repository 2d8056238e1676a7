package org.prefabtracker.shared.problem;

import java.util.List;
import java.util.stream.Stream;

/**
 * The warnings of an answer.
 *
 * @param warnings the first {@value #LISTED}, in the order of the request
 * @param totalWarnings how many there are
 */
public record Warnings(List<Warning> warnings, long totalWarnings) {

    /** The greatest number of warnings in an answer. */
    public static final int LISTED = 100;

    public static final Warnings NONE = new Warnings(List.of(), 0);

    public Warnings {
        warnings = warnings.stream().limit(LISTED).toList();
    }

    /** Warnings that are all there are. */
    public static Warnings of(List<Warning> all) {
        return new Warnings(all, all.size());
    }

    /** These warnings followed by others. */
    public Warnings and(Warnings others) {
        return new Warnings(
                Stream.concat(warnings.stream(), others.warnings.stream()).toList(),
                totalWarnings + others.totalWarnings);
    }
}
