package org.prefabtracker.tracking;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.prefabtracker.catalogue.Category;
import org.prefabtracker.component.PieceStage;

/**
 * The state of a piece that its events lead to (domain: the life of a piece). Pure: the same events give the same state, in
 * whatever order they are passed.
 */
final class PieceHistory {

    /** Why an event is impossible at its place in the history. */
    private record Objection(RefusalReason reason, String message) {}

    /** Either the state that the events lead to, or why they are impossible. */
    record Replay(PieceHistory history, Refusal refusal) {
        boolean possible() {
            return refusal == null;
        }
    }

    private static final Set<EventType> WITNESSED =
            EnumSet.of(EventType.STEP, EventType.RECEIVE, EventType.CONNECT, EventType.ACCEPT);

    private final Category category;
    private PieceStage stage = PieceStage.DESIGNED;
    /** Open holds by number, with the events that set them: one number may be used by several organisations. */
    private final Map<String, List<HistoryEvent>> holds = new LinkedHashMap<>();

    private final Map<UUID, Set<EventType>> contradicted = new LinkedHashMap<>();

    private final Set<String> everHeld = new HashSet<>();
    private final Set<UUID> witnessable = new HashSet<>();
    private final Map<PieceStage, HistoryEvent> reached = new EnumMap<>(PieceStage.class);
    private boolean connected;
    /** Whether it failed an inspection that it has not passed since. */
    private boolean failed;

    private String place;
    private BigDecimal netQuantity;
    private UUID last;
    /** The event that brought the piece to its stage. */
    private UUID arrived;

    private PieceHistory(Category category) {
        this.category = category;
    }

    PieceStage stage() {
        return stage;
    }

    /** The numbers of the open holds. */
    Set<String> holds() {
        return holds.keySet();
    }

    /** The day the piece last reached a stage; null where it did not, or has left the stage backwards. */
    LocalDate reached(PieceStage wanted) {
        HistoryEvent event = reached.get(wanted);
        return event == null ? null : event.day();
    }

    /** The same by the date at the place of the event, which was stored before days were those of the system's time zone. */
    LocalDate reachedAtPlace(PieceStage wanted) {
        HistoryEvent event = reached.get(wanted);
        return event == null ? null : event.localDate();
    }

    /** What happened after a hold although the hold was open, because it was not known yet; by the event of the hold. */
    Map<UUID, Set<EventType>> contradicted() {
        return contradicted;
    }

    /** The event that brought the piece to its stage. */
    UUID arrived() {
        return arrived;
    }

    /** Where the piece was stored last. */
    String place() {
        return place;
    }

    /** How many parts of a lot were installed; null where that was not stated. */
    BigDecimal netQuantity() {
        return netQuantity;
    }

    /** Replays the events that count in the order in which they happened; stops at the first that is impossible. */
    static Replay replay(Collection<HistoryEvent> events, Category category) {
        PieceHistory history = new PieceHistory(category);
        for (HistoryEvent event : HistoryOrder.counting(events)) {
            Objection objection = history.apply(event);
            if (objection != null) {
                return new Replay(null, new Refusal(event.id(), history.last, objection.reason(), objection.message()));
            }
            history.last = event.id();
        }
        return new Replay(history, null);
    }

    /** The state that events in their order lead to. Impossible events are left out; none is ever stored. */
    static PieceHistory of(List<HistoryEvent> inOrder, Category category) {
        PieceHistory history = new PieceHistory(category);
        for (HistoryEvent event : inOrder) {
            history.apply(event);
        }
        return history;
    }

    /** Applies an event. Returns null, or why it is impossible here. */
    private Objection apply(HistoryEvent event) {
        if (!LifeCycle.allows(event.type(), stage)) {
            return new Objection(
                    RefusalReason.WRONG_STAGE,
                    event.type() == EventType.RELEASE
                            ? "it was released already"
                            : "not possible for a piece that is " + stage);
        }
        Objection objection = act(event);
        if (objection != null) {
            return objection;
        }
        if (WITNESSED.contains(event.type())) {
            witnessable.add(event.id());
        }
        if (event.place() != null) {
            place = event.place();
        }
        return null;
    }

