package org.prefabtracker.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.prefabtracker.catalogue.Category;

/**
 * A piece that a batch is about: one there is, or one that a RELEASE of the batch may make, which has no id and tag yet.
 * While the batch is decided it takes events on trial.
 */
final class Piece {

    private Long id;
    private String tag;
    private final long specId;
    private final int specRevision;
    private final Category category;

    /** Where it stood before the batch. */
    private final boolean wasLive;

    private final ComponentSlot cameFrom;

    private final List<HistoryEvent> events = new ArrayList<>();
    private ComponentSlot place;
    private PieceHistory history;

    Piece(Long id, String tag, boolean live, long specId, int specRevision, Category category, ComponentSlot place) {
        this.id = id;
        this.tag = tag;
        this.wasLive = live;
        this.specId = specId;
        this.specRevision = specRevision;
        this.category = category;
        this.cameFrom = place;
        this.place = place;
    }

    /** One that is still to be made for a component. */
    static Piece toBeMadeFor(ComponentSlot place) {
        return new Piece(null, null, false, place.specId(), place.specRevision(), place.category(), place);
    }

    /** The making of it: from now on it is one there is. */
    void made(long id, String tag) {
        this.id = id;
        this.tag = tag;
    }

    /** Null as long as it is not made. */
    Long id() {
        return id;
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

    /** The component it fills or filled last. */
    ComponentSlot place() {
        return place;
    }

    void moveTo(ComponentSlot place) {
        this.place = place;
    }

    /** What its events amount to. */
    PieceHistory history() {
        return history;
    }

    boolean live() {
        return history.stage().live();
    }

    boolean wasLive() {
        return wasLive;
    }

    /** The components it filled before the batch or fills after it. */
    Set<Long> components() {
        return moved() ? Set.of(cameFrom.component(), place.component()) : Set.of(place.component());
    }

    boolean moved() {
        return place.component() != cameFrom.component();
    }

    boolean isLike(Piece other) {
        return specId == other.specId && specRevision == other.specRevision && place.isLike(other.place);
    }

    boolean fits(ComponentSlot bill) {
        return !bill.cancelled() && bill.isOf(specId, specRevision);
    }

    /** Answers null, or why its events cannot have been; then nothing of it changes. */
    Refusal replay() {
        PieceHistory.Replay replay = PieceHistory.replay(events, category);
        if (replay.possible()) {
            history = replay.history();
        }
        return replay.refusal();
    }

    /** What a trial has to give back. */
    record State(int events, ComponentSlot place, PieceHistory history) {

        boolean fills(ComponentSlot other) {
            return history.stage().live() && place.component() == other.component();
        }
    }

    State state() {
        return new State(events.size(), place, history);
    }

    void back(State state) {
        events.subList(state.events(), events.size()).clear();
        place = state.place();
        history = state.history();
    }
}
