package org.prefabtracker.tracking;

import java.math.BigDecimal;
import org.prefabtracker.catalogue.Category;

/**
 * A component of the bill as a place that a piece fills or may fill.
 *
 * @param component its internal id
 * @param releasable whether its spec revision is released
 * @param count how many parts a lot stands for
 * @param amount how many times the quantities of the spec: its count, length or area
 */
record ComponentSlot(
        long component,
        String code,
        boolean cancelled,
        boolean releasable,
        int count,
        BigDecimal amount,
        long specId,
        int specRevision,
        Category category) {

    /** Whether a piece made for one of the two can fill the other. */
    boolean isLike(ComponentSlot other) {
        return isOf(other.specId, other.specRevision) && count == other.count && amount.compareTo(other.amount) == 0;
    }

    boolean isOf(long spec, int revision) {
        return specId == spec && specRevision == revision;
    }
}
