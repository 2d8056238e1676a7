package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.prefabtracker.component.PieceStage;

/**
 * Where the live piece of a component stood.
 *
 * @param component its internal id; never leaves the server
 * @param holds the numbers of its open holds
 * @param netQuantity how many of a lot were built in; null where that was not said
 * @param event the one that brought it to its stage
 */
public record PieceStateAsOf(
        long component, String tag, PieceStage stage, List<String> holds, BigDecimal netQuantity, UUID event) {}
