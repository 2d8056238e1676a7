package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.prefabtracker.component.PieceStage;

/**
 * The state of the live piece of a component at a moment.
 *
 * @param component the internal id of the component; never leaves the server
 * @param holds the numbers of its open holds
 * @param netQuantity how many parts of a lot were installed; null where that was not stated
 * @param event the event that brought the piece to its stage
 */
public record PieceStateAsOf(
        long component, String tag, PieceStage stage, List<String> holds, BigDecimal netQuantity, UUID event) {}