    private Objection act(HistoryEvent event) {
        switch (event.type()) {
            case RELEASE -> go(PieceStage.RELEASED, event);
            case STEP -> go(PieceStage.IN_PRODUCTION, event);
            case REWORK -> {
                return rework(event);
            }
            case STORE, SEND_OUT, TAKE_BACK, EXCHANGE -> {
                // moves nothing but the place
            }
            case QC_PASS -> {
                return pass(event);
            }
            case QC_FAIL -> {
                failed = true;
                hold(event);
            }
            case HOLD -> hold(event);
            case UNHOLD -> {
                return unhold(event);
            }
            case SHIP -> {
                return unlessBlocked(PieceStage.SHIPPED, event);
            }
            case RECEIVE -> go(PieceStage.DELIVERED, event);
            case RETURN -> {
                go(PieceStage.PRODUCED, event);
                hold(event);
            }
            case INSTALL -> {
                Objection objection = unlessBlocked(PieceStage.INSTALLED, event);
                if (objection != null) {
                    return objection;
                }
                connected = false;
                netQuantity = event.netQuantity();
            }
            case CONNECT -> connected = true;
            case ACCEPT -> {
                return accept(event);
            }
            case REMOVE -> {
                netQuantity = null;
                go(PieceStage.DELIVERED, event);
                hold(event);
            }
            case SCRAP -> go(PieceStage.SCRAPPED, event);
            case WITNESS -> {
                if (!witnessable.contains(event.about())) {
                    return new Objection(
                            RefusalReason.NO_SUCH_EVENT,
                            "before it there is no STEP, RECEIVE, CONNECT or ACCEPT " + event.about());
                }
            }
            case VOID -> throw new IllegalArgumentException("a VOID is not part of a history");
        }
        return null;
    }

    /** QC_PASS: closes holds, and produces a piece that is not produced yet; later it is a re-inspection. */
    private Objection pass(HistoryEvent event) {
        for (String number : event.closes()) {
            if (!everHeld.contains(number)) {
                return new Objection(RefusalReason.NO_SUCH_HOLD, "there is no hold " + number);
            }
        }
        for (String number : event.closes()) {
            Objection objection = lift(number, event);
            if (objection != null) {
                return objection;
            }
        }
        boolean produces = stage.compareTo(PieceStage.PRODUCED) < 0;
        Objection objection = unlessBlocked(produces ? PieceStage.PRODUCED : stage, event);
        failed &= objection != null;
        return objection;
    }

    /** Rework of a piece in production follows a failed inspection; otherwise its production just goes on. */
    private Objection rework(HistoryEvent event) {
        if (stage == PieceStage.IN_PRODUCTION && !failed) {
            return new Objection(
                    RefusalReason.WRONG_STAGE,
                    "not possible for a piece that is IN_PRODUCTION and failed no inspection");
        }
        go(PieceStage.IN_PRODUCTION, event);
        return null;
    }

    private Objection unhold(HistoryEvent event) {
        List<HistoryEvent> set = holds.getOrDefault(event.number(), List.of());
        if (set.isEmpty() || event.reporter().liftsAny() && set.stream().noneMatch(event::lifts)) {
            return new Objection(RefusalReason.NO_SUCH_HOLD, "there is no open hold " + event.number());
        }
        return lift(event.number(), event);
    }

    /** Lifts what an event may lift of the open holds of a number. Returns null, or why it may not lift them. */
    private Objection lift(String number, HistoryEvent event) {
        List<HistoryEvent> set = holds.getOrDefault(number, List.of());
        if (!event.reporter().liftsAny() && !set.stream().allMatch(event::lifts)) {
            return new Objection(RefusalReason.NOT_ALLOWED, "hold " + number + " was set by another organisation");
        }
        set.removeIf(event::lifts);
        if (set.isEmpty()) {
            holds.remove(number);
        }
        return null;
    }

    private Objection accept(HistoryEvent event) {
        if (isBlocked(event)) {
            return onHold();
        }
        if (category.mainStructure() && !connected) {
            return new Objection(
                    RefusalReason.WRONG_STAGE, "a part of the main structure is not accepted before it was connected");
        }
        go(PieceStage.ACCEPTED, event);
        return null;
    }

    private Objection unlessBlocked(PieceStage next, HistoryEvent event) {
        if (isBlocked(event)) {
            return onHold();
        }
        go(next, event);
        return null;
    }

    private void go(PieceStage next, HistoryEvent event) {
        if (next != stage) {
            if (next.compareTo(stage) < 0) {
                reached.keySet().removeIf(left -> left.compareTo(next) > 0);
            }
            reached.put(next, event);
            stage = next;
            arrived = event.id();
        }
    }

    private void hold(HistoryEvent event) {
        holds.computeIfAbsent(event.opens(), none -> new ArrayList<>()).add(event);
        everHeld.add(event.opens());
    }

    /**
     * Whether an open hold stops the event. A hold acts from the moment it is known, on events that arrive with it or after it.
     * Events that arrived before it contradict it.
     */
    private boolean isBlocked(HistoryEvent event) {
        if (holds.isEmpty()) {
            return false;
        }
        List<HistoryEvent> open = holds.values().stream().flatMap(List::stream).toList();
        if (open.stream().anyMatch(hold -> hold.batch() <= event.batch())) {
            return true;
        }
        for (HistoryEvent hold : open) {
            contradicted
                    .computeIfAbsent(hold.id(), none -> EnumSet.noneOf(EventType.class))
                    .add(event.type());
        }
        return false;
    }

    private Objection onHold() {
        return new Objection(RefusalReason.ON_HOLD, "hold " + String.join(", ", holds.keySet()) + " is open");
    }
}
