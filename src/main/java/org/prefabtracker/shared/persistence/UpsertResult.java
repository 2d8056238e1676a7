package org.prefabtracker.shared.persistence;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.prefabtracker.shared.problem.Warnings;

/**
 * The result of registering rows: how many were created, changed, or unchanged.
 *
 * @param cancelled how many a replacing bill cancelled, because it does not hold them; null for everything else
 * @param notInThisBill how many components of the buildings of a bill it does not hold; null where it replaces them, and for
 *     everything else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RegistrationResult")
public record UpsertResult(
        long created,
        long updated,
        long unchanged,
        Long cancelled,
        Long notInThisBill,
        @JsonUnwrapped Warnings noted) {

    public UpsertResult(long created, long updated, long unchanged) {
        this(created, updated, unchanged, null, null, Warnings.NONE);
    }

    /** The same where a bill does not hold so many components of its buildings. */
    public UpsertResult leaving(long others) {
        return new UpsertResult(created, updated, unchanged, null, others, noted);
    }

    /** The same where a bill cancelled so many components of its buildings. */
    public UpsertResult cancelling(long others) {
        return new UpsertResult(created, updated, unchanged, others, null, noted);
    }

    /** The same with warnings. */
    public UpsertResult warning(Warnings more) {
        return new UpsertResult(created, updated, unchanged, cancelled, notInThisBill, noted.and(more));
    }
}
