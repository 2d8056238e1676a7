package org.prefabtracker.tracking;

import java.util.List;
import java.util.UUID;

/**
 * An event of a batch on its way from the request to its outcome. Every step fills in its part: {@link ReportingPolicy} and
 * {@link BatchProcessor} settle what cannot be applied, {@link BatchProcessor} names the pieces and decides, {@link EventWriter}
 * writes what applies.
 */
final class BatchEvent {

    private final EventInput input;
    private HistoryEvent event;
    private List<Piece> pieces = List.of();
    private EventOutcome outcome;

    BatchEvent(EventInput input) {
        this.input = input;
    }

    /** The event as it was sent. */
    EventInput input() {
        return input;
    }

    /** Names what the event is about: one piece, or two of an EXCHANGE and of its VOID. It is to be decided now. */
    void resolve(HistoryEvent event, List<Piece> pieces) {
        this.event = event;
        this.pieces = pieces;
    }

    /** Names the piece of an event that is settled without a decision. */
    void concerns(Piece piece) {
        pieces = List.of(piece);
    }

    void settle(EventOutcome outcome) {
        this.outcome = outcome;
    }

    void refuse(RefusalReason reason, String message, UUID clash) {
        settle(EventOutcome.of(input, EventOutcome.Kind.REFUSED).because(reason, message, clash));
    }

    /** Whether no step has settled it yet. */
    boolean isOpen() {
        return outcome == null;
    }

    boolean isApplied() {
        return outcome != null && outcome.outcome() == EventOutcome.Kind.APPLIED;
    }

    /** The event as the histories of its pieces take it; null as long as it names none. */
    HistoryEvent event() {
        return event;
    }

    List<Piece> pieces() {
        return pieces;
    }

    Piece piece() {
        return pieces.get(0);
    }

    /** The second piece of an EXCHANGE or of its VOID, else null. */
    Piece otherPiece() {
        return pieces.size() == 1 ? null : pieces.get(1);
    }

    /** Adds the tag and the stage of its piece to the outcome, once the batch is written. */
    void complete() {
        if (!pieces.isEmpty()) {
            outcome = outcome.at(pieces.get(0));
        }
    }

    /** Forgets what was decided, for another round. */
    void reopen() {
        event = null;
        pieces = List.of();
        outcome = null;
    }

    EventOutcome outcome() {
        return outcome;
    }
}
