package org.prefabtracker.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.prefabtracker.catalogue.Category;

/**
 * A piece that a batch is about: a stored one, or one that a RELEASE of the batch makes, which has no id and no tag before it
 * is written. While the batch is decided, events are added to its history on trial and taken off again.
 */
final class Piece {

    private Long id;
    private String tag;
    private final long specId;
    private final int specRevision;
    private final Category category;

    /** Whether it was live before the batch. */
    private final boolean wasLive;

    /** The component it filled before the batch. */
    private final ComponentSlot formerSlot;

    private final List<HistoryEvent> events = new ArrayList<>();
    private ComponentSlot slot;
    private PieceHistory history;

    Piece(Long id, String tag, boolean live, long specId, int specRevision, Category category, ComponentSlot slot) {
        this.id = id;
        this.tag = tag;
        this.wasLive = live;
        this.specId = specId;
        this.specRevision = specRevision;
        this.category = category;
        this.formerSlot = slot;
        this.slot = slot;
    }

    /** A piece that a RELEASE may make for a component. */
    static Piece toBeMadeFor(ComponentSlot slot) {
        return new Piece(null, null, false, slot.specId(), slot.specRevision(), slot.category(), slot);
    }

    /** Records that the piece is stored now, with this id and tag. */
    void made(long id, String tag) {
        this.id = id;
        this.tag = tag;
    }

    /** Its internal id; null as long as it is not stored. */
    Long id() {
        return id;
    }

    boolean isStored() {
        return id != null;
    }

    String tag() {
        return tag;
    }

    long specId() {
        return specId;
    }

    int specRevision() {
        return specRevision;
    }

    List<HistoryEvent> events() {
        return events;
    }

    /** The component it fills, or filled last. */
    ComponentSlot slot() {
        return slot;
    }

    void moveTo(ComponentSlot slot) {
        this.slot = slot;
    }

    /** The state that its events lead to. */
    PieceHistory history() {
        return history;
    }

    boolean live() {
        return history.stage().live();
    }

    boolean wasLive() {
        return wasLive;
    }

    /** The ids of the components it filled before the batch or fills after it. */
    Set<Long> components() {
        return moved() ? Set.of(formerSlot.component(), slot.component()) : Set.of(slot.component());
    }

    boolean moved() {
        return slot.component() != formerSlot.component();
    }

    /** Whether it no longer fills the component it filled before the batch. */
    boolean leftSlot() {
        return moved() || wasLive && !live();
    }

    boolean isLike(Piece other) {
        return specId == other.specId && specRevision == other.specRevision && slot.isLike(other.slot);
    }

    boolean fits(ComponentSlot bill) {
        return !bill.cancelled() && bill.isOf(specId, specRevision);
    }

    /** Replays its events. Returns null, or why they are impossible; then its state stays as it was. */
    Refusal replay() {
        PieceHistory.Replay replay = PieceHistory.replay(events, category);
        if (replay.possible()) {
            history = replay.history();
        }
        return replay.refusal();
    }

    /** What is restored after a trial that failed. */
    record State(int events, ComponentSlot slot, PieceHistory history) {

        boolean fills(ComponentSlot other) {
            return history.stage().live() && slot.component() == other.component();
        }
    }

    State state() {
        return new State(events.size(), slot, history);
    }

    void restore(State state) {
        events.subList(state.events(), events.size()).clear();
        slot = state.slot();
        history = state.history();
    }
}
